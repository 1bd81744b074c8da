import type { CellValue } from '../../../src/functions/definition';
import { compileCatalog } from '../../../src/catalog/compileCatalog';
import { compileGpuPrices } from '../../../src/catalog/gpuPriceCatalog';
import type { PriceRow } from '../../../src/catalog/priceRow';
import { llmPrice } from '../../../src/functions/llmPrice';
import { createFormulaRewriter } from '../../../src/portable/rewrite/formulaRewriter';
import { calculateWithExcelts, type CalculatedSheets } from '../../../src/tooling/calculateWithExcelts';
import { LLM_TABLE } from '../../../src/workbook/priceTableLayout';
import { bookOfDrafts } from '../../support/bookOfDrafts';
import { callable } from '../../support/callFunction';
import { recalculateAll } from '../../support/libreOffice';
import { draftOf, PLAN, priceTableOf } from '../../support/rewrittenPlan';

const OWN = { provider: 'acme', model: 'alpha', source: 'acme.example/prices', checked: '2026-11-01' };
const ROWS: PriceRow[] = [
  { ...OWN, input: 2, cached_input: 0.5, output: 8 },
  { ...OWN, tier: 'batch', multiplier: 0.5 },
  { ...OWN, model: 'free', input: 0, output: 0 },
];
const FORMULAS = ['LLMCOST("alpha",1000000,0)', 'LLMCOST("alpha",1000000,0,,,"batch")', 'LLMCOST("free",1000000,0)'];

/** The figures of the formulas after somebody changed cells of the price table: row of ROWS, column, new content. */
function after(...changes: readonly Change[]) {
  return figures(ROWS, FORMULAS, changes);
}

type Change = readonly [row: number, column: string, content: CellValue];

async function figures(priced: readonly PriceRow[], formulas: readonly string[], changes: readonly Change[]) {
  return shownOf(await calculateWithExcelts(await bookOf(priced, formulas, changes)), formulas);
}

function shownOf(sheets: CalculatedSheets, formulas: readonly string[]) {
  return formulas.map((_, row) => sheets.get(PLAN)?.get(`A${row + 1}`));
}

const SNAPSHOT = { id: 'test', asOf: '2026-11-23', origin: 'workbook' } as const;

function contextOf(rows: readonly PriceRow[]) {
  return {
    prices: compileCatalog({ snapshot: SNAPSHOT, rows }),
    gpuPrices: compileGpuPrices({ snapshot: SNAPSHOT, rows: [] }),
  };
}

function rewriterOf(priced: readonly PriceRow[]) {
  const table = priceTableOf({ snapshot: SNAPSHOT, rows: priced });
  const nothing = { valueAt: () => undefined, areaOf: () => undefined, sheetNames: [], definedNames: [] };
  return {
    table,
    rewriter: createFormulaRewriter({ context: contextOf(priced), ...nothing, priceTables: { llm: table } }),
  };
}

function bookOf(priced: readonly PriceRow[], formulas: readonly string[], changes: readonly Change[]) {
  const { table, rewriter } = rewriterOf(priced);
  const rows = formulas.map((formula, row) => {
    const answer = rewriter.rewrite(`=${formula}`, { sheet: PLAN, row, column: 0 });
    if (answer?.kind !== 'native') throw new Error(JSON.stringify(answer));
    return [{ formula: answer.formula }];
  });
  const cells = table.cells.map((line) => [...line]);
  for (const [row, column, content] of changes) {
    cells[row + 1][LLM_TABLE.columns.findIndex(({ key }) => key === column)] = content;
  }
  return bookOfDrafts([{ name: PLAN, rows }, draftOf({ ...table, cells }), ...rewriter.drafts()]);
}
/** The rows with the changes typed in before the copy was made. */
function edited(rows: readonly PriceRow[], changes: readonly Change[]): PriceRow[] {
  return rows.map((each, index) => ({
    ...each,
    ...Object.fromEntries(changes.filter(([row]) => row === index).map(([, column, content]) => [column, content])),
  }));
}

