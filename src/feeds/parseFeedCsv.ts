import { parse } from 'papaparse';
import { FeedError } from './httpClient';
import { checkCount } from './parseFeedJson';

/**
 * CSV text as rows of trimmed cells, blank lines left out.
 * @param delimiter undefined finds it among comma, tab, bar and semicolon
 * @throws FeedError when a quote is not closed or stands within a cell: what follows would be in wrong columns
 */
export function parseFeedCsv(text: string, source: string, delimiter?: string): string[][] {
  checkCount(text, '\n', source);
  const { data, errors } = parse<string[]>(text.replace(/^\uFEFF/, ''), {
    skipEmptyLines: 'greedy',
    delimiter: delimiter ?? '',
  });
  if (errors.some(({ type }) => type === 'Quotes')) {
    throw new FeedError('content', `The data from ${source} is not valid CSV, so nothing was changed.`);
  }
  return data.map((cells) => cells.map((cell) => cell.trim()));
}

/** "4.29" as a number; NaN for everything else that `Number` would read, such as "0x10", "1e3", "Infinity" or blank. */
export function decimalOf(cell: string): number {
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : NaN;
}
