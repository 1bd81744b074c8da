import type { CellPlace, RewriteSource } from '../../src/portable/rewrite/rewriteTypes';
import { createFormulaRewriter } from '../../src/portable/rewrite/formulaRewriter';
import type { SheetDraft } from '../../src/sheets/sheetDraft';
import { calculateWithExcelts, type CalculatedSheets } from '../../src/tooling/calculateWithExcelts';
import { EMBEDDED_CONTEXT } from './embeddedContext';
import { recalculate } from './libreOffice';
import { bookOfDrafts } from './bookOfDrafts';

export type PlainCell = number | string | boolean | null;

/** One formula of ours and the cells it looks at: they stand in the formula's row, from column C on. */
export interface TwinCase {
  /** `#` stands for the number of its row: "LLMROUTE(C#,D#,E#,F#)", and `@` for the range with its settings. */
  readonly formula: string;
  readonly cells: readonly PlainCell[];
  /** Rows of two cells, key and value. */
  readonly settings?: Settings;
  /** What the cells are changed to after the formula was rewritten. */
  readonly changedTo?: readonly PlainCell[];
  readonly settingsChangedTo?: Settings;
}
type Settings = readonly (readonly [PlainCell, PlainCell])[];

export interface Twin {
  readonly case: TwinCase;
  /** The plain formula, or the reason why there is none. */
  readonly native: string;
  /** What the function itself answers for the cells as they are in the end. */
  readonly ours: unknown;
  readonly excelts: unknown;
  readonly libreOffice: unknown;
}

/**
 * Rewrites each formula, and calculates the plain one in two engines beside the function's own answer. LibreOffice takes
 * seconds to start: give all cases at once.
 */
export async function nativeTwins(
  cases: readonly TwinCase[],
): Promise<{ twins: Twin[]; drafts: readonly SheetDraft[] }> {
  const height = Math.max(1, ...cases.map(({ settings = [] }) => settings.length));
  const rowOf = (index: number) => index * height;
  const before = planRows(
    cases.map(({ cells, settings }) => ({ cells, settings })),
    height,
  );
  const rewriter = createFormulaRewriter(sourceOf(before));
  const formulas = cases.map(({ formula, settings = [] }, index) => {
    const row = rowOf(index) + 1;
    return formula.replaceAll('#', String(row)).replaceAll('@', `T${row}:U${row + settings.length - 1}`);
  });
  const native = formulas.map((formula, index) => {
    const rewritten = rewriter.rewrite(formula, { sheet: PLAN, row: rowOf(index), column: 0 });
    if (rewritten?.kind === 'native') return rewritten.formula;
    throw new Error(`${formula} became ${JSON.stringify(rewritten)}`);
  });
  const drafts = rewriter.drafts();
  const after = planRows(
    cases.map(({ cells, changedTo, settings, settingsChangedTo }) => ({
      cells: changedTo ?? cells,
      settings: settingsChangedTo ?? settings,
    })),
    height,
  );
  const planOf = (texts: readonly string[]): SheetDraft => ({
    name: PLAN,
    rows: after.map((row, index) =>
      index % height === 0 ? [{ formula: `=${texts[index / height]}` }, ...row.slice(1)] : row,
    ),
  });
  const plain = await bookOfDrafts([planOf(native), ...drafts], rewriter.definedNames());
  const ours = await calculateWithExcelts(await bookOfDrafts([planOf(formulas)]), EMBEDDED_CONTEXT);
  const excelts = await calculateWithExcelts(plain);
  const libreOffice = await recalculate(plain);
  const shown = (book: CalculatedSheets, index: number): unknown => book.get(PLAN)?.get(`A${rowOf(index) + 1}`);
  const twins = cases.map((each, index) => ({
    case: each,
    native: native[index],
    ours: shown(ours, index),
    excelts: shown(excelts, index),
    libreOffice: shown(libreOffice, index),
  }));
  return { twins, drafts };
}

/** The cells of each case from column C on, and its settings below each other in T and U. */
function planRows(cases: readonly Pick<TwinCase, 'cells' | 'settings'>[], height: number): PlainCell[][] {
  return cases.flatMap(({ cells, settings = [] }) =>
    Array.from({ length: height }, (_line, line) => {
      const row = Array<PlainCell>(21).fill(null);
      if (line === 0) row.splice(2, cells.length, ...cells);
      row.splice(19, 2, ...(settings[line] ?? [null, null]));
      return row;
    }),
  );
}

/** Whether two answers are the same figure to nine digits, the same word or the same error. */
export function areEqual(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= 1e-9 * Math.max(1e-6, Math.abs(one), Math.abs(other));
  }
  const shown = (value: unknown) =>
    typeof value === 'object' && value !== null && 'error' in value ? value.error : value;
  return one !== undefined && shown(one) === shown(other);
}

const PLAN = 'Plan';

function sourceOf(rows: readonly (readonly PlainCell[])[]): RewriteSource {
  return {
    context: EMBEDDED_CONTEXT,
    valueAt: ({ row, column }: CellPlace) => rows[row]?.[column] ?? undefined,
    areaOf: () => undefined,
    priceTables: {},
    sheetNames: [PLAN],
    definedNames: [],
  };
}