const NOT_AVAILABLE = { error: '#N/A' };

describe('a copy follows its price table', () => {
  it('follows a fee of your own where no model has had one, also with the model in a cell', async () => {
    const { place, cells } = priceTableOf({ snapshot: SNAPSHOT, rows: ROWS });
    const table = { place, cells: cells.map((line, row) => [...line, row === 0 ? 'My request per 1k (USD)' : '']) };
    const rewriter = createFormulaRewriter({
      context: contextOf(ROWS),
      valueAt: () => 'alpha',
      areaOf: () => undefined,
      sheetNames: [],
      definedNames: [],
      priceTables: { llm: table },
    });
    const plan = ['LLMCOST("alpha",1000000,0)', 'LLMCOST(B2,1000000,0)'].map((formula, row) => {
      const answer = rewriter.rewrite(`=${formula}`, { sheet: PLAN, row, column: 0 });
      return [{ formula: answer?.kind === 'native' ? answer.formula : '' }, 'alpha'];
    });
    const generated = rewriter.drafts();
    const shown = async (fee: CellValue) => {
      table.cells[1][table.cells[0].length - 1] = fee;
      const drafts = [{ name: PLAN, rows: plan }, draftOf(table), ...generated];
      const sheets = await calculateWithExcelts(await bookOfDrafts(drafts, rewriter.definedNames()));
      return ['A1', 'A2'].map((cell) => sheets.get(PLAN)?.get(cell));
    };
    expect(await shown('')).toEqual([2, 2]);
    expect(await shown(5)).toEqual([2.005, 2.005]); // 5 USD for 1,000 requests
  });

  it('shows the prices as they stand, 0 where they are free', async () => {
    expect(await after()).toEqual([2, 1, 0]);
  });

  it('follows a listed price, to the tiers that scale it', async () => {
    expect(await after([0, 'input', 3])).toEqual([3, 1.5, 0]);
  });

  it('takes a price of your own before the listed one, and scales it for the tiers, as the add-in does', async () => {
    expect(await after([0, 'my_input', 1.5])).toEqual([1.5, 0.75, 0]);
    expect(await after([1, 'my_input', 0.6])).toEqual([2, 0.6, 0]);
    expect(await after([0, 'my_input', 1.5], [1, 'my_input', 0.6])).toEqual([1.5, 0.6, 0]);
    expect(await after([0, 'my_input', 1.5], [1, 'my_discount', 0.2])).toEqual([1.5, expect.closeTo(0.6, 12), 0]);
  });

  it('does not take your ordinary price where the list states another one for a tier or a long input', async () => {
    const rows = [
      { ...OWN, input: 2, output: 8 },
      { ...OWN, valid_from: '2026-10-01', input: 1.8 },
      { ...OWN, tier: 'priority', input: 5 },
      { ...OWN, ctx_from: 200_001, input: 4 },
      { ...OWN, region: 'us', multiplier: 1.1 },
    ];
    const formulas = [
      'LLMCOST("alpha",100000,0)*10',
      'LLMCOST("alpha",100000,0,,,"priority")*10',
      'LLMCOST("alpha",1000000,0)',
      'LLMPRICE("alpha","input",,,"us")',
    ];
    const copy = (...changes: Change[]) => figures(rows, formulas, changes);
    const close = (values: number[]) => values.map((value) => expect.closeTo(value, 12));
    expect(await copy()).toEqual(close([1.8, 5, 4, 1.98]));
    expect(await copy([0, 'my_input', 1])).toEqual(close([1, 5, 4, 1.1]));
    expect(await copy([2, 'my_input', 3], [3, 'my_input', 2])).toEqual(close([1.8, 3, 2, 1.98]));
    for (const changes of [[0, 'my_input', 1] as const, [1, 'my_input', 1] as const]) {
      const now = rows.map((each, index) => (index === changes[0] ? { ...each, my_input: 1 } : each));
      expect(await figures(now, formulas, [])).toEqual(close([1, 5, 4, 1.1]));
    }
  });

  it('takes the last of your prices beside rows of equal conditions', async () => {
    const rows = [
      { ...OWN, input: 2, output: 8, my_output: 9 },
      { ...OWN, valid_from: '2026-06-01', input: 1.8, my_output: 4 },
    ];
    const output = ['LLMPRICE("alpha","output")'];
    expect(await figures(rows, output, [])).toEqual([4]);
    expect(await figures(rows, output, [[1, 'my_output', '']])).toEqual([9]);
    expect(await figures(rows, output, [[0, 'my_output', '']])).toEqual([4]);
    expect(
      await figures(rows, output, [
        [0, 'my_output', ''],
        [1, 'my_output', ''],
      ]),
    ).toEqual([8]);
  });

  it('takes your price also beside a row that the list no longer needs', async () => {
    const rows = [
      { ...OWN, input: 2, output: 8 },
      { ...OWN, valid_from: '2026-06-01', input: 1.8, output: 7 },
    ];
    expect(await figures(rows, ['LLMPRICE("alpha","output")'], [[0, 'my_output', 6]])).toEqual([6]);
  });

  it('takes your price for what the list has no price for, also as the price of its parts', async () => {
    const prices = ['input', 'cache_write', 'cache_write_1h'].map((item) => `LLMPRICE("alpha","${item}")`);
    expect(await figures(ROWS, prices, [])).toEqual([2, 2, 2]);
    expect(await figures(ROWS, prices, [[0, 'my_cache_write', 9]])).toEqual([2, 9, 9]);
  });

  it('has no price for a model beside which an own price or discount is one that the add-in refuses', async () => {
    const refused: readonly (readonly [column: string, content: CellValue])[] = [
      ['my_input', -5],
      ['my_input', '0.8 '],
      ['my_output', 2_000],
      ['my_discount', 15],
      ['my_discount', -0.1],
      ['my_discount', '15%'],
    ];
    const changes = refused.flatMap(([column, content]) => [0, 1].map((row): Change => [row, column, content]));
    // excelts looks at the first cell of a range only
    const sheets = await recalculateAll(await Promise.all(changes.map((each) => bookOf(ROWS, FORMULAS, [each]))));
    sheets.forEach((each) => expect(shownOf(each, FORMULAS)).toEqual([NOT_AVAILABLE, NOT_AVAILABLE, 0]));
  }, 120_000);

  it('takes a My cell with nothing but a space in it as blank', async () => {
    expect(await after([0, 'my_input', ' '], [0, 'my_discount', ' '])).toEqual([2, 1, 0]);
  });

  it('takes off a discount of your own', async () => {
    expect(await after([0, 'my_discount', 0.25])).toEqual([1.5, 0.75, 0]);
  });

  it('takes one discount off, that of the most specific row that has one, as the add-in does', async () => {
    const rows = [
      { ...OWN, input: 2, output: 8 },
      { ...OWN, tier: 'batch', multiplier: 0.5 },
      { ...OWN, tier: 'batch', multiplier: 0.5, valid_from: '2026-01-01' },
      { ...OWN, region: 'us', multiplier: 1.1 },
    ];
    const asked = [[], ['batch'], ['batch', '', 'us']];
    const formulas = ['', ',"batch"', ',"batch",,"us"'].map((rest) => `LLMPRICE("alpha","output"${rest})`);
    const cases: readonly (readonly [changes: Change[], prices: number[]])[] = [
      [[], [8, 4, 4.4]], // 8; × 0.5; × 0.5 × 1.1
      [[0, 1, 2, 3].map((row): Change => [row, 'my_discount', 0.1]), [7.2, 3.6, 3.96]], // × 0.9 each
      // 8 × 0.9; 8 × 0.5 × 0.75; 8 × 0.5 × 1.1 × 0.75
      [
        [
          [0, 'my_discount', 0.1],
          [1, 'my_discount', 0.25],
        ],
        [7.2, 3, 3.3],
      ],
      [
        [
          [0, 'my_discount', 0.1],
          [2, 'my_discount', 0],
        ],
        [7.2, 4, 4.4],
      ],
      // 6; 6 × 0.5; 6 × 0.5 × 1.1, the discount of its row is in it
      [
        [
          [0, 'my_output', 6],
          [0, 'my_discount', 0.1],
        ],
        [6, 3, 3.3],
      ],
      // 6; 6 × 0.5 × 0.9; 6 × 0.5 × 0.9 × 1.1
      [
        [
          [0, 'my_output', 6],
          [1, 'my_discount', 0.1],
        ],
        [6, 2.7, 2.97],
      ],
      // 8; 3; 3 × 1.1
      [
        [
          [1, 'my_output', 3],
          [2, 'my_discount', 0.1],
        ],
        [8, 3, 3.3],
      ],
    ];
    const typedLater = cases.map(([changes]) => bookOf(rows, formulas, changes));
    const typedBefore = cases.map(([changes]) => bookOf(edited(rows, changes), formulas, []));
    const sheets = await recalculateAll(await Promise.all([...typedLater, ...typedBefore]));
    for (const [index, [changes, prices]] of cases.entries()) {
      const expected = prices.map((price) => expect.closeTo(price, 12));
      const price = callable(llmPrice, contextOf(edited(rows, changes)));
      expect(asked.map((rest) => price('alpha', 'output', ...rest))).toEqual(expected);
      expect(shownOf(sheets[index], formulas)).toEqual(expected);
      expect(shownOf(sheets[cases.length + index], formulas)).toEqual(expected);
      expect(await figures(rows, formulas, changes)).toEqual(expected);
    }
  });

  it('goes back to the list price, less the discount, where a price of your own is taken away', async () => {
    const rows = [
      { ...OWN, input: 2, output: 8, my_input: 1, my_discount: 0.25 },
      { ...OWN, valid_from: '2026-10-01', output: 6 },
    ];
    expect(await figures(rows, ['LLMPRICE("alpha","input")'], [])).toEqual([1]);
    expect(await figures(rows, ['LLMPRICE("alpha","input")'], [[0, 'my_input', '']])).toEqual([1.5]); // 2 × 0.75
    const kept = [
      { ...OWN, my_input: 1 },
      { ...OWN, input: 2, output: 8, valid_from: '2026-10-01' },
    ];
    expect(await figures(kept, ['LLMPRICE("alpha","input")'], [[0, 'my_input', '']])).toEqual([2]);
  });

  it('does not give a price of your own to the list', () => {
    const sourceOf = (mine: Partial<PriceRow>) => {
      const { rewriter } = rewriterOf([{ ...OWN, input: 2, output: 8, ...mine }]);
      rewriter.rewrite('=LLMCOST("alpha",1000,10)', { sheet: PLAN, row: 0, column: 0 });
      const contents = rewriter
        .drafts()[0]
        .rows.map((cells) =>
          cells.map((cell) => (typeof cell === 'object' && cell && 'value' in cell ? cell.value : cell)),
        );
      const header = contents.find((cells) => cells.includes('Source')) ?? [];
      const priced = contents.find((cells) => cells[1] === 'acme/alpha') ?? [];
      return [priced[header.indexOf('Source')], priced[header.indexOf('Checked')]];
    };
    expect(sourceOf({})).toEqual(['acme.example/prices', '2026-11-01']);
    expect(sourceOf({ my_input: 1 })).toEqual(['your price for input; acme.example/prices', '2026-11-01']);
    expect(sourceOf({ my_input: 1, my_output: 4 })).toEqual(['your price for input, output', '']);
    expect(sourceOf({ my_discount: 0.5 })[0]).toBe('acme.example/prices; less 50 % (your discount)');
  });

  it('has no price, and not a free one, where a price or a multiplier is taken away', async () => {
    expect(await after([0, 'input', ''])).toEqual([NOT_AVAILABLE, NOT_AVAILABLE, 0]);
    expect(await after([1, 'multiplier', ''])).toEqual([2, NOT_AVAILABLE, 0]);
    expect(await after([2, 'input', ''])).toEqual([2, 1, NOT_AVAILABLE]);
  });
});
