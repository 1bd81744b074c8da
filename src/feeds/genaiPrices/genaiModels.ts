import { listedDecimal, type RateColumn, type Rates, type SourceCard, type SourceModel } from '../sourceModel';
import type { GenaiModelRecord } from './genaiRecord';

/** genai-prices provider id → ours. */
export const GENAI_PROVIDERS: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  mistral: 'mistral',
  deepseek: 'deepseek',
  'x-ai': 'xai',
  cohere: 'cohere',
  perplexity: 'perplexity',
  moonshotai: 'moonshotai',
  zai: 'zai',
  minimax: 'minimax',
  aws: 'amazon-bedrock',
  azure: 'azure',
  groq: 'groq',
  together: 'together',
  cerebras: 'cerebras',
  fireworks: 'fireworks',
};

/** genai-prices price key → our column. The suffix of a key is its unit, and every pair here has the same unit. */
const COLUMN_OF_KEY: ReadonlyMap<string, RateColumn> = new Map([
  ['input_mtok', 'input'],
  ['cache_read_mtok', 'cached_input'],
  ['cache_write_mtok', 'cache_write'],
  ['cache_write_1h_mtok', 'cache_write_1h'],
  ['output_mtok', 'output'],
  ['output_reasoning_mtok', 'reasoning'],
  ['output_citation_mtok', 'citation'],
  ['input_audio_mtok', 'input_audio'],
  ['cache_audio_read_mtok', 'cached_audio'],
  ['output_audio_mtok', 'output_audio'],
  ['input_image_mtok', 'input_image'],
  ['cache_image_read_mtok', 'cached_image'],
  ['output_image_mtok', 'output_image'],
  ['input_video_mtok', 'input_video'],
  ['output_video_mtok', 'output_video'],
  ['requests_kcount', 'request_per_1k'],
  ['web_searches_kcount', 'web_search_per_1k'],
  ['storage_searches_kcount', 'file_search_per_1k'],
  ['input_audio_hours', 'audio_hour_in'],
  ['input_document_kpages', 'pages_per_1k'],
]);

const PER_OF_SUFFIX: Readonly<Record<string, number>> = { mtok: 1_000_000, kcount: 1_000, kpages: 1_000, hours: 3_600 };

/** Of how many tokens, calls, pages or seconds a price key is the price here; undefined for one that is not read. */
export function countedBy(priceKey: string): number | undefined {
  return COLUMN_OF_KEY.has(priceKey) ? PER_OF_SUFFIX[priceKey.slice(priceKey.lastIndexOf('_') + 1)] : undefined;
}

/** Entries that genai-prices itself says were copied from a reseller or could not be confirmed. */
const ANOTHER_SELLERS_PRICE = /Imported from OpenRouter|Seen on OpenRouter|trusting open router|can't find anything/i;

export function isAnotherSellersPrice(record: Pick<GenaiModelRecord, 'price_comments'>): boolean {
  return ANOTHER_SELLERS_PRICE.test(record.price_comments ?? '');
}

/** Google sells Gemini under the same ids and prices in two places, and the entry is for both. */
const ALSO_ON_VERTEX = /^gemini-/;

/** One record in our columns, for each seller it speaks of. Time-of-day prices are left to curation: the format cannot say on which weekdays they hold. */
export function toSourceModels(genaiProvider: string, record: GenaiModelRecord): SourceModel[] {
  return sellersOf(GENAI_PROVIDERS[genaiProvider], record.id).map((seller) => toSourceModel(seller, record));
}

/** genai-prices files what Vertex AI sells from other makers, and at its own rates, under Google. */
function sellersOf(provider: string, model: string): string[] {
  if (provider !== 'google') return [provider];
  if (model.startsWith('claude-') || model.endsWith('-maas')) return ['google-vertex'];
  return ALSO_ON_VERTEX.test(model) ? ['google', 'google-vertex'] : ['google'];
}

function toSourceModel(provider: string, record: GenaiModelRecord): SourceModel {
  const dated = Array.isArray(record.prices) ? record.prices : [{ prices: record.prices, constraint: undefined }];
  const byDate = dated.filter(({ constraint }) => !constraint || 'start_date' in constraint);
  return {
    provider,
    model: record.id,
    ...(record.name ? { name: record.name } : {}),
    aliases: equalsIn(record.match).filter((alias) => alias.toLowerCase() !== record.id.toLowerCase()),
    ...(record.context_window ? { contextWindow: record.context_window } : {}),
    ...(record.deprecated ? { deprecated: true } : {}),
    cards: byDate
      .map(({ constraint, prices }) =>
        toCard(prices, constraint && 'start_date' in constraint ? constraint.start_date : undefined),
      )
      .filter((card) => Object.keys(card.rates).length > 0),
  };
}

type GenaiPrices = Exclude<GenaiModelRecord['prices'], readonly unknown[]>;

function toCard(prices: GenaiPrices, validFrom: string | undefined): SourceCard {
  const rates: Rates = {};
  const longContext = new Map<number, Rates>();
  for (const [key, price] of Object.entries(prices)) {
    const column = COLUMN_OF_KEY.get(key);
    if (!column) continue;
    if (typeof price === 'number') {
      rates[column] = listedDecimal(price);
      continue;
    }
    rates[column] = listedDecimal(price.base);
    for (const tier of price.tiers) {
      const longRates = longContext.get(tier.start) ?? {};
      longRates[column] = listedDecimal(tier.price);
      longContext.set(tier.start, longRates);
    }
  }
  return {
    ...(validFrom ? { validFrom } : {}),
    rates,
    longContext: [...longContext].sort(([a], [b]) => a - b).map(([above, longRates]) => ({ above, rates: longRates })),
  };
}

/** Only the exact names of a match rule become aliases: its prefixes and patterns misprice successor models. */
function equalsIn(match: GenaiModelRecord['match']): string[] {
  if ('equals' in match && match.equals) return [match.equals];
  if ('or' in match) return match.or.flatMap(equalsIn);
  return [];
}
