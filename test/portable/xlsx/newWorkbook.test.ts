import { strFromU8, unzipSync } from 'fflate';
import { newWorkbook } from '../../../src/portable/xlsx/newWorkbook';
import { openWorkbook } from '../../../src/portable/xlsx/openWorkbook';
import type { SheetDraft } from '../../../src/sheets/sheetDraft';
import { calculateWithExcelts } from '../../../src/tooling/calculateWithExcelts';
import { checkPackage } from '../../support/checkPackage';
import { recalculate } from '../../support/libreOffice';

jest.setTimeout(180_000);

const PLAN: SheetDraft = {
  name: 'Plan',
  columnWidthsPoints: [150, 60],
  frozenRows: 2,
  rows: [
    [{ value: 'Plan & <costs>', look: 'title' }],
    [
      { value: 'Item', look: 'columnHeader' },
      { value: 'Per\nmonth', look: 'columnHeader' },
    ],
    ['Input', { value: 1250.5, look: 'input', format: '#,##0.00' }],
    ['Output', { value: 0.1, look: 'input', format: '$0.000' }],
    [
      { value: 'Total', look: 'total' },
      { formula: '=SUM(B3:B4)', value: 1250.6, look: 'total' },
    ],
    [
      { formula: '=LET(k,2,k*B5)', value: 2501.2 },
      { formula: '="a"&"<b"', value: 'a<b' },
      true,
      { value: { error: '#N/A' } },
    ],
    [null, { formula: '=SEQUENCE(2,2)', value: 1, spill: { rows: 2, columns: 2 } }, 2],
    [null, 3, 4],
  ],
  tables: [{ name: 'Items', rect: { row: 1, column: 0, rows: 3, columns: 2 } }],
};

test('a workbook from drafts is sound and reads back as it was drafted', async () => {
  const bytes = await newWorkbook([PLAN], { title: 'Plan' });
  expect(checkPackage(bytes)).toEqual([]);
  const workbook = await openWorkbook(bytes);
  expect(workbook.sheets.map(({ name, visibility }) => [name, visibility])).toEqual([['Plan', 'visible']]);
  expect(workbook.tables).toMatchObject([
    { name: 'Items', sheetName: 'Plan', rect: { row: 1, column: 0, rows: 3, columns: 2 }, headerRows: 1, totalRows: 0 },
  ]);
  expect(workbook.tables[0].columns.map(({ name }) => name)).toEqual(['Item', 'Per\nmonth']);
  expect(workbook.value('plan', 0, 0)).toBe('Plan & <costs>');
  expect(workbook.value('Plan', 3, 1)).toBe(0.1);
  expect(workbook.value('Plan', 5, 2)).toBe(true);
  expect(workbook.value('Plan', 5, 3)).toEqual({ error: '#N/A' });
  expect(workbook.value('Plan', 40, 3)).toBeNull();
  const formulas = workbook.cells('Plan').flatMap(({ formula, array }) => (formula ? [[formula, array?.dynamic]] : []));
  expect(formulas).toEqual([
    ['SUM(B3:B4)', undefined],
    ['_xlfn.LET(_xlpm.k,2,_xlpm.k*B5)', undefined],
    ['"a"&"<b"', undefined],
    ['_xlfn.SEQUENCE(2,2)', true],
  ]);
});

test('LibreOffice and excelts calculate what the drafts say', async () => {
  const bytes = await newWorkbook([PLAN]);
  const ofLibreOffice = await recalculate(bytes);
  for (const values of [ofLibreOffice, await calculateWithExcelts(bytes)]) {
    const plan = values.get('Plan');
    expect(plan?.get('B5')).toBeCloseTo(1250.6, 10);
    expect(plan?.get('A6')).toBeCloseTo(2501.2, 10);
    expect(plan?.get('B6')).toBe('a<b');
  }
  // excelts takes the stored neighbours of a spill for constants in its way, so only LibreOffice can say
  expect(['B7', 'C7', 'B8', 'C8'].map((cell) => ofLibreOffice.get('Plan')?.get(cell))).toEqual([1, 2, 3, 4]);
});

