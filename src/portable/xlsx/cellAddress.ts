import { toCol } from '@borgar/fx/xlsx';
import type { Rect } from './workbookFile';

/** Zero-based. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** Excel's grid. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

export const cellAddress = (row: number, column: number): string => `${toCol(column)}${row + 1}`;

export function rectAddress({ row, column, rows, columns }: Rect): string {
  const first = cellAddress(row, column);
  return rows === 1 && columns === 1 ? first : `${first}:${cellAddress(row + rows - 1, column + columns - 1)}`;
}

/** "B3" or "$B$3"; undefined for anything else. Written for speed: a sheet has up to millions of addresses. */
export function parseCellAddress(address: string): CellPosition | undefined {
  let at = address.charCodeAt(0) === DOLLAR ? 1 : 0;
  let column = 0;
  for (; at < address.length; at += 1) {
    const letter = (address.charCodeAt(at) | LOWER_CASE) - LETTER_A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
  }
  if (address.charCodeAt(at) === DOLLAR) at += 1;
  const digits = at;
  let row = 0;
  for (; at < address.length; at += 1) {
    const digit = address.charCodeAt(at) - DIGIT_0;
    if (digit < 0 || digit > 9) return undefined;
    row = row * 10 + digit;
  }
  const inGrid = column >= 1 && column <= MOST_COLUMNS && row >= 1 && row <= MOST_ROWS && at > digits;
  return inGrid ? { row: row - 1, column: column - 1 } : undefined;
}
const DOLLAR = 36;
const DIGIT_0 = 48;
const LETTER_A = 97;
const LOWER_CASE = 32;

/** "A1:B2" or "A1"; undefined for anything else. */
export function parseRect(address: string): Rect | undefined {
  const [first, last = first] = address.split(':');
  const from = parseCellAddress(first);
  const to = parseCellAddress(last);
  if (!from || !to) return undefined;
  const row = Math.min(from.row, to.row);
  const column = Math.min(from.column, to.column);
  return {
    row,
    column,
    rows: Math.abs(to.row - from.row) + 1,
    columns: Math.abs(to.column - from.column) + 1,
  };
}
