import {
  DeleteRangeMoveUpCommand,
  FormulaDataModel,
  InsertRangeMoveDownCommand,
  SelectionMoveType,
  SetRangeValuesCommand,
  SetSelectionsOperation,
  SetTriggerFormulaCalculationStartMutation,
} from '@univerjs/preset-sheets-core';
import type { FWorkbook, FWorksheet, ISetSelectionsOperationParams } from '@univerjs/preset-sheets-core';
import type { FUniver, ICellData, Injector } from '@univerjs/presets';
import { ICommandService } from '@univerjs/presets';
import type {
  Area,
  CellInput,
  CellState,
  CellStyle,
  Change,
  NameShape,
  Rect,
  SheetInfo,
  SheetStore,
  Shift,
  TableShape,
} from '../excel-host/sheetStore';
import { CalculationWatch } from './calculationWatch';
import { EMPTY_CELL, cellData, cellState } from './univerCell';
import { UniverNames } from './univerNames';
import { Extent, columnRuns, fromRange, toRange } from './univerRange';
import { fromStyle, toStyle } from './univerStyle';
import { UniverTables } from './univerTables';

/** Everything of the engine that a store works on. */
export interface UniverBook {
  readonly api: FUniver;
  readonly book: FWorkbook;
  readonly injector: Injector;
}

export const DEFAULT_SHEET = {
  rowCount: 1000,
  columnCount: 26,
  defaultColumnWidth: 88,
  defaultRowHeight: 22,
  defaultStyle: { ff: 'Arial', fs: 10, vt: 2 },
} as const;

const PIXELS_PER_POINT = 96 / 72;
const WHOLE_ROW_COLUMNS = 16_384;

/** `SheetStore` over the grid's workbook. */
export class UniverStore implements SheetStore {
  private readonly book: FWorkbook;
  private readonly commands: ICommandService;
  private readonly formulas: FormulaDataModel;
  private readonly watch: CalculationWatch;
  private readonly tableList: UniverTables;
  private readonly nameList: UniverNames;
  private readonly changeListeners = new Set<(change: Change) => void>();
  private readonly selectionListeners = new Set<(area: Area) => void>();
  /** Greater than 0 while a method of this store changes the book: what the engine reports then is told by that method. */
  private writing = 0;

  constructor({ book, injector }: UniverBook) {
    this.book = book;
    this.commands = injector.get(ICommandService);
    this.formulas = injector.get(FormulaDataModel);
    this.watch = new CalculationWatch(this.commands, (edit) => {
      if (!this.writing) this.tell({ ...edit, source: 'user' });
    });
    this.tableList = new UniverTables(book, this.commands);
    this.nameList = new UniverNames(book, this.commands);
    this.commands.onCommandExecuted(({ id, params }) => {
      if (id === SetSelectionsOperation.id) this.selected(params as ISetSelectionsOperationParams);
    });
  }

  sheets(): SheetInfo[] {
    return this.book
      .getSheets()
      .map((sheet) => ({ id: sheet.getSheetId(), name: sheet.getSheetName(), visible: !sheet.isSheetHidden() }));
  }
  addSheet(name: string): SheetInfo {
    const active = this.book.getActiveSheet();
    const sheet = this.change(() => this.book.insertSheet(name, { sheet: DEFAULT_SHEET }));
    this.book.setActiveSheet(active); // inserting activates, which Excel's worksheets.add does not
    return { id: sheet.getSheetId(), name, visible: true };
  }
  removeSheet(id: string): void {
    this.change(() => this.book.deleteSheet(this.worksheet(id)));
  }
  renameSheet(id: string, name: string): void {
    this.change(() => this.worksheet(id).setName(name));
  }
  active(): string {
    return this.book.getActiveSheet().getSheetId();
  }
  activate(id: string): void {
    this.book.setActiveSheet(this.worksheet(id));
  }

