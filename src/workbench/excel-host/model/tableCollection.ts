import { describeShape } from '../richApi/hostObject';
import { invalidArgument, invalidOperation } from '../richApi/richApiError';
import type { Rect } from '../sheetStore';
import { intersect } from '../sheetStore';
import { guid } from './guid';
import { ItemCollection } from './itemCollection';
import { sameName } from './nameRules';
import type { Range } from './range';
import type { Table } from './table';
import { writeHeaders } from './tableHeaders';
import type { Workbook } from './workbook';
import type { Worksheet } from './worksheet';

const SHAPE = describeShape('TableCollection', { isCollection: true, events: ['Added', 'DataChanged', 'Deleted'] });

/** The tables of the workbook, or of one sheet. */
export class TableCollection extends ItemCollection<Table> {
  readonly shape = SHAPE;

  constructor(
    private readonly workbook: Workbook,
    private readonly sheet: Worksheet | null,
  ) {
    super();
  }

  children(): Table[] {
    const { store } = this.workbook;
    const shapes = store.tables().filter((table) => this.sheet === null || table.sheet === this.sheet.id);
    return shapes.map(({ id }) => this.workbook.tableObject(id));
  }

  find(key: unknown): Table | null {
    return this.children().find((table) => table.id === key || sameName(table.name, String(key))) ?? null;
  }

  add(address: unknown, hasHeaders: boolean): Table {
    const range: Range = this.workbook.rangeOf(address, this.sheet) ?? invalidArgument();
    const { worksheet } = range;
    worksheet.checkWritable();
    const { store } = this.workbook;
    const rect: Rect = { ...range.rect, rows: Math.max(2, range.rect.rows + (hasHeaders ? 0 : 1)) };
    if (store.tables().some((table) => table.sheet === worksheet.id && intersect(table.rect, rect))) {
      invalidOperation('A table cannot overlap another table.');
    }
    if (!hasHeaders) store.shift(worksheet.id, { ...rect, rows: 1 }, 'insertDown');
    writeHeaders(store, worksheet.id, { ...rect, rows: 1 });
    const id = guid();
    store.putTable({ id, name: this.freeName(), sheet: worksheet.id, rect });
    this.workbook.events.tableAdded(id, worksheet.id);
    return this.workbook.tableObject(id);
  }

  private freeName(): string {
    const taken = this.workbook.store.tables().map(({ name }) => name);
    let number = taken.length + 1;
    while (taken.some((name) => sameName(name, `Table${number}`)) || this.workbook.names.find(`Table${number}`))
      number++;
    return `Table${number}`;
  }
}
