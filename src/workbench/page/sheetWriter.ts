import type { CellInput, CellStyle, SheetStore } from '../excel-host/sheetStore';

/** Row numbers as they are seen, columns from 0. */
export type Cell = readonly [row: number, col: number];
export type CellContent = CellInput | string | number | null;

export const [A, B, C, D, E, F] = [0, 1, 2, 3, 4, 5];
export const SOFT = '#57606a';
export const COUNT = '#,##0';
export const MONEY = '$#,##0';
export const SMALL_MONEY = '$0.000000';
export const SHARE = '0%';
export const DATE = 'yyyy-mm-dd';

export interface SheetWriter {
  put(cell: Cell, rows: readonly (readonly CellContent[])[]): void;
  style(cell: Cell, rows: number, cols: number, looks: CellStyle): void;
  widths(points: readonly number[]): void;
  /** Number formats for cells into which a formula spills. */
  formats(cell: Cell, rows: number, formats: readonly string[]): void;
  title(text: string, below: string): void;
  heading(cell: Cell, text: string): void;
  /** The bold row of names over a table or a spill. */
  header(cell: Cell, cols: number): void;
  /** Cells that a person may change: blue. */
  inputs(cell: Cell, rows: number, cols: number): void;
}

/** Writes one sheet in the look that the starter sheets share. */
export function sheetWriter(store: SheetStore, sheet: string): SheetWriter {
  const put: SheetWriter['put'] = ([row, col], rows) => {
    const cells = rows.map((line) => line.map((cell) => (isInput(cell) ? cell : { value: cell })));
    store.write(sheet, { row: row - 1, col, rows: cells.length, cols: cells[0].length }, cells);
  };
  const style: SheetWriter['style'] = ([row, col], rows, cols, looks) =>
    store.setStyle(sheet, { row: row - 1, col, rows, cols }, looks);
  return {
    put,
    style,
    widths: (points) => points.forEach((width, col) => store.setColumnWidth(sheet, col, 1, width)),
    formats: (cell, rows, formats) =>
      put(
        cell,
        Array.from({ length: rows }, () => formats.map((format) => ({ format }))),
      ),
    title(text, below) {
      put([1, A], [[text], [below]]);
      style([1, A], 1, 1, { bold: true, size: 16, color: '#16324f' });
      style([2, A], 1, 1, { color: SOFT });
    },
    heading(cell, text) {
      put(cell, [[text]]);
      style(cell, 1, 1, { bold: true, color: '#16324f' });
    },
    header: (cell, cols) => style(cell, 1, cols, { bold: true, fill: '#f0f2f5' }),
    inputs: (cell, rows, cols) => style(cell, rows, cols, { color: '#0b5cad', fill: '#eaf3fc', align: 'Right' }),
  };
}

function isInput(cell: CellContent): cell is CellInput | null {
  return typeof cell === 'object';
}
