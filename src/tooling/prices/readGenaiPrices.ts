import { findProvider, type MatchLogic, type ModelInfo, type ModelPrice } from '@pydantic/genai-prices';
import { listedDecimal, type RateColumn, type Rates, type SourceCard, type SourceModel } from './sourceModel';

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
  openrouter: 'openrouter',
};

/** genai-prices price key → our column. The suffix of a key is its unit, and every pair here has the same unit. */
const COLUMN_OF_KEY: Readonly<Record<string, RateColumn>> = {
  input_mtok: 'input',
  cache_read_mtok: 'cached_input',
  cache_write_mtok: 'cache_write',
  cache_write_1h_mtok: 'cache_write_1h',
  output_mtok: 'output',
  output_reasoning_mtok: 'reasoning',
  output_citation_mtok: 'citation',
  input_audio_mtok: 'input_audio',
  cache_audio_read_mtok: 'cached_audio',
  output_audio_mtok: 'output_audio',
  input_image_mtok: 'input_image',
  cache_image_read_mtok: 'cached_image',
  output_image_mtok: 'output_image',
  input_video_mtok: 'input_video',
  output_video_mtok: 'output_video',
  requests_kcount: 'request_per_1k',
  web_searches_kcount: 'web_search_per_1k',
  storage_searches_kcount: 'file_search_per_1k',
  input_audio_hours: 'audio_hour_in',
  input_document_kpages: 'pages_per_1k',
};

/** Entries that genai-prices itself says were copied from a reseller or could not be confirmed. */
const ANOTHER_SELLERS_PRICE = /Imported from OpenRouter|Seen on OpenRouter|trusting open router|can't find anything/i;
/** Google sells Gemini under the same ids and prices in two places, and the entry is for both. */
const ALSO_ON_VERTEX = /^gemini-/;

/** Every model of the chosen providers in the installed genai-prices package. Time-of-day prices are left to curation. */
export function readGenaiPrices(): SourceModel[] {
  return Object.entries(GENAI_PROVIDERS).flatMap(([genaiId, provider]) => {
    const found = findProvider({ providerId: genaiId });
    if (!found) throw new Error(`genai-prices no longer has the provider ${genaiId}`);
    return found.models
      .filter(({ price_comments }) => !ANOTHER_SELLERS_PRICE.test(price_comments ?? ''))
      .flatMap((model) => providersOf(provider, model.id).map((seller) => toSourceModel(seller, model)));
  });
}

/** genai-prices files what Vertex AI sells from other makers, and at its own rates, under Google. */
function providersOf(provider: string, model: string): string[] {
  if (provider !== 'google') return [provider];
  if (model.startsWith('claude-') || model.endsWith('-maas')) return ['google-vertex'];
  return ALSO_ON_VERTEX.test(model) ? ['google', 'google-vertex'] : ['google'];
}

function toSourceModel(provider: string, info: ModelInfo): SourceModel {
  const dated = Array.isArray(info.prices) ? info.prices : [{ prices: info.prices }];
  const byDate = dated.filter(({ constraint }) => constraint?.type !== 'time_of_date');
  return {
    provider,
    model: info.id,
    ...(info.name ? { name: info.name } : {}),
    aliases: equalsIn(info.match).filter((alias) => alias.toLowerCase() !== info.id.toLowerCase()),
    ...(info.context_window ? { contextWindow: info.context_window } : {}),
    ...(info.deprecated ? { deprecated: true } : {}),
    cards: byDate
      .map(({ constraint, prices }) => toCard(prices, constraint?.type === 'start_date' ? constraint.start_date : undefined))
      .filter((card) => Object.keys(card.rates).length > 0),
  };
}

function toCard(prices: ModelPrice, validFrom: string | undefined): SourceCard {
  const rates: Rates = {};
  const longContext = new Map<number, Rates>();
  for (const [key, price] of Object.entries(prices)) {
    const column = COLUMN_OF_KEY[key];
    if (!column || price === undefined) continue;
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
function equalsIn(match: MatchLogic): string[] {
  if ('equals' in match) return [match.equals];
  if ('or' in match) return match.or.flatMap(equalsIn);
  return [];
}
