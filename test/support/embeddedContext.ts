import { embeddedGpuPrices } from '../../src/catalog/embeddedGpuPrices';
import { compileGpuPrices } from '../../src/catalog/gpuPriceCatalog';
import type { FunctionContext } from '../../src/functions/context';

/** The price tables that ship with the add-in. */
export const EMBEDDED_CONTEXT = { gpuPrices: compileGpuPrices(embeddedGpuPrices()) } as FunctionContext;
