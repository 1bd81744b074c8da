import type { PriceFeed } from './feed';
import { GENAI_PRICES_FEED } from './genaiPrices/genaiPricesFeed';
import type { GpuPriceFeed } from './gpuPrices/gpuFeed';
import { SILYBENCH_FEED } from './gpuPrices/silybenchFeed';
import { SKYPILOT_FEEDS } from './gpuPrices/skypilotFeeds';
import { LITE_LLM_FEED } from './liteLlm/liteLlmFeed';
import { MODELS_DEV_FEED } from './modelsDev/modelsDevFeed';
import { OPEN_ROUTER_FEED } from './openRouter/openRouterFeed';

/** Shown beside a source, each in one sentence. */
interface Guarded {
  /** What its prices are good for. */
  readonly trustedFor: string;
  /** What keeps its known mistakes out. */
  readonly guard: string;
}

/** The public lists of model prices, the most trusted first; after them come the user's own list and the snapshot. */
export const PRICE_FEEDS: readonly (PriceFeed & Guarded)[] = [
  {
    ...GENAI_PRICES_FEED,
    trustedFor: 'What the makers and the large hosts charge, with dated and long-context prices.',
    guard: 'Version 2 of its data only: the first has been frozen since a price rise that never came.',
  },
  {
    ...MODELS_DEV_FEED,
    trustedFor: 'Many sellers, updated daily; comes after genai-prices where both have a price.',
    guard: 'Long-context prices from its tiers only; a record with a misspelt price field is left out.',
  },
  {
    ...OPEN_ROUTER_FEED,
    trustedFor: 'What OpenRouter itself charges.',
    guard: 'Prices of OpenRouter alone, never of the makers; models without a fixed price are left out.',
  },
  {
    ...LITE_LLM_FEED,
    trustedFor: 'Batch, flex, priority and regional prices; the last to be asked.',
    guard: 'A price in another unit, a key given twice and an unknown price key each leave their record out.',
  },
];

export const GPU_PRICE_FEEDS: readonly (GpuPriceFeed & Guarded)[] = [
  ...SKYPILOT_FEEDS.map((feed) => ({
    ...feed,
    trustedFor: 'What this cloud charges, on demand and spot.',
    guard: 'Prices per instance are divided by its GPUs; a GPU whose form is not named is left out.',
  })),
  {
    ...SILYBENCH_FEED,
    trustedFor: 'Several clouds, read by hand or every few hours, each price with its page.',
    guard: 'Every price keeps the page and the day on which it was read.',
  },
];
