import { associateAll } from '../../src/functions/associateAll';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { functionsJson } from '../../src/functions/functionsJson';
import type { PriceRow } from '../../src/catalog/priceRow';
import { WorkbookPriceRuntime } from '../../src/runtime/priceRuntime';
import { myPricesInForce } from '../../src/taskpane/prices/discounts/myPricesInForce';
import { eventually } from '../support/eventually';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { column, contentsOf, stampOf, update } from '../workbook/support';

const METADATA = functionsJson(FUNCTION_DEFINITIONS, 'https://localhost:3000');
const price = (model: string, input: number, output: number, more: Partial<PriceRow> = {}): PriceRow => ({
  ...{ provider: 'openai', model, input, output, source: 'test', checked: '2026-11-01' },
  ...more,
});
const ROWS: readonly PriceRow[] = [
  price('gpt-4o', 2.5, 10),
  { provider: 'openai', model: 'gpt-4o', tier: 'batch', multiplier: 0.5, source: 'test', checked: '2026-11-01' },
  price('gpt-5', 1.25, 10, { valid_to: '2026-12-01' }),
  price('gpt-5', 1, 8, { valid_from: '2026-12-01' }),
  { ...price('claude-sonnet-4-5', 3, 15), provider: 'anthropic' },
];
const MY_DISCOUNT = 'My discount';

let excel: RunningExcel;
let runtime: WorkbookPriceRuntime;
beforeEach(async () => {
  excel = await startExcel({ metadata: METADATA });
  runtime = new WorkbookPriceRuntime(Promise.resolve('excel'));
  associateAll(() => runtime.context());
  await runtime.ready;
  await runtime.refresh(update(ROWS));
});
afterEach(() => excel.stop());
async function writeFormulas(...formulas: string[]): Promise<void> {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.getRange(`A1:A${formulas.length}`).formulas = formulas.map((formula) => [formula]);
    await context.sync();
  });
}
const cell = (address: string) => () => excel.valueAt(`Sheet1!${address}`);

test('a discount for a provider stands beside each of its models once, and the formulas follow', async () => {
  await writeFormulas(
    '=LLMCOST("gpt-4o",1000,100)',
    '=LLMCOST("gpt-4o",1000,100,,,"batch")',
    '=LLMCOST("gpt-5",1000,100)',
    '=LLMCOST("gpt-5",1000,100,,,,"2027-01-01")',
    '=LLMCOST("claude-sonnet-4-5",1000,100)',
  );
  await eventually(cell('A1'), 0.0035);
  const stamp = stampOf(excel);
  const result = await runtime.setMyPrices({ provider: 'OpenAI', discount: 0.1 });
  expect(result).toMatchObject({ outcome: 'done', changes: 3, recalculatedCells: 5 });
  expect(column(excel, 'LlmPrices', MY_DISCOUNT)).toEqual([0.1, '', 0.1, 0.1, '']);
  await eventually(cell('A1'), 0.00315); // 0.0035 × 0.9
  await eventually(cell('A2'), 0.001575); // half of it in a batch
  await eventually(cell('A3'), 0.002025); // (1,000 × 1.25 + 100 × 10) per 1M × 0.9
  await eventually(cell('A4'), 0.00162); // (1,000 × 1 + 100 × 8) per 1M × 0.9: taken once
  await eventually(cell('A5'), 0.0045);
  expect(stampOf(excel)).toBe(stamp);
  expect(runtime.status().editedByHand).toBe(false);
});

test('a discount survives a refresh, is listed and logged, and can be taken away', async () => {
  await runtime.setMyPrices({ provider: 'openai', discount: 0.1 });
  await runtime.setMyPrices({ provider: 'anthropic', model: 'claude-sonnet-4-5', input: 2, output: 12 });
  const dearer = ROWS.map((row) => (row.model === 'gpt-4o' && row.input ? { ...row, input: 3 } : row));
  await runtime.refresh(update([...dearer, price('gpt-6', 3, 12)], { asOf: '2026-11-22' }));
  expect(column(excel, 'LlmPrices', 'Input (USD/1M)')[0]).toBe(3);
  expect(myPricesInForce(runtime.pricesInForce()?.llmRows ?? [])).toEqual([
    { provider: 'openai', what: 'discount', value: 0.1, rows: 3, models: 2, ofModels: 3, otherDiscounts: 0 },
    {
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      what: 'input',
      value: 2,
      rows: 1,
      ...{ models: 1, ofModels: 1, otherDiscounts: 0 },
    },
    {
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      what: 'output',
      value: 12,
      rows: 1,
      ...{ models: 1, ofModels: 1, otherDiscounts: 0 },
    },
  ]);
  const { entries, total } = await runtime.history(3);
  expect(total).toBe(9); // two snapshots, three discounts, two own prices, two changes of the list
  expect(entries.map(({ field, model, old, new: now }) => [field, model, old, now])).toEqual([
    ['row', 'gpt-6', '', 'added'],
    ['input', 'gpt-4o', 2.5, 3],
    ['snapshot', '', expect.stringMatching(/^2026-11-20-/), expect.stringMatching(/^2026-11-22-/)],
  ]);
  const all = (await runtime.history()).entries;
  expect(all.filter(({ field }) => field === 'my_discount')).toHaveLength(3);
  expect(all.at(-2)).toMatchObject({ field: 'my_discount', new: 0.1, source: 'set in the pane' });

  expect(await runtime.setMyPrices({ provider: 'openai', discount: null })).toMatchObject({
    outcome: 'done',
    changes: 3,
  });
  expect(column(excel, 'LlmPrices', MY_DISCOUNT).filter((value) => value !== '')).toEqual([]);
});

