/** Where prices came from and what was not taken: one row of the Price Sources table. */
export interface PriceSource {
  /** "genai-prices", "models.dev", "embedded". */
  readonly source: string;
  readonly url?: string;
  readonly licence?: string;
  /** ISO date-time at which the bytes were received. */
  readonly retrieved: string;
  /** ISO date or date-time of the copy itself, as its records or the server date it; never older after a refresh. */
  readonly published?: string;
  readonly rows: number;
  /** Of the bytes received. */
  readonly sha256?: string;
  /** `ok`, or why the source's older rows were kept. */
  readonly status: string;
  /** Rows that were held back, with the reason of each in words. */
  readonly quarantined: number;
  readonly quarantineReasons?: string;
}
