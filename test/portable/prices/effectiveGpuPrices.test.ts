import { compileCatalog } from '../../../src/catalog/compileCatalog';
import { compileGpuPrices } from '../../../src/catalog/gpuPriceCatalog';
import { readGpuOffers } from '../../../src/catalog/readGpuOffers';
import type { CellValue } from '../../../src/functions/definition';
import { gpuPrice } from '../../../src/functions/gpuPrice';
import { createFormulaRewriter } from '../../../src/portable/rewrite/formulaRewriter';
import { calculateWithExcelts } from '../../../src/tooling/calculateWithExcelts';
import { withMyPrices } from '../../../src/workbook/blockPrices';
import { bookOfDrafts } from '../../support/bookOfDrafts';
import { callable } from '../../support/callFunction';
import { EMBEDDED_CONTEXT } from '../../support/embeddedContext';
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

const SNAPSHOT = { id: 'test', asOf: '2026-11-23', origin: 'workbook' } as const;

type Change = readonly [row: number, column: number, content: CellValue];

function after(...changes: readonly Change[]) {
  return changed(FORMULAS, ...changes);
}

/** The figures of the formulas after somebody changed cells of the table: row of ROWS, column, new content. */
async function changed(formulas: readonly string[], ...changes: readonly Change[]) {
  const table = { place: { sheet: 'GPU Prices', row: 2, column: 1 }, cells: [HEADER, ...ROWS] };
  const { offers } = readGpuOffers(withMyPrices(table.cells));
  const rewriter = createFormulaRewriter({
    context: {
      prices: compileCatalog({ snapshot: SNAPSHOT, rows: [] }),
      gpuPrices: compileGpuPrices({ snapshot: SNAPSHOT, rows: offers }),
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

  it.each<CellValue>([-3, 0, '2,5', 101])('has no figure without an offer whose own price is %s', async (mine) => {
    expect(await after([0, MY_PRICE, mine])).toEqual([NOT_AVAILABLE, 1.5, NOT_AVAILABLE, 0.8]);
  });

  it('has no lowest, highest or count without it either', async () => {
    const figures = ['"low"', '"high"', '"count"'].map((figure) => `GPUPRICE("H100",,,${figure})`);
    expect(await changed(figures, [0, MY_PRICE, -1])).toEqual([NOT_AVAILABLE, NOT_AVAILABLE, NOT_AVAILABLE]);
    expect(await changed(figures, [0, MY_PRICE, 0.7])).toEqual([0.7, 4, 2]);
  });

  it.each(['x', -3, '', 0, 101])('is what GPUPRICE shows of the changed table when a price is %p', async (price) => {
    for (const [row, column] of [
      [0, PRICE],
      [1, PRICE],
      [2, PRICE],
      [3, PRICE],
      [1, MY_PRICE],
    ] as const) {
      if (price === '' && column === MY_PRICE) continue;
      const cells = ROWS.map((line) => [...line]);
      cells[row][column] = price;
      const { offers, rejected } = readGpuOffers(withMyPrices([HEADER, ...cells]));
      const gpuPrices = compileGpuPrices({ snapshot: SNAPSHOT, rows: offers, rejected });
      const shown = callable(gpuPrice, { ...EMBEDDED_CONTEXT, gpuPrices });
      const asked = [['H100'], ['H100', '', 'spot'], ['H100', 'acme'], ['L40S']].map((args) => shown(...args));
      const expected = asked.map((each) => (String(each).startsWith('#N/A Row') ? NOT_AVAILABLE : each));
      expect(await after([row, column, price])).toEqual(expected);
    }
  });

  it('has no price, and neither a free one nor one without the offer, where a price is taken away', async () => {
    expect(await after([0, PRICE, ''])).toEqual([NOT_AVAILABLE, 1.5, NOT_AVAILABLE, 0.8]);
  });
});
