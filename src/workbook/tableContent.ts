import { EngineError } from '../engine/errors';
import { normaliseHeader } from '../catalog/priceRow';
import type { Cell, Cells } from './gateway';
import type { TableLayout } from './priceTableLayout';

/** A table's header and body as read from the sheet. */
export interface TableContent {
  /** As the sheet shows them, left to right; the user may have moved columns and added some. */
  readonly headers: readonly string[];
  readonly values: Cells;
  /** The formula, or the constant where there is none. */
  readonly formulas: Cells;
  readonly formats: readonly (readonly string[])[];
}

/** One row by column key; a missing key is a blank cell. */
export type KeyedRow = Readonly<Record<string, Cell>>;

/** The column key of each sheet column; '' for a column that is not ours and not in the layout. */
export function columnKeys(headers: readonly string[], layout: TableLayout): string[] {
  const known = new Set(layout.columns.map(({ key }) => key));
  return headers.map((header) => normaliseHeader(header)).map((key) => (known.has(key) ? key : ''));
}

/** Columns that are not in the layout are left out. */
export function keyedCells(cells: readonly Cell[], keys: readonly string[]): KeyedRow {
  const row: Record<string, Cell> = {};
  keys.forEach((key, column) => {
    if (key !== '' && cells[column] !== '') row[key] = cells[column];
  });
  return row;
}

/**
 * The table can be written only if each column of ours is there exactly once. Order does not matter.
 * @throws tables-stranger when it is some other table of that name, tables-header when a column is gone or doubled
 */
export function checkHeaders(headers: readonly string[], layout: TableLayout): void {
  const found = columnKeys(headers, layout);
  const ours = layout.columns.filter(({ isUsers }) => !isUsers);
  const missing = ours.filter(({ key }) => !found.includes(key));
  if (missing.length > ours.length / 2) throw new EngineError('tables-stranger', { table: layout.table });
  if (missing.length > 0) {
    throw new EngineError('tables-header', { sheet: layout.sheet, problem: `"${missing[0].header}" is missing` });
  }
  const doubled = layout.columns.find(({ key }) => found.indexOf(key) !== found.lastIndexOf(key));
  if (doubled)
    throw new EngineError('tables-header', { sheet: layout.sheet, problem: `"${doubled.header}" is there twice` });
}

export function isBlankRow(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === '');
}

/** Names rows for good: their key cells, and a number where several rows have the same. */
export function rowNamer(layout: TableLayout): (row: KeyedRow) => string {
  const seen = new Map<string, number>();
  return (row) => {
    const name = layout.keyColumns
      .map((key) =>
        String(row[key] ?? '')
          .trim()
          .toLowerCase(),
      )
      .join('\u001f');
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}\u001f${count}`;
  };
}
