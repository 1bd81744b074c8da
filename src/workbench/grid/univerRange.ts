import type { ICellData, IObjectMatrixPrimitiveType, IRange, Nullable } from '@univerjs/presets';
import type { Area, Rect } from '../excel-host/sheetStore';

export type CellMatrix = IObjectMatrixPrimitiveType<Nullable<ICellData>>;

export function toRange({ row, col, rows, cols }: Rect): IRange {
  return { startRow: row, startColumn: col, endRow: row + rows - 1, endColumn: col + cols - 1 };
}

export function fromRange(range: Pick<IRange, 'startRow' | 'startColumn' | 'endRow' | 'endColumn'>): Rect {
  const { startRow, startColumn, endRow, endColumn } = range;
  return { row: startRow, col: startColumn, rows: endRow - startRow + 1, cols: endColumn - startColumn + 1 };
}

/** The smallest rectangle around the given positions. */
export class Extent {
  private top = Infinity;
  private left = Infinity;
  private bottom = -1;
  private right = -1;

  add(row: number, col: number): void {
    this.top = Math.min(this.top, row);
    this.left = Math.min(this.left, col);
    this.bottom = Math.max(this.bottom, row);
    this.right = Math.max(this.right, col);
  }

  get rect(): Rect | null {
    if (this.bottom < 0) return null;
    return { row: this.top, col: this.left, rows: this.bottom - this.top + 1, cols: this.right - this.left + 1 };
  }
}

/** The cells of a mutation whose contents changed; null when it changed formats only. */
export function contentExtent(matrix: CellMatrix | undefined): Rect | null {
  const extent = new Extent();
  for (const [row, line] of Object.entries(matrix ?? {})) {
    for (const [col, cell] of Object.entries(line as Record<string, Nullable<ICellData>>)) {
      if (hasContents(cell)) extent.add(Number(row), Number(col));
    }
  }
  return extent.rect;
}

/** A cell of a mutation that sets or removes what is in it, not only how it looks. */
export function hasContents(cell: Nullable<ICellData>): boolean {
  return !cell || 'v' in cell || 'f' in cell || 'si' in cell || 'p' in cell;
}

/** Joins single cells below each other: the engine compares every dirty range with every other one. */
export function columnRuns(areas: readonly Area[]): Area[] {
  const isCell = ({ rect }: Area) => rect.rows === 1 && rect.cols === 1;
  const runs: Area[] = [];
  const cells = areas.filter(isCell).sort(bySheetThenColumn);
  for (const { sheet, rect } of cells) {
    const last = runs[runs.length - 1];
    const touches = last?.sheet === sheet && last.rect.col === rect.col && last.rect.row + last.rect.rows >= rect.row;
    if (touches) last.rect.rows = rect.row - last.rect.row + 1;
    else runs.push({ sheet, rect: { ...rect } });
  }
  return [...runs, ...areas.filter((area) => !isCell(area))];
}

function bySheetThenColumn(a: Area, b: Area): number {
  return a.sheet.localeCompare(b.sheet) || a.rect.col - b.rect.col || a.rect.row - b.rect.row;
}
