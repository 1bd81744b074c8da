import { RemoveDefinedNameMutation } from '@univerjs/preset-sheets-core';
import type { FWorkbook } from '@univerjs/preset-sheets-core';
import type { ICommandService } from '@univerjs/presets';
import type { NameShape } from '../excel-host/sheetStore';

const WHOLE_BOOK = 'AllDefaultWorkbook';
const PLAIN_REFERENCE = /^=[^=(]+![$A-Z0-9:]+$/;

/** The grid's defined names. */
export class UniverNames {
  private serial = 0;

  constructor(
    private readonly book: FWorkbook,
    private readonly commands: ICommandService,
  ) {}

  all(): NameShape[] {
    return this.book.getDefinedNames().map((name) => {
      const text = name.getFormulaOrRefString();
      const formula = text.startsWith('=') ? text : `=${text}`;
      return { name: name.getName(), formula, comment: name.getComment() ?? '' };
    });
  }

  /**
   * Changed in place, because removing a name first would turn its uses into #REF!; through the builders, because
   * `insertDefinedName` refuses names that are also functions (Rate), which Excel accepts.
   */
  put({ name, formula, comment }: NameShape): void {
    const known = this.find(name);
    const param = {
      id: known ? known.toBuilder().build().id : `name-${++this.serial}`,
      unitId: this.book.getId(),
      name,
      formulaOrRefString: PLAIN_REFERENCE.test(formula) ? formula.slice(1) : formula,
      comment,
      localSheetId: WHOLE_BOOK,
    };
    if (known) this.book.updateDefinedNameBuilder(param);
    else this.book.insertDefinedNameBuilder(param);
  }

  /** By the bare mutation: the command would rewrite the uses to #REF!, where Excel leaves the text and shows #NAME?. */
  drop(name: string): void {
    const known = this.find(name);
    if (!known) return;
    const param = { ...known.toBuilder().build(), unitId: this.book.getId() };
    this.commands.syncExecuteCommand(RemoveDefinedNameMutation.id, param);
  }

  private find(name: string) {
    return this.book.getDefinedNames().find((known) => known.getName().toLowerCase() === name.toLowerCase());
  }
}
