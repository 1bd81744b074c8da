import type { DraftCell } from '../sheets/sheetDraft';
import { inPieces, MOST_CHARACTERS } from './conditionPieces';
import { cellsOf, differs } from './formulaInputs';
import { inputAreas, type InputContent } from './inputAreas';
import type { CellArea, CellPlace } from './rewrite/rewriteTypes';
import { rectAddress } from './xlsx/cellAddress';

/** What one formula looks at, as far as it can be compared. */
export interface WatchedInputs {
  readonly cellCount: number;
  /** Conditions that are true once an input has changed. */
  readonly changed: readonly string[];
  /** Ranges that are compared in rows of their own: their numbers in `WatchedRanges`. */
  readonly ranges: readonly number[];
  /** Why the comparison is not complete, as a clause; undefined when it is. */
  readonly gap?: string;
}

/** The values of cells as the workbook stored them, and as the copy shows them, in which our formulas are up to date. */
export interface WatchedContents {
  readonly stored: InputContent;
  readonly copy: InputContent;
}

/** Ranges that formulas look at: each is compared once, however many formulas share it. */
export class WatchedRanges {
  private readonly numbers = new Map<string, number>();
  private readonly ranges: { readonly label: string; readonly rows: readonly string[]; readonly cellCount: number }[] =
    [];
  private cellCount = 0;

  constructor(private readonly contents: WatchedContents) {}

  /** @param heldAs for which values of its inputs the formula was calculated */
  inputsOf(formula: string, at: CellPlace, heldAs: keyof WatchedContents): WatchedInputs {
    const content = this.contents[heldAs];
    const { areas, gaps } = inputAreas(formula, at, content);
    const changed: string[] = [];
    const ranges: number[] = [];
    const missing = new Set(gaps);
    let cellCount = 0;
    for (const area of areas) {
      const size = area.rows * area.columns;
      if (size > MOST_IN_RANGE || this.cellCount + size > MOST_IN_ALL) {
        missing.add(`${labelOf(area)} has too many cells to compare`);
        continue;
      }
      const cells = cellsOf(area, content);
      const known = cells.filter(({ isKnown }) => isKnown);
      const unknown = cells.find(({ isKnown }) => !isKnown);
      if (unknown) missing.add(`${unknown.text} had no value when the copy was made, so that it is not compared`);
      if (known.length === 0) continue;
      const conditions = known.map(differs);
      if (conditions.some((condition) => condition.length > MOST_CHARACTERS)) {
        missing.add(`${labelOf(area)} holds a text that is too long to compare`);
        continue;
      }
      cellCount += known.length;
      if (
        changed.length + size <= MOST_BESIDE_FORMULA &&
        [...changed, ...conditions].join(',').length <= MOST_CHARACTERS
      )
        changed.push(...conditions);
      else ranges.push(this.numberOf(area, conditions, heldAs));
    }
    return { cellCount, changed, ranges, gap: listed([...missing]) };
  }

  /**
   * The rows that compare the ranges.
   * @param firstRow of the sheet, from 1
   * @returns the rows, and for each range the cells in column C that are all TRUE while nothing changed
   */
  rows(firstRow: number): { readonly rows: readonly (readonly DraftCell[])[]; readonly verdicts: readonly string[] } {
    const rows: DraftCell[][] = [];
    const verdicts = this.ranges.map(({ label, rows: texts, cellCount }) => {
      const first = firstRow + rows.length;
      for (const text of texts)
        rows.push([
          { value: label },
          { value: cellCount, align: 'right' },
          { formula: `=NOT(OR(${text}))`, value: true, align: 'right' },
        ]);
      const last = firstRow + rows.length - 1;
      return first === last ? `$C$${first}` : `$C$${first}:$C$${last}`;
    });
    return { rows, verdicts };
  }

  private numberOf(area: CellArea, conditions: readonly string[], heldAs: string): number {
    const label = labelOf(area);
    const key = `${heldAs} ${label.toLowerCase()}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.ranges.push({ label, rows: inPieces(conditions), cellCount: conditions.length }) - 1;
    this.numbers.set(key, number);
    this.cellCount += conditions.length;
    return number;
  }
}

/** Single cells and short ranges are compared in the row of their formula. */
const MOST_BESIDE_FORMULA = 20;
const MOST_IN_RANGE = 2_000;
const MOST_IN_ALL = 100_000;
const MOST_GAPS = 3;

function listed(clauses: readonly string[]): string | undefined {
  if (clauses.length === 0) return undefined;
  return [...clauses.slice(0, MOST_GAPS), ...(clauses.length > MOST_GAPS ? ['and more'] : [])].join('; ');
}

function labelOf({ sheet, ...rect }: CellArea): string {
  return `${sheet}!${rectAddress(rect)}`;
}
