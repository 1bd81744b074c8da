import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, invalidOperation, itemNotFound, notImplemented } from '../richApi/richApiError';
import type { TableShape } from '../sheetStore';
import { intersect } from '../sheetStore';
import { AutoFilter } from './autoFilter';
import { checkName, sameName } from './nameRules';
import { Range } from './range';
import { TableColumnCollection } from './tableColumns';
import { writeHeaders } from './tableHeaders';
import { TableRowCollection } from './tableRows';
import type { Workbook } from './workbook';
import type { Worksheet } from './worksheet';

const SHAPE = describeShape('Table', {
  scalars: ['id', 'name', 'showBandedRows', 'showFilterButton', 'showHeaders', 'showTotals', 'style'],
  navigations: ['autoFilter', 'columns', 'rows', 'worksheet'],
  events: ['DataChanged', 'SelectionChanged'],
});

export class Table extends HostObject {
  readonly shape = SHAPE;
  readonly autoFilter = new AutoFilter(this);
  readonly columns = new TableColumnCollection(this);
  readonly rows = new TableRowCollection(this);
  private readonly looks = { style: 'TableStyleMedium2', showBandedRows: true, showFilterButton: true };

  constructor(
    readonly workbook: Workbook,
    readonly id: string,
  ) {
    super();
  }

  override identity() {
    return { Id: this.stored.id };
  }

  /** Where the table is; the store may have moved it since. */
  get stored(): TableShape {
    return this.workbook.store.tables().find(({ id }) => id === this.id) ?? itemNotFound();
  }

  get name(): string {
    return this.stored.name;
  }

  set name(name: string) {
    checkName(name);
    const { store, names } = this.workbook;
    const isTaken = store.tables().some((other) => other.id !== this.id && sameName(other.name, name));
    if (isTaken || names.find(name)) invalidArgument(`There is already something named ${name}`);
    store.putTable({ ...this.stored, name });
  }

  get style(): string {
    return this.looks.style;
  }

  set style(style: string) {
    this.looks.style = style;
  }

  get showBandedRows(): boolean {
    return this.looks.showBandedRows;
  }

  set showBandedRows(show: boolean) {
    this.looks.showBandedRows = show;
  }

  get showFilterButton(): boolean {
    return this.looks.showFilterButton;
  }

  set showFilterButton(show: boolean) {
    this.looks.showFilterButton = show;
  }

  get showHeaders(): boolean {
    return true;
  }

  set showHeaders(show: boolean) {
    if (!show) notImplemented('Table.showHeaders false');
  }

  get showTotals(): boolean {
    return false;
  }

  set showTotals(show: boolean) {
    if (show) notImplemented('Table.showTotals true');
  }

  get worksheet(): Worksheet {
    return this.workbook.sheetObject(this.stored.sheet);
  }

  getRange(): Range {
    return new Range(this.worksheet, this.stored.rect);
  }

  getHeaderRowRange(): Range {
    return this.getRange().getRow(0);
  }

  getDataBodyRange(): Range {
    const { rect } = this.stored;
    return new Range(this.worksheet, { ...rect, row: rect.row + 1, rows: rect.rows - 1 });
  }

  /** The header row stays where it is. */
  resize(newRange: unknown): void {
    const range = this.workbook.rangeOf(newRange, this.worksheet) ?? invalidArgument();
    const { sheet, rect, id } = this.stored;
    const { rect: wanted } = range;
    if (range.worksheet.id !== sheet || wanted.row !== rect.row || wanted.rows < 2 || !intersect(rect, wanted)) {
      invalidArgument();
    }
    this.worksheet.checkWritable();
    const { store } = this.workbook;
    if (store.tables().some((other) => other.id !== id && other.sheet === sheet && intersect(other.rect, wanted))) {
      invalidOperation('A table cannot overlap another table.');
    }
    writeHeaders(store, sheet, { ...wanted, rows: 1 });
    store.putTable({ ...this.stored, rect: wanted });
  }

  /** Removes the table and its cells. */
  delete(): void {
    const range = this.drop();
    range.clear();
  }

  /** The cells stay, the table goes. */
  convertToRange(): Range {
    return this.drop();
  }

  clearFilters(): void {
    this.autoFilter.clearCriteria();
  }

  private drop(): Range {
    const range = this.getRange();
    const { id, name } = this.stored;
    range.worksheet.checkWritable();
    this.workbook.store.dropTable(id);
    this.workbook.events.tableDeleted(id, range.worksheet.id, name);
    return range;
  }
}
