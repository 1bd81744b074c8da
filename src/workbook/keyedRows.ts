import type { LocatedTable } from './surveyTables';
import { columnKeys, isBlankRow, keyedCells, type KeyedRow } from './tableContent';

/** The rows of a table by column key, without blank ones and without columns that are not in its layout. */
export function keyedRows(table: LocatedTable | undefined): KeyedRow[] {
  if (!table) return [];
  const keys = columnKeys(table.content.headers, table.layout);
  return table.content.values.filter((cells) => !isBlankRow(cells)).map((cells) => keyedCells(cells, keys));
}
