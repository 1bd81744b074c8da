import type { CellValue } from '../../../src/functions/definition';
import { compileCatalog } from '../../../src/catalog/compileCatalog';
import { compileGpuPrices } from '../../../src/catalog/gpuPriceCatalog';
import type { PriceRow } from '../../../src/catalog/priceRow';
import { createFormulaRewriter } from '../../../src/portable/rewrite/formulaRewriter';
import { calculateWithExcelts } from '../../../src/tooling/calculateWithExcelts';
import { LLM_TABLE } from '../../../src/workbook/priceTableLayout';
import { bookOfDrafts } from '../../support/bookOfDrafts';
import { draftOf, PLAN, priceTableOf } from '../../support/rewrittenPlan';

const OWN = { provider: 'acme', model: 'alpha', source: 'acme.example/prices', checked: '2026-11-01' };
const ROWS: PriceRow[] = [
  { ...OWN, input: 2, cached_input: 0.5, output: 8 },
  { ...OWN, tier: 'batch', multiplier: 0.5 },
  { ...OWN, model: 'free', input: 0, output: 0 },
];
const FORMULAS = ['LLMCOST("alpha",1000000,0)', 'LLMCOST("alpha",1000000,0,,,"batch")', 'LLMCOST("free",1000000,0)'];

/** The figures of the formulas after somebody changed cells of the price table: row of ROWS, column, new content. */
async function after(...changes: readonly (readonly [row: number, column: string, content: CellValue])[]) {
  const snapshot = { id: 'test', asOf: '2026-11-23', origin: 'workbook' } as const;
  const context = {
    prices: compileCatalog({ snapshot, rows: ROWS }),
    gpuPrices: compileGpuPrices({ snapshot, rows: [] }),
  };
  const table = priceTableOf({ snapshot, rows: ROWS });
  const source = { context, valueAt: () => undefined, areaOf: () => undefined, sheetNames: [], definedNames: [] };
  const rewriter = createFormulaRewriter({ ...source, priceTables: { llm: table } });
  const rows = FORMULAS.map((formula, row) => {
    const answer = rewriter.rewrite(`=${formula}`, { sheet: PLAN, row, column: 0 });
    if (answer?.kind !== 'native') throw new Error(JSON.stringify(answer));
    return [{ formula: answer.formula }];
  });
  const cells = table.cells.map((line) => [...line]);
  for (const [row, column, content] of changes) {
    cells[row + 1][LLM_TABLE.columns.findIndex(({ key }) => key === column)] = content;
  }
  const drafts = [{ name: PLAN, rows }, draftOf({ ...table, cells }), ...rewriter.drafts()];
  const sheets = await calculateWithExcelts(await bookOfDrafts(drafts));
  return FORMULAS.map((_, row) => sheets.get(PLAN)?.get(`A${row + 1}`));
}
const NOT_AVAILABLE = { error: '#N/A' };

describe('a copy follows its price table', () => {
  it('shows the prices as they stand, 0 where they are free', async () => {
    expect(await after()).toEqual([2, 1, 0]);
  });

  it('follows a listed price, to the tiers that scale it', async () => {
    expect(await after([0, 'input', 3])).toEqual([3, 1.5, 0]);
  });

  it('takes a price of your own before the listed one, for the tiers as well, as the add-in does', async () => {
    expect(await after([0, 'my_input', 1.5])).toEqual([1.5, 1.5, 0]);
  });

  it('takes off a discount of your own', async () => {
    expect(await after([0, 'my_discount', 0.25])).toEqual([1.5, 0.75, 0]);
  });

  it('has no price, and not a free one, where a price or a multiplier is taken away', async () => {
    expect(await after([0, 'input', ''])).toEqual([NOT_AVAILABLE, NOT_AVAILABLE, 0]);
    expect(await after([1, 'multiplier', ''])).toEqual([2, NOT_AVAILABLE, 0]);
    expect(await after([2, 'input', ''])).toEqual([2, 1, NOT_AVAILABLE]);
  });
});
