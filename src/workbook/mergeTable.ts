/**
 * New rows into an existing table, pure: what was read, what we wrote last time and what comes in give the cells to
 * write. Whatever the user wrote (own columns, edited prices, own rows) survives by the row's key, never by position.
 */
import { CONDITION_COLUMNS } from '../catalog/priceRow';
import { asTyped, TEXT_FORMAT } from './cellText';
import type { Cell } from './gateway';
import { PaneError } from './paneError';
import { myColumnOf, type TableLayout } from './priceTableLayout';
import { columnKeys, isBlankRow, keyedCells, rowNamer, type KeyedRow, type TableContent } from './tableContent';
import type { PriceChange } from './tableRows';

/** The body to write, in the sheet's own column order. */
export interface TableBody {
  /** Ready to be typed in. */
  readonly typed: readonly (readonly Cell[])[];
  readonly formats: readonly (readonly string[])[];
}
export interface MergedTable {
  readonly body: TableBody;
  readonly changes: readonly PriceChange[];
  /** Edits of the user that were kept, in words. */
  readonly keptEdits: readonly string[];
}

interface OldRow {
  readonly index: number;
  readonly row: KeyedRow;
}
interface BodyCell {
  readonly typed: Cell;
  readonly format: string;
}

/** Differences in these are provenance, not a change of price. */
const NOT_A_PRICE = [
  'name',
  'aliases',
  'family',
  'tokenizer',
  'source',
  'source_id',
  'checked',
  'agree',
  'note',
  'n_offers',
];

/**
 * Rows that stay keep their place and new ones follow below, so that nothing moves without need.
 * @param written the rows as we wrote them last time; undefined when nothing was edited since, so that the table tells
 * @throws tables-formula-moves when a formula of the user would end up beside another row than the one it reads
 */
export function mergeTable(
  layout: TableLayout,
  old: TableContent,
  written: readonly KeyedRow[] | undefined,
  incoming: readonly KeyedRow[],
): MergedTable {
  const keys = columnKeys(old.headers, layout);
  const columnFormats = keys.map((key, column) => columnFormat(layout, key, old, column));
  const oldRows = rowsByName(layout, old, keys);
  const writtenRows = written && new Map(named(layout, written));
  const incomingRows = new Map(named(layout, incoming));
  const cells: BodyCell[][] = [];
  const changes: PriceChange[] = [];
  const keptEdits: string[] = [];

  for (const [name, before] of oldRows) {
    const row = incomingRows.get(name);
    const wroteIt = writtenRows ? writtenRows.has(name) : true;
    if (row) {
      const edits = editsOf(layout, before.row, writtenRows && (writtenRows.get(name) ?? {}), row);
      for (const [key, value] of [...edits.kept, ...edits.mine])
        keptEdits.push(`${describe(layout, row)}: ${headerOf(layout, key)} ${value}`);
      cells.push(keys.map((key, column) => updatedCell(key, column, row, before, edits)));
      changes.push(...changesOf(layout, before.row, row));
    } else if (!wroteIt || hasUsersCells(old, keys, before.index)) {
      cells.push(keys.map((_, column) => asRead(old, before.index, column)));
      keptEdits.push(
        `${describe(layout, before.row)}: ${wroteIt ? 'no longer offered, kept for what you wrote' : 'your own row'}`,
      );
    } else {
      changes.push(wholeRow(layout, before.row, 'listed', 'removed'));
    }
    checkFormulas(layout, old, before.index, cells);
  }
  for (const [name, row] of incomingRows) {
    if (oldRows.has(name)) continue;
    cells.push(keys.map((key, column) => ourCell(row[key] ?? '', columnFormats[column])));
    if (oldRows.size > 0) changes.push(wholeRow(layout, row, '', 'added'));
  }
  return { body: toBody(cells, columnFormats), changes, keptEdits };

  function updatedCell(key: string, column: number, row: KeyedRow, before: OldRow, { kept, mine }: Edits): BodyCell {
    const moved = mine.get(key);
    if (moved !== undefined) return ourCell(moved, columnFormats[column]);
    const isOurs = key !== '' && !isUsersKey(key) && !kept.has(key);
    return isOurs ? ourCell(row[key] ?? '', columnFormats[column]) : asRead(old, before.index, column);
  }
}

