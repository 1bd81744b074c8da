import type { DraftCell, SheetDraft } from '../sheets/sheetDraft';
import { BASES, basesOf, type Basis } from './basisOfFunctions';
import type { FigureColumn } from './changeableFigures';
import { valueLiteral } from './formulaInputs';
import { sheetReference } from './prices/locatedRows';
import type { CellPlace } from './rewrite/rewriteTypes';
import { isError } from './settleValue';
import {
  FINGERPRINT_EXPLANATION,
  WATCHED_COLUMN_HEADERS,
  WATCHED_COLUMN_VERDICT,
  watchedColumnRows,
} from './watchedColumns';
import { WatchedRanges, type WatchedContents, type WatchedInputs } from './watchedInputs';
import type { CellValue } from './xlsx/workbookFile';

/** What somebody may change in the copy besides the inputs of formulas. */
export type ChangeableFigures = Readonly<Record<Basis, readonly FigureColumn[]>>;

type Row = readonly (DraftCell | null)[];

/** One formula whose value stands fixed. */
interface FixedLine {
  /** `Plan!B7:D12` */
  readonly label: string;
  readonly place: CellPlace;
  readonly inputs: WatchedInputs;
  readonly bases: readonly Basis[];
}

/**
 * The values that stand where no plain formula can: each holds only for the inputs and the prices it was calculated for.
 * A sheet of the copy compares those, and the value gives way to #N/A when one of them was changed, so that a figure of
 * before never stands beside figures of after.
 */
export class FixedValues {
  private readonly lines: FixedLine[] = [];
  private readonly ranges: WatchedRanges;

  /** @param sheet the name that the sheet will have in the copy */
  constructor(
    readonly sheet: string,
    contents: WatchedContents,
    private readonly changeable: ChangeableFigures,
  ) {
    this.ranges = new WatchedRanges(contents);
  }

  /**
   * @param label of the area of values whose first cell is at `at`
   * @param heldAs for which values of its inputs the formula was calculated
   * @returns what stands instead of a value: a formula, or undefined where nothing that it rests on can be compared
   */
  guard(
    formula: string,
    at: CellPlace,
    label: string,
    heldAs: keyof WatchedContents,
  ): ((value: CellValue) => string) | undefined {
    const isHeld = this.heldCell(formula, at, label, heldAs);
    if (isHeld === undefined) return undefined;
    return (value) => `IF(${isHeld},${isError(value) || value === null ? 'NA()' : valueLiteral(value)},NA())`;
  }

  /**
   * The cell that is TRUE as long as the values of a formula stand; undefined where nothing that they rest on can be
   * compared.
   * @param label of the area of values, or of the name that has them
   */
  heldCell(formula: string, at: CellPlace, label: string, heldAs: keyof WatchedContents): string | undefined {
    const inputs = this.ranges.inputsOf(formula, at, heldAs);
    const bases = basesOf(formula).filter((basis) => this.changeable[basis].length > 0);
    const isWatched = inputs.cellCount > 0 || bases.length > 0;
    if (isWatched || inputs.gap !== undefined) this.lines.push({ label, place: at, inputs, bases });
    return isWatched ? `${sheetReference(this.sheet)}!$E$${HEAD_ROWS + this.lines.length}` : undefined;
  }

  /** The cell that counts the values that have given way; undefined when no value can be watched. */
  goneCell(): string | undefined {
    return this.lines.length === 0 ? undefined : `${sheetReference(this.sheet)}!$B$4`;
  }

