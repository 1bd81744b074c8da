/** From the sources to the cells of the workbook: what `collectPrices` proposes and `applyChoice` takes, written. */
import { associateAll } from '../../src/functions/associateAll';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { functionsJson } from '../../src/functions/functionsJson';
import type { PriceRow } from '../../src/catalog/priceRow';
import { applyChoice } from '../../src/feeds/applyChoice';
import { collectPrices } from '../../src/feeds/collectPrices';
import { differenceFromBundle } from '../../src/feeds/differenceFromBundle';
import { GENAI_PRICES_FEED } from '../../src/feeds/genaiPrices/genaiPricesFeed';
import { SKYPILOT_FEEDS } from '../../src/feeds/gpuPrices/skypilotFeeds';
import { LITE_LLM_FEED } from '../../src/feeds/liteLlm/liteLlmFeed';
import { ownPriceRange } from '../../src/feeds/ownPrices/ownPriceRange';
import type { ChosenSource, RefreshProposal } from '../../src/feeds/refreshProposal';
import { WorkbookPriceRuntime } from '../../src/runtime/priceRuntime';
import { typedOver } from '../../src/taskpane/prices/refresh/typedOver';
import { eventually } from '../support/eventually';
import { serveFeed, type FeedServer } from '../support/feedServer';
import { genaiText, lambdaText, liteLlmText } from '../support/feedTexts';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { column, contentsOf, stampOf, typeInto, update } from '../workbook/support';

const METADATA = functionsJson(FUNCTION_DEFINITIONS, 'https://localhost:3000');
const TODAY = new Date().toISOString().slice(0, 10);
const RATES = { 'gpt-4o': { input: 2.5, output: 10 }, 'gpt-5': { input: 1.25, output: 10 } };
const ROWS = Object.entries(RATES).map(([model, rates]): PriceRow => {
  return { provider: 'openai', model, ...rates, source: 'genai-prices', checked: '2026-11-01' };
});
const SOURCES = ['genai-prices', 'litellm'].map((source) => ({
  ...{ source, retrieved: '2026-11-01T08:00:00.000Z', rows: 2, status: 'ok', quarantined: 0 },
}));

let excel: RunningExcel;
let runtime: WorkbookPriceRuntime;
const servers: FeedServer[] = [];
beforeEach(async () => {
  excel = await startExcel({ metadata: METADATA });
  runtime = new WorkbookPriceRuntime(Promise.resolve('excel'));
  associateAll(() => runtime.context());
  await runtime.ready;
});
afterEach(async () => {
  excel.stop();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function served(feed: ChosenSource['feed'], body: string, status = 200): Promise<ChosenSource> {
  const server = Object.assign(await serveFeed(body), { status });
  servers.push(server);
  return { feed, url: `${server.origin}/prices` };
}
async function collect(...chosen: ChosenSource[]): Promise<RefreshProposal> {
  const against = runtime.pricesInForce();
  if (!against) throw new Error('no prices in force');
  return collectPrices(chosen, { ...against, typedOver: typedOver(await runtime.typedRows(), false) });
}
const acceptAll = (proposal: RefreshProposal) =>
  runtime.refresh(applyChoice(proposal, new Set(proposal.cards.map(({ key }) => key))));
async function writeFormula(address: string, formula: string): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange(address).formulas = [[formula]];
    await context.sync();
  });
}
const cell = (address: string) => () => excel.valueAt(`Sheet1!${address}`);
const COST = '=LLMCOST("gpt-4o",1000,100)';

