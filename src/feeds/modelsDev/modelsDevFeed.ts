import type { PriceRow } from '../../catalog/priceRow';
import type { FeedReading, PriceFeed } from '../feed';
import { FeedError } from '../httpClient';
import { newestDate } from '../newestDate';
import { parseFeedJson } from '../parseFeedJson';
import { shownName } from '../shownName';
import { rowsOfModel } from '../sourceRows';
import { rowsOfTier } from '../tierRows';
import { MODELS_DEV_PROVIDERS, toRates, toSourceModel } from './modelsDevModels';
import { modelsDevModel, modelsDevProvider } from './modelsDevRecord';

/** models.dev: the widest list, in USD per 1M tokens. Its long-context prices are read from `tiers` alone. */
export const MODELS_DEV_FEED: PriceFeed = {
  kind: 'models',
  id: 'models.dev',
  title: 'models.dev (community list, MIT)',
  url: 'https://models.dev/api.json',
  licence: 'MIT',
  read: readModelsDev,
};

function readModelsDev(text: string, checked: string): FeedReading {
  const providers = parseFeedJson(text, 'models.dev');
  if (typeof providers !== 'object' || providers === null || Array.isArray(providers)) {
    throw new FeedError('content', 'The data from models.dev is not a set of providers.');
  }
  const known = Object.entries(providers).filter(([id]) => Object.hasOwn(MODELS_DEV_PROVIDERS, id));
  if (known.length === 0)
    throw new FeedError('content', 'The data from models.dev has none of the providers it should have.');
  const rows: PriceRow[] = [];
  const unreadable: { what: string; reason: string }[] = [];
  const updated: (string | undefined)[] = [];
  for (const [id, candidate] of known) {
    const provider = modelsDevProvider.safeParse(candidate);
    if (!provider.success) {
      unreadable.push({ what: id, reason: 'the provider record has another format' });
      continue;
    }
    for (const [key, record] of Object.entries(provider.data.models)) {
      const reading = readModel(MODELS_DEV_PROVIDERS[id], record, checked);
      updated.push(updatedOn(record));
      if (typeof reading === 'string') unreadable.push({ what: `${id} ${shownName(key)}`, reason: reading });
      else rows.push(...reading);
    }
  }
  return { rows, unreadable, newestRecord: newestDate(updated, checked) };
}

function updatedOn(record: unknown): string | undefined {
  const isDated = typeof record === 'object' && record !== null && 'last_updated' in record;
  return isDated && typeof record.last_updated === 'string' ? record.last_updated : undefined;
}

/** The rows of one model, none when it has no price, or why it cannot be read. */
function readModel(provider: string, record: unknown, checked: string): PriceRow[] | string {
  const parsed = modelsDevModel.safeParse(record);
  if (!parsed.success) return 'the record has another format, misspells a price field or repeats a key';
  const model = toSourceModel(provider, parsed.data);
  if (!model) return [];
  const [card] = model.cards;
  const fastCost = parsed.data.experimental?.modes?.fast?.cost;
  const provenance = { source: MODELS_DEV_FEED.id, checked };
  const fast =
    fastCost &&
    rowsOfTier(model, card, { tier: 'fast', rates: toRates(fastCost, parsed.data), longContext: [] }, provenance);
  return [...rowsOfModel(model, provenance), ...(fast ?? [])];
}
