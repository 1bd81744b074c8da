import { MAX_COLS, MAX_ROWS } from '../address';
import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, invalidOperation, itemAlreadyExists, itemNotFound } from '../richApi/richApiError';
import type { Rect, SheetInfo } from '../sheetStore';
import { checkSheetName, sameName } from './nameRules';
import { WorksheetProtection } from './protection';
import { Range } from './range';
import { TableCollection } from './tableCollection';
import type { Workbook } from './workbook';
import { WorksheetFreezePanes } from './worksheetFreezePanes';

const SHAPE = describeShape('Worksheet', {
  scalars: ['id', 'name', 'position', 'visibility'],
  navigations: ['freezePanes', 'protection', 'tables'],
  events: ['Activated', 'DataChanged', 'Deactivated', 'SelectionChanged'],
});

const WHOLE_SHEET: Rect = { row: 0, col: 0, rows: MAX_ROWS, cols: MAX_COLS };

export class Worksheet extends HostObject {
  readonly shape = SHAPE;
  readonly protection = new WorksheetProtection();
  readonly freezePanes: WorksheetFreezePanes;
  readonly tables: TableCollection;

  constructor(
    readonly workbook: Workbook,
    readonly id: string,
  ) {
    super();
    this.freezePanes = new WorksheetFreezePanes(this);
    this.tables = new TableCollection(workbook, this);
  }

  override identity() {
    return { Id: this.info.id };
  }

  get name(): string {
    return this.info.name;
  }

  set name(name: string) {
    checkSheetName(name);
    const taken = this.workbook.worksheets.children().some((other) => other !== this && sameName(other.name, name));
    if (taken) itemAlreadyExists();
    this.workbook.protection.check();
    this.workbook.store.renameSheet(this.id, name);
  }

  get position(): number {
    return this.workbook.store.sheets().findIndex(({ id }) => id === this.id);
  }

  get visibility(): string {
    return this.info.visible ? 'Visible' : 'Hidden';
  }

  getRange(address?: string): Range {
    if (address === undefined || address === '') return new Range(this, WHOLE_SHEET);
    return this.workbook.rangeOf(address, this) ?? invalidArgument();
  }

  getRangeByIndexes(row: number, col: number, rows: number, cols: number): Range {
    return new Range(this, { row, col, rows, cols });
  }

  getCell(row: number, col: number): Range {
    return new Range(this, { row, col, rows: 1, cols: 1 });
  }

  getUsedRange(valuesOnly?: boolean): Range {
    return this.getUsedRangeOrNullObject(valuesOnly) ?? this.getCell(0, 0);
  }

  getUsedRangeOrNullObject(valuesOnly?: boolean): Range | null {
    const used = this.workbook.store.used(this.id, valuesOnly === true);
    return used && new Range(this, used);
  }

  activate(): void {
    const before = this.workbook.store.active();
    this.workbook.store.activate(this.id);
    this.workbook.events.sheetActivated(this.id, before);
  }

  calculate(markAllDirty: boolean): void {
    if (markAllDirty) this.workbook.recalculation.request([{ sheet: this.id, rect: WHOLE_SHEET }]);
  }

  delete(): void {
    this.workbook.protection.check();
    const visible = this.workbook.store.sheets().filter(({ id, visible }) => visible && id !== this.id);
    if (visible.length === 0) invalidOperation('A workbook must contain at least one visible worksheet.');
    this.workbook.store.removeSheet(this.id);
    this.workbook.events.sheetDeleted(this.id);
  }

  /** Called before every write. */
  checkWritable(): void {
    this.protection.check();
  }

  private get info(): SheetInfo {
    return this.workbook.store.sheets().find(({ id }) => id === this.id) ?? itemNotFound();
  }
}
