import { associateAll } from '../../src/functions/associateAll';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { functionsJson } from '../../src/functions/functionsJson';
import { WorkbookPriceRuntime } from '../../src/runtime/priceRuntime';
import { eventually } from '../support/eventually';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { column, OFFERS, ROWS, tableOf, typeInto, update } from '../workbook/support';

const METADATA = functionsJson(FUNCTION_DEFINITIONS, 'https://localhost:3000');

let excel: RunningExcel;
let runtime: WorkbookPriceRuntime;
beforeEach(async () => {
  excel = await startExcel({ metadata: METADATA });
  runtime = await open();
});
afterEach(() => excel.stop());

/** The add-in starts on the workbook as it is now. */
async function open(): Promise<WorkbookPriceRuntime> {
  const started = new WorkbookPriceRuntime(Promise.resolve('excel'));
  associateAll(() => started.context());
  await started.ready;
  return started;
}
async function writeFormula(address: string, formula: string): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange(address).formulas = [[formula]];
    await context.sync();
  });
}
const cell = (address: string) => () => excel.valueAt(`Sheet1!${address}`);
const byHand = (...edit: [table: string, header: string, row: number, value: string | number]) =>
  excel.store.asUser(() => typeInto(excel, ...edit));
const COST = '=LLMCOST("gpt-4o",1000,100)'; // 1,000 × 2.5 + 100 × 10 USD per 1M tokens

test('N01 without tables the bundled prices answer, with their date', async () => {
  await writeFormula('A1', COST);
  await eventually(cell('A1'), 0.0035);
  expect(runtime.status()).toMatchObject({
    host: 'excel',
    prices: 'bundled',
    asOf: '2026-11-23',
    hasTables: false,
    canRestore: false,
  });
});

test('a workbook with tables is answered from them, and from nothing else', async () => {
  await runtime.refresh(update([{ provider: 'openai', model: 'gpt-4o', input: 3, output: 20, source: 'test' }]));
  await writeFormula('A1', COST);
  await writeFormula('A2', '=LLMCOST("gpt-5.1",1000,100)');
  await eventually(cell('A1'), 0.005);
  await eventually(cell('A2'), '#N/A');
  expect(runtime.status()).toMatchObject({ prices: 'workbook', asOf: '2026-11-20', models: 1, hasTables: true });
});

test('the bundle fills in other models only when the user allowed it', async () => {
  await runtime.refresh(update([{ provider: 'openai', model: 'gpt-4o', input: 3, output: 20, source: 'test' }]));
  await writeFormula('A1', COST);
  await writeFormula('A2', '=LLMCOST("gpt-5.1",1000,100)');
  await eventually(cell('A2'), '#N/A');
  await runtime.setFillFromBundle(true);
  await eventually(cell('A2'), 0.00225); // 1,000 × 1.25 + 100 × 10
  await eventually(cell('A1'), 0.005);
});

test('an edit of a price by hand recalculates the cells that use our functions, and only says so', async () => {
  await runtime.refresh(update());
  await writeFormula('A1', COST);
  await eventually(cell('A1'), 0.0035);
  byHand('LlmPrices', 'Input (USD/1M)', 0, 5);
  await eventually(cell('A1'), 0.006);
  expect(runtime.status().editedByHand).toBe(true);
});

test('an offer that cannot be read takes its figures with it, by its row of the sheet, until it is mended', async () => {
  await runtime.refresh(update());
  await writeFormula('A1', '=GPUPRICE("H100 SXM")');
  const [[rent]] = await runtime.call('GPUPRICE', ['H100 SXM']);
  expect(typeof rent).toBe('number');
  byHand('GpuPrices', 'USD per GPU hour', 0, 'ask in May');
  await eventually(cell('A1'), '#N/A');
  await expect(runtime.call('GPUPRICE', ['H100 SXM'])).rejects.toThrow(
    'Row 2 of GPU Prices was not admitted: usd_per_gpu_hour is not a number. Mend or delete it.',
  );
  byHand('GpuPrices', 'USD per GPU hour', 0, rent as number);
  await eventually(cell('A1'), rent);
});

