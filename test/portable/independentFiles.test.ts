import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import { recalculate } from '../support/libreOffice';
import { readSheetValues } from '../support/readSheetValues';
import { changed, copyOf, PRICES, valueIn, workbookOf } from './support';

jest.setTimeout(180_000);

// gpt-4o: 1,000 × 2.50 / 1M + 100 × 10.00 / 1M, https://developers.openai.com/api/docs/pricing, 2026-11-23
const COST = '=LLMCOST("gpt-4o",1000,100)';
const USD = 0.0035;

/** The file with some text of its parts replaced: what a draft cannot say. */
function withText(book: Uint8Array, part: string, from: string, to: string): Uint8Array {
  const parts = unzipSync(book);
  const text = strFromU8(parts[part]);
  if (!text.includes(from)) throw new Error(`${part} has no ${from}`);
  return zipSync({ ...parts, [part]: strToU8(text.replace(from, to)) });
}

test('names that are taken: sheets of the user keep theirs, added ones get others', async () => {
  const taken = ['Read me', 'Effective prices', 'LLM Prices', 'Self-test', 'Price Sources'].map((name) => ({
    name,
    rows: [[name]],
  }));
  const { bytes, report } = await copyOf(await workbookOf([[{ formula: COST }]], ...taken));
  const names = (await openWorkbook(bytes)).sheets.map(({ name }) => name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(taken.map(({ name }) => name)));
  const sheets = await recalculate(bytes);
  expect(valueIn(sheets, 'Plan!A1')).toBeCloseTo(USD, 12);
  const selfTest = report.addedSheets.find((name) => name.startsWith('Self-test')) ?? '';
  expect(valueIn(sheets, `${selfTest}!B3`)).toBe('PASS');
});

test('a protected and a very hidden sheet are converted and stay protected and hidden', async () => {
  const book = await workbookOf([['x']], { name: 'Secret', rows: [[{ formula: COST }]] });
  const hidden = withText(book, 'xl/workbook.xml', 'name="Secret"', 'name="Secret" state="veryHidden"');
  const sheetPart = Object.keys(unzipSync(hidden))
    .filter((name) => name.startsWith('xl/worksheets/sheet'))
    .sort()[1];
  const locked = withText(hidden, sheetPart, '</sheetData>', '</sheetData><sheetProtection sheet="1" objects="1"/>');
  const { bytes, report } = await copyOf(locked);
  expect(report.converted).toBe(1);
  expect((await openWorkbook(bytes)).sheets.find(({ name }) => name === 'Secret')?.visibility).toBe('veryHidden');
  expect(strFromU8(unzipSync(bytes)[sheetPart])).toContain('<sheetProtection sheet="1" objects="1"/>');
});

test('a workbook with macros stays one', async () => {
  const book = await workbookOf([[{ formula: COST }]]);
  const macros = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
  const plain = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const { bytes } = await copyOf(withText(book, '[Content_Types].xml', plain, macros));
  expect(strFromU8(unzipSync(bytes)['[Content_Types].xml'])).toContain(macros);
});

test('S04 a workbook that counts days from 1904 prices the same dates', async () => {
  // 45,000 in 1904 days is 46,462 from 1900: 16 March 2027, after the last change of the price
  const bill = '=LLMBILL("gpt-4o",{"input",1000;"output",100},{"at",45000})';
  const book = await workbookOf([['gpt-4o', 45_000, { formula: '=LLMCOST(A1,1000,100,,,,B1)' }, { formula: bill }]]);
  const { bytes, report } = await copyOf(withText(book, 'xl/workbook.xml', '<workbookPr', '<workbookPr date1904="1"'));
  expect(report.frozen).toEqual([]);
  const [stored, recalculated] = [readSheetValues(bytes), await recalculate(bytes)];
  for (const place of ['Plan!C1', 'Plan!D1']) {
    expect(valueIn(stored, place)).toBe(USD);
    expect(valueIn(recalculated, place)).toBeCloseTo(USD, 12);
  }
  expect([...(stored.get('Effective prices')?.values() ?? [])]).toContain('gpt-4o||2027-03-16');
});

