import type { Rect } from './sheetStore';

export const MAX_ROWS = 1_048_576;
export const MAX_COLS = 16_384;

/** 0 → A, 26 → AA. */
export function columnName(col: number): string {
  let name = '';
  for (let left = col + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}

export function columnIndex(name: string): number {
  let index = 0;
  for (const letter of name.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** The sheet name as it stands in a formula: in quotes where Excel needs them. */
export function quoteSheet(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) && !parseAddress(name) && !/^R\d*C\d*$/i.test(name);
  return plain ? name : `'${name.replace(/'/g, "''")}'`;
}

/** A1, A1:B2, A:C or 1:3. */
export function localAddress({ row, col, rows, cols }: Rect): string {
  if (rows === MAX_ROWS && cols < MAX_COLS) return `${columnName(col)}:${columnName(col + cols - 1)}`;
  if (cols === MAX_COLS) return `${row + 1}:${row + rows}`;
  const first = `${columnName(col)}${row + 1}`;
  const last = `${columnName(col + cols - 1)}${row + rows}`;
  return first === last ? first : `${first}:${last}`;
}

/** `$A$1:$B$2`, as defined names hold it. */
export function absoluteAddress(rect: Rect): string {
  return localAddress(rect).replace(/[A-Z]+|\d+/g, '$$$&');
}

export interface ParsedAddress extends Rect {
  /** Undefined when the address names no sheet. */
  sheet: string | undefined;
}

/** A1, A1:B2, A:C, 1:3, with or without sheet and dollar signs; null when the text is no address of a sheet. */
export function parseAddress(text: string): ParsedAddress | null {
  const split = /^(?:(?:'((?:[^']|'')+)'|([^!']+))!)?([^!]+)$/.exec(text.trim());
  if (!split) return null;
  const sheet = split[1]?.replace(/''/g, "'") ?? split[2];
  const rect = parseLocal(split[3].replace(/\$/g, ''));
  return rect && { sheet, ...rect };
}

function parseLocal(text: string): Rect | null {
  const cells = /^([A-Za-z]{1,3})(\d{1,7})(?::([A-Za-z]{1,3})(\d{1,7}))?$/.exec(text);
  if (cells) {
    const [, firstCol, firstRow, lastCol = firstCol, lastRow = firstRow] = cells;
    return between(Number(firstRow) - 1, columnIndex(firstCol), Number(lastRow) - 1, columnIndex(lastCol));
  }
  const columns = /^([A-Za-z]{1,3}):([A-Za-z]{1,3})$/.exec(text);
  if (columns) return between(0, columnIndex(columns[1]), MAX_ROWS - 1, columnIndex(columns[2]));
  const rows = /^(\d{1,7}):(\d{1,7})$/.exec(text);
  if (rows) return between(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, MAX_COLS - 1);
  return null;
}

function between(rowA: number, colA: number, rowB: number, colB: number): Rect | null {
  const row = Math.min(rowA, rowB);
  const col = Math.min(colA, colB);
  if (row < 0 || col < 0 || Math.max(rowA, rowB) >= MAX_ROWS || Math.max(colA, colB) >= MAX_COLS) return null;
  return { row, col, rows: Math.abs(rowB - rowA) + 1, cols: Math.abs(colB - colA) + 1 };
}
