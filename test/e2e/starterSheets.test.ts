import { openWorkbench } from './support/openWorkbench';
import type { WorkbenchPage } from './support/openWorkbench';

jest.setTimeout(120_000);
let workbench: WorkbenchPage;
beforeAll(async () => {
  workbench = await openWorkbench();
  await workbench.expectValue('Price check', 'B8', 'yes');
  await workbench.page.waitForFunction(() => {
    const { grid, excel } = window.workbench!;
    const sheets = grid.store.sheets().map(({ id }) => grid.store.read(id, { row: 0, col: 0, rows: 160, cols: 10 }));
    return (
      excel.bridge.busy === 0 && sheets.flat(2).every(({ value }) => value !== '#GETTING_DATA' && value !== '#BUSY!')
    );
  });
});
afterAll(() => workbench?.close());

test('the sheets stand in reading order, and the first one is shown', async () => {
  const [names, active] = await workbench.page.evaluate(() => {
    const { store } = window.workbench!.grid;
    const sheets = store.sheets();
    return [sheets.map(({ name }) => name), sheets.find(({ id }) => id === store.active())?.name] as const;
  });
  expect(names).toEqual(['Support chat', 'Price check', 'Break-even', 'Model routing', 'Sheet2']);
  expect(active).toBe('Support chat');
});

test.each([
  ['Support chat', 40],
  ['Price check', 50],
  ['Break-even', 400],
  ['Model routing', 200],
])('no cell of %s shows an error, and at least %i cells are filled', async (sheet, atLeast) => {
  const cells = (await workbench.cells(sheet, 'A1:J200')).flat();
  expect(cells.filter(({ error }) => error)).toEqual([]);
  expect(cells.filter(({ value }) => value !== '').length).toBeGreaterThanOrEqual(atLeast);
});

describe('the price check', () => {
  test('has a bill whose total is what LLMCOST says', async () => {
    // gpt-5.1 at 1.25, 0.125 and 10 USD per 1M tokens: 1,800 × 1.25 + 1,200 × 0.125 + 500 × 10 per 1M
    await workbench.expectValue('Price check', 'B5', 0.0074);
    const bill = await workbench.cells('Price check', 'A23:E32');
    const total = bill.find(([line]) => line.value === 'total')!;
    expect(total[4].value).toBe(await workbench.value('Price check', 'B5'));
    expect(total[4].spilled).toBe(true);
  });

  test('prices the request by the company range, and says the difference', async () => {
    // 1,800 × 1.00 + 1,200 × 0.10 + 500 × 8.00 per 1M
    await workbench.expectValue('Price check', 'B6', 0.00592);
    await workbench.expectValue('Price check', 'B7', -0.00148);
    expect(await workbench.value('Price check', 'C7')).toBeCloseTo(-148, 9); // 100,000 requests a month
    expect(await workbench.value('Price check', 'D6')).toBeCloseTo(0.8, 12);
  });
});

describe('the break-even', () => {
  test('compares the API bill of a month with the whole cost of own GPUs', async () => {
    await workbench.expectValue('Break-even', 'C37', 0.0045); // 1,200 × 1.25 + 300 × 10 per 1M
    expect(await workbench.value('Break-even', 'C6')).toBeCloseTo(45_000, 6); // times 10 million
    expect(await workbench.value('Break-even', 'C38')).toBeCloseTo(7.610350076, 8); // 10 million / 730 h / 3,600 s × 2
    // two servers of 285,200 with power, space, maintenance, 0.41 people and set-up, over 15,000 million tokens
    expect(await workbench.value('Break-even', 'C31')).toBeCloseTo(2.1243449, 6);
  });

  test('answers with its band around the answer, and every check passes', async () => {
    const [[best, base, worst]] = await workbench.cells('Break-even', 'B10:D10');
    expect(Number(best.value)).toBeLessThan(Number(base.value));
    expect(Number(base.value)).toBeLessThan(Number(worst.value));
    await workbench.expectValue('Break-even', 'C13', 'all pass');
  });
});

describe('model routing', () => {
  test('has the verdict of the gate over the cheapest way of each task, and every check passes', async () => {
    await workbench.expectValue('Model routing', 'B5', 'NOT YET');
    await workbench.expectValue('Model routing', 'B13', 'all pass');
    // cascade for the first task, router for the others: 1,459.35 + 451.65 + 1,361.482875 + 1,087.853625
    expect(await workbench.value('Model routing', 'B7')).toBeCloseTo(4360.3365, 6);
    // (2,700 + 27,000 ÷ 6) ÷ (7,738.5375 − 4,360.3365)
    expect(await workbench.value('Model routing', 'B11')).toBeCloseTo(2.1313119024, 8);
  });
});