/** An empty table of the layout, before its first rows. */
export function emptyContent(layout: TableLayout): TableContent {
  const blank = layout.columns.map(() => '');
  return {
    headers: layout.columns.map(({ header }) => header),
    values: [blank],
    formulas: [blank],
    formats: [layout.columns.map(({ format }) => format)],
  };
}

/** Rows for a table, in the order of its columns; columns of the user's own stay blank. */
export function bodyOfRows(
  layout: TableLayout,
  headers: readonly string[] | undefined,
  rows: readonly KeyedRow[],
): TableBody {
  const keys = headers ? columnKeys(headers, layout) : layout.columns.map(({ key }) => key);
  const formats = keys.map((key) => layout.columns.find((candidate) => candidate.key === key)?.format ?? 'General');
  return toBody(
    rows.map((row) => keys.map((key, column) => ourCell(row[key] ?? '', formats[column]))),
    formats,
  );
}

/** A formula shows something else than its own text; text that looks like one does not. */
export function isFormula(content: TableContent, row: number, column: number): boolean {
  const formula = content.formulas[row][column];
  return (
    typeof formula === 'string' &&
    formula.startsWith('=') &&
    formula.length > 1 &&
    formula !== content.values[row][column]
  );
}

/** A cell as it has to be typed to come back as it was. */
export function asRead(content: TableContent, row: number, column: number): BodyCell {
  const format = content.formats[row][column];
  if (isFormula(content, row, column)) return { typed: content.formulas[row][column], format };
  return { typed: asTyped(content.values[row][column], format), format };
}

/** Cells of ours that the user changed: `mine` go beside as their own price, `kept` have no such column and stay. */
interface Edits {
  readonly kept: ReadonlyMap<string, Cell>;
  readonly mine: ReadonlyMap<string, Cell>;
}

function editsOf(layout: TableLayout, shown: KeyedRow, written: KeyedRow | undefined, incoming: KeyedRow): Edits {
  const kept = new Map<string, Cell>();
  const mine = new Map<string, Cell>();
  for (const { key, value, myColumn } of written ? typedOver(layout, shown, written) : []) {
    if (value === (incoming[key] ?? '')) continue;
    if (myColumn) mine.set(myColumn, value);
    else kept.set(key, value);
  }
  return { kept, mine };
}

/** The cells of a row in which something else stands than we wrote, and the user's own column they belong into. */
export function typedOver(
  layout: TableLayout,
  shown: KeyedRow,
  written: KeyedRow,
): { readonly key: string; readonly value: Cell; readonly myColumn: string | undefined }[] {
  return layout.columns.flatMap(({ key, isUsers }) => {
    const value = shown[key] ?? '';
    if (isUsers || key === 'stamp' || value === (written[key] ?? '')) return [];
    const myColumn = myColumnOf(layout, key);
    const isFree = myColumn !== undefined && typeof value === 'number' && (shown[myColumn] ?? '') === '';
    return [{ key, value, myColumn: isFree ? myColumn : undefined }];
  });
}

/** A formula that names cells by address would read another row's price after its own row moved. */
function checkFormulas(
  layout: TableLayout,
  old: TableContent,
  index: number,
  cells: readonly (readonly BodyCell[])[],
): void {
  if (cells.length - 1 === index) return;
  const moves = old.headers.findIndex(
    (_, column) =>
      isFormula(old, index, column) &&
      NAMES_A_CELL.test(String(old.formulas[index][column]).replace(NOT_AN_ADDRESS, '')),
  );
  if (moves >= 0) throw new PaneError('tables-formula-moves', { column: old.headers[moves], sheet: layout.sheet });
}

