import { excelGateway } from '../../src/workbook/excelGateway';
import { insertFormula } from '../../src/workbook/insertFormula';
import type { CellInput } from '../../src/workbench/excel-host/sheetStore';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { column, headersOf, replace, tableOf, update } from './support';

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel();
});
afterEach(() => excel.stop());

const ONE = { rows: 1, columns: 1 };
const insert = (formula: string, size = ONE, overwrite = false) =>
  excelGateway().run((book) => insertFormula(book, formula, size, overwrite));
const put = (row: number, col: number, cell: CellInput) =>
  excel.store.write(excel.store.active(), { row, col, rows: 1, cols: 1 }, [[cell]]);
const selectCell = (row: number, col: number) =>
  excel.store.select({ sheet: excel.store.active(), rect: { row, col, rows: 1, cols: 1 } });

test('the formula stands in the selected cell, which is named', async () => {
  selectCell(1, 2);
  expect(await insert('=1+1')).toEqual({ outcome: 'inserted', address: 'Sheet1!C2' });
  await excel.settled();
  expect(excel.valueAt('Sheet1!C2')).toBe(2);
});

test('a cell that holds something is overwritten only when that was asked for', async () => {
  put(0, 0, { value: 'mine' });
  expect(await insert('=1+1')).toEqual({ outcome: 'occupied', address: 'Sheet1!A1', target: true, others: 0 });
  expect(excel.valueAt('Sheet1!A1')).toBe('mine');
  expect(await insert('=1+1', ONE, true)).toEqual({ outcome: 'inserted', address: 'Sheet1!A1' });
});

test('cells in the way of a spill are told of; a formula that shows nothing counts as content', async () => {
  put(2, 1, { value: 5 });
  put(3, 0, { formula: '=""' });
  put(4, 0, { value: 5 });
  expect(await insert('=F()', { rows: 4, columns: 2 })).toEqual({
    outcome: 'occupied',
    address: 'Sheet1!A1',
    target: false,
    others: 2,
  });
});

test('an answer longer than the sheet does not ask for cells that are not there', async () => {
  selectCell(1_048_575, 16_383);
  expect(await insert('=1+1', { rows: 10, columns: 10 })).toMatchObject({ outcome: 'inserted' });
});

test('a cell of text format gets the general one, so that the formula calculates', async () => {
  put(0, 0, { format: '@' });
  await insert('=1+1');
  await excel.settled();
  expect(excel.store.read(excel.store.active(), { row: 0, col: 0, rows: 1, cols: 1 })[0][0]).toMatchObject({
    value: 2,
    format: 'General',
  });
});

test.each(['=LLMCOST("B2",A1:C3,1)', '=F(Sheet1!$B$2)', "=F('sheet1'!B:B)", '=F(2:2)'])(
  '%s is not put into B2, which it names',
  async (formula) => {
    selectCell(1, 1);
    expect(await insert(formula)).toEqual({ outcome: 'circular', address: 'Sheet1!B2' });
    expect(excel.valueAt('Sheet1!B2')).toBe('');
  },
);

test.each(['=F("B2",B3,A1:A9)', '=F(Sheet2!B2)'])('%s may stand in B2', async (formula) => {
  selectCell(1, 1);
  expect(await insert(formula)).toMatchObject({ outcome: 'inserted' });
});

test('a price table takes no formula, the cells beside it do', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  const { sheet, rect } = tableOf(excel, 'LlmPrices');
  const inTable = { row: rect.row + 1, col: rect.col + headersOf(excel, 'LlmPrices').indexOf('My input (USD/1M)') };
  excel.store.select({ sheet, rect: { ...inTable, rows: 1, cols: 1 } });
  expect(await insert('=1+1', ONE, true)).toEqual({ outcome: 'priceTable', address: "'LLM Prices'!J2" });
  expect(column(excel, 'LlmPrices', 'My input (USD/1M)')).toEqual(['', '', '']);
  excel.store.select({ sheet, rect: { row: rect.row + rect.rows, col: inTable.col, rows: 1, cols: 1 } });
  expect(await insert('=1+1')).toEqual({ outcome: 'inserted', address: "'LLM Prices'!J5" });
});
