import { Workbook } from '@cj-tech-master/excelts';
import { deflateSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openWorkbook } from '../../../src/portable/xlsx/openWorkbook';
import { saveThroughLibreOffice } from '../../support/libreOffice';
import { richParts, zipped } from '../../support/richBook';
import { bookOf } from '../../support/smallBook';

jest.setTimeout(180_000);

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

test('sheets are found through relations, chart sheets are left out, and hidden ones are said to be', async () => {
  const { sheets, dates1904, definedNames, tables } = await openWorkbook(zipped(richParts()));
  expect(sheets).toMatchObject([
    { name: 'Plan', visibility: 'visible' },
    { name: 'Models', visibility: 'hidden' },
  ]);
  expect(dates1904).toBe(false);
  expect(definedNames).toEqual([
    { name: 'Budget', sheetName: undefined, formula: '_xldudf_LLMCOST("m",Plan!$A$2,1)*2', hidden: false },
    { name: 'Local', sheetName: 'Models', formula: 'Models!$A$1', hidden: true },
  ]);
  expect(tables).toMatchObject([
    {
      name: 'Usage',
      sheetName: 'Plan',
      rect: { row: 9, column: 0, rows: 4, columns: 2 },
      headerRows: 1,
      totalRows: 1,
      columns: [
        { name: 'Month' },
        { name: 'Cost', calculatedFormula: '_xldudf_LLMCOST("m",Usage[[#This Row],[Month]],0)' },
      ],
    },
  ]);
});

test('every type of cell has its value: shared, rich, inline and escaped texts, dates, booleans, errors', async () => {
  const workbook = await openWorkbook(zipped(richParts()));
  const row = (number: number) => [0, 1, 2, 3, 4].map((column) => workbook.value('PLAN', number - 1, column));
  expect(row(1)).toEqual(['Tokens', 'Rich text', ' a\rb_x000D_ ', 'in', 46352.5]);
  expect(row(2)).toEqual([1000, 0.1, null, 2, null]);
  expect(row(3)).toEqual([2000, 0.2, true, null, null]);
  expect(row(4)).toEqual([3000, 'text', { error: '#N/A' }, null, null]);
  expect(row(6)).toEqual([2000, 1, { error: '#VALUE!' }, null, null]);
  expect(workbook.value('Models', 0, 0)).toBeNull();
});

test('shared formulas are written out for each cell, and arrays say whether they are dynamic', async () => {
  const cells = (await openWorkbook(zipped(richParts()))).cells('Plan').filter(({ formula }) => formula !== undefined);
  expect(cells.map(({ row, column, formula, array }) => [row + 1, column, formula, array])).toEqual([
    [2, 1, '_xldudf_LLMCOST("m",A2,$A$2)+A2', undefined],
    [2, 3, '1+\n1', undefined],
    [3, 1, '_xldudf_LLMCOST("m",A3,$A$2)+A3', undefined],
    [4, 1, '_xldudf_LLMCOST("m",A4,$A$2)+A4', undefined],
    [6, 0, 'A2:A3*2', { rect: { row: 5, column: 0, rows: 2, columns: 1 }, dynamic: false }],
    [6, 1, "_xldudf_LLMMODELS('x y'!A1)", { rect: { row: 5, column: 1, rows: 2, columns: 1 }, dynamic: true }],
    [6, 3, 'A1&"<>"', undefined],
    [11, 1, '_xldudf_LLMCOST("m",Usage[[#This Row],[Month]],0)', undefined],
    [12, 1, '_xldudf_LLMCOST("m",Usage[[#This Row],[Month]],0)', undefined],
    [13, 1, 'SUM(Usage[Cost])', undefined],
  ]);
});

test('formulas outside cells are listed with the place and the cell they count from', async () => {
  expect((await openWorkbook(zipped(richParts()))).formulasElsewhere()).toEqual([
    {
      kind: 'conditional format',
      sheetName: 'Plan',
      where: 'B2:B4 D2',
      anchor: { row: 1, column: 1 },
      formula: 'B2>_xldudf_LLMCOST("m",A2,0)',
    },
    {
      kind: 'conditional format',
      sheetName: 'Plan',
      where: 'B2:B4 D2',
      anchor: { row: 1, column: 1 },
      formula: '$A$2*2',
    },
    { kind: 'data validation', sheetName: 'Plan', where: 'A2:A4', anchor: { row: 1, column: 0 }, formula: '1' },
    {
      kind: 'data validation',
      sheetName: 'Plan',
      where: 'A2:A4',
      anchor: { row: 1, column: 0 },
      formula: '_xldudf_GPUCOUNT(A2)',
    },
    {
      kind: 'data validation',
      sheetName: 'Plan',
      where: 'C2:C9',
      anchor: { row: 1, column: 2 },
      formula: 'Models!$A$1:$A$9',
    },
    { kind: 'defined name', sheetName: undefined, where: 'Budget', formula: '_xldudf_LLMCOST("m",Plan!$A$2,1)*2' },
    { kind: 'defined name', sheetName: 'Models', where: 'Local', formula: 'Models!$A$1' },
    {
      kind: 'table column',
      sheetName: 'Plan',
      where: 'Usage[Cost]',
      anchor: { row: 10, column: 1 },
      formula: '_xldudf_LLMCOST("m",Usage[[#This Row],[Month]],0)',
    },
    {
      kind: 'table column',
      sheetName: 'Plan',
      where: 'Usage[Cost], total',
      anchor: { row: 12, column: 1 },
      formula: 'SUM(Usage[Cost])',
    },
    { kind: 'chart', where: 'xl/charts/chart1.xml', formula: 'Plan!$A$2:$A$4' },
  ]);
});

