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

const COLUMNS: readonly (readonly [Exclude<keyof ModelsDevCost, 'output'>, RateColumn])[] = [
  ['input', 'input'],
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
    cards: [toCard(cost, record)],
  };
}

/**
 * A cache, audio or reasoning rate of 0 says "not applicable" far more often than "free": blank, it inherits. So does an
 * output of 0 beside a priced input: embeddings have no output, and no model answers for nothing.
 */
export function toRates(cost: ModelsDevCost, model: ModelsDevModel): Rates {
  const rates: Rates = {};
  for (const [key, column] of COLUMNS) {
    const usd = cost[key];
    if (usd !== undefined && (usd !== 0 || key === 'input')) rates[column] = listedDecimal(usd);
  }
  const isNone = cost.output === 0 && cost.input > 0 && cost === model.cost;
  return isNone ? rates : { ...rates, [outputColumn(model)]: listedDecimal(cost.output) };
}

/** The one output price is that of what a model is for: of video, and of images where an image model also writes. */
function outputColumn({ id, modalities }: ModelsDevModel): RateColumn {
  const outputs = modalities?.output ?? [];
  if (outputs.length === 1 && outputs[0] === 'video') return 'output_video';
  const drawsAndWrites = outputs.includes('image') && outputs.includes('text') && /image/i.test(id);
  return drawsAndWrites ? 'output_image' : 'output';
}

function toCard(cost: NonNullable<ModelsDevModel['cost']>, model: ModelsDevModel): SourceCard {
  const longContext = (cost.tiers ?? []).map(({ tier, ...rates }) => ({
    above: tier.size,
    rates: toRates(rates, model),
  }));
  return { rates: toRates(cost, model), longContext: longContext.sort((a, b) => a.above - b.above) };
}

/** "@cf/…" would be read as a formula in a cell; "@default" is Vertex AI's way of naming no version. */
function withoutDecoration(id: string): string {
  return id.replace(/^@/, '').replace(/@default$/, '');
}
