import { createFormulaRewriter } from '../../src/portable/rewrite/formulaRewriter';
import type { DraftCell } from '../../src/sheets/sheetDraft';
import { calculateWithExcelts } from '../../src/tooling/calculateWithExcelts';
import { bookOfDrafts } from '../support/bookOfDrafts';
import { PLAN, sourceOf } from '../support/rewrittenPlan';

const VALUE_COLUMN = 2;
const FIRST_ROW = 4;

/** The plain formula in A1 with every fact it rests on, as it is and with one figure after the other deleted. */
async function withDeletions(formula: string): Promise<{ whole: unknown; deleted: unknown[] }> {
  const rewriter = createFormulaRewriter(sourceOf([]));
  const rewritten = rewriter.rewrite(formula, { sheet: PLAN, row: 0, column: 0 });
  if (rewritten?.kind !== 'native') throw new Error(`${formula} has no plain form`);
  const plan = { name: PLAN, rows: [[{ formula: `=${rewritten.formula}` }]] };
  const drafts = rewriter.drafts();
  const facts = drafts[drafts.length - 1];
  const answer = async (deletedRow?: number) => {
    const rows = facts.rows.map((row, index) =>
      index === deletedRow ? row.map((cell, column) => (column === VALUE_COLUMN ? null : cell)) : row,
    );
    const book = await bookOfDrafts([plan, ...drafts.slice(0, -1), { ...facts, rows }], rewriter.definedNames());
    return (await calculateWithExcelts(book)).get(PLAN)?.get('A1');
  };
  const deleted: unknown[] = [];
  for (let row = FIRST_ROW; row < facts.rows.length; row += 1) {
    const { value } = facts.rows[row][VALUE_COLUMN] as DraftCell;
    expect(typeof value).toBe('number');
    deleted.push(await answer(row));
  }
  return { whole: await answer(), deleted };
}

test.each([
  ['GPUMEMORY("deepseek-v3",,32768,16)', 4],
  ['GPUTOKENCOST("llama-3.3-70b","H100",1000,300)', 4],
  ['GPUTOKENCOST("llama-3.3-70b","H100",1000,300,0.6,"buy")', 18],
  ['GPUTOKENCOST("llama-3.3-70b","H100",1000,300,,,"plan=spot; billing=scale_to_zero; staff_fte=0.2")', 8],
  ['GPUTCO("gpus=16; gpu=H100","monthly")', 20],
])('%s is an error, not a lower figure, when one of its facts is deleted', async (formula, atLeast) => {
  const { whole, deleted } = await withDeletions(formula);
  expect(typeof whole).toBe('number');
  expect(deleted.length).toBeGreaterThanOrEqual(atLeast);
  expect(deleted.filter((answer) => typeof answer !== 'object')).toEqual([]);
});
