import { GPU_PRICE_COLUMNS, type GpuOffer, type GpuPriceColumn } from '../../catalog/gpuPriceCatalog';
import { readGpuOffers } from '../../catalog/readGpuOffers';
import type { FeedReading } from '../feed';
import { FeedError } from '../httpClient';
import { parseFeedCsv } from '../parseFeedCsv';

/** A public list of GPU rental prices. */
export interface GpuPriceFeed {
  readonly kind: 'gpus';
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly licence: string;
  /** Throws a FeedError when the text is not this feed at all; a line that is not understood is only left out. */
  read(text: string, checked: string): GpuFeedReading;
}
export interface GpuFeedReading {
  /** Admitted by the guard of every GPU price table. */
  readonly offers: readonly GpuOffer[];
  readonly unreadable: FeedReading['unreadable'];
  readonly newestRecord?: string;
}

/** The lines of a CSV by column name; a FeedError when a needed column is not there. */
export function readLines<C extends string>(text: string, source: string, columns: readonly C[]): Record<C, string>[] {
  const [header = [], ...lines] = parseFeedCsv(text, source, ',');
  const missing = columns.find((column) => !header.includes(column));
  if (missing) throw new FeedError('content', `The data from ${source} has no column ${missing}.`);
  const repeated = columns.find((column) => header.indexOf(column) !== header.lastIndexOf(column));
  if (repeated) throw new FeedError('content', `The data from ${source} has the column ${repeated} twice.`);
  return lines.map((cells) => {
    const line = {} as Record<C, string>;
    for (const column of columns) line[column] = cells[header.indexOf(column)] ?? '';
    return line;
  });
}

/** An offer as it stands in the cells of a table; a missing one is blank. */
export type OfferCells = { readonly [C in GpuPriceColumn]?: string | number };

/** Candidates through the same admission as the workbook's GPU price table; `what` names a candidate that fails. */
export function admitOffers(
  candidates: readonly { readonly what: string; readonly offer: OfferCells }[],
): GpuFeedReading {
  const body = candidates.map(({ offer }) => GPU_PRICE_COLUMNS.map((column) => offer[column] ?? ''));
  const { offers, rejected } = readGpuOffers([[...GPU_PRICE_COLUMNS], ...body]);
  return { offers, unreadable: rejected.map(({ row, reason }) => ({ what: candidates[row - 1].what, reason })) };
}
