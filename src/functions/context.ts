import type { PriceCatalog } from '../catalog/priceCatalog';
import type { GpuPriceCatalog } from '../catalog/gpuPriceCatalog';

/** Everything a function may look at besides its arguments: the price tables in force, and nothing else. */
export interface FunctionContext {
  /** LLM prices: the workbook's table when it holds one, otherwise the embedded snapshot. */
  readonly prices: PriceCatalog;
  /** GPU rental and purchase prices, by the same rule. */
  readonly gpuPrices: GpuPriceCatalog;
  /** The workbook counts its days from 1904 (an old Mac setting), so that a date's number is 1,462 less. */
  readonly dates1904?: true;
}