test('N08 a partial refresh is labelled per source in the workbook; formulas follow what was read', async () => {
  await runtime.refresh(update(ROWS, { sources: SOURCES }));
  await writeFormula('A1', COST);
  await eventually(cell('A1'), 0.0035);
  const proposal = await collect(
    await served(GENAI_PRICES_FEED, genaiText({ ...RATES, 'gpt-4o': { input: 2, output: 10 } })),
    await served(LITE_LLM_FEED, '', 404),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(cell('A1')()).toBe(0.0035); // numbers move only after a person has agreed
  expect(await acceptAll(proposal)).toMatchObject({ outcome: 'done', changes: 1, recalculatedCells: 1 });
  await eventually(cell('A1'), 0.003); // 1,000 × 2 + 100 × 10
  const [genai, liteLlm] = runtime.status().sources;
  expect(genai).toMatchObject({ source: 'genai-prices', status: 'ok', rows: 2, ageDays: 0, isOld: false });
  expect(liteLlm).toMatchObject({ source: 'litellm', retrieved: '2026-11-01T08:00:00.000Z', rows: 2 });
  expect(liteLlm.status).toMatch(/^older prices kept, failed on .*answered 404/);
});

test('a difference says what becomes of a price that was typed over the list, and the write does it', async () => {
  await runtime.refresh(update(ROWS, { sources: SOURCES }));
  await writeFormula('A1', COST);
  typeInto(excel, 'LlmPrices', 'Input (USD/1M)', 0, 2);
  typeInto(excel, 'LlmPrices', 'Output (USD/1M)', 1, 9);
  typeInto(excel, 'LlmPrices', 'My output (USD/1M)', 1, 8);
  typeInto(excel, 'GpuPrices', 'USD per GPU hour', 0, 2);
  await eventually(cell('A1'), 0.003); // 1,000 × 2 + 100 × 10
  const proposal = await collect(
    await served(
      GENAI_PRICES_FEED,
      genaiText({ 'gpt-4o': { input: 3, output: 11 }, 'gpt-5': { input: 1, output: 7 } }),
    ),
  );
  const cells = proposal.cards.flatMap(({ changes }) =>
    changes.map(({ what, column: name, old, new: now, keptAs }) => [what, name, old, now, keptAs]),
  );
  expect(cells).toEqual([
    ['openai/gpt-4o', 'input', 2, 3, 'own price'],
    ['openai/gpt-4o', 'output', 10, 11, undefined],
    ['openai/gpt-5', 'input', 1.25, 1, undefined],
    ['openai/gpt-5', 'output', 9, 7, 'as typed'],
  ]);
  await acceptAll(proposal);
  const columns = ['Input', 'Output', 'My input', 'My output'].map((name) =>
    column(excel, 'LlmPrices', `${name} (USD/1M)`),
  );
  expect(columns).toEqual([
    [3, 1],
    [11, 9],
    [2, ''],
    ['', 8],
  ]);
  await eventually(cell('A1'), 0.0031); // 1,000 × 2, typed, + 100 × 11
  expect(typedOver(await runtime.typedRows(), false)).toEqual([
    { what: 'openai/gpt-5', column: 'output', keptAs: 'as typed' },
    { what: 'h100-sxm at runpod, on demand', column: 'usd_per_gpu_hour', keptAs: 'own price' },
  ]);
});

test('N10 a refresh that fails leaves the workbook as it was, its age included', async () => {
  await runtime.refresh(update(ROWS, { sources: SOURCES }));
  const [before, status] = [contentsOf(excel), runtime.status()];
  const proposal = await collect(await served(GENAI_PRICES_FEED, '', 404));
  expect(proposal.canBeWritten).toBe(false);
  expect(contentsOf(excel)).toEqual(before);
  expect(runtime.status()).toMatchObject({ asOf: '2026-11-20', ageDays: status.ageDays, sources: status.sources });
});

test('P17 a copy that a refresh replaced is refused when it comes again, and restore lets it in again', async () => {
  await runtime.refresh(update(ROWS, { sources: SOURCES }));
  const old = await served(GENAI_PRICES_FEED, genaiText({ ...RATES, 'gpt-5': { input: 1.2, output: 10 } }));
  await acceptAll(await collect(old));
  await acceptAll(await collect(await served(GENAI_PRICES_FEED, genaiText(RATES))));
  expect((await collect(old)).sources).toMatchObject([{ state: 'older' }]);
  await runtime.restore();
  expect((await collect(old)).sources).toMatchObject([{ state: 'unchanged', sentence: `Nothing new since ${TODAY}.` }]);
});

test('the first refresh makes the tables when there are none', async () => {
  expect(runtime.status()).toMatchObject({ prices: 'bundled', hasTables: false });
  const proposal = await collect(
    ownPriceRange({
      ...{ address: 'Sheet1!A1:D2', dates1904: false },
      cells: [
        ['provider', 'model', 'input', 'output'],
        ['acme', 'own-model', 1, 2],
      ],
    }),
  );
  expect(await acceptAll(proposal)).toMatchObject({ outcome: 'done' });
  expect(runtime.status()).toMatchObject({ prices: 'workbook', hasTables: true });
  await writeFormula('A1', '=LLMCOST("own-model",1000,100)');
  await eventually(cell('A1'), 0.0012);
});

test('what is selected in the workbook is a price list, cut to what is filled', async () => {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    sheet.getRange('B2:D3').values = [
      ['provider', 'model', 'input'],
      ['openai', 'gpt-4o', 2.25],
    ];
    sheet.getRange('B:D').select();
    await context.sync();
  });
  expect(await runtime.selectedRange()).toEqual({
    address: 'Sheet1!B2:D3',
    dates1904: false,
    cells: [
      ['provider', 'model', 'input'],
      ['openai', 'gpt-4o', 2.25],
    ],
  });
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange('Z90').select();
    await context.sync();
  });
  await expect(runtime.selectedRange()).rejects.toThrow(/Nothing is selected: select the list with its header row/);
});

