import { readPriceRows } from '../../catalog/readPriceRows';
import { modelKey, modelKeyOf } from '../../catalog/rowKey';
import { EngineError } from '../../engine/errors';
import type { FeedReading, PriceFeed } from '../feed';
import { admitAddress, FeedError } from '../httpClient';
import { shownName } from '../shownName';
import { ownPriceBlock, type PriceBlock } from './ownPriceBlock';
import { placeInFile } from './placeInList';

/** Begins the column `source` of every row from a list of the user's own, so that no public list replaces it. */
export const OWN_PRICES = 'own-prices';

/**
 * A price list of the user's own behind an address: CSV, or JSON as an array of objects, with the column names of the
 * price table. @throws FeedError for an address that may not be read
 */
export function ownPriceFeed(url: string): PriceFeed {
  const { host } = admitAddress(url);
  return {
    kind: 'models',
    id: ownListId(host),
    title: `Your own price list (${host})`,
    url,
    licence: 'your own',
    read: (text, checked) => readOwnPrices(ownPriceBlock(text, host), host, checked),
  };
}

/** Names one list: there may be several, behind addresses and in the workbook. */
export function ownListId(from: string): string {
  return `${OWN_PRICES}: ${from}`;
}

/** @param source id of a list, or what a row names as its source */
export function isOfOwnList(source: string | undefined): boolean {
  return source?.startsWith(OWN_PRICES) ?? false;
}

/**
 * Cells of a price list: the same columns and the same guard as the workbook's table.
 * @param from      where the list is from, for sentences and for rows without a source
 * @param dates1904 a range of a workbook that counts its days from 1904
 */
export function readOwnPrices(
  block: PriceBlock,
  from: string,
  checked: string,
  dates1904 = false,
  placeOf = placeInFile,
): FeedReading {
  const { rows, rejected } = readBlock(block, from, dates1904);
  // without its batch or long-context row a model would have another price that looks right
  const refused = new Set(rejected.map(({ provider, model }) => modelKeyOf(provider, model)));
  const whole = rows.filter((row) => !refused.has(modelKey(row)));
  return {
    rows: whole.map((row) => ({
      ...row,
      source: [ownListId(from), ...(row.source ? [row.source] : [])].join(', '),
      checked: row.checked ?? checked,
    })),
    unreadable: rejected.map(({ row, provider, model, reason }) => ({
      what: `${placeOf(row)}, ${shownName([provider, model].filter((part) => part !== '').join('/'))}`,
      reason,
    })),
  };
}

function readBlock(block: PriceBlock, from: string, dates1904: boolean): ReturnType<typeof readPriceRows> {
  try {
    return readPriceRows(block, dates1904);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new FeedError('content', `The data from ${from}: ${error.message}`);
  }
}
