import { normaliseHeader } from '../../catalog/priceRow';
import { readGpuOffers } from '../../catalog/readGpuOffers';
import { EngineError } from '../../engine/errors';
import type { GpuFeedReading, GpuPriceFeed } from '../gpuPrices/gpuFeed';
import { admitAddress, FeedError } from '../httpClient';
import { shownName } from '../shownName';
import { ownPriceBlock, type PriceBlock } from './ownPriceBlock';
import { isBlankLine, placeInFile } from './placeInList';

/** Begins the column `source` of every offer from a list of the user's own. */
export const OWN_GPU_PRICES = 'own-gpu-prices';

/**
 * A list of GPU prices of the user's own behind an address, with the column names of the GPU price table.
 * @throws FeedError for an address that may not be read
 */
export function ownGpuPriceFeed(url: string): GpuPriceFeed {
  const { host } = admitAddress(url);
  return {
    kind: 'gpus',
    id: ownGpuListId(host),
    title: `Your own GPU price list (${host})`,
    url,
    licence: 'your own',
    read: (text, checked) => readOwnGpuPrices(ownPriceBlock(text, host), host, checked),
  };
}

export function ownGpuListId(from: string): string {
  return `${OWN_GPU_PRICES}: ${from}`;
}

/** Cells of a GPU price list; `from` stands for a source and the day of the retrieval for a date that is not given. */
export function readOwnGpuPrices(
  block: PriceBlock,
  from: string,
  checked: string,
  placeOf = placeInFile,
): GpuFeedReading {
  const [header = [], ...body] = block;
  const keys = header.map((title) => normaliseHeader(String(title)));
  const columns = [...new Set([...keys, 'source', 'checked'])];
  const completed = (line: PriceBlock[number]) =>
    columns.map((key): string | number | boolean => {
      const cell = line[keys.indexOf(key)] ?? '';
      if (key === 'source') return cell === '' ? ownGpuListId(from) : `${ownGpuListId(from)}, ${cell}`;
      if (key === 'checked' && cell === '') return checked;
      return NUMBERS.has(key) && typeof cell === 'string' && NUMBER.test(cell) ? Number(cell) : cell;
    });
  const cells = body.map((line) => (isBlankLine(line) ? line : completed(line)));
  try {
    const { offers, rejected } = readGpuOffers([columns, ...cells]);
    const unreadable = rejected.map(({ row, gpu, provider, reason }) => ({
      what: `${placeOf(row)}, ${shownName(gpu)}${provider ? ` at ${shownName(provider)}` : ''}`,
      reason,
    }));
    return { offers, unreadable };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new FeedError('content', `The data from ${from}: ${error.message}`);
  }
}

const NUMBERS: ReadonlySet<string> = new Set(['usd_per_gpu_hour', 'min_gpus', 'n_offers']);
/** A price below 0 is a number, and refused as one. */
const NUMBER = /^-?\d+(\.\d+)?$/;
