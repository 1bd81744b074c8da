/** Prices of OpenRouter's list, USD for one token or call, in our columns. */
import { usdPerMTok } from '../rateUnits';
import type { RateColumn, Rates } from '../sourceModel';
import type { OpenRouterModel, OpenRouterPricing } from './openRouterRecord';

type PriceKey = Exclude<keyof OpenRouterPricing, 'discount' | 'overrides' | 'request' | 'web_search' | 'image'>;
const COLUMNS: readonly (readonly [PriceKey, RateColumn])[] = [
  ['prompt', 'input'],
  ['completion', 'output'],
  ['input_cache_read', 'cached_input'],
  ['input_cache_write_1h', 'cache_write_1h'],
  ['internal_reasoning', 'reasoning'],
  ['audio', 'input_audio'],
  ['input_audio_cache', 'cached_audio'],
  ['audio_output', 'output_audio'],
  ['image_token', 'input_image'],
  ['image_output', 'output_image'],
];
type TokenPrices = Partial<Record<PriceKey, number>>;

/**
 * The token prices of a model, or of one of its overrides. "0" says that there is no such price: blank, it inherits. A
 * prompt or a completion of "0" is only left for the admission to judge where nothing else is priced: beside a priced
 * prompt, no completion is free, and a model that only draws has neither.
 */
export function toRates(prices: TokenPrices, model: OpenRouterModel): Rates {
  const rates: Rates = {};
  for (const [key, column] of COLUMNS) {
    const usdPerToken = prices[key];
    if (usdPerToken !== undefined && (usdPerToken !== 0 || isOwnZero(key, prices, model)))
      rates[column] = usdPerMTok(usdPerToken);
  }
  const write = writeOf(prices, model);
  return write ? { ...rates, cache_write: usdPerMTok(write) } : rates;
}

export function toFees({ request, web_search: webSearch }: OpenRouterPricing): Rates {
  return {
    ...(request ? { request_per_1k: Number((request * 1000).toPrecision(12)) } : {}),
    ...(webSearch ? { web_search_per_1k: Number((webSearch * 1000).toPrecision(12)) } : {}),
  };
}

/** The dearest token of an image so far is 0.00012 USD, the cheapest image 0.002. */
const LEAST_USD_OF_AN_IMAGE = 0.0005;

/** The documentation says USD per image, and the list has USD per token: the price itself tells. */
export function isOfAnImage(usd = 0): boolean {
  return usd >= LEAST_USD_OF_AN_IMAGE;
}

function isOwnZero(key: PriceKey, prices: TokenPrices, { pricing }: OpenRouterModel): boolean {
  if (key !== 'prompt' && key !== 'completion') return false;
  if (prices !== pricing) return true; // an override that makes something free is for the admission to refuse
  const { prompt, completion, image_output: images = 0, audio_output: audio = 0, request = 0 } = pricing;
  const isOnlyPrice = images + audio + request === 0;
  return key === 'prompt' ? completion > 0 || isOnlyPrice : prompt === 0 && isOnlyPrice;
}

/** What Google keeps tokens in its cache for is charged on top of reading them, and the list has that part alone. */
const CHARGES_STORAGE = 'google/';

/**
 * What a token costs that is written to the cache.
 * @source https://openrouter.ai/docs/features/prompt-caching, read 2026-11-27: Gemini's writes cost the input price plus
 * five minutes of storage
 */
function writeOf({ input_cache_write: own, prompt: ownPrompt }: TokenPrices, { id, pricing }: OpenRouterModel): number {
  const prompt = ownPrompt ?? pricing.prompt;
  const write = own ?? pricing.input_cache_write ?? 0;
  if (id.startsWith(CHARGES_STORAGE) && write > 0 && write < prompt) return prompt + write;
  return own ?? 0;
}