describe('a price edited by hand is not given the list as its source', () => {
  /** Of the first line of a bill: source and day of its price. */
  const originOf = async (model: string) => (await runtime.call('LLMEXPLAIN', [model, 1000, 100]))[1].slice(6, 8);
  const EDITED = ['edited by hand (list: test)', ''];
  const FROM_LIST = ['test', '2026-11-01'];
  beforeEach(() => runtime.refresh(update()));

  test('until the edit is taken back', async () => {
    expect(await originOf('gpt-4o')).toEqual(FROM_LIST);
    byHand('LlmPrices', 'Input (USD/1M)', 0, 5);
    await eventually(() => originOf('gpt-4o'), EDITED);
    expect(await originOf('claude-sonnet-4-5')).toEqual(FROM_LIST);
    // what a refresh is compared with stays the list's
    expect(runtime.pricesInForce()?.llmRows[0]).toMatchObject({ input: 5, source: 'test', checked: '2026-11-01' });
    byHand('LlmPrices', 'Input (USD/1M)', 0, 2.5);
    await eventually(() => originOf('gpt-4o'), FROM_LIST);
    byHand('LlmPrices', 'Note', 0, 'ask in May');
    byHand('LlmPrices', 'Context window (tokens)', 0, 100000);
    await eventually(() => runtime.status().editedByHand, true);
    byHand('LlmPrices', 'Output (USD/1M)', 2, 16);
    await eventually(() => originOf('claude-sonnet-4-5'), EDITED);
    expect(await originOf('gpt-4o')).toEqual(FROM_LIST);
  });

  test('and an edited offer of GPUs stays one', async () => {
    byHand('GpuPrices', 'USD per GPU hour', 0, 9);
    await eventually(() => runtime.status().editedByHand, true);
    await eventually(() => runtime.call('GPUPRICE', ['H100 SXM']), [[9]]);
    const offers = () => [...(runtime.prices()?.context.gpuPrices.offersByGpu.values() ?? [])].flat();
    await eventually(() => offers().map(({ source }) => source), ['edited by hand (list: test)']);
    expect(await runtime.call('GPUPRICE', ['H100 SXM'])).toEqual([[9]]);
  });

  test('in the cells of a workbook that is opened with the edit, and without the table of sources', async () => {
    byHand('LlmPrices', 'Input (USD/1M)', 0, 5);
    await eventually(() => originOf('gpt-4o'), EDITED);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Price Sources').delete();
      await context.sync();
    });
    runtime = await open();
    expect(await originOf('gpt-4o')).toEqual(EDITED);
    expect(await runtime.call('LLMPRICE', ['gpt-4o', 'input'])).toEqual([[5]]);
  });
});

describe('several reads of the tables at once', () => {
  /** The gateway's conversations one by one, each held or failed as the test says. */
  function conversations(of: WorkbookPriceRuntime, steer: (number: number, start: () => unknown) => unknown) {
    const run = of.gateway.run.bind(of.gateway);
    let number = 0;
    jest.spyOn(of.gateway, 'run').mockImplementation(((work: Parameters<typeof run>[0]) => {
      number += 1;
      return steer(number, () => run(work));
    }) as typeof run);
    return () => number;
  }

  test('a read that failed is not covered up by an older one that ends later', async () => {
    await runtime.refresh(update());
    byHand('LlmPrices', 'Input (USD/1M)', 0, 5);
    await eventually(() => runtime.status().editedByHand, true);
    let endFirst: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (endFirst = resolve));
    const count = conversations(runtime, async (number, start) => {
      if (number === 1) return start();
      if (number === 2) return ended.then(start); // the first read looks up what was written
      throw new Error('busy');
    });
    byHand('LlmPrices', 'Input (USD/1M)', 0, 6);
    await eventually(count, 2);
    byHand('LlmPrices', 'Input (USD/1M)', 0, 7);
    await eventually(() => runtime.status().prices, 'kept');
    endFirst();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(runtime.status()).toMatchObject({ prices: 'kept', problem: expect.stringContaining('could not be read') });
  });

  test('prices do not wait for the look-up of what was written', async () => {
    await runtime.refresh(update());
    byHand('LlmPrices', 'Input (USD/1M)', 0, 5);
    await eventually(() => runtime.status().editedByHand, true);
    const again = new WorkbookPriceRuntime(Promise.resolve('excel'));
    conversations(again, (number, start) => (number === 1 ? start() : new Promise(() => undefined)));
    await eventually(() => again.status().prices, 'workbook');
    expect(await again.call('LLMPRICE', ['gpt-4o', 'input'])).toEqual([[5]]);
  });
});

test('W08 the user’s own column wins over the list price', async () => {
  await runtime.refresh(update());
  await writeFormula('A1', COST);
  byHand('LlmPrices', 'My input (USD/1M)', 0, 1);
  await eventually(cell('A1'), 0.002); // 1,000 × 1 + 100 × 10
});

test('a poisoned row takes only its own model out, with the reason in the cell and in the pane', async () => {
  await runtime.refresh(update());
  await writeFormula('A1', COST);
  await writeFormula('A2', '=LLMCOST("claude-sonnet-4-5",1000,100)');
  await eventually(cell('A1'), 0.0035);
  byHand('LlmPrices', 'Input (USD/1M)', 0, 'about 2.5');
  await eventually(cell('A1'), '#N/A');
  expect(excel.sentenceAt('Sheet1!A1')).toMatch(/gpt-4o/);
  await eventually(cell('A2'), 0.0045);
  expect(runtime.status().rejected).toMatchObject([{ table: 'LlmPrices', sheetRow: 2, what: 'openai/gpt-4o' }]);
});

