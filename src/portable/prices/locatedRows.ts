import { toCol } from '@borgar/fx';
import { normaliseHeader, type PriceRow } from '../../catalog/priceRow';
import { readPriceRows } from '../../catalog/readPriceRows';
import type { CellValue } from '../../functions/definition';
import type { LocatedTable } from '../rewrite/rewriteTypes';

/** Where the rows of LlmPrices stand in the copy, so that a rate can be a formula over its cell. */
export interface LocatedRows {
  /** "'LLM Prices'!F17"; undefined when the table has no such row or column. */
  cellOf(row: PriceRow, column: string): string | undefined;
}

/** A row is known by all of its content: rows that are equal are the same price. */
export function locateRows(table: LocatedTable | undefined, dates1904: boolean): LocatedRows {
  if (!table) return { cellOf: () => undefined };
  const [header = [], ...body] = table.cells;
  const columns = new Map(header.map((title, index) => [normaliseHeader(String(title)), index]));
  const rows = new Map<string, number>();
  body.forEach((cells, index) => {
    const [row] = readPriceRows([header, cells], dates1904).rows;
    if (row) rows.set(contentOf(row), index + 1);
  });
  const sheet = sheetReference(table.place.sheet);
  return {
    cellOf: (priceRow, column) => {
      const row = rows.get(contentOf(priceRow));
      const index = columns.get(column);
      if (row === undefined || index === undefined) return undefined;
      return `${sheet}!${toCol(table.place.column + index)}${table.place.row + row + 1}`;
    },
  };
}

/** A sheet's name as it stands in a formula. */
export function sheetReference(name: string): string {
  return `'${name.replace(/'/g, "''")}'`;
}

const contents = new WeakMap<PriceRow, string>();

function contentOf(row: PriceRow): string {
  const known = contents.get(row);
  if (known !== undefined) return known;
  const cells: [string, CellValue][] = Object.entries(row).filter(([, value]) => value !== '');
  const content = JSON.stringify(cells.sort(([a], [b]) => (a < b ? -1 : 1)));
  contents.set(row, content);
  return content;
}
