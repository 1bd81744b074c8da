/** What a refresh writes: a complete set of prices with its provenance, already admitted and agreed to by the user. */
import type { GpuOffer } from '../catalog/gpuPriceCatalog';
import type { PriceRow } from '../catalog/priceRow';

export interface PriceUpdate {
  /** ISO date for which the prices are meant. */
  readonly asOf: string;
  /** Every LLM price row from now on; rows the user added to the table are kept beside them. */
  readonly llmRows: readonly PriceRow[];
  /**
   * Those of `llmRows` that are simply what was in force, the user's edits included. They change nothing in the table
   * and do not make an edit or a row of the user ours.
   */
  readonly carriedOver?: ReadonlySet<PriceRow>;
  /** Undefined leaves the GPU table as it is. */
  readonly gpuOffers?: readonly GpuOffer[];
  readonly sources: readonly PriceSource[];
}

/** One row of the Price Sources table: where prices came from, and what was not taken. */
export interface PriceSource {
  /** "genai-prices", "models.dev", "embedded". */
  readonly source: string;
  readonly url?: string;
  readonly licence?: string;
  /** ISO date-time at which the bytes were received. */
  readonly retrieved: string;
  readonly rows: number;
  /** Of the bytes received. */
  readonly sha256?: string;
  /** `ok`, or why the source's older rows were kept. */
  readonly status: string;
  /** Rows that were held back, with the reason of each in words. */
  readonly quarantined: number;
  readonly quarantineReasons?: string;
}
