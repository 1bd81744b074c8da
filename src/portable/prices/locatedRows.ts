import { toCol } from '@borgar/fx';
import { normaliseHeader, type PriceRow } from '../../catalog/priceRow';
import { readPriceRows } from '../../catalog/readPriceRows';
import type { CellValue } from '../../functions/definition';
import type { LocatedTable } from '../rewrite/rewriteTypes';

/** Where the rows of LlmPrices stand in the copy, so that a rate can be a formula over its cell. */
export interface LocatedRows {
  /** "'LLM Prices'!F17"; undefined when the table has no such row or column. */
  cellOf(row: PriceRow, column: string): string | undefined;
  /**
   * "'LLM Prices'!J17:M18": all cells of these rows in these columns, neighbours together.
   * @param withRowsBetween fewer areas, but of more rows than asked for
   */
  areasOf(rows: readonly PriceRow[], columns: readonly string[], withRowsBetween: boolean): string[];
}

/**
 * A row is known by its content; rows that are equal stand in the table in the order in which they are given.
 * @param priced the rows of which the prices were made
 */
export function locateRows(
  table: LocatedTable | undefined,
  dates1904: boolean,
  priced: readonly PriceRow[],
): LocatedRows {
  if (!table) return { cellOf: () => undefined, areasOf: () => [] };
  const [header = [], ...body] = table.cells;
  const columns = new Map(header.map((title, index) => [normaliseHeader(String(title)), index]));
  const rows = rowsInTable(header, body, dates1904, priced);
  const sheet = sheetReference(table.place.sheet);
  const address = (row: number, column: number) => `${toCol(table.place.column + column)}${table.place.row + row + 1}`;
  return {
    cellOf: (priceRow, column) => {
      const row = rows.get(priceRow);
      const index = columns.get(column);
      return row === undefined || index === undefined ? undefined : `${sheet}!${address(row, index)}`;
    },
    areasOf: (priceRows, keys, withRowsBetween) => {
      const across = runsOf(keys.flatMap((key) => columns.get(key) ?? []));
      const down = runsOf(priceRows.flatMap((row) => rows.get(row) ?? []));
      const whole = down.slice(0, 1).map(([first]) => [first, down[down.length - 1][1]] as const);
      return (withRowsBetween ? whole : down).flatMap(([top, bottom]) =>
        across.map(([left, right]) => {
          const [first, last] = [address(top, left), address(bottom, right)];
          return `${sheet}!${first === last ? first : `${first}:${last}`}`;
        }),
      );
    },
  };
}

/** Of each row its place in the table, the header being row 0. */
function rowsInTable(
  header: readonly CellValue[],
  body: LocatedTable['cells'],
  dates1904: boolean,
  priced: readonly PriceRow[],
): ReadonlyMap<PriceRow, number> {
  const places = new Map<string, number[]>();
  body.forEach((cells, index) => {
    const [row] = readPriceRows([header, cells], dates1904).rows;
    if (!row) return;
    const content = contentOf(row);
    places.set(content, [...(places.get(content) ?? []), index + 1]);
  });
  const rows = new Map<PriceRow, number>();
  for (const row of priced) {
    const place = places.get(contentOf(row))?.shift();
    if (place !== undefined) rows.set(row, place);
  }
  return rows;
}

/** 3, 4, 5, 9 → [3, 5], [9, 9]. */
function runsOf(indexes: readonly number[]): (readonly [first: number, last: number])[] {
  const all = new Set(indexes);
  const inOrder = (ends: readonly number[]) => [...new Set(ends)].sort((a, b) => a - b);
  const lasts = inOrder(indexes.filter((index) => !all.has(index + 1)));
  return inOrder(indexes.filter((index) => !all.has(index - 1))).map((first, run) => [first, lasts[run]]);
}

/** A sheet's name as it stands in a formula. */
export function sheetReference(name: string): string {
  return `'${name.replace(/'/g, "''")}'`;
}

/** Of a price edited by hand, the catalogue gives another origin than the table. */
const ORIGIN: readonly string[] = ['source', 'checked', 'agree'];

function contentOf(row: PriceRow): string {
  const cells: [string, CellValue][] = Object.entries(row).filter(
    ([column, value]) => value !== '' && !ORIGIN.includes(column),
  );
  return JSON.stringify(cells.sort(([a], [b]) => (a < b ? -1 : 1)));
}