test('S04 every converted cell has its figure stored, for a view that does not calculate', async () => {
  const { bytes } = await copyOf(
    await workbookOf([
      [{ formula: COST }],
      [{ formula: '=LLMPRICE("gpt-4o","output")' }],
      [{ formula: '=LLMCOST("no-such",1,1)' }],
    ]),
  );
  const stored = readSheetValues(bytes).get('Plan');
  expect([stored?.get('A1'), stored?.get('A2'), stored?.get('A3')]).toEqual([USD, 10, { error: '#N/A' }]);
});

test('S07 every row of prices names its source and the day it was checked, and the snapshot its check sum', async () => {
  const { bytes } = await copyOf(await workbookOf([['gpt-4o', { formula: '=LLMCOST(A1,1000,100)' }]]));
  const values = readSheetValues(bytes);
  const sheet = values.get('LLM Prices');
  const letters = [...(sheet?.keys() ?? [])]
    .filter((address) => /^[A-Z]+1$/.test(address))
    .map((address) => address.slice(0, -1));
  const columnOf = (title: string) => letters.find((letter) => sheet?.get(`${letter}1`) === title);
  const [source, checked] = [columnOf('Source'), columnOf('Checked')];
  const rows = PRICES.llm.rows.map((_, index) => index + 2);
  expect(
    rows.filter((row) => !sheet?.get(`${source}${row}`) || !/^\d{4}-\d\d/.test(String(sheet.get(`${checked}${row}`)))),
  ).toEqual([]);
  const sources = [...(values.get('Price Sources')?.values() ?? [])];
  expect(sources.filter((value) => /^[0-9a-f]{64}$/.test(String(value))).length).toBeGreaterThan(0);
});

test('S08 no address, path, key or author stands in what the copy adds', async () => {
  const { bytes } = await copyOf(await workbookOf([['gpt-4o', { formula: '=LLMCOST(A1,1000,100)' }]]));
  const personal =
    /[\w.+-]+@[\w-]+\.(?:com|org|net|io)\b|\/(?:home|Users|work|root)\/|[A-Z]:\\|sk-[A-Za-z0-9]{16}|<dc:creator>[^<]|lastModifiedBy>[^<]|telemetry/;
  const found = Object.entries(unzipSync(bytes)).flatMap(
    ([part, content]) => personal.exec(strFromU8(content))?.[0].concat(' in ', part) ?? [],
  );
  expect(found).toEqual([]);
});

test('a formula that cannot be read stays as it was and is reported', async () => {
  const book = await workbookOf([[{ formula: COST }]]);
  const [part] = Object.keys(unzipSync(book)).filter((name) => name.startsWith('xl/worksheets/sheet'));
  const broken = withText(book, part, '</c></row>', '</c><c r="B1"><f>_xldudf_LLMCOST("a",1,</f><v>5</v></c></row>');
  const { bytes, report } = await copyOf(broken);
  expect(report.left.map(({ place }) => place)).toEqual(['Plan!B1']);
  expect(valueIn(readSheetValues(bytes), 'Plan!B1')).toBe(5);
  expect(strFromU8(unzipSync(bytes)['xl/workbook.xml'])).not.toContain('fullCalcOnLoad');
});

test('a formula that would grow beyond 8,192 characters, and whose parts cannot stand elsewhere, keeps its value', async () => {
  const long = `=LET(x,1000,${Array.from({ length: 200 }, () => 'LLMCOST("gpt-4o",x,100)').join('+')})`;
  const { report } = await copyOf(await workbookOf([[{ formula: long, value: 0.7 }], [{ formula: COST }]]));
  expect(report.frozen.map(({ place, value, reason }) => [place, value, reason])).toEqual([
    ['Plan!A1', 0.7, 'the plain formula would be longer than 8,192 characters'],
  ]);
  expect(report.converted).toBe(1);
});

