import { isCellError } from '../functions/toCell';
import { whatItGives, type CellConversion } from './convertFormulas';
import type { FrozenFormula } from './copyReport';
import { displayFormula } from './displayFormula';
import { formulaMark } from './formulaMark';
import type { FixedValues } from './fixedValues';
import type { KnownResults } from './knownResults';
import type { OriginalFormula, OriginalPlace } from './originals';
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
    const formula = isNative ? rewritten.formula : fixedFormula(each, at, results, fixed);
    book.setFormulaElsewhere(each, formula);
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
        reason: `${reason} (${WITHOUT_FORMULA[each.kind]})`,
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

/** What stands there instead, for the notes. */
const WITHOUT_FORMULA: Readonly<Record<Exclude<FormulaElsewhere['kind'], 'chart'>, string>> = {
  'conditional format': 'the format stays as it was at the time of the copy',
  'data validation': 'the check allows what it allowed at the time of the copy',
  'defined name': 'the name stands for the value at the time of the copy',
  'table column': 'a new row of the table shows #N/A',
};

/** A name can give way to #N/A when something changes that it rests on; a rule cannot look at another sheet everywhere. */
function fixedFormula(place: FormulaElsewhere, at: CellPlace, results: KnownResults, fixed: FixedValues): string {
  const value = results.ofFormula(place.formula, at)?.rows[0][0];
  const guarded =
    place.kind === 'defined name' && isFigure(value) ? fixed.guard(place.formula, at, place.where) : undefined;
  return guarded && isFigure(value) ? guarded(value) : constantFor(place, value);
}

function isFigure(value: unknown): value is number | string | boolean {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}

/** The value as a formula: of a rule that nobody can work out, one that marks nothing and forbids nothing. */
function constantFor({ kind }: FormulaElsewhere, value: unknown): string {
  if (kind === 'table column') return 'NA()';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return `"${value.replace(/"/g, '""')}"`;
  if (kind === 'conditional format') return 'FALSE';
  if (kind === 'data validation') return 'TRUE';
  return isCellError(value) ? value.code : 'NA()';
}

function placeOf({ sheetName, anchor }: FormulaElsewhere, book: WorkbookFile): CellPlace {
  return { sheet: sheetName ?? book.sheets[0].name, row: anchor?.row ?? 0, column: anchor?.column ?? 0 };
}