test('the same drafts give the same bytes, and nobody is named in them', async () => {
  const bytes = await newWorkbook([PLAN], { title: 'Plan' });
  expect(await newWorkbook([PLAN], { title: 'Plan' })).toEqual(bytes);
  expect(Object.keys(unzipSync(bytes)).sort()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'docProps/core.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/metadata.xml',
    'xl/styles.xml',
    'xl/tables/table1.xml',
    'xl/theme/theme1.xml',
    'xl/workbook.xml',
    'xl/worksheets/_rels/sheet1.xml.rels',
    'xl/worksheets/sheet1.xml',
  ]);
  const core = strFromU8(unzipSync(bytes)['docProps/core.xml']);
  expect(core).toContain('<dc:title>Plan</dc:title>');
  expect(core).not.toMatch(/creator|lastModifiedBy|created|modified/);
});

test('equal looks share one style, and a plain cell has none', async () => {
  const styles = strFromU8(unzipSync(await newWorkbook([PLAN]))['xl/styles.xml']);
  // normal; title; column header and total, which look alike; input with each of two formats
  expect(styles).toMatch(/<cellXfs count="5">/);
  expect(styles).toMatch(/<numFmts count="1"><numFmt numFmtId="164" formatCode="\$0.000"\/><\/numFmts><fonts/);
});

test('calls of our functions are stored as custom functions in dynamic cells, and a copy can be told to calculate', async () => {
  const draft = { name: 'A', rows: [[{ formula: '=IFERROR(LLMCOST("m",1,2),0)', value: 0.25 }]] };
  const bytes = await newWorkbook([draft], { ourFunctionIds: ['LLMCOST'] });
  const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']);
  expect(sheet).toContain(
    '<c r="A1" cm="1"><f t="array" ref="A1">IFERROR(_xldudf_LLMCOST(&quot;m&quot;,1,2),0)</f><v>0.25</v></c>',
  );
  const calculating = async (options: object) =>
    strFromU8(unzipSync(await newWorkbook([draft], options))['xl/workbook.xml']);
  expect(await calculating({})).not.toContain('fullCalcOnLoad');
  expect(await calculating({ calculateOnOpening: true })).toContain('fullCalcOnLoad="1"');
});

test('names that Excel would refuse are changed, and the formulas of all drafts follow', async () => {
  const bytes = await newWorkbook([
    {
      name: 'Prices: [2026]',
      rows: [['P'], [7]],
      tables: [{ name: 'My prices', rect: { row: 0, column: 0, rows: 2, columns: 1 } }],
    },
    { name: 'prices   2026', rows: [["'Prices: [2026]'!A2"]] },
    { name: 'x'.repeat(40), rows: [[{ formula: '=Data!A1', value: 3 }]] },
    { name: 'x'.repeat(41), rows: [[null]] },
    { name: 'Data/', rows: [[3]] },
  ]);
  expect(checkPackage(bytes)).toEqual([]);
  const workbook = await openWorkbook(bytes);
  expect(workbook.sheets.map(({ name }) => name)).toEqual([
    'Prices   2026',
    'prices   2026 (2)',
    'x'.repeat(31),
    `${'x'.repeat(27)} (2)`,
    'Data',
  ]);
  expect(workbook.tables[0].name).toBe('My_prices');
});

test('a table keeps to what Excel demands: a row below the header, texts as headers, none twice', async () => {
  const bytes = await newWorkbook([
    {
      name: 'T',
      rows: [[2026, 'cost', 'Cost', null]],
      tables: [{ name: 'T', rect: { row: 0, column: 0, rows: 1, columns: 4 } }],
    },
  ]);
  expect(checkPackage(bytes)).toEqual([]);
  const [table] = (await openWorkbook(bytes)).tables;
  expect(table.columns.map(({ name }) => name)).toEqual(['2026', 'cost', 'Cost2', 'Column4']);
  expect(table.rect.rows).toBe(2);
});

test('what no cell can hold is refused in a sentence', async () => {
  const workbook = (value: string | number) => newWorkbook([{ name: 'A', rows: [[value]] }]);
  await expect(workbook('x'.repeat(32_768))).rejects.toThrow(
    'A cell of Excel holds a text of at most 32,767 characters.',
  );
  await expect(workbook(Number.NaN)).rejects.toThrow(RangeError);
});
