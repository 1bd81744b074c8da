import {
  FEE_COLUMNS,
  META_COLUMNS,
  MODIFIER_COLUMNS,
  TOKEN_RATE_COLUMNS,
  USER_COLUMNS,
  normaliseHeader,
} from '../../catalog/priceRow';
import { FeedError } from '../httpClient';
import { parseFeedCsv } from '../parseFeedCsv';
import { parseFeedJson } from '../parseFeedJson';

type Cell = string | number | boolean;
/** Header row and body as a sheet would hold them; blanks are ''. */
export type PriceBlock = readonly (readonly Cell[])[];

/** A list in CSV (also as pasted from a sheet) or in JSON, as an array of objects, as a block of cells. */
export function ownPriceBlock(text: string, source: string): PriceBlock {
  return /^\s*[[{]/.test(text) ? blockOfJson(text, source) : blockOfCsv(text, source);
}

/** A cell of these is a number wherever it can be one; everywhere else "4.10" and "1E5" stay names. */
const NUMBER_COLUMNS: ReadonlySet<string> = new Set<string>([
  ...TOKEN_RATE_COLUMNS,
  ...FEE_COLUMNS,
  ...USER_COLUMNS,
  ...MODIFIER_COLUMNS.filter((column) => column !== 'currency'),
  ...META_COLUMNS.slice(0, META_COLUMNS.indexOf('source')),
  'ctx_from',
]);
const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function blockOfCsv(text: string, source: string): PriceBlock {
  const [header = [], ...lines] = parseFeedCsv(text, source);
  const isNumeric = header.map((title) => NUMBER_COLUMNS.has(normaliseHeader(title)));
  return [
    header,
    ...lines.map((cells) => cells.map((cell, index) => (isNumeric[index] && NUMBER.test(cell) ? Number(cell) : cell))),
  ];
}

function blockOfJson(text: string, source: string): PriceBlock {
  const records = parseFeedJson(text, source);
  if (!Array.isArray(records)) throw new FeedError('content', `The data from ${source} is not a list of rows.`);
  const fields = records.map((record, index) => fieldsOf(record, index, source));
  const header = [...new Set(fields.flatMap((row) => [...row.keys()]))];
  return [header, ...fields.map((row) => header.map((column) => row.get(column) ?? ''))];
}

function fieldsOf(record: unknown, index: number, source: string): ReadonlyMap<string, Cell> {
  const bad = new FeedError(
    'content',
    `Row ${index + 1} of the data from ${source} is not a set of plain values, or repeats a name.`,
  );
  if (typeof record !== 'object' || record === null || Array.isArray(record)) throw bad;
  return new Map(
    Object.entries(record).map(([name, value]: [string, unknown]): [string, Cell] => {
      if (value === null) return [name, ''];
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [name, value];
      throw bad;
    }),
  );
}
