import { absoluteAddress, quoteSheet } from '../address';
import { describeShape, HostObject } from '../richApi/hostObject';
import { itemAlreadyExists, itemNotFound } from '../richApi/richApiError';
import type { NameShape } from '../sheetStore';
import { ItemCollection } from './itemCollection';
import { checkName, sameName } from './nameRules';
import { Range } from './range';
import type { Workbook } from './workbook';

const SHAPE = describeShape('NamedItem', {
  scalars: ['comment', 'formula', 'name', 'scope', 'type', 'value', 'visible'],
});
const COLLECTION = describeShape('NamedItemCollection', { isCollection: true });

/** The names of the workbook; names of a single sheet are not kept. */
export class NamedItemCollection extends ItemCollection<NamedItem> {
  readonly shape = COLLECTION;

  constructor(readonly workbook: Workbook) {
    super();
  }

  children(): NamedItem[] {
    return this.workbook.store.names().map(({ name }) => new NamedItem(this.workbook, name));
  }

  find(key: unknown): NamedItem | null {
    return this.children().find(({ name }) => sameName(name, String(key))) ?? null;
  }

  add(name: string, reference: unknown, comment?: string): NamedItem {
    checkName(name);
    const isTable = this.workbook.store.tables().some((table) => sameName(table.name, name));
    if (isTable || this.find(name)) itemAlreadyExists();
    this.workbook.store.putName({ name, formula: formulaOf(reference), comment: comment ?? '' });
    return new NamedItem(this.workbook, name);
  }
}

export class NamedItem extends HostObject {
  readonly shape = SHAPE;
  readonly visible = true;
  readonly scope = 'Workbook';

  constructor(
    private readonly workbook: Workbook,
    readonly name: string,
  ) {
    super();
  }

  override identity() {
    return { _Id: this.stored.name };
  }

  get formula(): string {
    return this.stored.formula;
  }

  set formula(formula: string) {
    this.workbook.store.putName({ ...this.stored, formula });
  }

  get comment(): string {
    return this.stored.comment;
  }

  set comment(comment: string) {
    this.workbook.store.putName({ ...this.stored, comment });
  }

  get type(): string {
    if (this.getRangeOrNullObject()) return 'Range';
    return typeof this.value === 'number' ? 'Double' : 'String';
  }

  /** The reference as text, or the constant. */
  get value(): string | number {
    const content = this.formula.replace(/^=/, '');
    const number = Number(content);
    return content.trim() !== '' && Number.isFinite(number) ? number : content.replace(/^"(.*)"$/, '$1');
  }

  getRange(): Range {
    return this.getRangeOrNullObject() ?? itemNotFound();
  }

  /** Null when the name stands for something else than cells. */
  getRangeOrNullObject(): Range | null {
    const reference = String(this.value);
    return reference.includes('!') ? this.workbook.rangeOf(reference, null) : null;
  }

  delete(): void {
    this.workbook.store.dropName(this.stored.name);
  }

  private get stored(): NameShape {
    return this.workbook.store.names().find(({ name }) => sameName(name, this.name)) ?? itemNotFound();
  }
}

function formulaOf(reference: unknown): string {
  if (reference instanceof Range) return `=${quoteSheet(reference.worksheet.name)}!${absoluteAddress(reference.rect)}`;
  const text = String(reference);
  return text.startsWith('=') ? text : `=${text}`;
}
