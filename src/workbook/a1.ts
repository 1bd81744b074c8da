/** Addresses as people read them. Rows and columns are zero-based on our side. */
import type { Rect } from './gateway';

/** 0 → "A", 27 → "AB" */
function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** "B7", or "B7:D12" for several cells. */
export function rectAddress({ row, column, rows, columns }: Rect): string {
  const first = `${columnLetters(column)}${row + 1}`;
  return rows * columns === 1 ? first : `${first}:${columnLetters(column + columns - 1)}${row + rows}`;
}

/** "Sheet1!B7", with quotes where the sheet's name needs them. */
export function fullAddress(sheetName: string, rect: Rect): string {
  const name = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheetName) ? sheetName : `'${sheetName.replace(/'/g, "''")}'`;
  return `${name}!${rectAddress(rect)}`;
}