  read(id: string, rect: Rect): CellState[][] {
    const worksheet = this.worksheet(id);
    const sheet = worksheet.getSheet();
    const styles = this.book.getWorkbook().getStyles();
    const spills = this.formulas.getArrayFormulaCellData()?.[this.book.getId()]?.[id];
    return cells(rect, (row, col) => {
      if (row >= sheet.getRowCount() || col >= sheet.getColumnCount()) return EMPTY_CELL;
      const stored = sheet.getCellRaw(row, col);
      return cellState({
        stored,
        shown: sheet.getCell(row, col),
        spill: spills?.[row]?.[col],
        format: styles.getStyleByCell(stored)?.n?.pattern,
        sharedFormula: () => worksheet.getRange(row, col).getFormula(),
      });
    });
  }
  spillOf(id: string, row: number, col: number): Rect | null {
    const range = this.formulas.getArrayFormulaRange()?.[this.book.getId()]?.[id]?.[row]?.[col];
    const rect = range && fromRange(range);
    return rect && rect.rows * rect.cols > 1 ? rect : null;
  }
  write(id: string, rect: Rect, inputs: (CellInput | null)[][]): void {
    this.setCells(id, rect, (row, col) => {
      const input = inputs[row - rect.row][col - rect.col];
      return input && cellData(input);
    });
    const contents = inputs.flat().some((input) => input?.formula !== undefined || input?.value !== undefined);
    if (contents) this.tell({ sheet: id, rect, source: 'api', kind: 'edit' });
  }
  clear(id: string, rect: Rect, what: 'all' | 'contents' | 'formats'): void {
    const options = what === 'all' ? undefined : { contentsOnly: what === 'contents', formatOnly: what === 'formats' };
    this.change(() => this.range(id, rect).clear(options));
    if (what !== 'formats') this.tell({ sheet: id, rect, source: 'api', kind: 'clear' });
  }
  shift(id: string, rect: Rect, how: Shift): void {
    const worksheet = this.worksheet(id);
    if (how === 'insertDown') this.grow(worksheet, { ...rect, cols: Math.min(rect.cols, worksheet.getMaxColumns()) });
    if (rect.cols >= WHOLE_ROW_COLUMNS) {
      this.change(() =>
        how === 'insertDown' ? worksheet.insertRows(rect.row, rect.rows) : worksheet.deleteRows(rect.row, rect.rows),
      );
    } else {
      const command = how === 'insertDown' ? InsertRangeMoveDownCommand : DeleteRangeMoveUpCommand;
      const active = this.active();
      this.activate(id); // these commands know the active sheet only
      // their handlers are async functions that do everything at once
      this.change(() => void this.commands.executeCommand(command.id, { range: toRange(rect) }));
      this.activate(active);
    }
    this.tell({ sheet: id, rect, source: 'api', kind: 'rows' });
  }
  used(id: string, valuesOnly: boolean): Rect | null {
    const extent = new Extent();
    const hasContents = (cell: ICellData) => (cell.v ?? '') !== '' || Boolean(cell.f) || Boolean(cell.si);
    const worksheet = this.worksheet(id).getSheet();
    worksheet.getCellMatrix().forValue((row, col, cell) => {
      if (cell && (hasContents(cell) || (!valuesOnly && cell.s))) extent.add(row, col);
    });
    const spills = this.formulas.getArrayFormulaCellData()?.[this.book.getId()]?.[id] ?? {};
    for (const [row, line] of Object.entries(spills)) {
      for (const col of Object.keys(line ?? {})) extent.add(Number(row), Number(col));
    }
    return extent.rect;
  }

  style(id: string, row: number, col: number): CellStyle {
    const cell = this.worksheet(id).getSheet().getCellRaw(row, col);
    return fromStyle(this.book.getWorkbook().getStyles().getStyleByCell(cell));
  }
  setStyle(id: string, rect: Rect, style: CellStyle): void {
    const s = toStyle(style);
    this.setCells(id, rect, () => ({ s }));
  }
  columnWidth(id: string, col: number): number {
    return this.worksheet(id).getColumnWidth(col) / PIXELS_PER_POINT;
  }
  setColumnWidth(id: string, col: number, count: number, points: number): void {
    const pixels = Math.round(points * PIXELS_PER_POINT);
    this.change(() => {
      const worksheet = this.worksheet(id);
      const known = Math.min(count, worksheet.getMaxColumns() - col); // "all columns" is 16,384 of them
      worksheet.setColumnWidths(col, known, pixels);
    });
  }
  freezeRows(id: string, rows: number): void {
    this.change(() => this.worksheet(id).setFrozenRows(rows));
  }

