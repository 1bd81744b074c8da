import { compileCatalog } from '../../../src/catalog/compileCatalog';
import { compileGpuPrices } from '../../../src/catalog/gpuPriceCatalog';
import { readGpuOffers } from '../../../src/catalog/readGpuOffers';
import type { CellValue } from '../../../src/functions/definition';
import { createFormulaRewriter } from '../../../src/portable/rewrite/formulaRewriter';
import { calculateWithExcelts } from '../../../src/tooling/calculateWithExcelts';
import { withMyPrices } from '../../../src/workbook/blockPrices';
import { bookOfDrafts } from '../../support/bookOfDrafts';
import { draftOf, PLAN } from '../../support/rewrittenPlan';

const HEADER = ['GPU', 'Provider', 'Offer', 'Plan', 'USD per GPU hour', 'My USD per GPU hour', 'Checked', 'Source'];
/** 46327 is 2026-11-01 as Excel keeps a date that somebody typed. */
const ROWS: readonly (readonly CellValue[])[] = [
  ['H100', 'acme', 'pod', 'On-demand', 2, '', 46327, 'acme.example/gpus'],
  ['H100', 'bolt', '', 'on_demand', 4, '', '2026-11-01', 'bolt.example'],
  ['H100', 'bolt', '', 'spot', 1.5, '', '2026-11', 'bolt.example'],
  ['L40S', 'acme', '', 'on_demand', 0.8, '', '2026-11-01', 'acme.example/gpus'],
];
const FORMULAS = ['GPUPRICE("H100")', 'GPUPRICE("H100",,"spot")', 'GPUPRICE("H100","acme")', 'GPUPRICE("L40S")'];
const MY_PRICE = HEADER.indexOf('My USD per GPU hour');
const PRICE = HEADER.indexOf('USD per GPU hour');

type Change = readonly [row: number, column: number, content: CellValue];

function after(...changes: readonly Change[]) {
  return changed(FORMULAS, ...changes);
}

/** The figures of the formulas after somebody changed cells of the table: row of ROWS, column, new content. */
async function changed(formulas: readonly string[], ...changes: readonly Change[]) {
  const snapshot = { id: 'test', asOf: '2026-11-23', origin: 'workbook' } as const;
  const table = { place: { sheet: 'GPU Prices', row: 2, column: 1 }, cells: [HEADER, ...ROWS] };
  const { offers } = readGpuOffers(withMyPrices(table.cells));
  const rewriter = createFormulaRewriter({
    context: {
      prices: compileCatalog({ snapshot, rows: [] }),
      gpuPrices: compileGpuPrices({ snapshot, rows: offers }),
    },
    valueAt: () => undefined,
    areaOf: () => undefined,
    priceTables: { gpu: table },
    sheetNames: [],
    definedNames: [],
  });
  const rows = formulas.map((formula, row) => {
    const answer = rewriter.rewrite(`=${formula}`, { sheet: PLAN, row, column: 0 });
    if (answer?.kind !== 'native') throw new Error(JSON.stringify(answer));
    return [{ formula: answer.formula }];
  });
  const cells = table.cells.map((line) => [...line]);
  for (const [row, column, content] of changes) cells[row + 1][column] = content;
  const drafts = [{ name: PLAN, rows }, draftOf({ ...table, cells }), ...rewriter.drafts()];
  const sheets = await calculateWithExcelts(await bookOfDrafts(drafts));
  return formulas.map((_, row) => sheets.get(PLAN)?.get(`A${row + 1}`));
}
const NOT_AVAILABLE = { error: '#N/A' };

describe('a copy follows its table of GPU prices', () => {
  it('shows the prices as they stand', async () => {
    expect(await after()).toEqual([3, 1.5, 2, 0.8]);
  });

  it('follows a price, however its plan and the day of its check are written', async () => {
    expect(await after([0, PRICE, 3])).toEqual([3.5, 1.5, 3, 0.8]);
    expect(await after([2, PRICE, 1.25])).toEqual([3, 1.25, 2, 0.8]);
    expect(await after([3, PRICE, 0.9])).toEqual([3, 1.5, 2, 0.9]);
  });

  it('takes a price of your own before the listed one', async () => {
    expect(await after([1, MY_PRICE, 6])).toEqual([4, 1.5, 2, 0.8]);
  });

  it.each<CellValue>([-3, 0, '2,5', 101])('leaves an offer out beside which the own price is %s', async (mine) => {
    expect(await after([0, MY_PRICE, mine])).toEqual([4, 1.5, NOT_AVAILABLE, 0.8]);
  });

  it('has no price where every offer is left out, in no figure', async () => {
    const figures = ['"low"', '"high"', '"count"'].map((figure) => `GPUPRICE("L40S",,,${figure})`);
    expect(await changed(figures, [3, MY_PRICE, -1])).toEqual([NOT_AVAILABLE, NOT_AVAILABLE, NOT_AVAILABLE]);
    expect(await changed(figures, [3, MY_PRICE, 0.7])).toEqual([0.7, 0.7, 1]);
  });

  it('has no price, and neither a free one nor one without the offer, where a price is taken away', async () => {
    expect(await after([0, PRICE, ''])).toEqual([NOT_AVAILABLE, 1.5, NOT_AVAILABLE, 0.8]);
  });
});
