import { lambdaText } from '../support/feedTexts';
import { genaiFeedText } from '../support/genaiFeedText';
import { serveFeed, type FeedServer } from '../support/feedServer';
import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';
import { GENAI, LAMBDA, openDetails, pricesPane, type PricesPane } from './support/pricesPane';

jest.setTimeout(240_000);

const MODELS = 2_500;
/** A price list of the company's own; USD per 1M tokens. */
const ownList = (inputUsd: number) =>
  [
    'provider,model,input,output',
    ...Array.from({ length: MODELS }, (_, index) => `acme,model-${index},${inputUsd},8`),
  ].join('\n');

let workbench: WorkbenchPage;
let prices: PricesPane;
let feed: FeedServer;
beforeAll(async () => {
  feed = await serveFeed('');
  workbench = await openWorkbench({ feedOrigins: [feed.origin] });
  prices = pricesPane(workbench.pane);
  await workbench.show('Sheet2');
  await workbench.type('A1', '=LLMCOST("gpt-4o",1000,100)');
  await workbench.type('A2', '=GPUPRICE("A10","lambda",,"count")');
  await workbench.type('A3', '=LLMPRICE("acme/model-2499")');
});
afterAll(async () => {
  await workbench?.close();
  await feed?.close();
});

const button = (name: string | RegExp) => workbench.pane.getByRole('button', { name, exact: typeof name === 'string' });
const outcome = (text: RegExp) =>
  workbench.pane.getByRole('region', { name: 'Refresh prices' }).getByText(text).waitFor({ timeout: 60_000 });
const differenceText = (text: string | RegExp) => prices.difference.getByText(text).waitFor({ timeout: 60_000 });
async function refreshFrom(title: string, body: string, lastModified = 'Tue, 24 Nov 2026 08:00:00 GMT') {
  Object.assign(feed, { body, headers: { 'last-modified': lastModified } });
  await prices.chooseSources({ [title]: feed.origin });
  await prices.refresh();
}

const priced = (input_mtok: number, output_mtok: number) => genaiFeedText({ 'gpt-4o': { input_mtok, output_mtok } });

describe('a copy of a list that is older than the one the workbook has', () => {
  test('P17 is refused with its day and the risk of taking it, and no number moves', async () => {
    await refreshFrom(GENAI, priced(2, 8));
    await prices.accept();
    await workbench.expectValue('Sheet2', 'A1', 0.0028); // 1,000 × 2 + 100 × 8 per 1M
    await refreshFrom(GENAI, priced(2.2, 9), 'Tue, 10 Nov 2026 08:00:00 GMT');
    await outcome(/^Nothing could be taken from the sources, so nothing was written/);
    await workbench.pane.getByText(/is of 2026-11-10, older than that of 2026-11-24/).waitFor();
    await workbench.pane.getByText('Taken anyway, it may bring back prices that have changed since.').waitFor();
    await workbench.expectValue('Sheet2', 'A1', 0.0028);
  });

  test('P17 is shown as a difference with “Take it anyway”, and written once that is accepted', async () => {
    await button(`Take it anyway: ${GENAI}`).click();
    const card = await prices.card('openai/gpt-4o');
    await card.getByText('+10 %, dearer').waitFor({ timeout: 60_000 });
    await workbench.expectValue('Sheet2', 'A1', 0.0028);
    await prices.accept();
    await workbench.expectValue('Sheet2', 'A1', 0.0031); // 1,000 × 2.2 + 100 × 9 per 1M
  });
});

describe('a price that was typed over the list', () => {
  test('is kept as an own price: the difference says so before it is written, and no number moves', async () => {
    const [header, ...rows] = await workbench.cells('LLM Prices', 'A1:J2000');
    const columnOf = (title: string) => header.findIndex(({ value }) => value === title);
    const row = rows.findIndex((cells) => cells[columnOf('Model')].value === 'gpt-4o');
    await workbench.show('LLM Prices');
    await workbench.type(`${'ABCDEFGHIJ'[columnOf('Input (USD/1M)')]}${row + 2}`, '2.1');
    await workbench.show('Sheet2');
    await workbench.expectValue('Sheet2', 'A1', 0.003); // 1,000 × 2.1 + 100 × 9 per 1M
    await refreshFrom(GENAI, priced(2.4, 9), 'Wed, 25 Nov 2026 08:00:00 GMT');
    await prices.difference.waitFor({ timeout: 60_000 });
    const shown = await prices.change('openai/gpt-4o', 'input');
    expect(shown).toBe(
      'input$2.1 →  becomes $2.4list price only; you typed $2.1 here, it is kept as your own price and still counts',
    );
    await prices.accept();
    await workbench.expectValue('Sheet2', 'A1', 0.003);
  });
});

