import { listedDecimal, type RateColumn, type Rates, type SourceCard, type SourceModel } from '../sourceModel';
import type { ModelsDevCost, ModelsDevModel } from './modelsDevRecord';

/** models.dev provider id → ours. OpenRouter's prices are read from OpenRouter. */
export const MODELS_DEV_PROVIDERS: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  mistral: 'mistral',
  deepseek: 'deepseek',
  xai: 'xai',
  cohere: 'cohere',
  perplexity: 'perplexity',
  moonshotai: 'moonshotai',
  zai: 'zai',
  minimax: 'minimax',
  llama: 'meta',
  xiaomi: 'xiaomi',
  'amazon-bedrock': 'amazon-bedrock',
  azure: 'azure',
  'google-vertex': 'google-vertex',
  'google-vertex-anthropic': 'google-vertex',
  groq: 'groq',
  cerebras: 'cerebras',
  togetherai: 'together',
  'fireworks-ai': 'fireworks',
  baseten: 'baseten',
  'cloudflare-workers-ai': 'cloudflare',
};

const COLUMNS: readonly (readonly [keyof ModelsDevCost, RateColumn])[] = [
  ['input', 'input'],
  ['output', 'output'],
  ['cache_read', 'cached_input'],
  ['cache_write', 'cache_write'],
  ['reasoning', 'reasoning'],
  ['input_audio', 'input_audio'],
  ['output_audio', 'output_audio'],
];

/** One priced record in our columns; undefined when models.dev gives no price. */
export function toSourceModel(provider: string, record: ModelsDevModel): SourceModel | undefined {
  const { name, status, cost, limit } = record;
  if (!cost) return undefined;
  return {
    provider,
    model: withoutDecoration(record.id),
    ...(name ? { name } : {}),
    aliases: [],
    ...(limit?.context ? { contextWindow: limit.context } : {}),
    ...(limit?.output ? { maxOutput: limit.output } : {}),
    ...(status === 'deprecated' ? { deprecated: true } : {}),
    cards: [toCard(cost)],
  };
}

/** A cache, audio or reasoning rate of 0 says "not applicable" far more often than "free": blank, it inherits. */
export function toRates(cost: ModelsDevCost): Rates {
  const rates: Rates = {};
  for (const [key, column] of COLUMNS) {
    const usd = cost[key];
    if (usd === undefined || (usd === 0 && key !== 'input' && key !== 'output')) continue;
    rates[column] = listedDecimal(usd);
  }
  return rates;
}

function toCard(cost: NonNullable<ModelsDevModel['cost']>): SourceCard {
  const longContext = (cost.tiers ?? []).map(({ tier, ...rates }) => ({ above: tier.size, rates: toRates(rates) }));
  return { rates: toRates(cost), longContext: longContext.sort((a, b) => a.above - b.above) };
}

/** "@cf/…" would be read as a formula in a cell; "@default" is Vertex AI's way of naming no version. */
function withoutDecoration(id: string): string {
  return id.replace(/^@/, '').replace(/@default$/, '');
}
