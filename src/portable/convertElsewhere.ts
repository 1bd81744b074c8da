import type { ExcelRows } from '../functions/adapter';
import { MOST_CHARACTERS } from './conditionPieces';
import { whatItGives, type CellConversion } from './convertFormulas';
import type { FrozenFormula } from './copyReport';
import { displayFormula } from './displayFormula';
import { valueLiteral } from './formulaInputs';
import { formulaMark } from './formulaMark';
import type { FixedValues } from './fixedValues';
import type { KnownResults } from './knownResults';
import type { OriginalFormula, OriginalPlace } from './originals';
import { relativePlaces } from './rewrite/movedExpression';
import { mayCallUs } from './rewrite/ourCalls';
import type { CellPlace, FormulaRewriter, Rewritten } from './rewrite/rewriteTypes';
import type { FormulaElsewhere, WorkbookFile } from './xlsx/workbookFile';

export interface ElsewhereConversion {
  readonly converted: number;
  readonly originals: readonly OriginalFormula[];
  readonly frozen: readonly FrozenFormula[];
  readonly left: CellConversion['left'];
}

interface RewrittenElsewhere {
  readonly place: FormulaElsewhere;
  readonly at: CellPlace;
  readonly rewritten: Rewritten;
}

/** Rewrites our formulas in conditional formats, validations, names and table columns. */
export function rewriteElsewhere(book: WorkbookFile, rewriter: FormulaRewriter): RewrittenElsewhere[] {
  return book.formulasElsewhere().flatMap((place) => {
    if (!mayCallUs(place.formula)) return [];
    const at = placeOf(place, book);
    const rewritten = rewriter.rewrite(place.formula, at);
    return rewritten ? [{ place, at, rewritten }] : [];
  });
}

/** Writes what they become; what has no plain formula is what it was at the time of the copy. */
export function writeElsewhere(
  book: WorkbookFile,
  pending: readonly RewrittenElsewhere[],
  results: KnownResults,
  fixed: FixedValues,
): ElsewhereConversion {
  let converted = 0;
  const originals: OriginalFormula[] = [];
  const frozen: FrozenFormula[] = [];
  const left: { place: string; formula: string; reason: string }[] = [];
  for (const { place: each, at, rewritten } of pending) {
    const original = displayFormula(each.formula);
    const place = `${each.kind} ${each.where}`;
    if (rewritten.kind === 'unreadable' || each.kind === 'chart') {
      left.push({
        place,
        formula: original,
        reason: rewritten.kind === 'unreadable' ? rewritten.reason : 'it belongs to a chart',
      });
      continue;
    }
    const isNative = rewritten.kind === 'native';
    const instead = isNative ? { formula: rewritten.formula, note: '' } : fixedFormula(each, at, results, fixed);
    const { formula, note } = instead;
    if (instead === ALLOWS_EVERYTHING) book.allowEverything(each);
    else book.setFormulaElsewhere(each, formula);
    originals.push({
      kind: KINDS[each.kind],
      sheet: each.sheetName ?? '',
      at: each.where,
      original,
      writtenMark: formulaMark(displayFormula(formula)),
    });
    if (isNative) {
      converted += 1;
    } else {
      const reason = rewritten.kind === 'frozen' ? rewritten.reason : 'it gives several cells';
      const gave = whatItGives(each.formula);
      frozen.push({
        place,
        sheet: each.sheetName ?? '',
        formula: original,
        gave,
        reason: `${reason} (${note})`,
        cells: 0,
        value: null,
      });
    }
  }
  return { converted, originals, frozen, left };
}

const KINDS: Readonly<Record<Exclude<FormulaElsewhere['kind'], 'chart'>, OriginalPlace>> = {
  'conditional format': 'condition',
  'data validation': 'validation',
  'defined name': 'name',
  'table column': 'column',
};

interface FixedFormula {
  readonly formula: string;
  /** What stands there instead, as a clause. */
  readonly note: string;
}

/** What stands where no plain formula can; what gives another value in each cell has no value that could stand there. */
function fixedFormula(place: FormulaElsewhere, at: CellPlace, results: KnownResults, fixed: FixedValues): FixedFormula {
  const { kind, formula } = place;
  const isRelative = relativePlaces(formula).length > 0;
  const rows = isRelative ? undefined : results.ofFormula(formula, at)?.rows;
  if (kind === 'table column') return { formula: 'NA()', note: 'a new row of the table shows #N/A' };
  if (kind === 'defined name') return fixedName(place, at, isRelative, rows, fixed);
  const value = rows?.length === 1 && rows[0].length === 1 ? rows[0][0] : undefined;
  const isKept = isFigure(value) && value !== '';
  // an error marks nothing, whatever the format compares with it
  if (kind === 'conditional format') {
    return isKept
      ? { formula: valueLiteral(value), note: 'the format stays as it was at the time of the copy' }
      : { formula: 'NA()', note: 'the format marks nothing any more' };
  }
  return isKept
    ? { formula: valueLiteral(value), note: 'the check allows what it allowed at the time of the copy' }
    : ALLOWS_EVERYTHING;
}

const ALLOWS_EVERYTHING: FixedFormula = { formula: 'TRUE', note: 'nothing is checked by it any more' };

/** A name can give way to #N/A when something changes that it rests on; a rule cannot look at another sheet everywhere. */
function fixedName(
  { formula, where }: FormulaElsewhere,
  at: CellPlace,
  isRelative: boolean,
  rows: ExcelRows | undefined,
  fixed: FixedValues,
): FixedFormula {
  if (isRelative) return { formula: 'NA()', note: 'the name is #N/A: it means other cells wherever it is used' };
  const literal = rows && arrayLiteral(rows);
  const isTooLong = literal !== undefined && literal.length > MOST_CHARACTERS;
  if (literal === undefined || isTooLong) return { formula: 'NA()', note: 'the name is #N/A' };
  const isHeld = fixed.heldCell(formula, at, where, 'copy');
  return {
    formula: isHeld === undefined ? literal : `IF(${isHeld},${literal},NA())`,
    note: `the name stands for the value${literal.startsWith('{') ? 's' : ''} at the time of the copy`,
  };
}

/** All values of a name; undefined where one is an error or a long text, which not every program takes in an array. */
function arrayLiteral(rows: ExcelRows): string | undefined {
  const cells = rows.flat();
  if (!cells.every(isFigure)) return undefined;
  if (cells.length === 1) return valueLiteral(cells[0]);
  if (cells.some((cell) => typeof cell === 'string' && cell.length > MOST_IN_ARRAY_TEXT)) return undefined;
  return `{${rows.map((row) => row.map((cell) => (isFigure(cell) ? valueLiteral(cell) : '')).join(',')).join(';')}}`;
}

const MOST_IN_ARRAY_TEXT = 250;

function isFigure(value: unknown): value is number | string | boolean {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}

function placeOf({ sheetName, anchor }: FormulaElsewhere, book: WorkbookFile): CellPlace {
  return { sheet: sheetName ?? book.sheets[0].name, row: anchor?.row ?? 0, column: anchor?.column ?? 0 };
}
