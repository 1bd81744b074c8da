import { columnIndex, columnName, MAX_COLS, MAX_ROWS } from '../address';
import type { Rect, Shift } from '../sheetStore';
import { replaceReferences, sheetNameIn } from './formulaReferences';

export interface ShiftedCells {
  readonly sheetName: string;
  readonly rect: Rect;
  readonly how: Shift;
}

/**
 * The formula after cells were inserted or deleted: its references follow the cells they pointed at, and become #REF!
 * when those are gone. `home` is the sheet the formula stands in.
 */
export function shiftReferences(formula: string, home: string, shifted: ShiftedCells): string {
  return replaceReferences(formula, (sheet, reference) => {
    const name = sheet === '' ? home : sheetNameIn(sheet);
    const isThere = name.toLowerCase() === shifted.sheetName.toLowerCase();
    return sheet + (isThere ? shiftedReference(reference, shifted) : reference);
  });
}

function shiftedReference(reference: string, { rect, how }: ShiftedCells): string {
  if (!/\d/.test(reference)) return reference; // whole columns have no rows to move
  const corners = reference.split(':').map(parseCorner);
  const [first, last] = [corners[0], corners[corners.length - 1]];
  const [left, right] = [first.col ?? 0, last.col ?? MAX_COLS - 1];
  if (left < rect.col || right >= rect.col + rect.cols) return reference;
  const rows = how === 'insertDown' ? pushed(first.row, last.row, rect) : pulled(first.row, last.row, rect);
  if (!rows || rows[1] >= MAX_ROWS) return '#REF!';
  return corners.map((corner, index) => `${corner.before}${rows[index] + 1}`).join(':');
}

function pushed(first: number, last: number, { row, rows }: Rect): [number, number] {
  return [first >= row ? first + rows : first, last >= row ? last + rows : last];
}

function pulled(first: number, last: number, { row, rows }: Rect): [number, number] | null {
  const end = row + rows;
  if (first >= row && last < end) return null;
  return [first < row ? first : Math.max(first - rows, row), last < row ? last : last < end ? row - 1 : last - rows];
}

interface Corner {
  /** The column and dollar signs, to be written again. */
  readonly before: string;
  readonly col: number | null;
  readonly row: number;
}

function parseCorner(text: string): Corner {
  const [, dollar, letters, rowDollar, digits] = /^(\$?)([A-Z]*)(\$?)(\d+)$/i.exec(text) ?? [];
  const col = letters ? columnIndex(letters) : null;
  return { before: `${dollar}${col === null ? '' : columnName(col)}${rowDollar}`, col, row: Number(digits) - 1 };
}
