import { localAddress, MAX_COLS, MAX_ROWS, quoteSheet } from '../address';
import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, invalidOperation, itemNotFound, notImplemented } from '../richApi/richApiError';
import { RichApiError } from '../richApi/richApiError';
import type { CellState, Rect, Shift } from '../sheetStore';
import { intersect } from '../sheetStore';
import { RangeFormat } from './rangeFormat';
import { writeEntries, writeFormats, WRONG_SIZE } from './rangeWrite';
import type { Worksheet } from './worksheet';

const SHAPE = describeShape('Range', {
  scalars: [
    'address',
    'addressLocal',
    'cellCount',
    'columnCount',
    'columnIndex',
    'formulas',
    'isEntireColumn',
    'isEntireRow',
    'numberFormat',
    'rowCount',
    'rowIndex',
    'text',
    'valueTypes',
    'values',
  ],
  scalarsOnRequest: ['hasSpill'],
  navigations: ['format', 'worksheet'],
  keepsReference: true,
});

/** The most cells Excel sends back in one answer. */
const MAX_CELLS_READ = 5_000_000;

export class Range extends HostObject {
  readonly shape = SHAPE;
  readonly rect: Rect;
  readonly format: RangeFormat;

  constructor(
    readonly worksheet: Worksheet,
    { row, col, rows, cols }: Rect,
  ) {
    super();
    const isWhole = [row, col, rows, cols].every(Number.isInteger);
    const fits = row >= 0 && col >= 0 && rows > 0 && cols > 0 && row + rows <= MAX_ROWS && col + cols <= MAX_COLS;
    if (!isWhole || !fits) invalidArgument();
    this.rect = { row, col, rows, cols };
    this.format = new RangeFormat(this);
  }

  get address(): string {
    return `${quoteSheet(this.worksheet.name)}!${localAddress(this.rect)}`;
  }

  get addressLocal(): string {
    return this.address;
  }

  get rowIndex(): number {
    return this.rect.row;
  }

  get columnIndex(): number {
    return this.rect.col;
  }

  get rowCount(): number {
    return this.rect.rows;
  }

  get columnCount(): number {
    return this.rect.cols;
  }

  get cellCount(): number {
    return this.rect.rows * this.rect.cols;
  }

  get isEntireRow(): boolean {
    return this.rect.cols === MAX_COLS;
  }

  get isEntireColumn(): boolean {
    return this.rect.rows === MAX_ROWS;
  }

  get values(): unknown {
    return this.readCells((cell) => cell.value);
  }

  set values(values: unknown) {
    writeEntries(this, values);
  }

  get formulas(): unknown {
    return this.readCells((cell) => (cell.formula === '' ? cell.value : cell.formula));
  }

  set formulas(formulas: unknown) {
    writeEntries(this, formulas);
  }

  get text(): unknown {
    return this.readCells((cell) => cell.text);
  }

  get numberFormat(): unknown {
    return this.readCells((cell) => cell.format);
  }

  set numberFormat(formats: unknown) {
    writeFormats(this, formats);
  }

  get valueTypes(): unknown {
    return this.readCells(valueType);
  }

  /** True when every cell is part of a spill, false when none is, null when some are. */
  get hasSpill(): Promise<boolean | null> {
    return this.spilledCells().then((spilled) => {
      const flags = new Set(spilled.flat());
      return flags.size === 1 ? flags.has(true) : null;
    });
  }

  /** office.js announces the size before it writes a large array in pieces. */
  _ValidateArraySize(rows: number, cols: number): void {
    if (rows !== this.rect.rows || cols !== this.rect.cols) invalidArgument(WRONG_SIZE);
  }

  getCell(row: number, col: number): Range {
    return this.relative({ row: this.rect.row + row, col: this.rect.col + col, rows: 1, cols: 1 });
  }

  getRow(row: number): Range {
    return this.relative({ row: this.rect.row + row, rows: 1 });
  }

  getColumn(col: number): Range {
    return this.relative({ col: this.rect.col + col, cols: 1 });
  }

  getLastRow(): Range {
    return this.getRow(this.rect.rows - 1);
  }

  getLastColumn(): Range {
    return this.getColumn(this.rect.cols - 1);
  }

  getLastCell(): Range {
    return this.getCell(this.rect.rows - 1, this.rect.cols - 1);
  }

  getEntireRow(): Range {
    return this.relative({ col: 0, cols: MAX_COLS });
  }

  getEntireColumn(): Range {
    return this.relative({ row: 0, rows: MAX_ROWS });
  }

  getOffsetRange(rows: number, cols: number): Range {
    return this.relative({ row: this.rect.row + rows, col: this.rect.col + cols });
  }

  getResizedRange(rows: number, cols: number): Range {
    return this.relative({ rows: this.rect.rows + rows, cols: this.rect.cols + cols });
  }

  getAbsoluteResizedRange(rows: number, cols: number): Range {
    return this.relative({ rows, cols });
  }

  getRowsAbove(count = 1): Range {
    return this.relative({ row: this.rect.row - count, rows: count });
  }

  getRowsBelow(count = 1): Range {
    return this.relative({ row: this.rect.row + this.rect.rows, rows: count });
  }

  getBoundingRect(other: unknown): Range {
    const [a, b] = [this.rect, this.other(other).rect];
    const [row, col] = [Math.min(a.row, b.row), Math.min(a.col, b.col)];
    const rows = Math.max(a.row + a.rows, b.row + b.rows) - row;
    const cols = Math.max(a.col + a.cols, b.col + b.cols) - col;
    return this.relative({ row, col, rows, cols });
  }

  getIntersection(other: unknown): Range {
    return this.getIntersectionOrNullObject(other) ?? itemNotFound();
  }

