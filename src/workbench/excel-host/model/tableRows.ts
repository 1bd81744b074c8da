import { describeShape, HostObject } from '../richApi/hostObject';
import { itemNotFound } from '../richApi/richApiError';
import type { Rect } from '../sheetStore';
import { ItemCollection } from './itemCollection';
import type { Range } from './range';
import type { Table } from './table';

const SHAPE = describeShape('TableRow', { scalars: ['index', 'values'] });
const COLLECTION = describeShape('TableRowCollection', { isCollection: true, scalars: ['count'] });

export class TableRowCollection extends ItemCollection<TableRow> {
  readonly shape = COLLECTION;

  constructor(private readonly table: Table) {
    super();
  }

  children(): TableRow[] {
    return Array.from({ length: this.getCount() }, (_, index) => new TableRow(this.table, index));
  }

  find(key: unknown): TableRow | null {
    return typeof key === 'number' && key >= 0 && key < this.getCount() ? new TableRow(this.table, key) : null;
  }

  override getCount(): number {
    return this.table.stored.rect.rows - 1;
  }

  /** Without an index the rows go below the last one; what stood under the table moves down. */
  add(index?: number, values?: unknown): TableRow {
    const isSingle = Array.isArray(values) && !Array.isArray(values[0]);
    const lines: unknown[] = isSingle ? [values] : Array.isArray(values) ? values : [[]];
    const isAtEnd = index === undefined || index < 0 || index >= this.getCount();
    const at = isAtEnd ? this.getCount() : index;
    const range = this.rowsRange(at, lines.length);
    range.worksheet.checkWritable();
    const { stored, workbook } = this.table;
    if (!isAtEnd || this.isFilled(range.rect)) range.insert('Down');
    if (isAtEnd) {
      workbook.store.putTable({ ...stored, rect: { ...stored.rect, rows: stored.rect.rows + lines.length } });
    }
    if (Array.isArray(values)) range.values = lines;
    return new TableRow(this.table, at);
  }

  /** A table keeps one row, if only a blank one. */
  deleteRow(index: number): void {
    const row = this.rowsRange(index, 1);
    if (this.getCount() === 1) row.clear('Contents');
    else row.delete('Up');
  }

  private rowsRange(index: number, count: number): Range {
    return this.table
      .getHeaderRowRange()
      .getOffsetRange(index + 1, 0)
      .getAbsoluteResizedRange(count, this.width);
  }

  private get width(): number {
    return this.table.stored.rect.cols;
  }

  private isFilled(rect: Rect): boolean {
    const cells = this.table.workbook.store.read(this.table.stored.sheet, rect);
    return cells.some((line) => line.some((cell) => cell.value !== '' || cell.formula !== ''));
  }
}

export class TableRow extends HostObject {
  readonly shape = SHAPE;

  constructor(
    private readonly table: Table,
    readonly index: number,
  ) {
    super();
  }

  get values(): unknown {
    return this.getRange().values;
  }

  set values(values: unknown) {
    this.getRange().values = values;
  }

  getRange(): Range {
    if (this.index >= this.table.rows.count) itemNotFound();
    return this.table.getDataBodyRange().getRow(this.index);
  }

  delete(): void {
    this.getRange(); // still there
    this.table.rows.deleteRow(this.index);
  }
}
