import type { PricedModel } from './pricedModel';
import type { ExchangeRates, RejectedRow, SnapshotInfo } from './priceRow';

/** A price table made ready for questions: `compileCatalog` makes it. */
export interface PriceCatalog {
  readonly snapshot: SnapshotInfo;
  /** Every model with prices, in table order. */
  readonly models: readonly PricedModel[];
  /** Rows that were not admitted, with the reason of each. */
  readonly rejected: readonly RejectedRow[];
  readonly exchangeRates: ExchangeRates;
  /**
   * The model of that name: exact id, declared alias, or one of them in a known decoration.
   * @throws model-unknown with up to three suggestions, model-ambiguous with the candidates → #N/A
   */
  find(name: string): PricedModel;
  /** The other providers that sell a model under the same id or alias, so that an explanation can name them. */
  otherSellers(model: PricedModel): readonly string[];
}
