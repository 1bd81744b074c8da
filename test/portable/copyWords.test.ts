import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import { recalculateAll } from '../support/libreOffice';
import { readSheetValues } from '../support/readSheetValues';
import { changed, copyOf, valueIn, workbookOf } from './support';

jest.setTimeout(180_000);

// gpt-4o: 1,000 × 2.50 / 1M + 100 × 10.00 / 1M, https://developers.openai.com/api/docs/pricing, 2026-11-23
const USD = 0.0035;

function readMeOf(bytes: Uint8Array): string {
  return [...(readSheetValues(bytes).get('Read me')?.values() ?? [])].join('\n');
}

test('names of the copy are none that a table of the workbook has, and its tables none that a name has', async () => {
  const table = (name: string) => ({ name, rect: { row: 0, column: 0, rows: 2, columns: 2 } });
  const rows = [
    ['Key', 'Value'],
    [1, 2],
  ];
  const book = await workbookOf(
    [['gpt-4o', { formula: '=LLMCOST(A1,1000,100)', value: USD }]],
    { name: 'Keys', rows, tables: [table('price_key')] },
    { name: 'Inputs', rows, tables: [table('PRICE__input')] },
  );
  // `copyOf` looks for names that stand twice
  const { bytes } = await copyOf(await changed(book, (file) => file.addDefinedName('llmprices', '42')));
  const { definedNames, tables } = await openWorkbook(bytes);
  expect(definedNames.map(({ name }) => name)).toContain('price___key');
  expect(tables.map(({ name }) => name)).toContain('LlmPrices_2');
});

test('a price of 0 or a text typed into a blank column is a change, not a failure', async () => {
  const { bytes } = await copyOf(await workbookOf([['gpt-4o', { formula: '=LLMCOST(A1,1000,100)', value: USD }]]));
  const cells = (await openWorkbook(bytes)).cells('LLM Prices');
  const column = cells.find(({ row, value }) => row === 0 && String(value).startsWith('My output'))?.column ?? -1;
  const rows = cells.filter((cell) => cell.column === 1 && cell.value === 'gpt-4o').map(({ row }) => row);
  const row = rows.find((each) => cells.some((cell) => cell.row === each && cell.value === 'openai')) ?? -1;
  const typed = await Promise.all(
    [0, '0.8 '].map((price) => changed(bytes, (file) => file.setValue('LLM Prices', row, column, price))),
  );
  const [zero, text] = await recalculateAll(typed);
  // 1,000 × 2.50 / 1M
  expect(valueIn(zero, 'Plan!B1')).toBeCloseTo(0.0025, 12);
  expect(valueIn(zero, 'Self-test!B3')).toBe('CHANGED');
  expect(valueIn(text, 'Self-test!B3')).not.toBe('FAIL');
});

test('IFERROR around a call of ours is checked; of what is not, the Read me says that nobody has calculated it', async () => {
  const { bytes, report } = await copyOf(
    await workbookOf([
      ['gpt-4o', { formula: '=IFERROR(LLMCOST(A1,1000,100),"no price")' }],
      ['no-such', { formula: '=IFERROR(LLMCOST(A2,1000,100),"no price")' }],
      ['gpt-4o', { formula: '=ROUND(LLMCOST(A3,1000,100),2)' }],
    ]),
  );
  expect(report.unchecked).toBe(1);
  const stored = readSheetValues(bytes);
  expect(['B1', 'B2', 'B3'].map((place) => valueIn(stored, `Plan!${place}`))).toEqual([USD, 'no price', undefined]);
  expect(readMeOf(bytes)).toContain('where it had stored nothing they are blank until they are recalculated');
});

test('a copy without a self-test does not speak of one', async () => {
  const book = await changed(await workbookOf([['gpt-4o', { formula: '=UnitCost*1000' }]]), (file) =>
    file.addDefinedName('UnitCost', '_xldudf_LLMCOST("gpt-4o",1000,100)'),
  );
  const { bytes, report } = await copyOf(book);
  expect(report.addedSheets).not.toContain('Self-test');
  expect(readMeOf(bytes)).toContain('Every figure that uses the price follows.');
  expect(readMeOf(bytes)).not.toMatch(/self-test/i);
});
