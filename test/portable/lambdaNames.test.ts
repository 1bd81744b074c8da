import { Workbook } from '@cj-tech-master/excelts';
import type { CellValue } from '../../src/functions/definition';
import type { PriceRow, PriceTable } from '../../src/catalog/priceRow';
import { compileCatalog } from '../../src/catalog/compileCatalog';
import { compileGpuPrices } from '../../src/catalog/gpuPriceCatalog';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { lambdaNames } from '../../src/portable/lambdaNames';
import { LLM_TABLE } from '../../src/workbook/priceTableLayout';
import { bundledPrices } from '../../src/runtime/bundledPrices';
import { calculateWithExcelts } from '../../src/tooling/calculateWithExcelts';
import { priceTableOf } from '../support/rewrittenPlan';

const OWN = { provider: 'acme', source: 'acme.example/prices', checked: '2026-11-01' };
const ROWS: PriceRow[] = [
  { ...OWN, model: 'alpha', input: 2, output: 8 },
  { ...OWN, model: 'alpha', tier: 'batch', multiplier: 0.5 },
  { ...OWN, model: 'mine', input: 2, output: 8, my_input: 1 },
  { ...OWN, model: 'free', input: 0, output: 0 },
  { ...OWN, model: 'dated', input: 2, output: 8 },
  { ...OWN, model: 'dated', input: 1, output: 4, valid_from: '2026-06-01' },
  { ...OWN, model: 'banded', input: 2, output: 8 },
  { ...OWN, model: 'banded ', tier: ' Standard', input: 4, output: 16, ctx_from: 200_001 },
  { ...OWN, model: 'regional', input: 2, output: 8 },
  { ...OWN, model: 'regional', region: 'us', multiplier: 1.1 },
  { ...OWN, model: 'discounted', input: 2, output: 8, my_discount: 0.25 },
  { ...OWN, model: 'with-fee', input: 2, output: 8, request_per_1k: 5 },
  { ...OWN, model: 'in-euro', input: 2, output: 8, currency: 'EUR' },
  { ...OWN, model: 'no-output', input: 2 },
  { ...OWN, model: 'batch-only', tier: 'batch', input: 2, output: 8 },
  { ...OWN, model: 'shared', input: 2, output: 8 },
  { ...OWN, provider: 'bolt', model: 'shared', input: 3, output: 9 },
];
const NOT_AVAILABLE = { error: '#N/A' };

const TABLE = { snapshot: { id: 'test', asOf: '2026-11-23', origin: 'workbook' } as const, rows: ROWS };

/** What formulas with the names show, in an engine of others. */
async function shown(...formulas: string[]) {
  const workbook = bookWith(TABLE);
  const plan = workbook.addWorksheet('Plan');
  formulas.forEach((formula, row) => (plan.getCell(row + 1, 1).value = { formula }));
  plan.getCell('C1').value = 'acme/alpha';
  plan.getCell('D1').value = 'no such model';
  plan.getCell('E1').value = 1000;
  plan.getCell('F1').value = 2000;
  const sheets = await calculateWithExcelts(new Uint8Array(await workbook.xlsx.writeBuffer()));
  return formulas.map((_, row) => sheets.get('Plan')?.get(`A${row + 1}`));
}

/** The price table, and the names over it. */
function bookWith(table: PriceTable, hasColumn: (header: string) => boolean = () => true): Workbook {
  const workbook = new Workbook();
  const { cells } = priceTableOf(table);
  const prices = workbook.addWorksheet('LLM Prices');
  const kept = cells.map((line) => line.filter((_, column) => hasColumn(String(cells[0][column]))));
  const [header, ...body] = kept;
  prices.addTable({
    name: 'LlmPrices',
    ref: 'B3',
    columns: header.map((name) => ({ name: String(name) })),
    rows: body.map((line) => line.map((cell: CellValue) => (cell === '' ? null : cell))),
  });
  const headers = header.map(String);
  for (const { name, formula } of lambdaNames(headers)) workbook.definedNames.addFormula(name, formula.slice(1));
  return workbook;
}

