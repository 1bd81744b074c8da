import { describeShape, HostObject } from '../richApi/hostObject';
import type { Range } from './range';
import type { Table } from './table';

const SHAPE = describeShape('AutoFilter', { scalars: ['enabled', 'isDataFiltered'], scalarsOnRequest: ['criteria'] });

/** Whether the table is filtered. Rows are not hidden here: it is there so that an add-in can notice a filter. */
export class AutoFilter extends HostObject {
  readonly shape = SHAPE;
  private criteriaByColumn: (object | null)[] = [];

  constructor(private readonly table: Table) {
    super();
  }

  get enabled(): boolean {
    return this.table.showFilterButton;
  }

  get isDataFiltered(): boolean {
    return this.criteriaByColumn.some((criterion) => criterion !== null);
  }

  get criteria(): (object | null)[] {
    return this.table.columns.children().map((_, index) => this.criteriaByColumn[index] ?? null);
  }

  apply(_range: Range, columnIndex?: number, criterion?: object): void {
    this.table.worksheet.checkWritable();
    if (columnIndex !== undefined && criterion) this.criteriaByColumn[columnIndex] = criterion;
    this.table.showFilterButton = true;
  }

  clearCriteria(): void {
    this.criteriaByColumn = [];
  }

  getRange(): Range {
    return this.table.getRange();
  }

  getRangeOrNullObject(): Range {
    return this.table.getRange();
  }
}
