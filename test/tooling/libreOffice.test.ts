import { strToU8, zipSync } from 'fflate';
import { printInLibreOffice, recalculateAll, saveThroughLibreOffice } from '../support/libreOffice';
import { readSheetValues } from '../support/readSheetValues';

jest.setTimeout(180_000);

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The smallest workbook there is, with these cells on its only sheet. */
function bookOf(cells: string): Uint8Array {
  const relation = (type: string, target: string) =>
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/${type}" Target="${target}"/></Relationships>`;
  const type = (part: string, kind: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const parts = {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/worksheets/sheet1.xml', 'worksheet')}</Types>`,
    '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

const PLANTED = bookOf(
  '<c r="A1"><v>2</v></c><c r="B1"><f>A1*3</f><v>7</v></c><c r="C1" t="str"><f>"a"&amp;"&lt;b"</f><v>old</v></c>' +
    '<c r="D1"><f>1/0</f><v>1</v></c><c r="E1"><f>NOSUCHFUNCTION(A1)</f><v>5</v></c><c r="F1"><f>A1&gt;1</f></c>' +
    '<c r="G1"><f>1/3</f></c>',
);

test('LibreOffice calculates every formula itself, whatever numbers were stored behind them', async () => {
  const [values, ofSecond] = await recalculateAll([PLANTED, bookOf('<c r="A1"><f>40+2</f></c>')]);
  expect(values.get('Plan')).toEqual(
    new Map<string, unknown>([
      ['A1', 2],
      ['B1', 6],
      ['C1', 'a<b'],
      ['D1', { error: '#DIV/0!' }],
      ['E1', { error: '#NAME?' }],
      ['F1', true],
      ['G1', 0.333333333333333],
    ]),
  );
  expect(ofSecond.get('Plan')?.get('A1')).toBe(42);
});

test('opening and saving keeps a stored number, which is why a check must take it away first', async () => {
  const saved = readSheetValues(await saveThroughLibreOffice(PLANTED));
  expect(saved.get('Plan')?.get('B1')).toBe(7);
});

test('a workbook prints as PDF', async () => {
  expect(Buffer.from(await printInLibreOffice(PLANTED)).subarray(0, 5).toString()).toBe('%PDF-');
});