describe('named LAMBDAs', () => {
  it('price a request at the standard prices of its provider, your own first', async () => {
    expect(
      await shown(
        'X_LLMCOST("acme/alpha",1000000,500000)',
        'X_LLMCOST("ACME/Alpha",1000000,500000)',
        'X_LLMCOST(C1,E1,0)',
        'X_LLMCOST("acme/mine",1000000,1000000)',
        'X_LLMCOST("acme/free",1000,1000)',
        'X_LLMCOST("bolt/shared",1000000,0)',
        'X_LLMPRICE("acme/alpha","output")',
        'X_LLMPRICE("acme/mine","input")',
      ),
    ).toEqual([6, 6, 0.002, 9, 0, 3, 8, 1]);
  });

  it.each(['dated', 'banded', 'regional', 'discounted', 'with-fee', 'in-euro', 'no-output', 'batch-only'])(
    'refuse %s, whose price they do not compute',
    async (model) => {
      expect(await shown(`X_LLMCOST("acme/${model}",1000,100)`, `X_LLMPRICE("acme/${model}","output")`)).toEqual([
        NOT_AVAILABLE,
        NOT_AVAILABLE,
      ]);
    },
  );

  it('refuse unknown names, patterns, blanks, texts, negative counts and ranges', async () => {
    const refused = [
      'X_LLMCOST("acme/gamma",1000,100)',
      'X_LLMCOST("acme/alph*",1000,100)',
      'X_LLMCOST("acme/alph?",1000,100)',
      'X_LLMCOST("",1000,100)',
      'X_LLMCOST("alpha",1000,100)',
      'X_LLMCOST(B1,1000,100)',
      'X_LLMCOST(C1:D1,1000,100)',
      'X_LLMCOST("acme/alpha","1000",100)',
      'X_LLMCOST("acme/alpha",B1,100)',
      'X_LLMCOST("acme/alpha",-1,100)',
      'X_LLMCOST("acme/alpha",E1:F1,100)',
      'X_LLMPRICE("acme/alpha","reasoning")',
      'X_LLMPRICE("acme/alpha",B1)',
      'X_LLMROUTE(1000,0.003,0.009,20)',
      'X_GPUPAYBACK(9000,285000,9000)',
    ];
    expect(await shown(...refused)).toEqual(refused.map(() => NOT_AVAILABLE));
  });

  it('answer the examples of LLMROUTE (without its router) and GPUPAYBACK', async () => {
    // 30,000 × (0.8 × 0.003 + 0.2 × 0.009); 285,000 ÷ 15,000
    const [route, months] = await shown('X_LLMROUTE(30000,0.003,0.009,0.2)', 'X_GPUPAYBACK(24000,285000,9000)');
    expect(route).toBeCloseTo(126, 9);
    expect(months).toBe(19);
  });

  it('differ from LLMCOST for no model of the embedded prices: the same figure, or #N/A', async () => {
    const { llm, gpu } = bundledPrices();
    const models = [...new Set(llm.rows.map(({ provider, model }) => `${provider}/${model}`))].filter(
      (_, index) => index % 20 === 0,
    );
    const workbook = bookWith(llm);
    const plan = workbook.addWorksheet('Plan');
    models.forEach((model, row) => {
      plan.getCell(row + 1, 1).value = { formula: `X_LLMCOST("${model}",1000,100)` };
      plan.getCell(row + 1, 2).value = { formula: `LLMCOST("${model}",1000,100)` };
    });
    const context = { prices: compileCatalog(llm), gpuPrices: compileGpuPrices(gpu) };
    const sheets = await calculateWithExcelts(new Uint8Array(await workbook.xlsx.writeBuffer()), context);
    const at = (address: string) => sheets.get('Plan')?.get(address);
    const answered = models.map((_, row) => row + 1).filter((row) => typeof at(`A${row}`) === 'number');
    for (const row of answered) expect([row, at(`A${row}`)]).toEqual([row, expect.closeTo(Number(at(`B${row}`)), 12)]);
    expect(answered.length).toBeGreaterThan(models.length / 2);
  });

  it('over a table of a copy, which has no blank columns, price what stands there alike', async () => {
    const alpha: PriceRow = { ...OWN, model: 'alpha', input: 2, output: 8 };
    const workbook = bookWith({ ...TABLE, rows: [alpha] }, (header) =>
      /^(Provider|Model|Input|Output) ?(\(|$)/.test(header),
    );
    const plan = workbook.addWorksheet('Plan');
    const formulas = [
      'X_LLMCOST("acme/alpha",1000000,500000)',
      'X_LLMPRICE("acme/alpha","output")',
      'X_LLMCOST("acme/beta",1,1)',
    ];
    formulas.forEach((formula, row) => (plan.getCell(row + 1, 1).value = { formula }));
    const sheets = await calculateWithExcelts(new Uint8Array(await workbook.xlsx.writeBuffer()));
    // 1 × 2 + 0.5 × 8 USD; 8 USD per 1M; no such model
    expect([1, 2, 3].map((row) => sheets.get('Plan')?.get(`A${row}`))).toEqual([6, 8, NOT_AVAILABLE]);
  });

  it('keep the limits of Excel, and the names of our functions free', () => {
    const ids = FUNCTION_DEFINITIONS.map(({ id }) => id);
    for (const { name, formula, comment } of lambdaNames(LLM_TABLE.columns.map(({ header }) => header))) {
      expect(formula.length).toBeLessThan(7900);
      expect(comment.length).toBeLessThanOrEqual(255);
      expect(ids).toContain(name.replace(/^X_/, ''));
      expect(ids).not.toContain(name);
    }
  });
});
