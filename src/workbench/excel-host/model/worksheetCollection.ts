import { describeShape } from '../richApi/hostObject';
import { itemAlreadyExists } from '../richApi/richApiError';
import { ItemCollection } from './itemCollection';
import { checkSheetName, sameName } from './nameRules';
import type { Workbook } from './workbook';
import type { Worksheet } from './worksheet';

const SHAPE = describeShape('WorksheetCollection', {
  isCollection: true,
  events: ['Activated', 'Added', 'DataChanged', 'Deactivated', 'Deleted', 'SelectionChanged'],
});

export class WorksheetCollection extends ItemCollection<Worksheet> {
  readonly shape = SHAPE;

  constructor(private readonly workbook: Workbook) {
    super();
  }

  children(): Worksheet[] {
    return this.workbook.store.sheets().map(({ id }) => this.workbook.sheetObject(id));
  }

  find(key: unknown): Worksheet | null {
    return this.children().find((sheet) => sheet.id === key || sameName(sheet.name, String(key))) ?? null;
  }

  add(name?: string): Worksheet {
    const wanted = name ?? this.freeName();
    checkSheetName(wanted);
    if (this.find(wanted)) itemAlreadyExists();
    this.workbook.protection.check();
    const { id } = this.workbook.store.addSheet(wanted);
    this.workbook.events.sheetAdded(id);
    return this.workbook.sheetObject(id);
  }

  getActiveWorksheet(): Worksheet {
    return this.workbook.sheetObject(this.workbook.store.active());
  }

  getFirst(): Worksheet {
    return this.children()[0];
  }

  getLast(): Worksheet {
    return this.children()[this.count - 1];
  }

  private freeName(): string {
    let number = this.count + 1;
    while (this.find(`Sheet${number}`)) number++;
    return `Sheet${number}`;
  }
}