  /** None when no value can be watched. */
  drafts(): SheetDraft[] {
    if (this.lines.length === 0) return [];
    const lastLine = HEAD_ROWS + this.lines.length;
    const firstRange = lastLine + 4;
    const ranges = this.ranges.rows(firstRange);
    const firstColumn = (ranges.rows.length === 0 ? lastLine : firstRange + ranges.rows.length - 1) + 5;
    const watched = BASES.filter((basis) => this.lines.some(({ bases }) => bases.includes(basis)));
    const columnRows: DraftCell[][] = [];
    const verdictsOf = new Map<Basis, string>();
    for (const basis of watched) {
      const first = firstColumn + columnRows.length;
      for (const column of this.changeable[basis]) {
        columnRows.push(...watchedColumnRows(column, firstColumn + columnRows.length));
      }
      const rows = [first, firstColumn + columnRows.length - 1];
      verdictsOf.set(basis, rows.map((row) => `$${WATCHED_COLUMN_VERDICT}$${row}`).join(':'));
    }
    const basisVerdict = (basis: Basis): DraftCell => {
      const verdicts = verdictsOf.get(basis);
      return { ...(verdicts ? { formula: `=AND(${verdicts})`, value: true } : { value: 'not used' }), align: 'right' };
    };
    return [
      {
        name: this.sheet,
        columnWidthsPoints: [170, 190, 130, 110, 110, 110, 80],
        frozenRows: HEAD_ROWS,
        rows: [
          [{ value: 'Fixed values', look: 'title' }],
          [
            {
              value:
                'No plain formula can give these. Each holds for the inputs, prices and assumptions it was calculated for.',
              look: 'subtitle',
            },
          ],
          [
            {
              value:
                'When one of them is changed, the value gives way to #N/A: put it back, or ask someone with the add-in.',
              look: 'note',
            },
          ],
          [
            { value: 'No longer valid', look: 'result' },
            { formula: `=COUNTIF($E$${HEAD_ROWS + 1}:$E$${lastLine},FALSE)`, value: 0, look: 'result', align: 'right' },
          ],
          ...BASES.map((basis): Row => [{ value: `${capital(basis)} as they were?` }, basisVerdict(basis)]),
          [],
          headers([
            'Cells',
            'Inputs compared',
            'Inputs as they were?',
            'Prices as they were?',
            'Still valid?',
            '',
            'Why not, or what is not compared',
          ]),
          ...this.lines.map((line, index) => lineCells(line, HEAD_ROWS + index + 1, ranges.verdicts)),
          ...block('Ranges of inputs that are compared', ['Range', 'Cells', 'As they were?'], ranges.rows),
          ...block(
            'Prices and assumptions that are compared',
            WATCHED_COLUMN_HEADERS,
            columnRows,
            FINGERPRINT_EXPLANATION,
          ),
        ],
      },
    ];
  }
}

/** Title, subtitle, note, count, a line for each basis, blank, names of the columns. */
const HEAD_ROWS = 6 + BASES.length;
const BASIS_CELLS = Object.fromEntries(BASES.map((basis, index) => [basis, `$B$${5 + index}`]));

function lineCells({ label, place, inputs, bases }: FixedLine, row: number, verdicts: readonly string[]): Row {
  const { cellCount, changed, ranges, gap } = inputs;
  const areSame = [
    ...(changed.length > 0 ? [`NOT(OR(${changed.join(',')}))`] : []),
    ...ranges.map((range) => verdicts[range]),
  ];
  const basisCells = bases.map((basis) => BASIS_CELLS[basis]);
  const inputVerdict: DraftCell =
    cellCount === 0 ? { value: 'no inputs' } : { formula: `=${all(areSame)}`, value: true };
  const basisVerdict: DraftCell =
    bases.length === 0 ? { value: 'no prices' } : { formula: `=${all(basisCells)}`, value: true };
  const both = [...(cellCount > 0 ? [`$C${row}`] : []), ...(bases.length > 0 ? [`$D${row}`] : [])];
  return [
    isCellLabel(label) ? linked(label, place.sheet) : { value: label },
    { value: cellCount, align: 'right' },
    { ...inputVerdict, align: 'right' },
    { ...basisVerdict, align: 'right' },
    { ...(both.length === 0 ? { value: 'not compared' } : { formula: `=${all(both)}`, value: true }), align: 'right' },
    null, // words right beside figures would read as one
    { formula: `=${whyNot(row, inputs, bases)}`, value: gap ?? '' },
  ];
}

function whyNot(row: number, { cellCount, gap = '' }: WatchedInputs, bases: readonly Basis[]): string {
  const reasons = [
    ...(cellCount > 0 ? [{ holds: `$C${row}`, reason: 'an input was changed' }] : []),
    ...bases.map((basis) => ({ holds: BASIS_CELLS[basis], reason: `${basis} were changed` })),
  ];
  return reasons.reduceRight(
    (otherwise, { holds, reason }) => `IF(${holds},${otherwise},"${reason}")`,
    valueLiteral(gap),
  );
}

function all(conditions: readonly string[]): string {
  return conditions.length === 1 && !conditions[0].includes(':') ? conditions[0] : `AND(${conditions.join(',')})`;
}

function block(heading: string, titles: readonly string[], rows: readonly Row[], note?: string): Row[] {
  if (rows.length === 0) return [];
  const notes: Row[] = note === undefined ? [] : [[{ value: note, look: 'note' }]];
  return [[], [{ value: heading, look: 'heading' }], ...notes, headers(titles), ...rows];
}

const WORDS: readonly string[] = ['Cells', 'Range', 'Sheet', 'Column', 'Why not, or what is not compared'];

function headers(titles: readonly string[]): DraftCell[] {
  return titles.map((value): DraftCell => ({
    value,
    look: 'columnHeader',
    ...(WORDS.includes(value) ? {} : { align: 'right' }),
  }));
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

/** "Plan!B7:D12" as a cell that takes the reader there. */
function linked(label: string, sheet: string): DraftCell {
  const target = `#${sheetReference(sheet)}${label.slice(label.lastIndexOf('!'))}`;
  return { formula: `=HYPERLINK(${valueLiteral(target)},${valueLiteral(label)})`, value: label };
}

function isCellLabel(label: string): boolean {
  return label.includes('!');
}
