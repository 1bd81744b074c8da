import { STARTER_SHEETS } from '../../src/sheets/starters/starterSheets';
import type { SheetDraft } from '../../src/sheets/sheetDraft';
import { excelGateway } from '../../src/workbook/excelGateway';
import { insertSheet } from '../../src/workbook/insertSheet';
import { startExcel, type RunningExcel } from '../support/loadOffice';

const DRAFT: SheetDraft = {
  name: 'Plan',
  rows: [
    [{ value: 'Plan', look: 'title' }],
    ['Model', 'Requests', 'Double'],
    ['3/4', { value: 1200, format: '#,##0', look: 'input' }, { formula: '=B3*2', format: '#,##0' }],
    [null, { format: '0.00' }],
  ],
  columnWidthsPoints: [150, 90],
  frozenRows: 2,
  tables: [{ name: 'Plan', rect: { row: 1, column: 0, rows: 2, columns: 3 } }],
};

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel();
});
afterEach(() => excel.stop());

const insert = (draft: SheetDraft) => excelGateway().run((book) => insertSheet(book, draft));
const sheetNames = () => excel.store.sheets().map(({ name }) => name);
const idOf = (sheet: string) => excel.store.sheets().find(({ name }) => name === sheet)!.id;
const cell = (sheet: string, row: number, col: number) =>
  excel.store.read(idOf(sheet), { row, col, rows: 1, cols: 1 })[0][0];

test('a draft becomes a new sheet that is shown, with its values, formulas, formats, looks and table', async () => {
  expect(await insert(DRAFT)).toBe('Plan');
  await excel.settled();
  expect(sheetNames()).toEqual(['Sheet1', 'Plan']);
  expect(excel.store.active()).toBe(idOf('Plan'));
  expect(cell('Plan', 2, 0)).toMatchObject({ value: '3/4', formula: '' }); // neither a date nor 0.75
  expect(cell('Plan', 2, 1)).toMatchObject({ value: 1200, format: '#,##0', text: '1,200' });
  expect(cell('Plan', 2, 2)).toMatchObject({ value: 2400, formula: '=B3*2' });
  expect(cell('Plan', 3, 1)).toMatchObject({ value: '', format: '0.00' });
  expect(excel.store.style(idOf('Plan'), 0, 0)).toMatchObject({ bold: true, size: 16, color: '#16324f' });
  expect(excel.store.style(idOf('Plan'), 2, 1)).toMatchObject({ color: '#0b5cad', fill: '#eaf3fc', align: 'Right' });
  expect(excel.store.columnWidth(idOf('Plan'), 0)).toBe(150);
  expect(excel.store.tables()).toMatchObject([
    { name: 'Plan', sheet: idOf('Plan'), rect: { row: 1, col: 0, rows: 2, cols: 3 } },
  ]);
});

test('a second one takes a free name for its sheet and its table, and the first stays as it is', async () => {
  await insert(DRAFT);
  excel.store.write(idOf('Plan'), { row: 2, col: 1, rows: 1, cols: 1 }, [[{ value: 7 }]]);
  expect(await insert(DRAFT)).toBe('Plan 2');
  expect(cell('Plan', 2, 1).value).toBe(7);
  expect(excel.store.tables().map(({ name }) => name)).toEqual(['Plan', 'Plan2']);
});

test('a defined name of the workbook is not taken for a table', async () => {
  excel.store.putName({ name: 'plan', formula: '=Sheet1!$A$1', comment: '' });
  await insert(DRAFT);
  expect(excel.store.tables().map(({ name }) => name)).toEqual(['Plan2']);
});

test('when Excel refuses a part, no half of a sheet is left', async () => {
  const broken: SheetDraft = { ...DRAFT, tables: [{ name: 'not a table name', rect: DRAFT.tables![0].rect }] };
  await expect(insert(broken)).rejects.toMatchObject({ code: 'excel-refused' });
  expect(sheetNames()).toEqual(['Sheet1']);
});

test.each(STARTER_SHEETS.map((starter) => [starter.id, starter] as const))(
  'the starter sheet %s has its cells where Excel shows them after inserting',
  async (_id, { draft }) => {
    const { name, rows, columnWidthsPoints } = draft();
    expect(await insert(draft())).toBe(name);
    const formulas = rows.flatMap((line, row) =>
      line.flatMap((content, col) =>
        typeof content === 'object' && content?.formula ? [{ row, col, formula: content.formula }] : [],
      ),
    );
    expect(formulas.length).toBeGreaterThan(5);
    for (const { row, col, formula } of formulas) expect(cell(name, row, col).formula).toBe(formula);
    expect(cell(name, 0, 0).value).toMatch(/^[A-Z].+/);
    expect(excel.store.columnWidth(idOf(name), 0)).toBe(columnWidthsPoints![0]);
  },
);
