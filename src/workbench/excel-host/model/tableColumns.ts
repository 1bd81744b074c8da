import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, notImplemented } from '../richApi/richApiError';
import { ItemCollection } from './itemCollection';
import { sameName } from './nameRules';
import type { Range } from './range';
import type { Table } from './table';

const SHAPE = describeShape('TableColumn', { scalars: ['id', 'index', 'name', 'values'] });
const COLLECTION = describeShape('TableColumnCollection', { isCollection: true, scalars: ['count'] });

export class TableColumnCollection extends ItemCollection<TableColumn> {
  readonly shape = COLLECTION;

  constructor(private readonly table: Table) {
    super();
  }

  children(): TableColumn[] {
    return Array.from({ length: this.table.stored.rect.cols }, (_, index) => new TableColumn(this.table, index));
  }

  find(key: unknown): TableColumn | null {
    return this.children().find((column) => column.id === key || sameName(column.name, String(key))) ?? null;
  }

  /** At the right end only: a column in between would have to shift cells sideways. */
  add(index?: number, values?: unknown, name?: string): TableColumn {
    const { rect } = this.table.stored;
    if (index !== undefined && index >= 0 && index < rect.cols) notImplemented('TableColumnCollection.add in between');
    const beside = this.table.getRange().getColumn(0).getOffsetRange(0, rect.cols);
    const isFree = beside.store.read(beside.worksheet.id, beside.rect).every(([cell]) => cell.text === '');
    if (!isFree) notImplemented('TableColumnCollection.add beside filled cells');
    this.table.resize(this.table.getRange().getResizedRange(0, 1));
    const column = new TableColumn(this.table, rect.cols);
    if (values !== undefined) column.values = values;
    if (name) column.name = name;
    return column;
  }
}

export class TableColumn extends HostObject {
  readonly shape = SHAPE;

  constructor(
    private readonly table: Table,
    readonly index: number,
  ) {
    super();
  }

  override identity() {
    return { Id: this.id };
  }

  get id(): number {
    return this.index + 1;
  }

  get name(): string {
    const { worksheet, rect, store } = this.getHeaderRowRange();
    return store.read(worksheet.id, rect)[0][0].text;
  }

  set name(name: string) {
    const others = this.table.columns.children().filter(({ index }) => index !== this.index);
    if (name === '' || others.some((other) => sameName(other.name, name))) invalidArgument();
    const { worksheet, rect, store } = this.getHeaderRowRange();
    worksheet.checkWritable();
    store.write(worksheet.id, rect, [[{ value: name }]]);
  }

  get values(): unknown {
    return this.getRange().values;
  }

  set values(values: unknown) {
    this.getRange().values = values;
  }

  getRange(): Range {
    return this.table.getRange().getColumn(this.index);
  }

  getHeaderRowRange(): Range {
    return this.table.getHeaderRowRange().getColumn(this.index);
  }

  getDataBodyRange(): Range {
    return this.table.getDataBodyRange().getColumn(this.index);
  }
}