  selection(): Area {
    const range = this.book.getActiveRange();
    if (!range) return { sheet: this.active(), rect: { row: 0, col: 0, rows: 1, cols: 1 } };
    return { sheet: range.getSheetId(), rect: fromRange(range.getRange()) };
  }
  select({ sheet, rect }: Area): void {
    this.activate(sheet);
    this.range(sheet, rect).activate();
  }

  tables(): TableShape[] {
    return this.tableList.all();
  }
  putTable(table: TableShape): void {
    this.change(() => this.tableList.put(table));
    this.watch.expect();
  }
  dropTable(id: string): void {
    this.change(() => this.tableList.drop(id));
    this.watch.expect();
  }
  names(): NameShape[] {
    return this.nameList.all();
  }
  putName(name: NameShape): void {
    this.change(() => this.nameList.put(name));
    this.watch.expect();
  }
  dropName(name: string): void {
    this.change(() => this.nameList.drop(name));
    this.watch.expect();
  }

  setDirty(areas: Area[] | 'all'): void {
    const unitId = this.book.getId();
    const dirty = areas === 'all' ? [] : columnRuns(areas);
    this.commands.syncExecuteCommand(
      SetTriggerFormulaCalculationStartMutation.id,
      {
        commands: [],
        dirtyRanges: dirty.map(({ sheet, rect }) => ({ unitId, sheetId: sheet, range: toRange(rect) })),
        forceCalculation: areas === 'all',
      },
      { onlyLocal: true },
    );
  }
  settled(): Promise<void> {
    return this.watch.settled();
  }
  onChange(listener: (change: Change) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }
  /** After every calculation, and after every answer of the add-in that one has taken in. */
  onCalculated(listener: () => void): () => void {
    return this.watch.onIdle(listener);
  }
  onSelection(listener: (area: Area) => void): () => void {
    this.selectionListeners.add(listener);
    return () => this.selectionListeners.delete(listener);
  }

  private selected({ subUnitId, selections, type }: ISetSelectionsOperationParams): void {
    const [selection] = selections;
    if (!selection || type === SelectionMoveType.MOVING) return;
    const area = { sheet: subUnitId, rect: fromRange(selection.range) };
    this.selectionListeners.forEach((listener) => listener(area));
  }
  private worksheet(id: string): FWorksheet {
    const sheet = this.book.getSheetBySheetId(id);
    if (!sheet) throw new Error(`no sheet ${id}`);
    return sheet;
  }
  private range(id: string, rect: Rect) {
    const sheet = this.worksheet(id);
    this.grow(sheet, rect);
    return sheet.getRange(rect.row, rect.col, rect.rows, rect.cols);
  }
  /** One undo step; styles are merged with what is there. */
  private setCells(id: string, rect: Rect, cellAt: (row: number, col: number) => ICellData | null): void {
    const value: Record<number, Record<number, ICellData>> = {};
    for (let row = rect.row; row < rect.row + rect.rows; row++) {
      for (let col = rect.col; col < rect.col + rect.cols; col++) {
        const cell = cellAt(row, col);
        if (cell) (value[row] ??= {})[col] = cell;
      }
    }
    this.grow(this.worksheet(id), rect);
    const params = { unitId: this.book.getId(), subUnitId: id, range: toRange(rect), value };
    this.change(() => this.commands.syncExecuteCommand(SetRangeValuesCommand.id, params));
  }
  private grow(sheet: FWorksheet, { row, col, rows, cols }: Rect): void {
    if (sheet.getMaxRows() < row + rows) this.change(() => sheet.setRowCount(row + rows));
    if (sheet.getMaxColumns() < col + cols) this.change(() => sheet.setColumnCount(col + cols));
  }
  private change<T>(run: () => T): T {
    this.writing++;
    try {
      return run();
    } finally {
      this.writing--;
    }
  }
  private tell(change: Change): void {
    this.changeListeners.forEach((listener) => listener(change));
  }
}

function cells<T>({ row, col, rows, cols }: Rect, cellAt: (row: number, col: number) => T): T[][] {
  return Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (__, j) => cellAt(row + i, col + j)));
}
