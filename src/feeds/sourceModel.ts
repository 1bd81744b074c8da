import type { FeeColumn, TokenRateColumn } from '../catalog/priceRow';

/** A column whose value is a plain number of USD. */
export type RateColumn = TokenRateColumn | Exclude<FeeColumn, 'other_tool_per_1k' | 'image_each'>;
export type Rates = Partial<Record<RateColumn, number>>;

/** The rates of one model in one period, with the rates that replace them for longer prompts. */
export interface SourceCard {
  /** First UTC date on which the card holds; blank for the first card of a model. */
  readonly validFrom?: string;
  readonly rates: Rates;
  readonly longContext: readonly { readonly above: number; readonly rates: Rates }[];
}

/** What one source says about one model of one provider, in our column names and USD per 1M tokens. */
export interface SourceModel {
  readonly provider: string;
  readonly model: string;
  readonly name?: string;
  readonly aliases: readonly string[];
  readonly contextWindow?: number;
  readonly maxOutput?: number;
  readonly deprecated?: true;
  /** Oldest first. */
  readonly cards: readonly SourceCard[];
}

/** The card in force on a UTC date. */
export function cardOn(model: SourceModel, date: string): SourceCard | undefined {
  return model.cards.filter((card) => (card.validFrom ?? '') <= date).at(-1);
}

/** Feeds store prices per token as binary fractions; 15 significant digits give the listed decimal back. */
export function listedDecimal(usdPerMTok: number): number {
  return Number(usdPerMTok.toPrecision(15));
}