test.each([
  [
    'a workbook without a formula of ours',
    () => workbookOf([['x', { formula: '=1+1' }]]),
    'The workbook has no formula of this add-in: it can be sent as it is.',
  ],
  ['a text file', () => strToU8('model,input\n'), 'The file is not an Excel workbook: choose an .xlsx or .xlsm file.'],
  [
    'price tables whose write did not finish',
    () =>
      workbookOf([[{ formula: COST }]], {
        name: 'Price Sources',
        rows: [
          ['Source', 'Stamp (do not edit)'],
          ['genai-prices', 'writing:2026-11-23-1a2b3c4d'],
        ],
        tables: [{ name: 'PriceSources', rect: { row: 0, column: 0, rows: 2, columns: 2 } }],
      }),
    'The price tables were not written completely: open the pane and press Restore.',
  ],
])('%s is refused with a sentence', async (_, book, sentence) => {
  await expect(copyOf(await book())).rejects.toThrow(sentence);
});

test('an edited list price is not given the list as its source, and the Read me names the row', async () => {
  const prices = {
    name: 'LLM Prices',
    rows: [
      ['Provider', 'Model', 'Input (USD/1M)', 'Output (USD/1M)', 'Source', 'Checked', 'Agree'],
      ['own', 'model-a', 3, 10, 'genai-prices', '2026-11-01', '2 of 2'],
      ['own', 'model-b', 1, 2, 'genai-prices', '2026-11-01', '2 of 2'],
      ['own', 'model-c', 5, 6, 'contract 7', '2026-11-20', ''],
      ['own', 'model-d', 7, 8, 'offer of May', '', ''],
    ],
    tables: [{ name: 'LlmPrices', rect: { row: 0, column: 0, rows: 5, columns: 7 } }],
  };
  const sources = {
    name: 'Price Sources',
    rows: [
      ['Source', 'Stamp (do not edit)'],
      ['genai-prices', `ok:2026-11-23-1a2b3c4d:3:${'0'.repeat(64)}`],
    ],
    tables: [{ name: 'PriceSources', rect: { row: 0, column: 0, rows: 2, columns: 2 } }],
  };
  const explained = ['a', 'b', 'c', 'd'].map((letter) => [
    { formula: `=LLMSOURCE("model-${letter}")` },
    { formula: `=LLMSOURCE("model-${letter}","checked")` },
    { formula: `=LLMCOST("model-${letter}",1000000,0)` },
  ]);
  // as the add-in wrote them: model-a at 2.50; model-c with the list's price and source; model-d is the user's own row
  const written = {
    llm: [
      { provider: 'own', model: 'model-a', input: 2.5, output: 10, source: 'genai-prices', checked: '2026-11-01' },
      { provider: 'own', model: 'model-b', input: 1, output: 2, source: 'genai-prices', checked: '2026-11-01' },
      { provider: 'own', model: 'model-c', input: 4, output: 6, source: 'genai-prices', checked: '2026-11-01' },
    ],
  };
  const withRecord = async (record: string) =>
    copyOf(
      await changed(await workbookOf(explained, prices, sources), (file) => {
        const namespace = 'urn:llm-cost:archive:written-2026-11-23-1a2b3c4d';
        file.setCustomXml(namespace, `<archive xmlns="${namespace}">${record}</archive>`);
      }),
    );
  const { bytes, report } = await withRecord(JSON.stringify(written));
  const cells = new Map(
    (await openWorkbook(bytes)).cells('Plan').map(({ row, column, value }) => [`${row},${column}`, value]),
  );
  expect([0, 1, 2, 3].map((row) => [0, 1, 2].map((column) => cells.get(`${row},${column}`)))).toEqual([
    ['edited by hand (list: genai-prices)', 'not stated', 3],
    ['genai-prices', '2026-11-01', 1],
    ['contract 7', '2026-11-20', 5],
    ['offer of May', 'not stated', 7],
  ]);
  expect(report.prices.editedRows).toEqual([{ sheet: 'LLM Prices', rows: [2] }]);
  const readMe = [...(readSheetValues(bytes).get('Read me')?.values() ?? [])];
  expect(readMe).toContain(
    'Somebody typed over a list price in “LLM Prices” row 2. The source beside it is that of the list price.',
  );

  for (const broken of ['', 'no record', 'null', '{"llm":5}', '{"llm":[null]}']) {
    expect((await withRecord(broken)).report.prices.editedRows).toEqual([]);
  }
});