const NOT_AN_ADDRESS = /"(?:[^"]|"")*"|\[(?:[^[\]]|\[[^\]]*\])*\]/g;
const NAMES_A_CELL = /(?<![\w.])\$?[A-Z]{1,3}\$?\d{1,7}(?![\w(])/i;

function changesOf(layout: TableLayout, before: KeyedRow, row: KeyedRow): PriceChange[] {
  return layout.columns
    .filter(({ key, isUsers }) => !isUsers && !NOT_A_PRICE.includes(key) && (before[key] ?? '') !== (row[key] ?? ''))
    .map(({ key }) => ({ ...wholeRow(layout, row, before[key] ?? '', row[key] ?? ''), field: key }));
}

function wholeRow(layout: TableLayout, row: KeyedRow, old: Cell, now: Cell): PriceChange {
  const conditions = [...CONDITION_COLUMNS, 'offer', 'plan'].filter(
    (key) => key in row && layout.keyColumns.includes(key),
  );
  return {
    provider: String(row.provider ?? ''),
    model: String(row.model ?? row.gpu ?? ''),
    conditions: conditions.map((key) => `${key} ${row[key]}`).join(', '),
    field: 'row',
    old,
    new: now,
    source: String(row.source ?? ''),
  };
}

/** Without the unit. */
function headerOf({ columns }: TableLayout, key: string): string {
  return columns.find((column) => column.key === key)?.header.replace(/ \(.*/, '') ?? key;
}

function describe(layout: TableLayout, row: KeyedRow): string {
  const { provider, model, conditions } = wholeRow(layout, row, '', '');
  return [provider, model, conditions].filter(Boolean).join(' ');
}

function named(layout: TableLayout, rows: readonly KeyedRow[]): [string, KeyedRow][] {
  const nameOf = rowNamer(layout);
  return rows.map((row) => [nameOf(row), row]);
}

function rowsByName(layout: TableLayout, content: TableContent, keys: readonly string[]): Map<string, OldRow> {
  const nameOf = rowNamer(layout);
  const rows = new Map<string, OldRow>();
  content.values.forEach((cells, index) => {
    if (isBlankRow(cells)) return;
    const row = keyedCells(cells, keys);
    rows.set(nameOf(row), { index, row });
  });
  return rows;
}

function isUsersKey(key: string): boolean {
  return key.startsWith('my_');
}

function hasUsersCells(content: TableContent, keys: readonly string[], row: number): boolean {
  return keys.some((key, column) => (key === '' || isUsersKey(key)) && content.formulas[row][column] !== '');
}

/** The user's own number format is kept as long as the column's texts stay texts and its numbers numbers. */
function columnFormat(layout: TableLayout, key: string, content: TableContent, column: number): string {
  const planned = layout.columns.find((candidate) => candidate.key === key)?.format ?? 'General';
  const [first, ...others] = content.formats.map((line) => line[column]);
  const isUniform = first !== undefined && others.every((format) => format === first);
  return isUniform && key !== '' && (first === TEXT_FORMAT) === (planned === TEXT_FORMAT) && first !== 'General'
    ? first
    : planned;
}

function ourCell(value: Cell, columnFormat: string): BodyCell {
  return { typed: value, format: typeof value === 'string' && value !== '' ? TEXT_FORMAT : columnFormat };
}

function toBody(rows: readonly (readonly BodyCell[])[], columnFormats: readonly string[]): TableBody {
  // a table keeps one row, if only a blank one
  const lines = rows.length > 0 ? rows : [columnFormats.map((format) => ourCell('', format))];
  return {
    typed: lines.map((line) => line.map(({ typed }) => typed)),
    formats: lines.map((line) => line.map(({ format }) => format)),
  };
}