describe('a list of GPU prices that lost most of its GPUs', () => {
  const ALL = { gpu_1x_h100_sxm5: 4.29, gpu_1x_gh200: 2.29, gpu_1x_a10: 1.29 };

  test('P11 is refused with the risk of taking it, and the offers in force stay', async () => {
    await refreshFrom(LAMBDA, lambdaText(ALL));
    await prices.accept();
    await workbench.expectValue('Sheet2', 'A2', 2);
    await refreshFrom(LAMBDA, lambdaText({ gpu_1x_h100_sxm5: 4.29 }));
    await outcome(/^Nothing could be taken from the sources, so nothing was written/);
    await workbench.pane.getByText(/because the list has 1 GPU, and 3 that came from it are in force/).waitFor();
    await workbench.pane.getByText(/Do so only when they really ended/).waitFor();
    await workbench.expectValue('Sheet2', 'A2', 2);
  });

  test('P11 is shown as ended offers with “Take it anyway”; accepted, formulas count one offer less', async () => {
    await button(`Take it anyway: ${LAMBDA}`).click();
    await differenceText('Will be written: 2 ended GPU offers.');
    await workbench.expectValue('Sheet2', 'A2', 2);
    await prices.accept();
    await workbench.expectValue('Sheet2', 'A2', 1); // the one that came with the add-in
  });
});

describe('a difference of 2,500 models', () => {
  test('is cancelled while the list is coming, and nothing is written', async () => {
    await prices.chooseSources({});
    await openDetails(workbench.pane, /^A list of your own/);
    await workbench.pane.getByRole('radio', { name: /^Behind an address/ }).check();
    await workbench.pane.getByRole('radio', { name: 'Models', exact: true }).check();
    await workbench.pane.getByLabel('Address of your price list').fill(feed.origin);
    Object.assign(feed, { body: ownList(2), delayMs: 600_000, headers: {} });
    await prices.refresh();
    await workbench.pane.getByText(/\d kB so far/).waitFor();
    await button('Cancel').click();
    await outcome(/^Nothing was written/);
    await workbench.expectValue('Sheet2', 'A3', '#N/A');
  });

  test('comes in pages, counts what is ticked, and is written with its progress said', async () => {
    feed.delayMs = 0;
    await prices.refresh();
    await differenceText('Will be written: 2,500 new models.');
    await prices.accept();
    await workbench.expectValue('Sheet2', 'A3', 2);
    feed.body = ownList(2.2);
    await prices.refresh();
    await differenceText('Will be written: 2,500 changed models.');
    await differenceText('1–40 of 2,500');
    expect(await prices.difference.getByRole('checkbox').count()).toBe(40);
    await button('Next').click();
    await differenceText('41–80 of 2,500');
  });

  test('a search finds one among them, which is left as it is; what is ticked on other pages stays ticked', async () => {
    const card = await prices.card('acme/model-2499');
    await card.getByRole('checkbox').uncheck();
    await differenceText('Will be written: 2,499 changed models. 1 left as it is.');
    await workbench.pane.getByRole('searchbox', { name: 'Search models and GPUs' }).fill('model-249');
    await differenceText('Tick all 11'); // model-249 and model-2490 … model-2499
    await button('Write the ticked prices').click();
    await workbench.pane.getByRole('progressbar', { name: 'Writing the tables …' }).waitFor();
    await outcome(/^Prices refreshed: .*; 2,499 prices changed/);
    await workbench.expectValue('Sheet2', 'A3', 2);
    await workbench.type('A4', '=LLMPRICE("acme/model-0")');
    await workbench.expectValue('Sheet2', 'A4', 2.2);
  });
});

test('X02 nothing was thrown, the security policy held, and only the list was asked', () => {
  expect(workbench.misconduct.errors).toEqual([]);
  expect(workbench.misconduct.outside.filter((url) => !url.startsWith(feed.origin))).toEqual([]);
});
