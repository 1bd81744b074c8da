import { lambdaNames } from '../../src/portable/lambdaNames';
import { addLambdas } from '../../src/taskpane/share/addLambdas';
import { excelFormulaGateway } from '../../src/workbook/excelFormulaGateway';
import { LLM_TABLE } from '../../src/workbook/priceTableLayout';
import { startExcel, type RunningExcel } from '../support/loadOffice';

jest.setTimeout(30_000);
const NAMES = ['X_LLMCOST', 'X_LLMPRICE', 'X_LLMROUTE', 'X_GPUPAYBACK'];

let excel: RunningExcel;
beforeEach(async () => (excel = await startExcel({})));
afterEach(() => excel.stop());

async function addPriceTable(
  headers: readonly string[] = LLM_TABLE.columns.map(({ header }) => header),
): Promise<void> {
  await Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem('Sheet1').getRangeByIndexes(0, 0, 2, headers.length);
    range.values = [[...headers], headers.map(() => '')];
    context.workbook.tables.add(range, true).name = 'LlmPrices';
    await context.sync();
  });
}
const add = () => addLambdas(excelFormulaGateway());

test('adds every name with its formula and comment', async () => {
  await addPriceTable();
  expect(await add()).toEqual({ added: NAMES, taken: [], withoutColumns: [] });
  expect(excel.store.names()).toEqual(lambdaNames(LLM_TABLE.columns.map(({ header }) => header)));
});

test('leaves names of the workbook as they are, and a second time adds nothing', async () => {
  await addPriceTable();
  await Excel.run(async (context) => {
    context.workbook.names.add('x_llmcost', '=42');
    await context.sync();
  });
  expect(await add()).toEqual({ added: NAMES.slice(1), taken: ['X_LLMCOST'], withoutColumns: [] });
  expect(excel.store.names().find(({ name }) => name === 'x_llmcost')?.formula).toBe('=42');
  expect(await add()).toEqual({ added: [], taken: NAMES, withoutColumns: [] });
});

test('says what to do when the price table is missing or lacks a needed column, and adds nothing', async () => {
  await expect(add()).rejects.toThrow('insert the price tables in the view Prices first');
  await addPriceTable(['Provider', 'Model', 'Input (USD/1M)']);
  await expect(add()).rejects.toThrow('The table LlmPrices has no column “Output (USD/1M)”: type that header');
  expect(excel.store.names()).toEqual([]);
});

test('a table of a copy without its blank columns gets names that do not look at them, and says which', async () => {
  const blank = ['Tier', 'My discount', 'Region'];
  const headers = LLM_TABLE.columns.map(({ header }) => header).filter((header) => !blank.includes(header));
  await addPriceTable(headers);
  const { added, withoutColumns } = await add();
  expect(added).toEqual(NAMES);
  expect(withoutColumns).toEqual(blank);
  const formulas = excel.store
    .names()
    .map(({ formula }) => formula)
    .join('');
  expect(formulas).not.toMatch(/\[(Tier|Region|My discount)\]/);
  expect(formulas).toContain('[Currency]');
});
