import type { RateColumn } from '../sourceModel';

/** What one of LiteLLM's price keys is the price of. */
export interface PriceKey {
  readonly column: RateColumn;
  /** Prompts with more tokens than this. */
  readonly above?: number;
  readonly tier?: 'batch' | 'flex' | 'priority' | 'ultrafast';
}

/** "input_cost_per_token_above_272k_tokens_priority"; undefined for a key that is not a price per token. */
export function readPriceKey(key: string): PriceKey | undefined {
  const match = PRICE_KEY.exec(key);
  if (!match) return undefined;
  const [, stem, hour, thousands, tier] = match;
  const column = hour
    ? stem === 'cache_creation_input_token_cost'
      ? 'cache_write_1h'
      : undefined
    : COLUMN_OF_STEM.get(stem);
  if (!column) return undefined;
  return {
    column,
    ...(thousands ? { above: Number(thousands) * 1000 } : {}),
    ...(tier ? { tier: TIER_OF_SUFFIX[tier] } : {}),
  };
}

/** Prices per picture, second, page, character or DBU, and prices that the map repeats: nothing here uses them. */
export function isUnusedPriceKey(key: string): boolean {
  return UNUSED_KEY.test(key);
}

const COLUMN_OF_STEM: ReadonlyMap<string, RateColumn> = new Map([
  ['input_cost_per_token', 'input'],
  ['output_cost_per_token', 'output'],
  ['output_cost_per_reasoning_token', 'reasoning'],
  ['cache_read_input_token_cost', 'cached_input'],
  ['cache_creation_input_token_cost', 'cache_write'],
  ['citation_cost_per_token', 'citation'],
  ['input_cost_per_audio_token', 'input_audio'],
  ['cache_read_input_audio_token_cost', 'cached_audio'],
  ['output_cost_per_audio_token', 'output_audio'],
  ['input_cost_per_image_token', 'input_image'],
  ['cache_read_input_image_token_cost', 'cached_image'],
  ['output_cost_per_image_token', 'output_image'],
  ['input_cost_per_video_token', 'input_video'],
  ['output_cost_per_video_token', 'output_video'],
]);
const TIER_OF_SUFFIX: Readonly<Record<string, PriceKey['tier']>> = {
  batches: 'batch',
  flex: 'flex',
  priority: 'priority',
  ultrafast: 'ultrafast',
};

const PRICE_KEY = new RegExp(
  `^(${[...COLUMN_OF_STEM.keys()].join('|')})(_above_1hr)?(?:_above_(\\d+)k_tokens)?(?:_(${Object.keys(TIER_OF_SUFFIX).join('|')}))?$`,
);
const UNUSED_KEY = new RegExp(
  [
    '^(?:in|out)put_cost_per_(?:character|image|audio_per_second|video_per_second|second|pixel|query)(?:_|$)',
    '^(?:in|out)put_d(?:b|bu)_cost_per_token$',
    '^(?:ocr|annotation|guardrail)_cost_per_',
    '^cache_creation_input_audio_token_cost$',
    '^regional_endpoint_uplift_multiplier$', // of Vertex AI's regional endpoints, whose names are not given
    '^file_search_cost_per_|^vector_store_cost_per_|^computer_use_',
  ].join('|'),
);
