import { MAX_COLS } from '../address';
import { cellEntry } from '../cellEntry';
import type { Area, CellInput, CellState, CellStyle, Change, NameShape, Rect, Scalar } from '../sheetStore';
import type { SheetInfo, SheetStore, Shift, TableShape } from '../sheetStore';
import { renameSheetIn, renameTableIn } from './formulaReferences';
import { MemoryCalculation } from './memoryCalculation';
import { MemoryCells, putInput, stateOf } from './memoryCells';
import { moveCell, moveTable } from './shiftCells';
import { shiftReferences } from './shiftReferences';

/** Where a formula is being evaluated. */
export interface FormulaPlace {
  readonly sheet: SheetInfo;
  readonly row: number;
  readonly col: number;
}
/** Evaluates one formula; a matrix spills. The store is there to read from. */
export type Evaluate = (formula: string, place: FormulaPlace, store: SheetStore) => Scalar | Scalar[][];

export interface MemorySheet extends SheetInfo {
  readonly cells: MemoryCells;
  readonly widths: Map<number, number>;
  frozenRows: number;
}

const DEFAULT_WIDTH_POINTS = 48;
const HOME: Rect = { row: 0, col: 0, rows: 1, cols: 1 };

/** Sheets in plain maps, for tests and for running the host in Node. How formulas are evaluated is given from outside. */
export class MemoryStore implements SheetStore {
  private readonly book: MemorySheet[] = [];
  private activeSheet: string;
  private selected: Area;
  private tableShapes: TableShape[] = [];
  private nameShapes: NameShape[] = [];
  private source: 'user' | 'api' = 'api';
  private sheetsMade = 0;
  private readonly changeListeners = new Set<(change: Change) => void>();
  private readonly selectionListeners = new Set<(area: Area) => void>();
  private readonly calculation: MemoryCalculation;

  constructor(evaluate: Evaluate = () => '#NAME?') {
    this.calculation = new MemoryCalculation(this, this.book, evaluate);
    this.activeSheet = this.addSheet('Sheet1').id;
    this.selected = { sheet: this.activeSheet, rect: HOME };
  }

  sheets(): SheetInfo[] {
    return this.book.map(({ id, name, visible }) => ({ id, name, visible }));
  }

  addSheet(name: string): SheetInfo {
    const id = `{sheet-${++this.sheetsMade}}`;
    this.book.push({ id, name, visible: true, cells: new MemoryCells(), widths: new Map(), frozenRows: 0 });
    this.calculation.markAll(); // formulas may have waited for the sheet
    return { id, name, visible: true };
  }

  removeSheet(id: string): void {
    const { name } = this.sheet(id);
    this.book.splice(this.book.indexOf(this.sheet(id)), 1);
    this.rewrite((formula) => renameSheetIn(formula, name, null));
    this.tableShapes = this.tableShapes.filter((table) => table.sheet !== id);
    if (this.activeSheet === id) this.activate(this.book[0].id);
    this.calculation.markAll();
  }

  renameSheet(id: string, name: string): void {
    const before = this.sheet(id).name;
    this.sheet(id).name = name;
    this.rewrite((formula) => renameSheetIn(formula, before, name));
    this.calculation.markAll();
  }

  active(): string {
    return this.activeSheet;
  }

  activate(id: string): void {
    this.activeSheet = this.sheet(id).id;
    if (this.selected.sheet !== id) this.selected = { sheet: id, rect: HOME };
  }

  read(id: string, rect: Rect): CellState[][] {
    const { cells } = this.sheet(id);
    return grid(rect, (row, col) => stateOf(cells.at(row, col)));
  }

  spillOf(id: string, row: number, col: number): Rect | null {
    const { cells } = this.sheet(id);
    const into = new Set(cells.at(row, col)?.spilledInto);
    if (into.size === 0) return null;
    let [rows, cols] = [1, 1];
    while (into.has(cells.make(row + rows, col))) rows++;
    while (into.has(cells.make(row, col + cols))) cols++;
    return { row, col, rows, cols };
  }

  write(id: string, rect: Rect, inputs: (CellInput | null)[][]): void {
    const { cells } = this.sheet(id);
    let changed = false;
    inputs.forEach((line, i) =>
      line.forEach((input, j) => {
        if (!input) return;
        const cell = cells.make(rect.row + i, rect.col + j);
        if (input.formula !== undefined || input.value !== undefined) this.calculation.withdraw(cell);
        if (putInput(cell, input)) changed = true;
      }),
    );
    if (changed) this.changed({ sheet: id, rect, source: this.source, kind: 'edit' });
  }

  clear(id: string, rect: Rect, what: 'all' | 'contents' | 'formats'): void {
    for (const cell of this.sheet(id).cells.inside(rect)) {
      if (what !== 'contents') Object.assign(cell, { format: 'General', style: {} });
      if (what === 'formats') continue;
      this.calculation.withdraw(cell);
      putInput(cell, { value: '' });
    }
    if (what !== 'formats') this.changed({ sheet: id, rect, source: this.source, kind: 'clear' });
  }

