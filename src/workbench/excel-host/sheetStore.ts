/**
 * The seam between the Excel object model and whatever really holds the cells: plain maps in Node (`memoryStore.ts`),
 * the grid in the browser (`workbench/grid/univerStore.ts`). Nothing here knows Office.js; nothing in the host knows
 * the grid. One contract suite, `test/support/sheetStoreContract.ts`, holds both to the same behaviour.
 */

/** '' is an empty cell. An error is its text ('#N/A') with `error` set on the cell. */
export type Scalar = number | string | boolean;
/** Zero-based. */
export interface Rect {
  row: number;
  col: number;
  rows: number;
  cols: number;
}
export interface Area {
  sheet: string;
  rect: Rect;
}
export interface CellState {
  value: Scalar;
  formula: string;
  format: string;
  text: string;
  error: boolean;
  /** The value comes from a formula in another cell. */
  spilled: boolean;
}
/** What to put into a cell; a missing field leaves that aspect alone, `formula` wins over `value`. */
export interface CellInput {
  value?: Scalar;
  formula?: string;
  format?: string;
}
export interface CellStyle {
  bold?: boolean;
  italic?: boolean;
  color?: string;
  fill?: string | null;
  size?: number;
  font?: string;
  align?: 'General' | 'Left' | 'Center' | 'Right';
  wrap?: boolean;
  /** Excel's indent level: steps of about one character from the edge that the text is aligned to. */
  indent?: number;
}
export interface SheetInfo {
  id: string;
  name: string;
  visible: boolean;
}
/** The store is the authority for where a table is: rows inserted by the user move or grow it. */
export interface TableShape {
  id: string;
  name: string;
  sheet: string;
  rect: Rect;
}
export interface NameShape {
  name: string;
  formula: string;
  comment: string;
}
export interface Change extends Area {
  source: 'user' | 'api';
  /** 'rows': cells were inserted or deleted, so everything below moved. */
  kind: 'edit' | 'clear' | 'rows';
}
/**
 * `insertDown`: blank cells appear at the rect, what was there and below moves down. `deleteUp`: the cells of the rect
 * disappear, those below move up. References in formulas, names and tables follow, as when a user does it.
 */
export type Shift = 'insertDown' | 'deleteUp';

export interface SheetStore {
  sheets(): SheetInfo[];
  addSheet(name: string): SheetInfo;
  removeSheet(id: string): void;
  renameSheet(id: string, name: string): void;
  active(): string;
  activate(id: string): void;

  read(sheet: string, rect: Rect): CellState[][];
  /** What the formula in this cell fills, itself included; null when it fills no other cell. */
  spillOf(sheet: string, row: number, col: number): Rect | null;
  /** One undo step. `null` leaves a cell as it is. */
  write(sheet: string, rect: Rect, cells: (CellInput | null)[][]): void;
  clear(sheet: string, rect: Rect, what: 'all' | 'contents' | 'formats'): void;
  /** Whole rows when the rect is as wide as the sheet (16,384 columns). */
  shift(sheet: string, rect: Rect, how: Shift): void;
  used(sheet: string, valuesOnly: boolean): Rect | null;

  style(sheet: string, row: number, col: number): CellStyle;
  setStyle(sheet: string, rect: Rect, style: CellStyle): void;
  /** Widths in points, as Excel has them. */
  columnWidth(sheet: string, col: number): number;
  setColumnWidth(sheet: string, col: number, count: number, points: number): void;
  freezeRows(sheet: string, rows: number): void;

  selection(): Area;
  select(area: Area): void;

  tables(): TableShape[];
  putTable(table: TableShape): void;
  dropTable(id: string): void;
  names(): NameShape[];
  putName(name: NameShape): void;
  dropName(name: string): void;

  /** Mark formulas for recalculation: these areas, or every formula. */
  setDirty(areas: Area[] | 'all'): void;
  /** Resolves when native formulas are up to date; never waits for add-in functions, whose cells are busy meanwhile. */
  settled(): Promise<void>;
  onChange(listener: (change: Change) => void): () => void;
  onSelection(listener: (area: Area) => void): () => void;
}

export function intersect(a: Rect, b: Rect): Rect | null {
  const row = Math.max(a.row, b.row);
  const col = Math.max(a.col, b.col);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const cols = Math.min(a.col + a.cols, b.col + b.cols) - col;
  return rows > 0 && cols > 0 ? { row, col, rows, cols } : null;
}

const ERROR_TEXT = /^#(N\/A|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BUSY!|GETTING_DATA|CYCLE!|ERROR!)$/;
export function isErrorText(value: unknown): value is `#${string}` {
  return typeof value === 'string' && ERROR_TEXT.test(value);
}
