import { EngineError } from '../engine/errors';
import { refusalOf } from './admitPriceRow';
import { contradictions } from './contradictions';
import {
  CONDITION_COLUMNS,
  FEE_COLUMNS,
  KEY_COLUMNS,
  META_COLUMNS,
  PRICE_COLUMNS,
  TOKEN_RATE_COLUMNS,
  USER_COLUMNS,
  normaliseHeader,
  type PriceColumn,
  type PriceRow,
  type RejectedRow,
  type UserColumn,
} from './priceRow';
import { isoOfCell } from './rowDates';
import { isTokenLimit, LIMIT_COLUMNS } from './tokenLimit';

type Cell = string | number | boolean;
type Column = PriceColumn | UserColumn;

export interface PriceRowsRead {
  readonly rows: readonly PriceRow[];
  /** The model of such a row has no price until the row is mended. */
  readonly rejected: readonly RejectedRow[];
  /** Headers that name no column of a price table, as written. */
  readonly ignoredColumns: readonly string[];
}

/**
 * Admits the rows of a price table: the workbook's own or any range whose first row names columns. Only `model` and one
 * price column are needed. Blank rows are skipped; a poisoned row, or two that contradict each other, are left out and
 * reported; a blank cell stays blank.
 * @param block     header row and body; blanks are ''
 * @param dates1904 the workbook counts its days from 1904
 * @throws price-table-header → #VALUE! when a needed column is missing or a column is there twice
 */
export function readPriceRows(block: readonly (readonly Cell[])[], dates1904 = false): PriceRowsRead {
  const { columns, ignoredColumns } = readHeader(block[0] ?? []);
  const rows = new Map<number, PriceRow>();
  const rejected: RejectedRow[] = [];
  const reject = (row: number, reason: string) => rejected.push({ row, ...identityOf(columns, block[row]), reason });
  for (let index = 1; index < block.length; index += 1) {
    const cells = block[index];
    if (cells.every((cell) => cell === '' || (typeof cell === 'string' && cell.trim() === ''))) continue;
    const row = readRow(columns, cells, dates1904);
    const reason = typeof row === 'string' ? row : refusalOf(row);
    if (typeof row !== 'string' && reason === undefined) rows.set(index, row);
    else reject(index, reason ?? '');
  }
  for (const [index, reason] of contradictions(rows, FIGURES)) {
    rows.delete(index);
    reject(index, reason);
  }
  return { rows: [...rows.values()], rejected, ignoredColumns };
}

type Columns = ReadonlyMap<Column, number>;

const KNOWN_COLUMNS: ReadonlySet<string> = new Set([...PRICE_COLUMNS, ...USER_COLUMNS]);
const RATE_COLUMNS: readonly Column[] = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS, ...USER_COLUMNS];
const DATE_COLUMNS: readonly Column[] = ['valid_from', 'valid_to'];
/** A list such as `1024x1024=0.04;…` may stand in these. */
const LIST_COLUMNS: readonly Column[] = ['other_tool_per_1k', 'image_each', 'my_other_tool_per_1k', 'my_image_each'];
/** Everything that decides a price has to be a number; a limit that is no number of tokens is left blank. */
const NUMBER_COLUMNS: ReadonlySet<Column> = new Set<Column>([
  ...RATE_COLUMNS,
  'ctx_from',
  'multiplier',
  'discount',
  'priority',
]);
const FIGURES: readonly Column[] = [...RATE_COLUMNS, 'ctx_mode', 'multiplier', 'discount', 'currency'];
const LIMITS: ReadonlySet<Column> = new Set<Column>(LIMIT_COLUMNS);
const TEXT_COLUMNS: ReadonlySet<Column> = new Set<Column>([
  ...KEY_COLUMNS,
  ...CONDITION_COLUMNS.filter((column) => column !== 'ctx_from'),
  'currency',
  ...META_COLUMNS.filter((column) => !LIMITS.has(column) && column !== 'priority'),
]);

function readHeader(header: readonly Cell[]): { columns: Columns; ignoredColumns: string[] } {
  const columns = new Map<Column, number>();
  const ignoredColumns: string[] = [];
  header.forEach((title, index) => {
    const name = normaliseHeader(String(title));
    if (!isColumn(name)) {
      if (name !== '') ignoredColumns.push(String(title).trim());
      return;
    }
    if (columns.has(name))
      throw new EngineError('price-table-header', { problem: `the column ${name} is there twice` });
    columns.set(name, index);
  });
  if (!columns.has('model'))
    throw new EngineError('price-table-header', { problem: 'its first row has no column "model"' });
  if (!RATE_COLUMNS.some((column) => columns.has(column))) {
    throw new EngineError('price-table-header', {
      problem: 'its first row names no price, such as "input" or "output"',
    });
  }
  return { columns, ignoredColumns };
}

function isColumn(name: string): name is Column {
  return KNOWN_COLUMNS.has(name);
}

/** The row as typed values, or the reason why a cell cannot be read. */
function readRow(columns: Columns, cells: readonly Cell[], dates1904: boolean): PriceRow | string {
  const fields: Partial<Record<Column, string | number>> = {};
  for (const [column, index] of columns) {
    const cell = cells[index] ?? '';
    if (cell === '' || (typeof cell === 'string' && cell.trim() === '')) continue;
    if (column === 'model' && typeof cell !== 'string')
      return 'its model is not text: write the name with an apostrophe before it';
    if (TEXT_COLUMNS.has(column)) fields[column] = textOf(column, cell, dates1904);
    else if (LIMITS.has(column)) {
      if (typeof cell === 'number' && isTokenLimit(cell)) fields[column] = cell;
    } else if (typeof cell === 'number') fields[column] = cell;
    else if (typeof cell === 'string' && LIST_COLUMNS.includes(column)) fields[column] = cell.trim();
    else if (NUMBER_COLUMNS.has(column))
      return `${column} is ${typeof cell === 'string' ? 'text' : 'TRUE or FALSE'}, not a number`;
    if (fields[column] === NOT_A_DATE) return `${column} is not a date`;
  }
  if (typeof fields.model !== 'string') return 'it has no model';
  return { ...fields, provider: String(fields.provider ?? ''), model: fields.model } as PriceRow;
}

/** Stands for a cell that should hold a date; no cell holds it, because text is trimmed. */
const NOT_A_DATE = ' ';

function textOf(column: Column, cell: Cell, dates1904: boolean): string {
  if (DATE_COLUMNS.includes(column)) return isoOfCell(cell, dates1904) ?? NOT_A_DATE;
  if (column === 'checked') return isoOfCell(cell, dates1904) ?? String(cell).trim();
  return String(cell).normalize('NFC').trim();
}

function identityOf(columns: Columns, cells: readonly Cell[]): Pick<RejectedRow, 'provider' | 'model'> {
  const text = (column: Column) => String(cells[columns.get(column) ?? -1] ?? '').trim();
  return { provider: text('provider'), model: text('model') };
}