  getIntersectionOrNullObject(other: unknown): Range | null {
    const range = this.other(other);
    const shared = range.worksheet === this.worksheet ? intersect(this.rect, range.rect) : null;
    return shared && this.relative(shared);
  }

  /** Null when the formula of this cell fills no other cell. */
  async getSpillingToRangeOrNullObject(): Promise<Range | null> {
    if (this.cellCount > 1) invalidArgument();
    await this.store.settled();
    const rect = this.store.spillOf(this.worksheet.id, this.rect.row, this.rect.col);
    return rect && this.relative(rect);
  }

  /** Values only, over a range of the same size: what a person gets by Paste Special, Values. */
  async copyFrom(source: unknown, copyType = 'All', skipBlanks = false, transpose = false): Promise<void> {
    const { rect, worksheet } = this.other(source);
    if (copyType !== 'Values' || skipBlanks || transpose) notImplemented(`Range.copyFrom(${copyType})`);
    if (rect.rows !== this.rect.rows || rect.cols !== this.rect.cols) notImplemented('Range.copyFrom to another size');
    this.worksheet.checkWritable();
    this.worksheet.workbook.recalculation.flush();
    await this.store.settled();
    const values = this.store.read(worksheet.id, rect).map((line) => line.map(({ value }) => ({ value })));
    this.store.write(this.worksheet.id, this.rect, values);
  }

  getUsedRange(valuesOnly?: boolean): Range {
    return this.getUsedRangeOrNullObject(valuesOnly) ?? this.getCell(0, 0);
  }

  getUsedRangeOrNullObject(valuesOnly?: boolean): Range | null {
    const used = this.store.used(this.worksheet.id, valuesOnly === true);
    const shared = used && intersect(used, this.rect);
    return shared && this.relative(shared);
  }

  clear(applyTo = 'All'): void {
    const what = CLEARED[applyTo] ?? notImplemented(`Range.clear(${applyTo})`);
    this.worksheet.checkWritable();
    this.store.clear(this.worksheet.id, this.written(), what);
  }

  insert(direction: string): Range {
    if (direction !== 'Down') notImplemented(`Range.insert(${direction})`);
    this.shift('insertDown');
    return this.relative({});
  }

  delete(direction: string): void {
    if (direction !== 'Up') notImplemented(`Range.delete(${direction})`);
    this.shift('deleteUp');
  }

  setDirty(): void {
    this.worksheet.workbook.recalculation.request([{ sheet: this.worksheet.id, rect: this.rect }]);
  }

  calculate(): void {
    this.setDirty();
  }

  select(): void {
    this.store.select({ sheet: this.worksheet.id, rect: this.rect });
  }

  /** The cells that are really written: whole columns and rows end where the sheet's content ends. */
  written(): Rect {
    if (!this.isEntireRow && !this.isEntireColumn) return this.rect;
    const used = this.store.used(this.worksheet.id, false);
    const rows = this.isEntireColumn ? Math.max(1, used ? used.row + used.rows : 1) : this.rect.rows;
    const cols = this.isEntireRow ? Math.max(1, used ? used.col + used.cols : 1) : this.rect.cols;
    return { ...this.rect, rows, cols };
  }

  get store() {
    return this.worksheet.workbook.store;
  }

  private shift(how: Shift): void {
    this.worksheet.checkWritable();
    for (const table of this.store.tables()) {
      const { row, col, rows, cols } = table.rect;
      const isBelow = row + rows > this.rect.row;
      const shared = Math.min(col + cols, this.rect.col + this.rect.cols) - Math.max(col, this.rect.col);
      if (table.sheet === this.worksheet.id && isBelow && shared > 0 && shared < cols) invalidOperation(SHIFTS_TABLE);
    }
    this.store.shift(this.worksheet.id, this.rect, how);
  }

  private relative(moved: Partial<Rect>): Range {
    return new Range(this.worksheet, { ...this.rect, ...moved });
  }

  private other(reference: unknown): Range {
    return this.worksheet.workbook.rangeOf(reference, this.worksheet) ?? invalidArgument();
  }

  /** A spilling formula's own cell counts as part of its spill. */
  private async spilledCells(): Promise<boolean[][]> {
    const { row, col, rows, cols } = this.rect;
    const roomBelow = Math.min(1, MAX_ROWS - row - rows);
    const roomRight = Math.min(1, MAX_COLS - col - cols);
    const around = this.relative({ rows: rows + roomBelow, cols: cols + roomRight });
    const cells = await around.readCells((cell) => cell);
    const startsSpill = (i: number, j: number) =>
      cells[i][j].formula !== '' && Boolean(cells[i + 1]?.[j]?.spilled || cells[i]?.[j + 1]?.spilled);
    return Array.from({ length: rows }, (_, i) =>
      Array.from({ length: cols }, (_, j) => cells[i][j].spilled || startsSpill(i, j)),
    );
  }

  /** A read waits for the formulas, which are never stale in Excel. */
  private async readCells<T>(pick: (cell: CellState) => T): Promise<T[][]> {
    if (this.cellCount > MAX_CELLS_READ) {
      throw new RichApiError('ResponsePayloadSizeLimitExceeded', 'The response payload size has exceeded the limit.');
    }
    this.worksheet.workbook.recalculation.flush();
    await this.store.settled();
    return this.store.read(this.worksheet.id, this.rect).map((line) => line.map(pick));
  }
}

const SHIFTS_TABLE = 'This operation is not allowed: it would shift some cells of a table and leave others.';
const CLEARED: Record<string, 'all' | 'contents' | 'formats' | undefined> = {
  All: 'all',
  Contents: 'contents',
  Formats: 'formats',
};

function valueType({ value, error }: CellState): string {
  if (error) return 'Error';
  if (value === '') return 'Empty';
  if (typeof value === 'number') return 'Double';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
}
