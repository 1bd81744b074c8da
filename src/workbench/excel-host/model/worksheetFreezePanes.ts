import { describeShape, HostObject } from '../richApi/hostObject';
import type { Worksheet } from './worksheet';

const SHAPE = describeShape('WorksheetFreezePanes');

export class WorksheetFreezePanes extends HostObject {
  readonly shape = SHAPE;

  constructor(private readonly sheet: Worksheet) {
    super();
  }

  freezeRows(count = 1): void {
    this.sheet.workbook.store.freezeRows(this.sheet.id, count);
  }

  unfreeze(): void {
    this.sheet.workbook.store.freezeRows(this.sheet.id, 0);
  }
}
