import type { PriceRow } from '../../catalog/priceRow';
import type { FeedReading, PriceFeed } from '../feed';
import { FeedError } from '../httpClient';
import { parseFeedJson } from '../parseFeedJson';
import { shownName } from '../shownName';
import { rowsOfModel } from '../sourceRows';
import { countedBy, GENAI_PROVIDERS, isAnotherSellersPrice, toSourceModels } from './genaiModels';
import { genaiModelRecord, genaiProviderRecord, genaiWrappedData } from './genaiRecord';

/**
 * genai-prices, version 2 of its data; version 3 is read as well, for when that takes its place. The first version's
 * address still answers but has not changed since it was frozen, which once put a cancelled price increase over a
 * correct price (genai-prices#703).
 */
export const GENAI_PRICES_FEED: PriceFeed = {
  kind: 'models',
  id: 'genai-prices',
  title: 'genai-prices (community list, MIT)',
  url: 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json',
  licence: 'MIT',
  read: readGenaiPrices,
};

function readGenaiPrices(text: string, checked: string): FeedReading {
  const providers = providersIn(parseFeedJson(text, 'genai-prices'));
  const rows: PriceRow[] = [];
  const unreadable: { what: string; reason: string }[] = [];
  for (const candidate of providers) {
    const provider = genaiProviderRecord.safeParse(candidate);
    if (!provider.success) {
      unreadable.push({ what: nameOf(candidate), reason: 'the provider record has another format' });
      continue;
    }
    if (!Object.hasOwn(GENAI_PROVIDERS, provider.data.id)) continue; // hosts that the catalogue does not carry
    for (const record of provider.data.models) {
      const model = genaiModelRecord.safeParse(record);
      if (!model.success) {
        unreadable.push({
          what: `${provider.data.id} ${nameOf(record)}`,
          reason: 'the record has another format or repeats a key',
        });
      } else if (!isAnotherSellersPrice(model.data)) {
        const models = toSourceModels(provider.data.id, model.data);
        rows.push(...models.flatMap((one) => rowsOfModel(one, { source: 'genai-prices', checked })));
      }
    }
  }
  return { rows, unreadable };
}

/** The list of version 2, or that in version 3, whose units have to be those of the price keys here. */
function providersIn(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) return data;
  const wrapped = genaiWrappedData.safeParse(data);
  if (!wrapped.success) throw new FeedError('content', 'The data from genai-prices is not a list of providers.');
  const { units, providers } = wrapped.data;
  for (const [unit, { per, price_key: key = unit }] of Object.entries(units)) {
    const expected = countedBy(key);
    if (expected !== undefined && per !== expected)
      throw new FeedError(
        'content',
        `The data from genai-prices has prices of ${shownName(key)} per ${per}, not ${expected}.`,
      );
  }
  return providers;
}

/** The record's id as far as it can be shown safely. */
function nameOf(record: unknown): string {
  const id = typeof record === 'object' && record !== null && 'id' in record ? record.id : undefined;
  return typeof id === 'string' ? id.replace(/[^\w.:/@+-]/g, '·').slice(0, 60) : 'a record without an id';
}
