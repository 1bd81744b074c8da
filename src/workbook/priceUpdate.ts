/** What a refresh writes: a complete set of prices with its provenance, already admitted and agreed to by the user. */
import type { GpuOffer } from '../catalog/gpuPriceCatalog';
import type { PriceRow } from '../catalog/priceRow';
import type { PriceSource } from '../catalog/priceSource';

export interface PriceUpdate {
  /** ISO date for which the prices are meant. */
  readonly asOf: string;
  /** Every LLM price row from now on; rows the user added to the table are kept beside them. */
  readonly llmRows: readonly PriceRow[];
  /**
   * Those of the rows that are simply what was in force, the user's edits included. They change nothing in the table and
   * do not make an edit or a row of the user ours.
   */
  readonly carriedOver?: ReadonlySet<PriceRow | GpuOffer>;
  /** Undefined leaves the GPU table as it is. */
  readonly gpuOffers?: readonly GpuOffer[];
  readonly sources: readonly PriceSource[];
}
