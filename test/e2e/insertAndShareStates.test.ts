import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';
import { paneStates } from './support/paneLooks';
import { openDetails, pricesPane } from './support/pricesPane';

/** As `paneStates.test.ts`, for the views Insert, Share and Help. */
jest.setTimeout(240_000);

let workbench: WorkbenchPage;
/** Ends the wait of what is fetched for a copy. */
let letGo: () => void = () => undefined;
beforeAll(async () => {
  workbench = await openWorkbench();
  await workbench.page.setViewportSize({ width: 1400, height: 2_600 });
  await workbench.show('Sheet2');
  await workbench.select('A1');
});
afterAll(() => workbench?.close());

const state = paneStates(() => workbench);
const button = (name: string | RegExp) => workbench.pane.getByRole('button', { name, exact: typeof name === 'string' });
const text = (words: string | RegExp) =>
  workbench.pane.getByText(words).filter({ visible: true }).first().waitFor({ timeout: 60_000 });
const tab = (name: string) => workbench.pane.getByRole('tab', { name }).click();
const search = (words: string) => workbench.pane.getByRole('searchbox', { name: 'Search functions' }).fill(words);
const fill = (argument: RegExp, typed: string) => workbench.pane.getByRole('textbox', { name: argument }).fill(typed);

describe('Insert', () => {
  state('Insert, list', async () => {
    await tab('Insert');
    await button(/^LLMCOST/).waitFor();
  });
  state('Insert, search without result', async () => {
    await search('nothing has this word');
    await text(/^0 of \d+ functions/);
  });
  state('Insert, form empty', async () => {
    await search('');
    await button(/^LLMCOST/).click();
    await text(/^Fill in model/);
  });
  state('Insert, form with the list of models open', async () => {
    await workbench.pane.getByRole('combobox', { name: /^model/ }).pressSequentially('gpt-5');
    await workbench.pane.getByRole('option', { name: /^gpt-5\.1 / }).waitFor();
  });
  state('Insert, form with errors', async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.pane.getByRole('combobox', { name: /^model/ }).fill('gpt-9-turbo');
    await workbench.page.keyboard.press('Escape');
    await fill(/^input_tokens/, '1,200');
    await button('Insert into the selected cell').click();
    await text(/^Correct input_tokens/);
    await text(/^output_tokens is missing/);
  });
  state('Insert, form with the optional arguments open', async () => {
    await openDetails(workbench.pane, /^Optional/);
    await fill(/^input_tokens/, '1200');
    await fill(/^output_tokens/, '300');
    await text(/^Unknown model/);
  });
  state('Insert, preview', async () => {
    await workbench.pane.getByRole('combobox', { name: /^model/ }).fill('gpt-5.1');
    await workbench.page.keyboard.press('Escape');
    await text('0.0045');
  });
  state('Insert, inserted', async () => {
    await button('Insert into the selected cell').click();
    await text('The formula is in Sheet2!A1.');
  });
  state('Insert, question before something is overwritten', async () => {
    await button('Insert into the selected cell').click();
    await text(/is not empty/);
  });
  state('Insert, preview of several cells', async () => {
    await button(/All functions$/).click();
    await button(/^LLMCOMPARE/).click();
    await button('Fill in an example').click();
    await text(/^Fills 4 rows of 7 columns/);
  });
  state('Insert, starter sheet inserted', async () => {
    await button(/All functions$/).click();
    await button('Insert the sheet Price check').click();
    await text(/^The sheet “Price check 2” is in the workbook/);
  });
});

describe('Share', () => {
  state('Share, every card', async () => {
    await tab('Share');
    await button('Make an independent copy').waitFor();
  });
  state('Share, a file that is refused', async () => {
    const notes = { name: 'Notes.xlsx', mimeType: 'text/plain', buffer: Buffer.from('no workbook') };
    await workbench.pane.getByLabel('Saved workbook').setInputFiles(notes);
    await text(/^Nothing was changed/);
  });
  state('Share, copy in progress', async () => {
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await workbench.page.route(/later|pane/, async (route) => {
      await held;
      await route.continue();
    });
    await button('Make an independent copy').click();
    await workbench.pane.getByRole('progressbar').waitFor();
  });
  state('Share, copy made, with what became a value', async () => {
    letGo();
    await text('The copy is ready');
    await openDetails(workbench.pane, /^Kept as a value/);
  });
  state('Share, freezing asks first', async () => {
    await workbench.show('Sheet2');
    await workbench.select('A1');
    await button('Count the formulas').click();
    await text(/will become its present value/);
  });
  state('Share, frozen', async () => {
    await button('Freeze 1 formula').click();
    await text('1 cell holds a value now.');
  });
  state('Share, nothing to restore, no tables for LAMBDAs', async () => {
    await button('Look for them').click();
    await text(/^This workbook carries no originals/);
    await button('Add named LAMBDAs').click();
    await text(/^The LAMBDAs look at the table LlmPrices/);
  });
  state('Share, LAMBDAs added', async () => {
    await tab('Prices');
    await pricesPane(workbench.pane).insertTables();
    await tab('Share');
    await button('Add named LAMBDAs').click();
    await text(/^Added: X_LLMCOST/);
  });
});
describe('Help', () => {
  state('Help', async () => {
    await tab('Help');
    await text('Formulas to try');
  });
});