describe('a discount that stands beside more than the base cards', () => {
  // gpt-4o, its batch row, gpt-5 until and from December, claude-sonnet-4-5
  const typeDiscounts = async (...cells: readonly (number | '')[]) => {
    await Excel.run(async (context) => {
      const body = context.workbook.tables.getItem('LlmPrices').columns.getItem(MY_DISCOUNT).getDataBodyRange();
      body.values = cells.map((each) => [each]);
      await context.sync();
    });
    await runtime.reload();
  };
  const discounts = () => column(excel, 'LlmPrices', MY_DISCOUNT);

  test('is taken out of every row it was written to, and no other discount with it', async () => {
    await typeDiscounts(0.1, 0.1, 0.1, 0.2, 0.1);
    expect(myPricesInForce(runtime.pricesInForce()?.llmRows ?? [])[0]).toEqual({
      ...{ provider: 'openai', what: 'discount', value: 0.1, rows: 3, models: 2, ofModels: 2, otherDiscounts: 0 },
    });
    const change = { provider: 'openai', discount: null, onlyDiscount: 0.1 };
    expect(await runtime.setMyPrices(change)).toMatchObject({ outcome: 'done', changes: 3 });
    expect(discounts()).toEqual(['', '', '', 0.2, 0.1]);
    expect(await runtime.setMyPrices({ provider: 'openai', discount: null })).toMatchObject({ changes: 1 });
    expect(discounts()).toEqual(['', '', '', '', 0.1]);
  });

  test('of a provider goes without the one that a model was given after it', async () => {
    await runtime.setMyPrices({ provider: 'openai', discount: 0.1 });
    await runtime.setMyPrices({ provider: 'openai', model: 'gpt-5', discount: 0.2 });
    expect(discounts()).toEqual([0.1, '', 0.2, 0.2, '']);
    await writeFormulas('=LLMCOST("gpt-5",1000,100)', '=LLMCOST("gpt-4o",1000,100)');
    await runtime.setMyPrices({ provider: 'openai', discount: null, onlyDiscount: 0.1 });
    expect(discounts()).toEqual(['', '', 0.2, 0.2, '']);
    await eventually(cell('A1'), 0.0018); // (1,000 × 1.25 + 100 × 10) per 1M × 0.8
    await eventually(cell('A2'), 0.0035);
  });

  test('gives way to one for the whole model, batch included', async () => {
    await typeDiscounts('', 0.3, '', '', '');
    await writeFormulas('=LLMCOST("gpt-4o",1000,100,,,"batch")');
    await eventually(cell('A1'), 0.001225); // 0.0035 × 0.5 × 0.7
    await runtime.setMyPrices({ provider: 'openai', model: 'gpt-4o', discount: 0.1 });
    expect(discounts()).toEqual([0.1, '', '', '', '']);
    await eventually(cell('A1'), 0.001575); // 0.0035 × 0.5 × 0.9
  });
});

test('an own price names the currency of its row', () => {
  const rows: readonly PriceRow[] = [
    { provider: 'p', model: 'm', currency: 'EUR', input: 2, my_input: 1 },
    { provider: 'p', model: 'm', tier: 'batch', input: 1, my_input: 0.5, my_discount: 0.1 },
  ];
  expect(myPricesInForce(rows).map(({ what, value, currency }) => [what, value, currency])).toEqual([
    ['input', 1, 'EUR'],
    ['input', 0.5, 'EUR'],
    ['discount', 0.1, undefined],
  ]);
});

test('restore takes a discount back', async () => {
  await runtime.setMyPrices({ provider: 'openai', discount: 0.1 });
  expect(runtime.status().canRestore).toBe(true);
  expect(await runtime.restore()).toMatchObject({ outcome: 'done' });
  expect(column(excel, 'LlmPrices', MY_DISCOUNT).filter((value) => value !== '')).toEqual([]);
  expect(column(excel, 'LlmPrices', 'Model')).toHaveLength(ROWS.length);
});

test.each([
  ['a discount in percent', { provider: 'openai', discount: 10 }, /write 10 % off as 0\.1/],
  ['a negative price', { provider: 'openai', model: 'gpt-4o', input: -1 }, /a price as 0 or more/],
  ['a price for a whole provider', { provider: 'openai', input: 1 }, /An own price is for one model/],
  [
    'a model that is not in the table',
    { provider: 'openai', model: 'gpt-4o-x', discount: 0.1 },
    /has no "openai\/gpt-4o-x"/,
  ],
])('%s is declined and nothing is written', async (_what, change, sentence) => {
  const before = contentsOf(excel);
  expect(await runtime.setMyPrices(change)).toMatchObject({
    outcome: 'declined',
    problem: expect.stringMatching(sentence) as string,
  });
  expect(contentsOf(excel)).toEqual(before);
});

test('W04 a protected price sheet is named before anything is written', async () => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('LLM Prices').protection.protect();
    await context.sync();
  });
  expect(await runtime.setMyPrices({ provider: 'openai', discount: 0.1 })).toMatchObject({
    outcome: 'declined',
    problem: 'The sheet "LLM Prices" is protected: unprotect it, then try again.',
  });
});
