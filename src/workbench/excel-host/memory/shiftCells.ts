import type { Rect, Shift, TableShape } from '../sheetStore';

/** Where a cell is after the shift; null when it is gone. */
export function moveCell(row: number, col: number, rect: Rect, how: Shift): { row: number; col: number } | null {
  const isBeside = col < rect.col || col >= rect.col + rect.cols;
  if (isBeside || row < rect.row) return { row, col };
  if (how === 'insertDown') return { row: row + rect.rows, col };
  return row < rect.row + rect.rows ? null : { row: row - rect.rows, col };
}

/** The table after the shift: moved, grown or shrunk, or gone with its cells. */
export function moveTable(table: TableShape, rect: Rect, how: Shift): TableShape[] {
  const { row, col, rows, cols } = table.rect;
  if (col < rect.col || col + cols > rect.col + rect.cols || row + rows <= rect.row) return [table];
  const put = (moved: Partial<Rect>) => [{ ...table, rect: { ...table.rect, ...moved } }];
  if (how === 'insertDown') return row >= rect.row ? put({ row: row + rect.rows }) : put({ rows: rows + rect.rows });
  const end = rect.row + rect.rows;
  const above = Math.max(0, Math.min(end, row) - rect.row);
  const inside = Math.max(0, Math.min(end, row + rows) - Math.max(rect.row, row));
  return inside === rows ? [] : put({ row: row - above, rows: rows - inside });
}
