/** The entry of functions.js: registers every worksheet function on the prices that came with the add-in. */
import { compileCatalog } from '../catalog/compileCatalog';
import { embeddedGpuPrices } from '../catalog/embeddedGpuPrices';
import { embeddedPrices } from '../catalog/embeddedPrices';
import { compileGpuPrices } from '../catalog/gpuPriceCatalog';
import { associateAll } from '../functions/associateAll';
import type { FunctionContext } from '../functions/context';

const context: FunctionContext = {
  prices: compileCatalog(embeddedPrices()),
  gpuPrices: compileGpuPrices(embeddedGpuPrices()),
};
associateAll(() => context);
