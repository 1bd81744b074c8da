/**
 * The canonical price row: a base card, or an overlay that holds under conditions. One row of the LlmPrices table, of
 * the embedded snapshot, of a feed's candidate and of a company's own price range all have these columns.
 * **Blank inherits, 0 is free.** Rates are USD (or `currency`) per 1M tokens; other units are in the column's name.
 */

/** What the row prices. */
export const KEY_COLUMNS = ['provider', 'model', 'name', 'aliases', 'family', 'tokenizer', 'status'] as const;
/** When the row holds; a blank condition always holds. */
export const CONDITION_COLUMNS = [
  'tier', // standard | batch | flex | priority | fast | ultrafast | provisioned
  'region',
  'ctx_from', // inclusive: ">200k" is 200001, "≥200k" is 200000
  'ctx_mode', // request (the whole request moves) | marginal (only the tokens above)
  'days', // Mon-Fri; Sat,Sun
  'hours', // 01:00-04:00;06:00-10:00, half-open, may wrap midnight
  'tz', // IANA zone in which days and hours are read
  'calendar', // name of a list of dates on which the row does not hold
  'valid_from', // inclusive, UTC date or date-time
  'valid_to', // exclusive
] as const;
/** Rates per 1M tokens. */
export const TOKEN_RATE_COLUMNS = [
  'input',
  'cached_input',
  'cache_write', // kept 5 minutes
  'cache_write_1h',
  'output',
  'reasoning',
  'citation',
  'input_audio',
  'cached_audio',
  'output_audio',
  'input_image',
  'cached_image',
  'output_image',
  'input_video',
  'output_video',
] as const;
/** Rates per another unit, named by the suffix. */
export const FEE_COLUMNS = [
  'request_per_1k',
  'web_search_per_1k',
  'file_search_per_1k',
  'maps_per_1k',
  'other_tool_per_1k', // name=price;name=price
  'code_session',
  'computer_in_per_1k',
  'computer_out_per_1k',
  'image_each', // one price, or size=price;size=price
  'audio_hour_in',
  'audio_hour_out',
  'video_second',
  'chars_per_1m',
  'pages_per_1k',
  'pixels_per_1g',
  'cache_storage_mtok_hour',
  'storage_gb_day',
] as const;
export const MODIFIER_COLUMNS = [
  'multiplier', // scales the inherited token rates: batch 0.5, US residency 1.1
  'discount', // 0..1, taken off what is inherited
  'currency', // ISO 4217; blank is USD
] as const;
export const META_COLUMNS = [
  'context_window',
  'max_output',
  'min_cache_tokens',
  'priority',
  'source',
  'source_id',
  'checked', // ISO date on which the price was last confirmed at the source
  'agree', // "3/4": sources that give this value, of those that price the model
  'note',
] as const;

export const PRICE_COLUMNS = [
  ...KEY_COLUMNS,
  ...CONDITION_COLUMNS,
  ...TOKEN_RATE_COLUMNS,
  ...FEE_COLUMNS,
  ...MODIFIER_COLUMNS,
  ...META_COLUMNS,
] as const;
export type PriceColumn = (typeof PRICE_COLUMNS)[number];
export type TokenRateColumn = (typeof TOKEN_RATE_COLUMNS)[number];
export type FeeColumn = (typeof FEE_COLUMNS)[number];

/** Columns that hold a list in text (`name=price;…`) although they are rates. */
type ListFee = 'other_tool_per_1k' | 'image_each';
type NumberColumn =
  | TokenRateColumn
  | Exclude<FeeColumn, ListFee>
  | 'ctx_from'
  | 'multiplier'
  | 'discount'
  | 'context_window'
  | 'max_output'
  | 'min_cache_tokens'
  | 'priority';
/** The user's own price beside ours, in the row's currency: `my_input`, `my_web_search_per_1k`, `my_discount`. */
export type UserColumn = `my_${TokenRateColumn | FeeColumn | 'discount'}`;
export const USER_COLUMNS = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS, 'discount' as const].map(
  (column): UserColumn => `my_${column}`,
);
/** A missing field is a blank cell. */
export type PriceRow = { readonly provider: string; readonly model: string } & {
  readonly [C in Exclude<PriceColumn, 'provider' | 'model'>]?: C extends NumberColumn
    ? number
    : C extends ListFee
      ? number | string
      : string;
} & { readonly [C in UserColumn]?: C extends `my_${ListFee}` ? number | string : number };

/** Where a set of rows came from. */
export interface SnapshotInfo {
  /** Stable id of this exact set of rows, e.g. "2026-11-23-1a2b3c4d". */
  readonly id: string;
  /** ISO date for which the prices are meant; the default `as_of` of every function. */
  readonly asOf: string;
  /** `range`: the `prices` argument of a call. */
  readonly origin: 'workbook' | 'embedded' | 'range';
}
/** A row that was not admitted: its model has no price until the row is mended. */
export interface RejectedRow {
  /** 1 is the first row below the header. */
  readonly row: number;
  readonly provider: string;
  /** As written, '' when the cell holds no name. */
  readonly model: string;
  /** What is wrong, to stand behind "was not admitted:". */
  readonly reason: string;
}
/** By ISO 4217 code, from the Rates table: `readExchangeRates`. */
export type ExchangeRates = ReadonlyMap<string, ExchangeRate>;
export interface ExchangeRate {
  /** USD for one unit of the currency. */
  readonly usd: number;
  /** Source and day as the table has them; '' when it does not say. */
  readonly from: string;
}
export interface PriceTable {
  readonly snapshot: SnapshotInfo;
  readonly rows: readonly PriceRow[];
  readonly rejected?: readonly RejectedRow[];
  readonly exchangeRates?: ExchangeRates;
}

/** "Cached input (USD/1M)" → "cached_input": lower case, a trailing unit in brackets dropped, other runs become `_`. */
export function normaliseHeader(header: string): string {
  return header
    .normalize('NFC')
    .replace(/[([][^)\]]*[)\]]\s*$/u, '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}
