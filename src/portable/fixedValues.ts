import type { DraftCell, SheetDraft } from '../sheets/sheetDraft';
import type { FileContent } from './fileContent';
import { differs, formulaInputs, valueLiteral } from './formulaInputs';
import { sheetReference } from './prices/locatedRows';
import type { CellPlace } from './rewrite/rewriteTypes';
import { isError } from './settleValue';
import { rectAddress } from './xlsx/cellAddress';
import type { CellValue } from './xlsx/workbookFile';

/** What the formula of a cell looks at is compared one by one; with more the value stays whatever changes. */
const MOST_INPUTS = 80;
const LONGEST_FORMULA = 8_000;
const HEAD_ROWS = 5;

/**
 * The values that stand where no plain formula can: each holds only for the inputs it was calculated for. A sheet of
 * the copy compares those inputs, and the value gives way to #N/A when one of them was changed, so that a figure of
 * before never stands beside figures of after.
 */
export class FixedValues {
  private readonly lines: (readonly (DraftCell | null)[])[] = [];

  /** @param sheet the name that the sheet will have in the copy */
  constructor(
    readonly sheet: string,
    private readonly content: FileContent,
  ) {}

  /**
   * @param size of the area of values whose first cell is at `at`
   * @returns what a cell holds instead of a value: a formula, or undefined where it has no inputs that can be watched
   */
  guard(formula: string, at: CellPlace, size: { rows: number; columns: number }): ((value: CellValue) => string) | undefined {
    const { cells, isComplete } = formulaInputs(formula, at, this.content, MOST_INPUTS);
    const changed = cells.map(differs).join(',');
    if (cells.length === 0 || !isComplete || changed.length > LONGEST_FORMULA) return undefined;
    const address = rectAddress({ row: at.row, column: at.column, ...size });
    const row = HEAD_ROWS + this.lines.length + 1;
    this.lines.push([
      { formula: `=HYPERLINK("#${quoted(sheetReference(at.sheet))}!${address}","${quoted(at.sheet)}!${address}")`, value: `${at.sheet}!${address}` },
      { value: cells.length, align: 'right' },
      { formula: `=NOT(OR(${changed}))`, value: true, align: 'right' },
    ]);
    const isHeld = `${sheetReference(this.sheet)}!$C$${row}`;
    return (value) => `IF(${isHeld},${isError(value) || value === null ? 'NA()' : valueLiteral(value)},NA())`;
  }

  /** None when no value has inputs. */
  drafts(): SheetDraft[] {
    if (this.lines.length === 0) return [];
    const states = `$C$${HEAD_ROWS + 1}:$C$${HEAD_ROWS + this.lines.length}`;
    return [
      {
        name: this.sheet,
        columnWidthsPoints: [170, 110, 170],
        frozenRows: HEAD_ROWS,
        rows: [
          [{ value: 'Fixed values', look: 'title' }],
          [{ value: 'No plain formula can give these. Each holds for the inputs it was calculated for.', look: 'subtitle' }],
          [{ value: 'When one of its inputs is changed, the value gives way to #N/A: put the input back, or ask someone with the add-in.', look: 'note' }],
          [{ value: 'No longer valid', look: 'result' }, { formula: `=COUNTIF(${states},FALSE)`, value: 0, look: 'result', align: 'right' }],
          ['Cells', 'Inputs compared', 'Inputs as they were?'].map((value, column): DraftCell => ({ value, look: 'columnHeader', ...(column > 0 ? { align: 'right' } : {}) })),
          ...this.lines,
        ],
      },
    ];
  }
}

function quoted(text: string): string {
  return text.replace(/"/g, '""');
}
