import type { DraftCell, SheetDraft } from '../../sheets/sheetDraft';
import { displayFormula } from '../displayFormula';
import { sheetReference } from '../prices/locatedRows';
import { cellAddress } from '../xlsx/cellAddress';
import { movedExpression, relativePlaces } from './movedExpression';
import type { CellPlace, RewriteSource } from './rewriteTypes';

/** A cell of its own for a part of a formula: what changes whenever it is read is read once, and long formulas get short. */
export interface HelperCell {
  /** `'Helpers'!$B$7` */
  readonly address: string;
  /**
   * True as long as the formula's relative references are those that the helper was made for: a formula that is copied
   * to another row must not read the helper of this one. Undefined where the part has none.
   */
  readonly isOwn?: string;
}

/** The generated sheet of helper cells. */
export class HelperCells {
  private readonly rows: Row[] = [];

  constructor(
    private readonly sheet: string,
    private readonly source: RewriteSource,
  ) {}

  get count(): number {
    return this.rows.length;
  }

  /** Takes back the last ones, of a formula that came to nothing. */
  keepFirst(count: number): void {
    this.rows.length = count;
  }

  /**
   * @param expression in the stored form, as it stands in the formula at `at`
   * @returns undefined when it would mean something else on another sheet
   */
  hold(expression: string, at: CellPlace, why: string): HelperCell | undefined {
    const text = movedExpression(expression, at, this.source);
    const places = relativePlaces(expression);
    const movedPlaces = places.map((place) => movedExpression(place, at, this.source));
    if (text === undefined || text.length > MOST_CHARACTERS || movedPlaces.includes(undefined)) return undefined;
    const row = HEAD.length + this.rows.length + 1;
    const label = `${at.sheet}!${cellAddress(at.row, at.column)}`;
    const target = `#${sheetReference(at.sheet)}!${cellAddress(at.row, at.column)}`;
    this.rows.push([
      { formula: `=HYPERLINK("${target.replace(/"/g, '""')}","${label.replace(/"/g, '""')}")`, value: label },
      { formula: displayFormula(text) },
      places.length === 0 ? null : { formula: displayFormula(movedPlaces.join('&":"&')), align: 'right' },
      null,
      { value: why },
    ]);
    const place = `${sheetReference(this.sheet)}!`;
    const address = `${place}$B$${row}`;
    return places.length === 0 ? { address } : { address, isOwn: `${places.join('&":"&')}=${place}$C$${row}` };
  }

  drafts(): SheetDraft[] {
    const columnWidthsPoints = [130, 110, 130, 12, 430];
    return this.rows.length === 0
      ? []
      : [{ name: this.sheet, rows: [...HEAD, ...this.rows], columnWidthsPoints, frozenRows: HEAD.length }];
  }
}

type Row = readonly (DraftCell | null)[];

const MOST_CHARACTERS = 8_192;

const HEAD: readonly Row[] = [
  [{ value: 'Helpers', look: 'title' }],
  [{ value: 'Parts of formulas that need a cell of their own, each for one cell of the workbook.', look: 'subtitle' }],
  [
    {
      value:
        'A formula that is copied to another row or column has no helper there and shows #N/A: ask someone with the add-in for a new copy.',
      look: 'note',
    },
  ],
  ['Helps', 'Value', 'Looks at row:column', '', 'Why'].map((value, column): DraftCell => ({
    value,
    look: 'columnHeader',
    ...(column === 1 || column === 2 ? { align: 'right' } : {}),
  })),
];