test('W08 own GPU prices and edits by hand survive a refresh of GPU prices, which compares list prices', async () => {
  const offer = (gpu: string, type: string, usd: number) => ({
    ...{ gpu, provider: 'lambda', offer: type, plan: 'on_demand' as const, usd_per_gpu_hour: usd },
    ...{ min_gpus: 1, region: 'us-east-1', checked: '2026-11-01', source: 'skypilot-catalog/lambda' },
  });
  const offers = [offer('h100-sxm', 'gpu_1x_h100_sxm5', 4.29), offer('gh200', 'gpu_1x_gh200', 2.29)];
  await runtime.refresh(update(ROWS, { sources: SOURCES, gpuOffers: offers }));
  typeInto(excel, 'GpuPrices', 'My USD per GPU hour', 0, 1.5);
  typeInto(excel, 'GpuPrices', 'Note', 1, 'asked by mail');
  await runtime.reload();
  await writeFormula('A1', '=GPUPRICE("h100-sxm")');
  await eventually(cell('A1'), 1.5);
  const lambda = await served(SKYPILOT_FEEDS[0], lambdaText({ gpu_1x_h100_sxm5: 3.99, gpu_1x_gh200: 2.29 }));
  const proposal = await collect(lambda);
  expect(proposal.cards.map(({ changes: [price] }) => [price.old, price.new])).toEqual([[4.29, 3.99]]);
  expect(await acceptAll(proposal)).toMatchObject({ outcome: 'done' });
  expect(column(excel, 'GpuPrices', 'USD per GPU hour')).toEqual([3.99, 2.29]);
  expect(column(excel, 'GpuPrices', 'My USD per GPU hour')).toEqual([1.5, '']);
  expect(column(excel, 'GpuPrices', 'Note')).toEqual(['', 'asked by mail']);
  await eventually(cell('A1'), 1.5);
});

test('what the bundle fills in for formulas is not written into the table by a refresh', async () => {
  await runtime.refresh(update(ROWS, { sources: SOURCES }));
  await runtime.setFillFromBundle(true);
  expect(runtime.status().models).toBeGreaterThan(300);
  await acceptAll(await collect(await served(GENAI_PRICES_FEED, genaiText(RATES))));
  expect(column(excel, 'LlmPrices', 'Model')).toEqual(['gpt-4o', 'gpt-5']);
});

