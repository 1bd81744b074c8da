import type { DraftCell, DraftLook, DraftValue, SheetDraft } from './sheetDraft';

/** Row numbers as they are seen, columns from 0. */
export type Cell = readonly [row: number, column: number];
export type CellContent = DraftCell | DraftValue | null;
export type CellFace = Pick<DraftCell, 'look' | 'align' | 'indent' | 'wrap'>;

export const [A, B, C, D, E, F] = [0, 1, 2, 3, 4, 5];
export const COUNT = '#,##0';
export const MONEY = '$#,##0';
export const SMALL_MONEY = '$0.000000';
export const SHARE = '0%';
export const DATE = 'yyyy-mm-dd';

/** The cells of a draft, put down place by place; what is put later wins. */
export class DraftCells {
  private readonly lines: DraftCell[][] = [];

  put([row, column]: Cell, rows: readonly (readonly CellContent[])[]): void {
    rows.forEach((line, down) =>
      line.forEach((content, right) => {
        if (content !== null) this.merge(row + down, column + right, asCell(content));
      }),
    );
  }

  face([row, column]: Cell, rows: number, columns: number, face: CellFace): void {
    for (let down = 0; down < rows; down += 1) {
      for (let right = 0; right < columns; right += 1) this.merge(row + down, column + right, face);
    }
  }

  /** Number formats for cells into which a formula spills. */
  formats(cell: Cell, rows: number, formats: readonly string[]): void {
    const line = formats.map((format) => ({ format }));
    this.put(
      cell,
      Array.from({ length: rows }, () => line),
    );
  }

  title(text: string, below: string): void {
    this.put([1, A], [[{ value: text, look: 'title' }], [{ value: below, look: 'subtitle' }]]);
  }

  heading(cell: Cell, text: string): void {
    this.put(cell, [[{ value: text, look: 'heading' }]]);
  }

  looks(cell: Cell, rows: number, columns: number, look: DraftLook): void {
    this.face(cell, rows, columns, { look });
  }

  rows(): SheetDraft['rows'] {
    return Array.from(this.lines, (line) => Array.from(line ?? [], (cell) => cell ?? null));
  }

  private merge(row: number, column: number, cell: DraftCell): void {
    const line = (this.lines[row - 1] ??= []);
    line[column] = { ...line[column], ...cell };
  }
}

function asCell(content: DraftCell | DraftValue): DraftCell {
  return typeof content === 'object' ? content : { value: content };
}