test('prefixes, other part names, other case and cells without addresses make no difference', async () => {
  const parts = richParts();
  const sheet =
    `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c><x:c t="str"><x:f>"a"</x:f><x:v>a</x:v></x:c></x:row>` +
    '<x:row r="4"><x:c r="C4"><x:v>6</x:v></x:c><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>';
  delete parts['xl/worksheets/sheet2.xml'];
  parts['other/Blatt.XML'] = sheet;
  parts['xl/_rels/workbook.xml.rels'] = parts['xl/_rels/workbook.xml.rels'].replace(
    '/xl/worksheets/sheet2.xml',
    '../OTHER/./blatt.xml',
  );
  parts['[Content_Types].xml'] = parts['[Content_Types].xml'].replace('/xl/worksheets/sheet2.xml', '/other/Blatt.XML');
  expect((await openWorkbook(zipped(parts))).cells('Models')).toMatchObject([
    { row: 0, column: 0, value: 5 },
    { row: 0, column: 1, value: 'a', formula: '"a"' },
    { row: 3, column: 2, value: 6 },
    { row: 3, column: 3, value: 7 },
  ]);
});

test('a strict workbook and one that counts from 1904 are read', async () => {
  const strict = Object.fromEntries(
    Object.entries(richParts()).map(([name, text]) => [
      name,
      text
        .replaceAll(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        )
        .replace('<workbookPr/>', '<workbookPr date1904="1"/>'),
    ]),
  );
  const workbook = await openWorkbook(zipped(strict));
  expect(workbook.dates1904).toBe(true);
  expect(workbook.value('Plan', 0, 4)).toBe(44890.5);
  expect(workbook.cells('Plan')).toHaveLength((await openWorkbook(zipped(richParts()))).cells('Plan').length);
});

test('files of other writers read as they were written', async () => {
  const written = new Workbook();
  const sheet = written.addWorksheet('Über "alles"');
  sheet.addRow(['Model', 12.5, true]);
  sheet.getCell('A2').value = { formula: 'B1*2', result: 25 };
  const bytes = await written.xlsx.writeBuffer();
  for (const file of [new Uint8Array(bytes), await saveThroughLibreOffice(new Uint8Array(bytes))]) {
    const workbook = await openWorkbook(file);
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['Über "alles"']);
    expect([0, 1, 2].map((column) => workbook.value('Über "alles"', 0, column))).toEqual(['Model', 12.5, true]);
    expect(workbook.cells('Über "alles"')).toContainEqual(
      expect.objectContaining({ row: 1, column: 0, value: 25, formula: 'B1*2' }),
    );
  }
});

test('saved without a change, every part but the calculation chain is the same bytes', async () => {
  const original = zipped(richParts());
  const saved = unzipSync(await (await openWorkbook(original)).save());
  const before = unzipSync(original);
  const changed = Object.keys(before).filter(
    (name) => !saved[name] || strFromU8(saved[name]) !== strFromU8(before[name]),
  );
  expect(changed).toEqual(['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/calcChain.xml']);
  expect(strFromU8(saved['xl/_rels/workbook.xml.rels'])).toBe(
    strFromU8(before['xl/_rels/workbook.xml.rels']).replace(/<Relationship Id="rId6"[^>]*>/, ''),
  );
});

test('what was not changed stays packed as it was: stored, or with whatever effort its writer took', async () => {
  const text = (name: string) => strToU8(richParts()[name]);
  const sheet = 'xl/worksheets/sheet1.xml';
  const picture = Uint8Array.from({ length: 5_000 }, (_, index) => (index * index) % 251);
  const rich = Object.fromEntries(Object.keys(richParts()).map((name) => [name, text(name)]));
  const original = zipSync({
    ...rich,
    [sheet]: [text(sheet), { level: 1 }],
    'xl/media/a.png': [picture, { level: 0 }],
  });
  const saved = Buffer.from(await (await openWorkbook(original)).save());
  expect(saved.includes(Buffer.from(deflateSync(text(sheet), { level: 1 })))).toBe(true);
  expect(saved.includes(Buffer.from(deflateSync(text(sheet), { level: 6 })))).toBe(false);
  expect(saved.includes(Buffer.from(picture))).toBe(true);
});

test('the smallest workbook, without styles or strings, opens', async () => {
  expect((await openWorkbook(bookOf('<c r="B1"><f>1+1</f></c>'))).cells('Plan')).toMatchObject([
    { row: 0, column: 1, value: null, formula: '1+1' },
  ]);
});
