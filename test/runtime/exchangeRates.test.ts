/** Prices in another currency: what the user's table named Rates says, in the workbook as it stands. */
import { associateAll } from '../../src/functions/associateAll';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { functionsJson } from '../../src/functions/functionsJson';
import { WorkbookPriceRuntime } from '../../src/runtime/priceRuntime';
import { eventually } from '../support/eventually';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { typeInto, update } from '../workbook/support';

let excel: RunningExcel;
let runtime: WorkbookPriceRuntime;
beforeEach(async () => {
  excel = await startExcel({ metadata: functionsJson(FUNCTION_DEFINITIONS, 'https://localhost:3000') });
});
afterEach(() => excel.stop());

/** The add-in starts on the workbook as it is now. */
async function start(): Promise<void> {
  runtime = new WorkbookPriceRuntime(Promise.resolve('excel'));
  associateAll(() => runtime.context());
  await runtime.ready;
}

const EURO = { provider: 'acme', model: 'euro', input: 3, output: 9, currency: 'EUR', source: 'own list' };
const COST = '=LLMCOST("euro",1000000,0)'; // 3 EUR
const NO_RATE =
  'No exchange rate for EUR: fill Currency and USD per unit in a table named Rates, on a sheet named Rates.';

async function makeTable(
  rows: readonly (readonly (string | number)[])[],
  sheetName = 'Rates',
  name = sheetName,
): Promise<void> {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.add(sheetName);
    const range = sheet.getRangeByIndexes(0, 0, rows.length, rows[0].length);
    range.values = rows.map((cells) => [...cells]);
    sheet.tables.add(range, true).name = name;
    await context.sync();
  });
}

async function writeFormula(address: string, formula: string): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange(address).formulas = [[formula]];
    await context.sync();
  });
}
const cell = (address: string) => () => excel.valueAt(`Sheet1!${address}`);

test('a price in euros is #N/A without a rate, is priced with one, and follows the rate when it is edited', async () => {
  await start();
  await runtime.refresh(update([EURO]));
  await writeFormula('A1', COST);
  await eventually(cell('A1'), '#N/A');
  await expect(runtime.call('LLMCOST', [[['euro']], [[1_000_000]], [[0]]])).rejects.toThrow(NO_RATE);
  await makeTable([
    ['Currency', 'USD per unit'],
    ['eur ', 1.25],
  ]);
  await eventually(cell('A1'), 3.75); // 3 × 1.25
  excel.store.asUser(() => typeInto(excel, 'Rates', 'USD per unit', 0, 1.5));
  await eventually(cell('A1'), 4.5); // 3 × 1.5
  excel.store.asUser(() => typeInto(excel, 'Rates', 'USD per unit', 0, 'one'));
  await eventually(cell('A1'), '#N/A');
  expect(runtime.status().rejected).toEqual([
    { table: 'Rates', sheetRow: 2, what: 'EUR', reason: 'USD per unit is not a number above 0' },
  ]);
});

test('a rate that is typed after the table was named counts, although no event tells of the name', async () => {
  await start();
  await runtime.refresh(update([EURO]));
  await writeFormula('A1', COST);
  await makeTable(
    [
      ['Currency', 'USD per unit'],
      ['EUR', ''],
    ],
    'Rates',
    'Table1',
  );
  await new Promise((resolve) => setTimeout(resolve, 400)); // the table is noticed under its first name
  await Excel.run(async (context) => {
    context.workbook.tables.getItem('Table1').name = 'Rates';
    await context.sync();
  });
  excel.store.asUser(() => typeInto(excel, 'Rates', 'USD per unit', 0, 1.25));
  await eventually(cell('A1'), 3.75); // 3 × 1.25
});

test('LLMEXPLAIN shows the rate with its source and day, LLMMODELS that its prices are converted', async () => {
  await makeTable([
    ['Currency', 'USD per unit', 'Source', 'Date'],
    ['EUR', 1.25, 'ECB', 46_346], // 2026-11-20
  ]);
  await start();
  await runtime.refresh(update([EURO]));
  const explained = await runtime.call('LLMEXPLAIN', [[['euro']], [[1_000_000]], [[0]]]);
  expect(explained[1].slice(2, 6)).toEqual([3.75, '1M tokens', 3.75, 'list price; EUR at 1.25 USD (ECB, 2026-11-20)']);
  const listed = await runtime.call('LLMMODELS', [[['euro']], [['input,source']]]);
  expect(listed[1]).toEqual([3.75, 'own list; EUR at 1.25 USD (ECB, 2026-11-20)']);
});

test('a range of prices takes the rate in a workbook without price tables', async () => {
  const range = [
    ['model', 'input', 'currency'],
    ['m', 3, 'EUR'],
  ];
  const call = () => runtime.call('LLMCOST', [[['m']], [[1_000_000]], [[0]], null, null, null, null, range]);
  await makeTable([
    ['Currency', 'USD per unit'],
    ['EUR', 1.25],
  ]);
  await start();
  expect(runtime.status().prices).toBe('bundled');
  expect(await call()).toEqual([[3.75]]);
});

test('another table of that name is left alone', async () => {
  await makeTable([
    ['Month', 'Interest'],
    ['EUR', 1.25],
  ]);
  await start();
  await runtime.refresh(update([EURO]));
  await expect(runtime.call('LLMCOST', [[['euro']], [[1_000_000]], [[0]]])).rejects.toThrow(NO_RATE);
  expect(runtime.status()).toMatchObject({ prices: 'workbook', rejected: [] });
});
