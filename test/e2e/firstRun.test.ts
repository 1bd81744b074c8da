import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';

jest.setTimeout(180_000);

describe('the first screen', () => {
  let workbench: WorkbenchPage;
  beforeAll(async () => {
    workbench = await openWorkbench({ firstRun: true });
  });
  afterAll(() => workbench?.close());

  const button = (name: string) => workbench.pane.getByRole('button', { name, exact: true });
  const inPane = (text: string | RegExp) => workbench.pane.getByText(text).filter({ visible: true }).first();
  const tab = (name: string) => workbench.pane.getByRole('tab', { name }).click();
  const sheetNames = () => workbench.page.evaluate(() => window.workbench!.grid.store.sheets().map(({ name }) => name));
  const remove = (sheet: string) =>
    workbench.page.evaluate((name) => {
      const { store } = window.workbench!.grid;
      store.removeSheet(store.sheets().find((each) => each.name === name)!.id);
    }, sheet);
  /** Opens the page anew, in a new workbook and with what the browser remembers. */
  async function reopen() {
    await workbench.page.reload();
    await workbench.page.waitForFunction(() => window.workbench !== undefined);
    await workbench.page.getByText(/functions ready/).waitFor();
    const pane = workbench.page.frames().find((frame) => frame.url().includes('taskpane.html'))!;
    await pane.getByRole('tab', { name: 'Prices' }).waitFor();
    return pane;
  }

  test('offers no second sample where one stands, and the other views are a click away', async () => {
    await button('Insert price tables').waitFor();
    await inPane('The sample sheet “Support chat” is in this workbook already and stays as it is.').waitFor();
    await tab('Help');
    await inPane('Formulas to try').waitFor();
    await tab('Prices');
    await button('Insert price tables').waitFor();
    expect(await sheetNames()).toEqual(['Support chat', 'Price check', 'Break-even', 'Model routing', 'Sheet2']);
  });

  test('offers tables and sample where there is none, says what it will put there, and counts it in the same units', async () => {
    await remove('Support chat');
    await tab('Help');
    await tab('Prices');
    await button('Insert price tables and a sample').waitFor();
    await inPane(
      'the list prices of 692 models of 2026-11-23 and 43 GPU offers, each with its source and the day it was checked',
    ).waitFor();
    await inPane(/^Nothing is written before the click/).waitFor();
    await button('Insert price tables and a sample').click();
    await inPane(/^Prices inserted: 692 models in 1,160 rows, 43 GPU offers; \d+ cells recalculated\.$/).waitFor({
      timeout: 60_000,
    });
  });

  test('says afterwards what stands where, shows the sample and nothing that is no longer true', async () => {
    await inPane('sheet LLM Prices: 692 models, each price with its source and date').waitFor();
    await inPane('sheet GPU Prices: 43 GPU offers, each with its source and date').waitFor();
    await inPane(/^sheet Support chat, the sample/).waitFor();
    expect(await workbench.pane.getByText(/^Nothing is written/).count()).toBe(0);
    const names = await sheetNames();
    expect(names).toEqual(expect.arrayContaining(['LLM Prices', 'GPU Prices', 'Price Sources', 'Support chat']));
    expect(names).not.toContain('Support chat 2');
    const shown = await workbench.page.evaluate(() => {
      const { store } = window.workbench!.grid;
      return store.sheets().find(({ id }) => id === store.active())!.name;
    });
    expect(shown).toBe('Support chat');
  });

  test('has one way on, to the prices, and is not shown again', async () => {
    await button('Go on to the prices').click();
    await inPane('Prices of 2026-11-23').waitFor();
    const pane = await reopen();
    await pane.getByRole('button', { name: 'Insert price tables', exact: true }).waitFor();
    expect(await pane.getByText('What does an LLM workload cost?').count()).toBe(0);
  });
});

test('skipped, the first screen writes nothing and stays away at the next start', async () => {
  const workbench = await openWorkbench();
  try {
    const { page, pane } = workbench;
    await pane.getByText('The prices that came with the add-in answer').waitFor();
    expect(await page.evaluate(() => window.workbench!.grid.store.tables().map(({ name }) => name))).not.toContain(
      'LlmPrices',
    );
    await page.reload();
    await page.waitForFunction(() => window.workbench !== undefined);
    const reopened = page.frames().find((frame) => frame.url().includes('taskpane.html'))!;
    await reopened.getByText('The prices that came with the add-in answer').waitFor();
    expect(await reopened.getByRole('button', { name: 'Not now' }).count()).toBe(0);
    expect(workbench.misconduct).toEqual({ outside: [], errors: [] });
  } finally {
    await workbench.close();
  }
});