describe('S05 a workbook with older prices in a newer add-in', () => {
  // $3 was never the price of gpt-4o: it can only come from the workbook
  const OLD = [{ ...ROWS[0], input: 3, output: 12, checked: '2026-01-15' }];

  test('keeps its numbers, and the difference waits for a decision, card by card', async () => {
    await runtime.refresh(update(OLD, { asOf: '2026-01-15', sources: SOURCES }));
    await writeFormula('A1', COST);
    await eventually(cell('A1'), 0.0042); // 1,000 × 3 + 100 × 12
    const stamp = stampOf(excel);
    runtime = new WorkbookPriceRuntime(Promise.resolve('excel')); // the workbook is opened again
    await runtime.ready;
    expect(runtime.status()).toMatchObject({ asOf: '2026-01-15', bundledAsOf: '2026-11-23' });
    const against = runtime.pricesInForce();
    if (!against) throw new Error('no prices in force');
    const difference = differenceFromBundle(runtime.bundledPrices(), against);
    const gpt4o = difference.cards.find(({ what }) => what === 'openai/gpt-4o');
    expect(gpt4o).toMatchObject({ change: 'changed', preselected: true, source: 'embedded' });
    expect(gpt4o?.changes).toEqual(
      expect.arrayContaining([
        { what: 'openai/gpt-4o', column: 'input', old: 3, new: 2.5 },
        { what: 'openai/gpt-4o', column: 'output', old: 12, new: 10 },
      ]),
    );
    expect([cell('A1')(), stampOf(excel)]).toEqual([0.0042, stamp]);

    const chosen = applyChoice(difference, new Set([gpt4o?.key ?? '']));
    expect(chosen.asOf).toBe('2026-11-23');
    expect(chosen.sources.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['genai-prices', 'litellm', '@pydantic/genai-prices 0.1.8']),
    );
    expect(await runtime.refresh(chosen)).toMatchObject({ outcome: 'done' });
    await eventually(cell('A1'), 0.0035);
    expect(new Set(column(excel, 'LlmPrices', 'Model'))).toEqual(new Set(['gpt-4o']));
  });

  test('is offered nothing where the workbook was checked later than the add-in', async () => {
    await runtime.refresh(update([{ ...ROWS[0], input: 3, checked: '2026-11-25' }], { sources: SOURCES }));
    const against = runtime.pricesInForce();
    if (!against) throw new Error('no prices in force');
    const difference = differenceFromBundle(runtime.bundledPrices(), against);
    expect(difference.cards.find(({ what }) => what === 'openai/gpt-4o')).toBeUndefined();
  });
});

test('a source is old after thirty days', async () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const aged = [31, 30].map((days, index) => ({ ...SOURCES[index], retrieved: daysAgo(days) }));
  await runtime.refresh(update(ROWS, { sources: aged }));
  expect(runtime.status().oldAfterDays).toBe(30);
  expect(runtime.status().sources.map(({ ageDays, isOld }) => [ageDays, isOld])).toEqual([
    [31, true],
    [30, false],
  ]);
});

test('a model that both lists have is taken from the more trusted one, and the other is named', async () => {
  await runtime.refresh(update(ROWS, { sources: SOURCES }));
  const proposal = await collect(
    await served(LITE_LLM_FEED, liteLlmText({ ...RATES, 'gpt-6': { input: 4, output: 12 } })),
    await served(GENAI_PRICES_FEED, genaiText({ ...RATES, 'gpt-6': { input: 3, output: 12 } })),
  );
  expect(proposal.cards).toMatchObject([{ what: 'openai/gpt-6', change: 'new', source: 'genai-prices' }]);
  await acceptAll(proposal);
  await writeFormula('A1', '=LLMPRICE("gpt-6")');
  await eventually(cell('A1'), 3);
});
