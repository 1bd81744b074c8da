import axe from 'axe-core';
import type { FunctionsMetadata } from '../../src/workbench/excel-host/functions/functionMetadata';
import { openWorkbench } from './support/openWorkbench';
import type { WorkbenchPage } from './support/openWorkbench';

jest.setTimeout(120_000);
let workbench: WorkbenchPage;
beforeAll(async () => {
  workbench = await openWorkbench();
});
afterAll(() => workbench?.close());

const SHEET = 'Sheet2';
const message = () => workbench.page.locator('#message');

test('the page says that it is not Excel, in its title and in its title bar', async () => {
  expect(await workbench.page.title()).toBe('LLM cost workbench (not Excel)');
  expect(await workbench.page.getByText('Not Excel – a page for trying the add-in').isVisible()).toBe(true);
});

describe('the starter sheet', () => {
  test('compares five models by formulas that all answer', async () => {
    await workbench.expectValue('Support chat', 'A5', 'Cheapest');
    // gpt-5.1 at 1.25, 0.125 and 10 USD per 1M tokens: 720 × 1.25 + 1,080 × 0.125 + 350 × 10 per 1M
    await workbench.expectValue('Support chat', 'B16', 0.004535);
    await workbench.expectValue('Support chat', 'C16', 1133.75);
    await workbench.expectValue('Support chat', 'B24', 'deepseek');
    await workbench.page.waitForFunction(() => {
      const { grid, excel } = window.workbench!;
      const rows = grid.store.read('sheet1', { row: 15, col: 0, rows: 5, cols: 7 });
      return excel.bridge.busy === 0 && rows.flat().every(({ value }) => value !== '' && value !== '#GETTING_DATA');
    });
    const used = await workbench.cells('Support chat', 'A1:G31');
    expect(used.flat().filter(({ error }) => error)).toEqual([]);
    expect(
      used
        .slice(15, 20)
        .flatMap((row) => row.slice(1))
        .every(({ formula }) => formula.startsWith('=')),
    ).toBe(true);
  });

  test('names the cheapest model and agrees with the comparison that spills', async () => {
    expect(await workbench.value('Support chat', 'B5')).toBe('deepseek-v4-flash');
    const [[cheapest], , , , [dearest]] = await workbench.cells('Support chat', 'C24:C28');
    expect(cheapest.spilled).toBe(true);
    expect(dearest.value).toBe(await workbench.value('Support chat', 'B16'));
  });

  test('follows an input that is typed: half the requests, half the month', async () => {
    await workbench.show('Support chat');
    await workbench.type('B10', '125000');
    await workbench.expectValue('Support chat', 'C16', 566.875);
  });

  test('cannot be undone away: only what a person did can', async () => {
    await workbench.page.keyboard.press('Control+z');
    await workbench.expectValue('Support chat', 'C16', 1133.75);
    await workbench.page.keyboard.press('Control+z');
    await workbench.expectValue('Support chat', 'A1', 'Support chat: five models compared');
  });
});

