import { MAX_COLS } from '../address';
import type { CellInput, CellState, CellStyle, Rect, Scalar } from '../sheetStore';
import { isErrorText } from '../sheetStore';
import { displayText } from './displayText';

export interface MemoryCell {
  value: Scalar;
  formula: string;
  format: string;
  style: CellStyle;
  /** The cell whose formula put the value here. */
  spilledFrom: MemoryCell | null;
  /** The cells this one's formula filled beside itself. */
  spilledInto: MemoryCell[];
}

/** The cells of one sheet, kept sparse. */
export class MemoryCells {
  private byPosition = new Map<number, MemoryCell>();

  at(row: number, col: number): MemoryCell | undefined {
    return this.byPosition.get(row * MAX_COLS + col);
  }

  make(row: number, col: number): MemoryCell {
    const found = this.at(row, col);
    if (found) return found;
    const cell: MemoryCell = {
      value: '',
      formula: '',
      format: 'General',
      style: {},
      spilledFrom: null,
      spilledInto: [],
    };
    this.byPosition.set(row * MAX_COLS + col, cell);
    return cell;
  }

  *all(): Generator<{ row: number; col: number; cell: MemoryCell }> {
    for (const [position, cell] of this.byPosition) {
      yield { row: Math.floor(position / MAX_COLS), col: position % MAX_COLS, cell };
    }
  }

  /** Asked after every write, so that it must not make an object for each of 100,000 constants. */
  withFormula(): { row: number; col: number; cell: MemoryCell }[] {
    const found: { row: number; col: number; cell: MemoryCell }[] = [];
    this.byPosition.forEach((cell, position) => {
      if (cell.formula) found.push({ row: Math.floor(position / MAX_COLS), col: position % MAX_COLS, cell });
    });
    return found;
  }

  *inside(rect: Rect): Generator<MemoryCell> {
    const size = rect.rows * rect.cols;
    if (size > this.byPosition.size) {
      for (const { row, col, cell } of this.all()) if (contains(rect, row, col)) yield cell;
      return;
    }
    for (let row = rect.row; row < rect.row + rect.rows; row++) {
      for (let col = rect.col; col < rect.col + rect.cols; col++) {
        const cell = this.at(row, col);
        if (cell) yield cell;
      }
    }
  }

  /** Moves every cell to the place `where` gives it; null drops the cell. */
  move(where: (row: number, col: number) => { row: number; col: number } | null): void {
    const moved = new Map<number, MemoryCell>();
    for (const { row, col, cell } of this.all()) {
      const place = where(row, col);
      if (place) moved.set(place.row * MAX_COLS + place.col, cell);
    }
    this.byPosition = moved;
  }
}

export function stateOf(cell: MemoryCell | undefined): CellState {
  if (!cell) return { value: '', formula: '', format: 'General', text: '', error: false, spilled: false };
  return {
    value: cell.value,
    formula: cell.formula,
    format: cell.format,
    text: displayText(cell.value, cell.format),
    error: isErrorText(cell.value),
    spilled: cell.spilledFrom !== null,
  };
}

/** True when the content changed, not only the format. */
export function putInput(cell: MemoryCell, { value, formula, format }: CellInput): boolean {
  if (format !== undefined) cell.format = format;
  if (formula === undefined && value === undefined) return false;
  cell.formula = formula ?? '';
  cell.value = formula === undefined ? (value ?? '') : 0;
  cell.spilledFrom = null;
  return true;
}

function contains(rect: Rect, row: number, col: number): boolean {
  return row >= rect.row && row < rect.row + rect.rows && col >= rect.col && col < rect.col + rect.cols;
}
