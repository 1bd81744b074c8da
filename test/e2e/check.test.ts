/**
 * The view Check on the production build: formulas counted, an error explained and gone to, #NAME? repaired and corrected.
 * Its states are looked at as those of `paneStates.test.ts` are.
 */
import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';
import { inspectPane, pictureFolder } from './support/paneLooks';

jest.setTimeout(240_000);

let workbench: WorkbenchPage;
beforeAll(async () => {
  workbench = await openWorkbench();
  await workbench.page.setViewportSize({ width: 1400, height: 2_600 });
  await workbench.show('Sheet2');
});
afterAll(() => workbench?.close());

const inPane = (text: string | RegExp) => workbench.pane.getByText(text).first();
const button = (name: string | RegExp) => workbench.pane.getByRole('button', { name });

test('the ribbon’s button shows a hidden pane on the view Check, which counts the formulas of the workbook', async () => {
  await workbench.page.getByRole('button', { name: 'Task pane' }).click();
  await workbench.page.getByRole('toolbar', { name: 'Ribbon' }).getByRole('button', { name: 'Check' }).click();
  await workbench.pane.getByRole('tab', { name: 'Check', selected: true }).waitFor();
  await inPane(/^\d+ formulas of this add-in on \d sheets?\.$/).waitFor();
});

test('a cell in error is listed with the sentence of its function, and chosen it is selected', async () => {
  await workbench.type('B3', 'gpt-9000');
  await workbench.type('B4', '=LLMCOST(B3,1000,100)');
  await workbench.expectValue('Sheet2', 'B4', '#N/A');
  await workbench.select('A1');
  await button('Check again').click();
  await inPane(/^Unknown model "gpt-9000"/).waitFor();
  await button('Go to Sheet2!B4').click();
  await workbench.page.waitForFunction(() => {
    const { rect } = window.workbench!.grid.store.selection();
    return rect.row === 3 && rect.col === 1;
  });
});

test('formulas stuck at #NAME? are repaired: 1,000 × 2.50 + 100 × 10 per 1M = 0.0035', async () => {
  await workbench.type('C1', '=_xldudf_LLMCOST("gpt-4o",1000,100)');
  await workbench.expectValue('Sheet2', 'C1', '#NAME?');
  await button('Check again').click();
  await button('Repair formulas').click();
  await inPane('1 formula repaired.').waitFor();
  await workbench.expectValue('Sheet2', 'C1', 0.0035);
});

test('a misspelt function and a model without quotes are corrected once the new formula was seen', async () => {
  await workbench.type('D1', '=LLMCSOT("gpt-4o",1000,100)');
  await workbench.type('D2', '=LLMCOST(gpt-4o,1000,100)');
  await workbench.type('D3', '=CUSTOMERCOSTS(1)');
  await workbench.expectValue('Sheet2', 'D3', '#NAME?');
  await button('Check again').click();
  await inPane('LLMCSOT is no function. Did you mean LLMCOST?').waitFor();
  await button('Correct Sheet2!D1').click();
  const dialog = workbench.pane.getByRole('alertdialog');
  await dialog.getByText('=LLMCOST("gpt-4o",1000,100)').waitFor();
  await dialog.getByRole('button', { name: 'Leave as it is' }).click();
  await workbench.expectValue('Sheet2', 'D1', '#NAME?');
  await button('Correct all 2').click();
  await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
  await inPane('2 formulas repaired.').waitFor();
  await workbench.expectValue('Sheet2', 'D1', 0.0035);
  await workbench.expectValue('Sheet2', 'D2', 0.0035);
  expect((await workbench.cells('Sheet2', 'D3'))[0][0].formula).toBe('=CUSTOMERCOSTS(1)');
});

test('a name in the way is shown with what to do', async () => {
  // the grid itself refuses a name equal to a function, which Excel takes
  await workbench.page.evaluate(() =>
    window.workbench!.grid.store.putName({ name: 'X_LLMCOST', formula: '=1', comment: '' }),
  );
  await button('Check again').click();
  await inPane(/“X_LLMCOST” is a name that a named LAMBDA of ours would have/).waitFor();
  await workbench.page.evaluate(() => window.workbench!.grid.store.dropName('X_LLMCOST'));
});

describe('every state of the view in light, dark and high contrast at 320 px', () => {
  const folder = pictureFolder();
  const expectWellMade = async (state: string) =>
    expect(await inspectPane(workbench, `check-${state}`, folder)).toEqual({ violations: [], overflows: [] });

  test('all fine', async () => {
    for (const address of ['B4', 'D3']) await workbench.type(address, '1');
    await workbench.pane.getByRole('combobox', { name: 'Old after' }).selectOption('365');
    await button('Check again').click();
    await inPane('All clear').waitFor();
    await workbench.pane.getByText('By sheet and function').click();
    await expectWellMade('all-fine');
  });

  test('errors of every kind', async () => {
    for (const [index, formula] of MESSY.entries()) await workbench.type(`E${index + 1}`, formula);
    await workbench.expectValue('Sheet2', `E${MESSY.length}`, '#NAME?');
    await workbench.page.evaluate(() =>
      window.workbench!.grid.store.putName({ name: 'X_LLMCOST', formula: '=1', comment: '' }),
    );
    await workbench.pane.getByRole('combobox', { name: 'Old after' }).selectOption('7');
    await button('Check again').click();
    await inPane('GPUBREAKEVN is no function. Did you mean GPUBREAKEVEN?').waitFor();
    await inPane('The answer needs the cells E2:K4, and E3 is not empty: clear it, or move the formula.').waitFor();
    await inPane('E4 holds #N/A, which this formula uses: put that cell right first.').waitFor();
    await expectWellMade('errors');
  });

  test('before a correction', async () => {
    await button('Correct all 2').click();
    await workbench.pane.getByRole('alertdialog').waitFor();
    await expectWellMade('before-a-correction');
    await workbench.pane.getByRole('button', { name: 'Leave as it is' }).click();
  });

  test('progress, and cancelled', async () => {
    await workbench.page.evaluate(() =>
      Object.assign(window, { releaseExcel: window.workbench!.excel.host.faults.hold() }),
    );
    await button('Check again').click();
    await workbench.pane.getByRole('progressbar').waitFor();
    await expectWellMade('progress');
    await button('Cancel').click();
    await inPane('The check was stopped.').waitFor();
    await expectWellMade('cancelled');
    await workbench.page.evaluate(() => (window as unknown as { releaseExcel: () => void }).releaseExcel());
  });

  test('after a repair', async () => {
    await button('Check again').click();
    await button('Repair formulas').click();
    await inPane('1 formula repaired.').waitFor();
    await expectWellMade('after-a-repair');
  });
});

/** One below the other; GPUBREAKEVN comes last. */
const MESSY = [
  '=_xldudf_LLMCOST("gpt-4o",1000,100)',
  '=LLMCOMPARE({"gpt-4o";"gpt-5.1"},1000,100)',
  '=LLMCOST()',
  '=LLMCOST("gpt-9000",1000,100)',
  '=E4*30+LLMCOST("gpt-4o",1,1)',
  '=LLMCOST(H100,1000,100)',
  '=LLMCOST("gpt-4o","1000",100)',
  '=LLMCOST(claude-sonnet-4-5,1000,100)',
  '=GPUPRICE("H100")*TODAY()',
  '=GPUBREAKEVN("gpt-4o","llama-3.3-70b","H100",1000000,1000,100)',
];

test('nothing left the machine, nothing was thrown and the security policy held', () => {
  expect(workbench.misconduct).toEqual({ outside: [], errors: [] });
});
