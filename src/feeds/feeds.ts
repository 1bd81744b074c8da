import type { PriceFeed } from './feed';
import { GENAI_PRICES_FEED } from './genaiPrices/genaiPricesFeed';
import type { GpuPriceFeed } from './gpuPrices/gpuFeed';
import { SILYBENCH_FEED } from './gpuPrices/silybenchFeed';
import { SKYPILOT_FEEDS } from './gpuPrices/skypilotFeeds';
import { LITE_LLM_FEED } from './liteLlm/liteLlmFeed';
import { MODELS_DEV_FEED } from './modelsDev/modelsDevFeed';
import { OPEN_ROUTER_FEED } from './openRouter/openRouterFeed';
import { ownGpuPriceFeed } from './ownPrices/ownGpuPriceFeed';
import { ownPriceFeed } from './ownPrices/ownPriceFeed';

/** In one sentence what keeps the known mistakes of a source out; shown beside it. */
interface Guarded {
  readonly guard: string;
}

/** The public lists of model prices, the most trusted first; after them come the user's own list and the snapshot. */
export const PRICE_FEEDS: readonly (PriceFeed & Guarded)[] = [
  {
    ...GENAI_PRICES_FEED,
    guard: 'Version 2 of its data only: the first has been frozen since a price rise that never came.',
  },
  {
    ...MODELS_DEV_FEED,
    guard: 'Long-context prices from its tiers only; a record with a misspelt price field is left out.',
  },
  {
    ...OPEN_ROUTER_FEED,
    guard: 'Prices of OpenRouter alone, never of the makers; models without a fixed price are left out.',
  },
  {
    ...LITE_LLM_FEED,
    guard: 'A price in another unit, a key given twice and an unknown price key each leave their record out.',
  },
];

export const GPU_PRICE_FEEDS: readonly (GpuPriceFeed & Guarded)[] = [
  ...SKYPILOT_FEEDS.map((feed) => ({
    ...feed,
    guard: 'Prices per instance are divided by its GPUs; a GPU whose form is not named is left out.',
  })),
  { ...SILYBENCH_FEED, guard: 'Every price keeps the page and the day on which it was read.' },
];

/** The user's own list of GPU prices. @throws FeedError for an address that may not be read */
export function ownGpuPrices(url: string): GpuPriceFeed & Guarded {
  return {
    ...ownGpuPriceFeed(url),
    guard: 'The column names of the GPU price table; an offer that cannot be read is listed and left out.',
  };
}

/** The user's own list. @throws FeedError for an address that may not be read */
export function ownPrices(url: string): PriceFeed & Guarded {
  return {
    ...ownPriceFeed(url),
    guard: 'The column names of the price table; a row that cannot be read is listed and left out.',
  };
}
