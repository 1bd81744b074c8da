import type { Area, Scalar, SheetStore } from '../sheetStore';
import { intersect } from '../sheetStore';
import type { MemoryCell } from './memoryCells';
import type { Evaluate, MemorySheet } from './memoryStore';

interface FormulaCell {
  readonly sheet: MemorySheet;
  readonly row: number;
  readonly col: number;
  readonly cell: MemoryCell;
}

/** A circular chain never comes to rest; Excel gives up as well. */
const MAX_PASSES = 60;

/**
 * Evaluates marked formulas shortly after they were marked. While a pass changes anything, every formula is evaluated
 * again, so that dependents are right without a dependency graph; calls of the add-in are answered from memory.
 */
export class MemoryCalculation {
  private readonly dirty = new Set<MemoryCell>();
  private allDirty = false;
  private running: Promise<void> | null = null;

  constructor(
    private readonly store: SheetStore,
    private readonly book: MemorySheet[],
    private readonly evaluate: Evaluate,
  ) {}

  markAll(): void {
    this.allDirty = true;
    this.schedule();
  }

  mark(areas: Area[] | 'all'): void {
    if (areas === 'all') return this.markAll();
    for (const { sheet, rect } of areas) {
      const cells = this.book.find(({ id }) => id === sheet)?.cells;
      for (const cell of cells?.inside(rect) ?? []) if (cell.formula) this.dirty.add(cell);
    }
    this.schedule();
  }

  async settled(): Promise<void> {
    while (this.running) await this.running;
  }

  /** The cell's formula is about to go: so is what it spilled. */
  withdraw(cell: MemoryCell): void {
    for (const spilled of cell.spilledInto) {
      if (spilled.spilledFrom === cell) Object.assign(spilled, { value: '', spilledFrom: null });
    }
    cell.spilledInto = [];
  }

  private schedule(): void {
    if (this.running || (!this.allDirty && this.dirty.size === 0)) return;
    this.running = Promise.resolve().then(() => {
      try {
        this.calculate();
      } finally {
        this.running = null;
      }
    });
  }

  private calculate(): void {
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const formulas = this.formulas();
      const due = this.allDirty ? formulas : formulas.filter(({ cell }) => this.dirty.has(cell));
      this.allDirty = false;
      this.dirty.clear();
      let changed = false;
      for (const formula of due) if (this.place(formula, this.valueOf(formula))) changed = true;
      if (!changed) return;
      this.allDirty = true;
    }
    this.allDirty = false;
  }

  private formulas(): FormulaCell[] {
    return this.book.flatMap((sheet) => sheet.cells.withFormula().map((found) => ({ sheet, ...found })));
  }

  private valueOf({ sheet, row, col, cell }: FormulaCell): Scalar[][] {
    const { id, name, visible } = sheet;
    const value = this.evaluate(cell.formula, { sheet: { id, name, visible }, row, col }, this.store);
    if (!Array.isArray(value)) return [[value]];
    return value.length > 0 && value[0].length > 0 ? value : [['#CALC!']];
  }

  /** Puts a result into the grid; true when a cell changed. */
  private place(formula: FormulaCell, values: Scalar[][]): boolean {
    const { sheet, row, col, cell } = formula;
    const before = [cell, ...cell.spilledInto].map(({ value }) => value);
    const neighbours = cell.spilledInto;
    this.withdraw(cell);
    cell.value = values[0][0];
    if (values.length > 1 || values[0].length > 1) {
      if (this.isBlocked(formula, values)) cell.value = '#SPILL!';
      else {
        values.forEach((line, i) =>
          line.forEach((value, j) => {
            if (i === 0 && j === 0) return;
            const target = sheet.cells.make(row + i, col + j);
            Object.assign(target, { value, spilledFrom: cell });
            cell.spilledInto.push(target);
          }),
        );
      }
    }
    const after = [cell, ...cell.spilledInto];
    return after.length !== neighbours.length + 1 || after.some(({ value }, index) => !Object.is(value, before[index]));
  }

  private isBlocked({ sheet, row, col }: FormulaCell, values: Scalar[][]): boolean {
    const area = { row, col, rows: values.length, cols: values[0].length };
    const isInTable = this.store.tables().some((table) => table.sheet === sheet.id && intersect(table.rect, area));
    const isOccupied = values.some((line, i) =>
      line.some((_, j) => {
        if (i === 0 && j === 0) return false;
        const target = sheet.cells.at(row + i, col + j);
        return target !== undefined && (target.formula !== '' || target.value !== '' || target.spilledFrom !== null);
      }),
    );
    return isInTable || isOccupied;
  }
}
