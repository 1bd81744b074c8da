import { compileCatalog } from '../../src/catalog/compileCatalog';
import { embeddedGpuPrices } from '../../src/catalog/embeddedGpuPrices';
import { embeddedPrices } from '../../src/catalog/embeddedPrices';
import { compileGpuPrices } from '../../src/catalog/gpuPriceCatalog';
import type { FunctionContext } from '../../src/functions/context';

/** The price tables that ship with the add-in. */
export const EMBEDDED_CONTEXT: FunctionContext = {
  prices: compileCatalog(embeddedPrices()),
  gpuPrices: compileGpuPrices(embeddedGpuPrices()),
};