test('a broken header keeps the last good prices, says so, and recovers', async () => {
  await runtime.refresh(update());
  await writeFormula('A1', COST);
  await eventually(cell('A1'), 0.0035);
  byHand('LlmPrices', 'Model', -1, 'Modell');
  await eventually(() => runtime.status().prices, 'kept');
  expect(runtime.status().problem).toMatch(/model/i);
  await eventually(cell('A1'), 0.0035);
  byHand('LlmPrices', 'Modell', -1, 'Model');
  await eventually(() => runtime.status().prices, 'workbook');
});

test('a workbook opened with a broken header gives no number, but a sentence', async () => {
  await runtime.refresh(update());
  byHand('LlmPrices', 'Model', -1, 'Modell');
  const reopened = await open();
  await writeFormula('A1', COST);
  await eventually(cell('A1'), '#N/A');
  expect(reopened.status()).toMatchObject({ prices: 'unusable' });
  expect(excel.sentenceAt('Sheet1!A1')).toBe(reopened.status().problem);
});

test('W07 a deleted price sheet keeps the last good prices, and inserting brings the tables back', async () => {
  await runtime.refresh(update());
  await writeFormula('A1', COST);
  await eventually(cell('A1'), 0.0035);
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('LLM Prices').delete();
    await context.sync();
  });
  await runtime.reload();
  expect(runtime.status()).toMatchObject({ prices: 'kept', hasTables: false });
  expect((await runtime.insertTables()).outcome).toBe('done');
  expect(runtime.status()).toMatchObject({ prices: 'workbook', hasTables: true });
});

test('a function called before the workbook was read waits for its tables', async () => {
  await runtime.refresh(update([{ provider: 'openai', model: 'gpt-4o', input: 3, output: 20, source: 'test' }]));
  const started = new WorkbookPriceRuntime(Promise.resolve('excel'));
  const context = started.context();
  expect(context).toBeInstanceOf(Promise);
  expect((await context).prices.snapshot.asOf).toBe('2026-11-20');
});

test('outside Excel, and without office.js, the bundled prices answer', async () => {
  for (const host of ['standalone', 'no-office'] as const) {
    const started = new WorkbookPriceRuntime(Promise.resolve(host));
    await started.ready;
    expect(started.status()).toMatchObject({ host, prices: 'bundled' });
    expect(started.status().models).toBeGreaterThan(300);
  }
});

test('W10 a second refresh while one is under way joins it', async () => {
  const [first, second] = await Promise.all([runtime.refresh(update()), runtime.refresh(update(ROWS.slice(0, 1)))]);
  expect(second).toBe(first);
  expect(column(excel, 'LlmPrices', 'Model')).toHaveLength(ROWS.length);
});

test('restore takes a refresh back, and the cells follow', async () => {
  await runtime.refresh(update());
  await writeFormula('A1', COST);
  await runtime.refresh(
    update(
      ROWS.map((row) => (row.output === 10 ? { ...row, output: 12 } : row)),
      { asOf: '2026-11-22' },
    ),
  );
  await eventually(cell('A1'), 0.0037); // 1,000 × 2.5 + 100 × 12
  expect(runtime.status().canRestore).toBe(true);
  expect(await runtime.restore()).toMatchObject({ outcome: 'done', recalculatedCells: 1 });
  await eventually(cell('A1'), 0.0035);
});

test('the tables hold the bundled prices and GPU offers after Insert', async () => {
  const result = await runtime.insertTables();
  expect(result).toMatchObject({ outcome: 'done', keptEdits: [] });
  expect(tableOf(excel, 'GpuPrices').rect.rows).toBeGreaterThan(OFFERS.length + 20);
  expect(column(excel, 'LlmPrices', 'Model')).toContain('gpt-5.1');
});

test('a call is answered as a cell would be, on the prices in force', async () => {
  await runtime.refresh(update([{ provider: 'openai', model: 'gpt-4o', input: 3, output: 20, source: 'test' }]));
  expect(await runtime.call('LLMCOST', [[['gpt-4o']], [[1000], [2000]], [[100]]])).toEqual([[0.005], [0.008]]);
  expect(await runtime.call('GPUFIT', [[['llama-3.3-70b']], [['H100']], [['fp8']]])).toEqual([[2]]);
  await expect(runtime.call('LLMCOST', [[['gpt-5.1']], [[1000]], [[100]]])).rejects.toMatchObject({
    code: '#N/A',
    message: expect.stringMatching(/^Unknown model "gpt-5\.1"\./),
  });
});
