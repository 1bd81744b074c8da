import { axeViolations } from './support/axeViolations';
import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';

jest.setTimeout(180_000);

describe('Insert, from the production build and by keyboard alone', () => {
  let workbench: WorkbenchPage;
  beforeAll(async () => {
    workbench = await openWorkbench();
    await workbench.show('Sheet2');
  });
  afterAll(() => workbench?.close());

  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };
  const type = (text: string) => workbench.page.keyboard.type(text);
  /** What has the focus in the pane, by its accessible name. */
  const focused = () =>
    workbench.pane.evaluate(() => {
      const { activeElement: element } = document;
      const labels =
        element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : [];
      return (element?.getAttribute('aria-label') ?? labels[0] ?? element?.textContent ?? '').trim();
    });
  /** Tab, as often as it takes. */
  async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < 90; step += 1) {
      await press(key);
      const here = await focused();
      if (name.test(here)) return;
      passed.push(here.slice(0, 40));
    }
    throw new Error(`Nothing named ${String(name)} was reached, only ${[...new Set(passed)].join(' | ')}`);
  }
  /** From the tab that is shown, which has the focus. */
  async function chooseTab(name: string): Promise<void> {
    const wanted = new RegExp(`^(${name})+$`);
    for (let step = 0; step < 5 && !wanted.test(await focused()); step += 1) await press('ArrowRight');
    expect(await focused()).toMatch(wanted);
    await press('Enter');
  }
  const result = () => workbench.pane.getByRole('region', { name: 'Result' });
  /** A cell of the sheet, and back to the pane. */
  async function selectInSheet(address: string): Promise<void> {
    await workbench.select(address);
    await press('F6');
  }
  async function openForm(search: string, id: string): Promise<void> {
    await tabTo(/^Search functions$/, 'Shift+Tab');
    await press('Control+a');
    await type(search);
    await tabTo(new RegExp(`^${id}`));
    await press('Enter');
    await workbench.pane.getByRole('heading', { name: id }).waitFor();
  }

  test('F6 and Tab reach the tab that is shown, the arrow keys the others', async () => {
    await selectInSheet('A1');
    await press('Tab');
    expect(await focused()).toMatch(/^Prices/);
    await chooseTab('Insert');
    await workbench.pane.getByRole('searchbox', { name: 'Search functions' }).waitFor();
  });

  test('Tab passes every function, and F6 and Tab come back to the tab that is shown', async () => {
    await tabTo(/^LLMCOST/);
    const passed = new Set([await focused()]);
    for (let step = 1; step < 24; step += 1) {
      await press('Tab');
      passed.add(await focused());
    }
    expect(passed.size).toBe(24);
    expect([...passed].at(-1)).toMatch(/^LLMROUTINGGATE/);
    await selectInSheet('A1');
    await press('Tab');
    expect(await focused()).toMatch(/^(Insert)+$/);
  });

  test('a search over words of the arguments finds the function', async () => {
    await tabTo(/^Search functions$/);
    await type('gross cached request');
    await workbench.pane.getByText(/^\d of \d+ functions$/).waitFor();
    expect(await axeViolations(workbench.pane)).toEqual([]);
    await tabTo(/^LLMCOST/);
    await press('Enter');
    await workbench.pane.getByRole('heading', { name: 'LLMCOST' }).waitFor();
    expect(await focused()).toBe('LLMCOST');
  });

  test('what is still missing is said, and a number with a comma is not guessed', async () => {
    await result().getByText('Fill in model, input_tokens and output_tokens to see the result.').waitFor();
    await tabTo(/^input_tokens/);
    await type('1,200');
    await workbench.pane.getByText(/^Type a number with a dot and without commas/).waitFor();
    await result().getByText('Correct input_tokens to see the result.').waitFor();
    await press('Control+a');
    await type('1200');
    await tabTo(/^output_tokens/);
    await type('300');
  });

  test('a model is chosen from the list of the prices in force, and the result stands there at once', async () => {
    await tabTo(/^model/, 'Shift+Tab');
    await type('gpt-5.1');
    await workbench.pane.getByRole('option', { name: /^gpt-5\.1 openai/ }).waitFor();
    expect(await workbench.pane.evaluate(() => scrollY)).toBeLessThan(200); // the list is no page of its own below the form
    await press('Escape');
    // 1,200 × 1.25 + 300 × 10 USD per 1M tokens
    await result().getByText('0.0045', { exact: true }).waitFor();
    expect(await axeViolations(workbench.pane)).toEqual([]);
    expect(await workbench.pane.getByLabel('Formula').textContent()).toBe('=LLMCOST("gpt-5.1",1200,300)');
  });

  test('the cell gets the formula and the value that was shown', async () => {
    await tabTo(/^Insert into the selected cell$/);
    await press('Enter');
    await workbench.pane.getByText('The formula is in Sheet2!A1.').waitFor();
    await workbench.expectValue('Sheet2', 'A1', 0.0045);
    expect((await workbench.cells('Sheet2', 'A1'))[0][0].formula).toBe('=LLMCOST("gpt-5.1",1200,300)');
  });

  test('a cell that holds something is overwritten only after a question', async () => {
    await press('Enter');
    await workbench.pane.getByText('Sheet2!A1 is not empty: its content would be replaced.').waitFor();
    await tabTo(/^Cancel$/);
    await press('Enter');
    await workbench.pane
      .getByText('Sheet2!A1 is not empty: its content would be replaced.')
      .waitFor({ state: 'detached' });
  });

  test('an unknown model is refused with the sentence that the cell shows', async () => {
    await selectInSheet('A3');
    await tabTo(/^model/);
    await press('Control+a');
    await type('gpt-9-turbo');
    await press('Escape');
    await result().getByText('#N/A', { exact: true }).waitFor();
    const sentence = await result()
      .getByText(/^Unknown model "gpt-9-turbo"\./)
      .textContent();
    await tabTo(/^Insert into the selected cell$/);
    await press('Enter');
    await workbench.pane.getByText('The formula is in Sheet2!A3.').waitFor();
    await workbench.expectValue('Sheet2', 'A3', '#N/A');
    const shown = await workbench.page.evaluate(() => {
      const { grid, excel } = window.workbench!;
      return excel.bridge.sentenceAt(grid.store.active(), 2, 0);
    });
    expect(shown).toBe(sentence);
  });

  test('cells of the sheet can be arguments: the formula names them, and the sheet decides', async () => {
    await workbench.type('C1', '2400');
    await selectInSheet('C1');
    await tabTo(/^model/);
    await press('Control+a');
    await type('gpt-5.1');
    await press('Escape');
    await tabTo(/^Use cell for input_tokens$/);
    await press('Enter');
    await result().getByText('Sheet2!C1 decides: the result is calculated in the sheet.').waitFor();
    await tabTo(/^Insert into the selected cell$/);
    await press('Enter');
    await workbench.pane.getByText(/^The formula refers to Sheet2!C1 itself/).waitFor();
    await selectInSheet('A5');
    await tabTo(/^Insert into the selected cell$/);
    await press('Enter');
    await workbench.pane.getByText('The formula is in Sheet2!A5.').waitFor();
    await workbench.expectValue('Sheet2', 'A5', 0.006); // 2,400 × 1.25 + 300 × 10 per 1M
  });

  test('an answer of several cells is shown as a table, and what stands in its way is told', async () => {
    await tabTo(/All functions$/, 'Shift+Tab');
    await press('Enter');
    await openForm('compare', 'LLMCOMPARE');
    await tabTo(/^Fill in an example$/);
    await press('Enter');
    await result()
      .getByText(/^Fills 4 rows of 7 columns/)
      .waitFor();
    // 1,200 × input + 300 × output price, USD per 1M tokens: 1.25 and 10, 2.5 and 10, 3 and 15
    const shown = await result()
      .locator('tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    expect(shown.map((row) => row.slice(0, 4))).toEqual([
      ['model', 'provider', 'cost', 'times cheapest'],
      ['gpt-5.1', 'openai', '0.0045', '1'],
      ['gpt-4o', 'openai', '0.006', '1.333333333'],
      ['claude-sonnet-4-5', 'anthropic', '0.0081', '1.8'],
    ]);
    expect(await axeViolations(workbench.pane)).toEqual([]);
    await workbench.type('F9', 'mine');
    await selectInSheet('E8');
    await tabTo(/^Insert into the selected cell$/);
    await press('Enter');
    await workbench.pane
      .getByText(/^The answer fills 4 × 7 cells from Sheet2!E8, and one of them is not empty/)
      .waitFor();
    await selectInSheet('E12');
    await tabTo(/^Insert into the selected cell$/);
    await press('Enter');
    await workbench.pane.getByText('The formula is in Sheet2!E12.').waitFor();
    await workbench.expectValue('Sheet2', 'E13', 'gpt-5.1');
    const spilled = (await workbench.cells('Sheet2', 'E12:K15')).map((row) => row.map(({ value }) => value));
    // a preview shows ten digits, and thousands with commas
    const asShown = (value: unknown) => (typeof value === 'number' ? String(Number(value.toPrecision(10))) : value);
    expect(spilled.map((row) => row.map(asShown))).toEqual(
      shown.map((row) => row.map((text) => text.replace(/,(?=\d{3}$)/, ''))),
    );
  });

  test('a starter sheet becomes a new sheet beside the one of the same name, and calculates', async () => {
    await tabTo(/All functions$/, 'Shift+Tab');
    await press('Enter');
    await tabTo(/^Search functions$/, 'Shift+Tab');
    await press('Control+a', 'Delete');
    await tabTo(/^Insert the sheet Price check$/);
    await press('Enter');
    await workbench.pane.getByText(/^The sheet “Price check 2” is in the workbook/).waitFor();
    await workbench.expectValue('Price check 2', 'B5', 0.0074); // 1,800 × 1.25 + 1,200 × 0.125 + 500 × 10 per 1M
    await workbench.expectValue('Price check 2', 'B8', 'yes');
    expect((await workbench.cells('Price check 2', 'B12'))[0][0]).toMatchObject({ value: 3000, text: '3,000' });
  });

  test('an example of the help goes into the selected cell', async () => {
    await workbench.show('Sheet2');
    await selectInSheet('H20');
    await press('Tab');
    await chooseTab('Help');
    await workbench.pane.getByText(/^LLM Cost \d+\.\d+\.\d+ · prices of 2026-11-23$/).waitFor();
    await tabTo(/^Insert =GPUPRICE/);
    await press('Enter');
    await workbench.pane.getByText('The formula is in Sheet2!H20.').waitFor();
    await workbench.page.waitForFunction(() => {
      const { store } = window.workbench!.grid;
      return Number(store.read(store.active(), { row: 19, col: 7, rows: 1, cols: 1 })[0][0].value) > 0;
    });
  });

  test('of several selected cells the first one gets the formula, and the others stay as they are', async () => {
    const { pane } = workbench;
    await pane.getByRole('tab', { name: 'Insert' }).click();
    await pane.getByRole('button', { name: /^LLMCOST/ }).click();
    await pane.getByRole('button', { name: 'Fill in an example' }).click();
    await workbench.select('A30:B31');
    await pane.getByRole('button', { name: 'Insert into the selected cell' }).click();
    await pane.getByText('The formula is in Sheet2!A30.').waitFor();
    const formulas = (await workbench.cells('Sheet2', 'A30:B31')).flat().map(({ formula }) => formula);
    expect(formulas).toEqual([expect.stringMatching(/^=LLMCOST\("/), '', '', '']);
  });

  test.each(['index', 'llmcost', 'gpubreakeven'])(
    'the help page %s is readable at 320 px in light and dark',
    async (name) => {
      const context = await workbench.page
        .context()
        .browser()!
        .newContext({ ignoreHTTPSErrors: true, viewport: { width: 320, height: 640 } });
      const page = await context.newPage();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(new URL(`/help/${name}.html`, workbench.page.url()).href);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
        expect(await axeViolations(page.mainFrame())).toEqual([]);
      }
      await context.close();
    },
  );

  test('nothing left the machine, nothing was thrown and the security policy held', () => {
    expect(workbench.misconduct).toEqual({ outside: [], errors: [] });
  });
});
