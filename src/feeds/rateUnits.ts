import { TOKEN_RATE_COLUMNS } from '../catalog/priceRow';
import { listedDecimal, type Rates } from './sourceModel';

const TOKENS_PER_MTOK = 1_000_000;
/** The dearest list prices so far are o1-pro's 150 and 600 USD. */
const MOST_INPUT_USD = 200;
const MOST_OUTPUT_USD = 800;
/** The least that LiteLLM's own check admits (its pull request 38167). */
const LEAST_USD = 0.0001;
/** Output costs up to about ten times input; beyond this, one is per 1,000 tokens and the other per token. */
const MOST_RATIO = 50;

/** "0.00000022" per token is 0.22 USD per 1M tokens. */
export function usdPerMTok(usdPerToken: number): number {
  return listedDecimal(usdPerToken * TOKENS_PER_MTOK);
}

/**
 * In words, why the rates of a record cannot all be USD per 1M tokens; undefined when they can. Price maps have stored
 * prices per 1,000 and per 1M tokens as prices per token, for one field or for all (litellm #23503, #8757, PR#38167).
 */
export function unitFault(rates: Rates): string | undefined {
  const { input = 0, output = 0 } = rates;
  if (input > MOST_INPUT_USD) return `its input price is ${input} USD per 1M tokens: it is in another unit`;
  if (output > MOST_OUTPUT_USD) return `its output price is ${output} USD per 1M tokens: it is in another unit`;
  const tiny = TOKEN_RATE_COLUMNS.find((column) => isBetween(rates[column], 0, LEAST_USD));
  if (tiny) return `its ${tiny} price is ${rates[tiny]} USD per 1M tokens: it is in another unit`;
  if (input > 0 && output > 0 && Math.max(output / input, input / output) > MOST_RATIO) {
    return `input costs ${input} and output ${output} USD per 1M tokens: one is in another unit`;
  }
  return undefined;
}

function isBetween(rate: number | undefined, low: number, high: number): boolean {
  return rate !== undefined && rate > low && rate < high;
}