  shift(id: string, rect: Rect, how: Shift): void {
    const target = this.sheet(id);
    for (const { cell } of target.cells.all()) this.calculation.withdraw(cell);
    target.cells.move((row, col) => moveCell(row, col, rect, how));
    this.rewrite((formula, home) => shiftReferences(formula, home, { sheetName: target.name, rect, how }));
    this.tableShapes = this.tableShapes.flatMap((table) =>
      table.sheet === id ? moveTable(table, rect, how) : [table],
    );
    this.changed({ sheet: id, rect, source: this.source, kind: 'rows' });
  }

  used(id: string, valuesOnly: boolean): Rect | null {
    let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
    for (const { row, col, cell } of this.sheet(id).cells.all()) {
      const hasLooks = cell.format !== 'General' || Object.keys(cell.style).length > 0;
      if (cell.value === '' && !cell.formula && (valuesOnly || !hasLooks)) continue;
      [top, left, bottom, right] = [
        Math.min(top, row),
        Math.min(left, col),
        Math.max(bottom, row),
        Math.max(right, col),
      ];
    }
    return bottom < 0 ? null : { row: top, col: left, rows: bottom - top + 1, cols: right - left + 1 };
  }

  style(id: string, row: number, col: number): CellStyle {
    return { ...this.sheet(id).cells.at(row, col)?.style };
  }

  setStyle(id: string, rect: Rect, style: CellStyle): void {
    const { cells } = this.sheet(id);
    grid(rect, (row, col) => Object.assign(cells.make(row, col).style, style));
  }

  columnWidth(id: string, col: number): number {
    return this.sheet(id).widths.get(col) ?? DEFAULT_WIDTH_POINTS;
  }

  setColumnWidth(id: string, col: number, count: number, points: number): void {
    const { widths } = this.sheet(id);
    for (let i = 0; i < count; i++) widths.set(col + i, points);
  }

  freezeRows(id: string, rows: number): void {
    this.sheet(id).frozenRows = rows;
  }

  selection(): Area {
    return this.selected;
  }

  select(area: Area): void {
    this.activeSheet = this.sheet(area.sheet).id;
    this.selected = area;
    for (const listener of this.selectionListeners) listener(area);
  }

  tables(): TableShape[] {
    return this.tableShapes.map((table) => ({ ...table }));
  }

  putTable(table: TableShape): void {
    const before = this.tableShapes.find(({ id }) => id === table.id);
    if (before && before.name !== table.name)
      this.rewrite((formula) => renameTableIn(formula, before.name, table.name));
    this.tableShapes = [...this.tableShapes.filter((other) => other !== before), { ...table }];
    this.calculation.markAll();
  }

  dropTable(id: string): void {
    this.tableShapes = this.tableShapes.filter((table) => table.id !== id);
    this.calculation.markAll();
  }

  names(): NameShape[] {
    return this.nameShapes.map((name) => ({ ...name }));
  }

  putName(name: NameShape): void {
    this.nameShapes = [...this.nameShapes.filter((other) => !sameName(other.name, name.name)), { ...name }];
    this.calculation.markAll();
  }

  dropName(name: string): void {
    this.nameShapes = this.nameShapes.filter((other) => !sameName(other.name, name));
    this.calculation.markAll();
  }

  setDirty(areas: Area[] | 'all'): void {
    this.calculation.mark(areas);
  }

  settled(): Promise<void> {
    return this.calculation.settled();
  }

  onChange(listener: (change: Change) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  onSelection(listener: (area: Area) => void): () => void {
    this.selectionListeners.add(listener);
    return () => this.selectionListeners.delete(listener);
  }

  /** What is done inside happens as if by a person at the keyboard. */
  asUser<T>(action: () => T): T {
    const before = this.source;
    this.source = 'user';
    try {
      return action();
    } finally {
      this.source = before;
    }
  }

  /** A person types the text into the cell. */
  type(id: string, row: number, col: number, text: string): void {
    const format = this.sheet(id).cells.at(row, col)?.format ?? 'General';
    this.asUser(() => this.write(id, { row, col, rows: 1, cols: 1 }, [[cellEntry(text, format)]]));
  }

  /** How many rows stay in view, for tests. */
  frozenRows(id: string): number {
    return this.sheet(id).frozenRows;
  }

  private sheet(id: string): MemorySheet {
    const found = this.book.find((sheet) => sheet.id === id);
    if (!found) throw new Error(`There is no sheet ${id}`);
    return found;
  }

  /** Changes the text of every formula and name; a name is at home on no sheet. */
  private rewrite(change: (formula: string, home: string) => string): void {
    for (const sheet of this.book) {
      for (const { cell } of sheet.cells.all()) if (cell.formula) cell.formula = change(cell.formula, sheet.name);
    }
    this.nameShapes = this.nameShapes.map((name) => ({ ...name, formula: change(name.formula, '') }));
  }

  /** There is no dependency graph here: after any edit every formula is evaluated again. */
  private changed(change: Change): void {
    this.calculation.markAll();
    for (const listener of this.changeListeners) listener(change);
  }
}

function grid<T>({ row, col, rows, cols }: Rect, cell: (row: number, col: number) => T): T[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: Math.min(cols, MAX_COLS) }, (_, j) => cell(row + i, col + j)),
  );
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
