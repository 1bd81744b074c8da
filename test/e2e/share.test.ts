/** The view Share on the production build: values in place of formulas, and an independent copy that calculates alone. */
import { readFile } from 'node:fs/promises';
import { recalculate } from '../support/libreOffice';
import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';

jest.setTimeout(240_000);

let workbench: WorkbenchPage;
beforeAll(async () => {
  workbench = await openWorkbench();
  await workbench.show('Sheet2');
  await workbench.pane.getByRole('tab', { name: 'Share' }).click();
});
afterAll(() => workbench?.close());

const inPane = (text: string | RegExp) => workbench.pane.getByText(text).first();
const button = (name: string | RegExp) => workbench.pane.getByRole('button', { name });

test('freezing counts first and writes when asked: 1,000 × 2.50 + 100 × 10 per 1M = 0.0035 stays, the other formula too', async () => {
  await workbench.type('A1', '=LLMCOST("gpt-4o",1000,100)');
  await workbench.type('A2', '=A1*2');
  await workbench.expectValue('Sheet2', 'A2', 0.007);
  await workbench.select('A1');
  await button('Count the formulas').click();
  await inPane('1 formula, filling 1 cell, will become its present value.').waitFor();
  expect((await workbench.cells('Sheet2', 'A1'))[0][0].formula).toBe('=LLMCOST("gpt-4o",1000,100)');
  await button('Freeze 1 formula').click();
  await inPane('1 cell holds a value now.').waitFor();
  const [[first], [second]] = await workbench.cells('Sheet2', 'A1:A2');
  expect([first.formula, first.value, second.formula]).toEqual(['', 0.0035, '=A1*2']);
});

test('a workbook that is no copy has nothing to restore', async () => {
  await button('Look for them').click();
  await inPane(/^This workbook carries no originals/).waitFor();
});

test('S01 an independent copy of the workbook is downloaded, and LibreOffice calculates the same numbers', async () => {
  await workbench.type('B1', '=LLMCOST("gpt-4o",1000,100)');
  await workbench.type('B2', '=B1*2');
  await workbench.expectValue('Sheet2', 'B2', 0.007);
  await button('Make an independent copy').click();
  await inPane('The copy is ready').waitFor({ timeout: 60_000 });
  const downloading = workbench.page.waitForEvent('download');
  await button('Download the copy').click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Book1, independent.xlsx');
  const values = await recalculate(await readFile(await download.path()));
  expect(['A1', 'A2', 'B1', 'B2'].map((address) => values.get('Sheet2')?.get(address))).toEqual([
    0.0035, 0.007, 0.0035, 0.007,
  ]);
});

test('opened as a new workbook it is offered for saving, as the workbench has one workbook only', async () => {
  await button('Open the copy').click();
  await inPane(/^The copy is open as a new workbook/).waitFor();
  await workbench.page.getByRole('link', { name: 'Save the new workbook' }).waitFor();
});

test('named LAMBDAs ask for the price tables that they look at', async () => {
  await button('Add named LAMBDAs').click();
  await inPane('The LAMBDAs look at the table LlmPrices: insert the price tables in the view Prices first.').waitFor();
});

test('nothing left the machine, nothing was thrown and the security policy held', () => {
  expect(workbench.misconduct).toEqual({ outside: [], errors: [] });
});
