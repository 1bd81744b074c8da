import { genaiFeedText } from '../support/genaiFeedText';
import { serveFeed, type FeedServer } from '../support/feedServer';
import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';
import { paneStates } from './support/paneLooks';
import { GENAI, LITE_LLM, openDetails, pricesPane, type PricesPane } from './support/pricesPane';

/**
 * Every state of the pane, reached as a person reaches it, each going on from the one before. In each the pane is looked
 * at in light, dark and high contrast: no serious finding of the accessibility rules, nothing wider than the pane at
 * 320 px, at 450 px and at 200 % zoom. PANE_PICTURES=folder keeps a picture of each.
 */
jest.setTimeout(240_000);

let workbench: WorkbenchPage;
let prices: PricesPane;
let genai: FeedServer;
let broken: FeedServer;
beforeAll(async () => {
  genai = await serveFeed(CHEAPER);
  broken = await serveFeed('<html>');
  workbench = await openWorkbench({ feedOrigins: [genai.origin, broken.origin], firstRun: true });
  await workbench.page.setViewportSize({ width: 1400, height: 2_600 });
  prices = pricesPane(workbench.pane);
});
afterAll(async () => {
  await workbench?.close();
  await genai?.close();
  await broken?.close();
});

const state = paneStates(() => workbench);
const button = (name: string | RegExp) => workbench.pane.getByRole('button', { name, exact: typeof name === 'string' });
const text = (words: string | RegExp) => workbench.pane.getByText(words).first().waitFor({ timeout: 60_000 });

const CHEAPER = genaiFeedText({
  'gpt-4o': { input_mtok: 2, cache_read_mtok: 1, output_mtok: 8 },
  'gpt-4o-mini': { input_mtok: 15, cache_read_mtok: 0.05, output_mtok: 0.4 },
});

describe('first run', () => {
  state('First run', () => button('Insert price tables').waitFor());
  state('First run, done', async () => {
    await button('Insert price tables').click();
    await text(/^Prices inserted/);
  });
});

describe('Prices', () => {
  state('Prices at a glance', async () => {
    await button('Go on to the prices').click();
    await text('Model prices of 2026-11-23');
  });
  state('Prices, sources and form opened', async () => {
    await openDetails(workbench.pane, /^\d+ sources/);
    await openDetails(workbench.pane, /^Model prices/);
    await openDetails(workbench.pane, /^GPU rental prices/);
    await openDetails(workbench.pane, /^A list of your own/);
    await openDetails(workbench.pane, /^Other addresses/);
    await workbench.pane.getByRole('radio', { name: 'In cells of this workbook' }).check();
  });
  state('Prices, fetching', async () => {
    await workbench.pane.getByRole('radio', { name: 'I have none' }).check();
    Object.assign(genai, { delayMs: 600_000, headers: { 'content-length': String(Buffer.byteLength(CHEAPER)) } });
    await prices.chooseSources({ [GENAI]: genai.origin, [LITE_LLM]: broken.origin });
    await prices.refresh();
    await text(/\d kB of/);
    await text(/done$/);
  });
  state('Prices, cancelled', async () => {
    await button('Cancel').click();
    await text(/Nothing was written/);
  });
  state('Prices, difference to approve', async () => {
    Object.assign(genai, { delayMs: 0, headers: {} });
    await prices.refresh();
    await text('Nothing has been written yet.');
  });
  state('Prices, difference held back', async () => {
    await workbench.pane.getByRole('combobox', { name: 'Show' }).selectOption('heldBack');
  });
  state('Prices, difference without a match', async () => {
    await workbench.pane.getByRole('searchbox', { name: 'Search models and GPUs' }).fill('nobody makes this');
  });
  state('Prices, written', () => prices.accept());
  state('Prices, restore asks first', () => button('Restore previous prices').click());
  state('Prices, restored', async () => {
    await workbench.pane.getByRole('alertdialog').getByRole('button', { name: 'Restore', exact: true }).click();
    await text(/^Prices restored/);
  });
  state('Prices, history', async () => {
    await prices.open('History');
    await workbench.pane.getByRole('list', { name: 'Price changes' }).waitFor();
  });
  state('Prices, discounts', async () => {
    await prices.open('Company discounts');
    await button('Add discount').click();
  });
  state('Prices, tables that could not be read', async () => {
    await workbench.show('LLM Prices');
    await workbench.page.evaluate(() => window.workbench!.excel.host.faults.failAt({ sync: 1 }, 'GeneralException'));
    await workbench.type('C2', 'a name of my own');
    await text('The price tables could not be read (GeneralException): press Read again in the pane.');
  });
  test('are read again on request', async () => {
    await button('Read again').click();
    await button('Read again').waitFor({ state: 'detached' });
    await text(/The price tables in this workbook answer/);
  });
});
