import {
  LEAST_TOKEN_USD,
  LEAST_USD_PER_1K_CALLS,
  MOST_INPUT_USD,
  MOST_MULTIPLE,
  MOST_OUTPUT_TO_INPUT,
  MOST_OUTPUT_USD,
  MOST_USD_PER_1K_CALLS,
} from './admissionLimits';
import { TOKEN_RATE_COLUMNS, type PriceRow } from './priceRow';

/** Fees of calls that are priced by the thousand: lists give many of them for one. */
const PER_1K_CALLS = [
  'request_per_1k',
  'web_search_per_1k',
  'file_search_per_1k',
  'maps_per_1k',
  'pages_per_1k',
] as const satisfies readonly (keyof PriceRow)[];

/**
 * In words, why the prices of a row cannot all be in the units of their columns; undefined when they can. Price lists
 * have stored prices per 1,000 and per 1M tokens as prices per token, for one field or for all (litellm #23503, #8757,
 * PR#38167). Other currencies are not judged: the limits are in USD.
 */
export function unitFault(row: PriceRow): string | undefined {
  const { multiplier = 1 } = row;
  if (Math.max(multiplier, 1 / multiplier) > MOST_MULTIPLE)
    return `its multiplier is ${multiplier}: a price is in another unit`;
  if ((row.currency ?? 'USD').trim().toUpperCase() !== 'USD') return undefined;
  const { input = 0, output = 0 } = row;
  if (input > MOST_INPUT_USD) return `its input price is ${input} USD per 1M tokens: it is in another unit`;
  if (output > MOST_OUTPUT_USD) return `its output price is ${output} USD per 1M tokens: it is in another unit`;
  const tiny = TOKEN_RATE_COLUMNS.find((column) => isBetween(row[column], 0, LEAST_TOKEN_USD));
  if (tiny) return `its ${tiny} price is ${row[tiny]} USD per 1M tokens: it is in another unit`;
  if (input > 0 && output > 0 && Math.max(output / input, input / output) > MOST_OUTPUT_TO_INPUT) {
    return `input costs ${input} and output ${output} USD per 1M tokens: one is in another unit`;
  }
  const fee = PER_1K_CALLS.find(
    (column) => isBetween(row[column], 0, LEAST_USD_PER_1K_CALLS) || (row[column] ?? 0) > MOST_USD_PER_1K_CALLS,
  );
  return fee && `its ${fee} price is ${row[fee]} USD for 1,000: it is in another unit`;
}

function isBetween(rate: number | undefined, low: number, high: number): boolean {
  return rate !== undefined && rate > low && rate < high;
}