describe('formulas typed by keyboard', () => {
  beforeAll(() => workbench.show(SHEET));

  test('follow the cells they refer to, and nest in native formulas', async () => {
    await workbench.type('A2', '1000');
    await workbench.type('A1', '=LLMCOST("gpt-4o",A2,100)*1000');
    await workbench.expectValue(SHEET, 'A1', 3.5); // (1,000 × 2.50 + 100 × 10) per 1M, times 1,000
    await workbench.type('A2', '2000');
    await workbench.expectValue(SHEET, 'A1', 6);
  });

  test('spill, and native formulas read what is spilled', async () => {
    await workbench.type('C1', '=LLMCOST({"gpt-4o","gpt-4o-mini"},1000,100)');
    await workbench.expectValue(SHEET, 'D1', 0.00021); // 1,000 × 0.15 + 100 × 0.60 per 1M
    await workbench.type('C3', '=SUM(C1:D1)');
    await workbench.expectValue(SHEET, 'C3', 0.00371);
    expect((await workbench.cells(SHEET, 'D1'))[0][0].spilled).toBe(true);
  });

  test('are offered while typing, each with what it returns', async () => {
    await workbench.select('F1');
    await workbench.page.keyboard.type('=LLMC', { delay: 60 });
    await workbench.page.getByText('LLMCOMPARE', { exact: true }).first().waitFor();
    await workbench.page.getByText('LLMCOST', { exact: true }).first().waitFor();
    const { description } = await metadataOf('LLMCOST');
    await workbench.page.getByText(description).first().waitFor();
  });

  test('explain the argument that is being typed, beside the cell and under the sheet', async () => {
    await workbench.page.keyboard.type('OST("gpt-4o",', { delay: 60 });
    await workbench.page
      .getByText(/input_tokens/)
      .first()
      .waitFor();
    const { parameters } = await metadataOf('LLMCOST');
    expect(parameters[1].description).toMatch(/tokens/);
    await expectText(`input_tokens ${parameters[1].description}`);
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
  });

  test('by the hundred are asked for in one message', async () => {
    const stats = await workbench.page.evaluate(async () => {
      const { grid, excel } = window.workbench!;
      const { id } = grid.store.sheets().find(({ name }) => name === 'Sheet2')!;
      const before = excel.bridge.stats.deliveries;
      const rows = Array.from({ length: 200 }, (_, i) => [{ formula: `=LLMCOST("gpt-4o",${i}000,100)` }]);
      grid.store.write(id, { row: 0, col: 9, rows: 200, cols: 1 }, rows);
      while (grid.store.read(id, { row: 199, col: 9, rows: 1, cols: 1 })[0][0].value === '') {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      while (excel.bridge.busy) await new Promise((resolve) => setTimeout(resolve, 20));
      return excel.bridge.stats.deliveries - before;
    });
    expect(stats).toBe(1);
    await workbench.expectValue(SHEET, 'J200', 0.4985); // 199,000 × 2.50 + 100 × 10 per 1M
  });
});

describe('an error cell shows its sentence under the sheet', () => {
  beforeAll(() => workbench.show(SHEET));

  test.each([
    ['an unknown model', '=LLMCOST("gpt-nine",1,1)', '#N/A', /gpt-nine/],
    ['a name without quotes', '=GPUPRICE(H100)', '#VALUE!', /Put the name in quotes: "H100"|Put the name in quotes/],
    ['negative tokens', '=LLMCOST("gpt-4o",-1,1)', '#VALUE!', /input_tokens must be at least 0; it is -1/],
    ['more cached than sent', '=LLMCOST("gpt-4o",100,1,200)', '#VALUE!', /cached/],
    ['text for a number', '=LLMCOST("gpt-4o","many",1)', '#VALUE!', /input_tokens must be a number/],
    [
      'too few arguments',
      '=LLMCOST("gpt-4o")',
      '#VALUE!',
      /LLMCOST needs model, input_tokens, output_tokens, with commas/,
    ],
    ['too many arguments', '=LLMWORKLOAD("chat","all",1)', '#VALUE!', /LLMWORKLOAD needs .* takes at most 2 arguments/],
    ['semicolons', '=llmcost("gpt-4o";1;1)', '#VALUE!', /LLMCOST needs model, .*, with commas between them/],
    ['a native error', '=1/0', '#DIV/0!', /divides by zero/],
    ['an unknown name', '=NOSUCHNAME', '#NAME?', /a name that is not known/],
  ])('%s', async (_what, formula, error, sentence) => {
    await workbench.type('A10', formula);
    await workbench.expectValue(SHEET, 'A10', error);
    await workbench.select('A10');
    await expectText(new RegExp(`^A10 is ${error.replace(/[/?]/g, '\\$&')}`));
    await expectText(sentence);
    expect(await message().isVisible()).toBe(true);
  });

  test('and the line goes back to its hint on another cell', async () => {
    await workbench.select('A2');
    await expectText(/^Try =LLMCOST/);
  });

  test('a spilled error has its own sentence', async () => {
    await workbench.type('A12', '=LLMCOST({"gpt-4o","gpt-nine"},1,1)');
    await workbench.expectValue(SHEET, 'B12', '#N/A');
    await workbench.select('B12');
    await expectText(/gpt-nine/);
  });
});

describe('keys and controls', () => {
  test('F6 goes from the sheet to the pane and back', async () => {
    const { page, pane } = workbench;
    await workbench.select('A20');
    await page.keyboard.press('F6');
    expect(await pane.evaluate(() => document.hasFocus())).toBe(true);
    await page.keyboard.press('F6');
    await page.keyboard.type('back', { delay: 8 });
    await page.keyboard.press('Enter');
    await workbench.expectValue(SHEET, 'A20', 'back');
  });

  test('the pane can be hidden by keyboard and its functions go on answering', async () => {
    const { page } = workbench;
    const toggle = page.getByRole('button', { name: 'Task pane' });
    await toggle.focus();
    await page.keyboard.press('Enter');
    expect(await toggle.getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator('#pane').isVisible()).toBe(false);
    await workbench.type('A22', '=LLMCOST("gpt-4o",2000,0)');
    await workbench.expectValue(SHEET, 'A22', 0.005);
    await toggle.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#pane').isVisible()).toBe(true);
  });

  test('how to load the add-in into Excel is told for each platform, with the address of this server', async () => {
    const { page } = workbench;
    await page.getByRole('button', { name: 'Load it in Excel' }).click();
    const dialog = page.getByRole('dialog', { name: 'Load the add-in into Excel' });
    expect(await dialog.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      'Excel on the web',
      'Excel on Windows',
      'Excel on the Mac',
    ]);
    expect(await dialog.textContent()).toContain(`${new URL(page.url()).origin}/manifest.xml`);
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
  });

  test('our own parts of the page pass the accessibility rules, the dialog too', async () => {
    await workbench.page.getByRole('button', { name: 'Load it in Excel' }).click();
    await workbench.page.evaluate(axe.source);
    const found = await workbench.page.evaluate(async () => {
      const { axe: rules } = window as unknown as { axe: { run: typeof axe.run } };
      const result = await rules.run({ include: [['.wb-bar'], ['.wb-message'], ['.wb-dialog']] });
      return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    await workbench.page.keyboard.press('Escape');
    expect(found).toEqual([]);
  });
});

test('nothing left the machine, nothing was thrown and the security policy held', () => {
  expect(workbench.misconduct).toEqual({ outside: [], errors: [] });
});

async function metadataOf(functionId: string) {
  const answer = await workbench.page.request.get(new URL('/functions.json', workbench.page.url()).href);
  const { functions } = (await answer.json()) as FunctionsMetadata;
  return functions.find(({ id }) => id === functionId)!;
}
async function expectText(pattern: string | RegExp): Promise<void> {
  await message().filter({ hasText: pattern }).waitFor();
}
