import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { llmPriceSheet } from '../../src/portable/priceSheets';
import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import { calculateWithExcelts } from '../../src/tooling/calculateWithExcelts';
import { recalculateAll } from '../support/libreOffice';
import { readSheetValues } from '../support/readSheetValues';
import { pricesOf } from '../support/rewrittenPlan';
import { changed, copyOf, isClose, PRICES, valueIn, workbookOf } from './support';

jest.setTimeout(180_000);

// gpt-4o: 1,000 × 2.50 / 1M + 100 × 10.00 / 1M, https://developers.openai.com/api/docs/pricing, 2026-11-23
const COST = '=LLMCOST("gpt-4o",1000,100)';
const USD = 0.0035;
const EMBEDDED = { ...PRICES, llm: pricesOf('openai/gpt-4o', 'openai/gpt-4o-mini') };

/** `copyOf` checks for every copy and every refusal that the bytes given are as they were. */
const copy = (book: Uint8Array) => copyOf(book, { embedded: EMBEDDED });
const refusal = async (book: Uint8Array): Promise<string> => {
  const before = book.slice();
  const message = await copy(book).then(
    () => 'it was copied',
    (thrown: Error) => `${thrown.name}: ${thrown.message}`,
  );
  expect(Buffer.compare(book, before)).toBe(0);
  return message;
};

/** The plan with the text of its sheet changed: what no draft can say. */
function withSheetText(book: Uint8Array, from: string, to: string): Uint8Array {
  return withPart(book, sheetPart(book), (text) => {
    if (!text.includes(from)) throw new Error(`the sheet has no ${from}: ${text}`);
    return text.replace(from, () => to);
  });
}
function sheetPart(book: Uint8Array): string {
  return Object.keys(unzipSync(book))
    .filter((name) => name.startsWith('xl/worksheets/sheet'))
    .sort()[0];
}
function withPart(book: Uint8Array, part: string, change: (text: string) => string): Uint8Array {
  const parts: Zippable = unzipSync(book);
  return zipSync({ ...parts, [part]: strToU8(change(strFromU8((parts[part] ?? new Uint8Array()) as Uint8Array))) });
}
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

describe('formulas that are handled', () => {
  test('a cell of another workbook stays an argument as it is', async () => {
    const book = withSheetText(
      await workbookOf([[1, 5]]),
      '<c r="B1"><v>5</v></c>',
      `<c r="B1"><f>${escaped('_xldudf_LLMCOST("gpt-4o",[1]Sheet1!$A$1,\'[2]My plan\'!B2)')}</f><v>0.0035</v></c>`,
    );
    const { bytes, report } = await copy(book);
    expect([report.converted, report.unchecked, report.frozen]).toEqual([1, 1, []]);
    const [formula] = (await openWorkbook(bytes)).cells('Plan').flatMap((cell) => cell.formula ?? []);
    expect(formula).toContain("ISNUMBER([1]Sheet1!$A$1),ISNUMBER('[2]My plan'!B2)");
    expect(valueIn(readSheetValues(bytes), 'Plan!B1')).toBe(USD);
  });

  test('a range of another workbook is fixed: nobody knows what it holds', async () => {
    const { report } = await copy(
      await workbookOf([[{ formula: '=SUM(LLMCOST("gpt-4o",[1]Sheet1!A1:A3,100))', value: 0.5 }], [{ formula: COST }]]),
    );
    expect(report.frozen.map(({ place, value, reason }) => [place, value, reason])).toEqual([
      ['Plan!A1', 0.5, '[1]Sheet1!A1:A3 may be more than one value'],
    ]);
  });

  test('a column of a table gets the plain formula in its cells and for new rows', async () => {
    const table = { name: 'Costs', rect: { row: 0, column: 0, rows: 3, columns: 3 } };
    const formula = '=LLMCOST([@Model],[@Tokens],100)';
    const rows = [
      ['Model', 'Tokens', 'Cost'],
      ['gpt-4o', 1000, { formula, value: 9 }],
      ['gpt-4o', 2000, { formula, value: 9 }],
    ];
    const book = await workbookOf([[]], { name: 'Data', rows, tables: [table] });
    const part = Object.keys(unzipSync(book)).find((name) => name.startsWith('xl/tables/')) ?? '';
    const calculated = `<calculatedColumnFormula>${escaped('_xldudf_LLMCOST(Costs[[#This Row],[Model]],Costs[[#This Row],[Tokens]],100)')}</calculatedColumnFormula>`;
    const { bytes, report } = await copy(
      withPart(book, part, (text) => text.replace('name="Cost"/>', `name="Cost">${calculated}</tableColumn>`)),
    );
    expect([report.converted, report.convertedElsewhere, report.frozen]).toEqual([2, 1, []]);
    expect(
      (await openWorkbook(bytes)).tables.find(({ name }) => name === 'Costs')?.columns[2].calculatedFormula,
    ).toContain('Costs[[#This Row],[Tokens]]*');
    const [sheets] = await recalculateAll([bytes]);
    expect(
      [valueIn(sheets, 'Data!C2'), valueIn(sheets, 'Data!C3')].map((value) => Math.round(Number(value) * 1e9) / 1e9),
    ).toEqual([0.0035, 0.006]);
  });

  test('an array formula of old over a range becomes a plain formula in each of its cells, one inside a sum is fixed', async () => {
    const array = (ref: string, formula: string) => `<f t="array" ref="${ref}">${escaped(formula)}</f>`;
    const book = [
      ['B1', `<c r="B1">${array('B1:B2', '_xldudf_LLMCOST("gpt-4o",A1:A2,100)')}<v>0.0035</v></c>`],
      ['C1', `<c r="C1">${array('C1', 'SUM(_xldudf_LLMCOST("gpt-4o",A1:A2,100))')}<v>0.0095</v></c>`],
    ].reduce(
      (file, [cell, xml]) => withSheetText(file, `<c r="${cell}"><v>9</v></c>`, xml),
      await workbookOf([
        [1000, 9, 9],
        [2000, 0.006],
      ]),
    );
    const { bytes, report } = await copy(book);
    expect(report.frozen.map(({ place, value, reason }) => [place, value, reason])).toEqual([
      ['Plan!C1', 0.0095, 'it gives several cells to what stands around it'],
    ]);
    const moved = await changed(bytes, (file) => file.setValue('Plan', 1, 0, 4000));
    const [sheets] = await recalculateAll([moved]);
    expect(
      [valueIn(sheets, 'Plan!B1'), valueIn(sheets, 'Plan!B2')].map((value) => Math.round(Number(value) * 1e9) / 1e9),
    ).toEqual([0.0035, 0.011]);
    expect(valueIn(sheets, 'Plan!C1')).toEqual({ error: '#N/A' });
  });

  test("a figure of the file's own GPU table is not given without an offer that cannot be read", async () => {
    const own = llmPriceSheet(EMBEDDED).draft;
    const rows = [
      ['GPU', 'Provider', 'Plan', 'USD per GPU hour', 'Checked', 'Source'],
      ['H100', 'acme', 'on_demand', 2, '2026-11-01', 'acme.example'],
      ['H100', 'lambda', 'on_demand', '2,29', '2026-11-01', 'lambda.example'],
      ['H100', 'acme', 'spot', 1, '2026-11-01', 'acme.example'],
    ];
    const table = { name: 'GpuPrices', rect: { row: 0, column: 0, rows: 4, columns: 6 } };
    const formulas = ['GPUPRICE("H100")', 'GPUPRICE(B1)', 'GPUPRICE("H100",,"spot")'].map((call) => `=${call}`);
    const plan = formulas.map((formula, row) => [{ formula }, ...(row === 0 ? ['H100'] : [])]);
    const { bytes, report } = await copy(await workbookOf(plan, own, { name: 'GPU Prices', rows, tables: [table] }));
    expect(report.frozen.map(({ place, reason }) => [place, reason])).toEqual([
      [
        'Plan!A1',
        'it gives an error: Row 3 of GPU Prices was not admitted: usd_per_gpu_hour is not a number. Mend or delete it.',
      ],
    ]);
    const shown = readSheetValues(bytes);
    const none = { error: '#N/A' };
    expect(['A1', 'A2', 'A3'].map((cell) => valueIn(shown, `Plan!${cell}`))).toEqual([none, none, 1]);
    const [recalculated] = await recalculateAll([bytes]);
    expect(['A1', 'A2', 'A3'].map((cell) => valueIn(recalculated, `Plan!${cell}`))).toEqual([none, none, 1]);
  });

  test('a formula of 8,192 characters', async () => {
    // as stored: the name of the call has a prefix in the file
    const filled = 'LLMCOST("gpt-4o",1000,100)'.padEnd(8_192 - '+0*1'.length - '_xldudf_'.length, ' ') + '+0*1';
    const { bytes, report } = await copy(await workbookOf([[{ formula: `=${filled}`, value: USD }]]));
    // the plain form is longer than the call: it moves to a cell of its own
    expect([report.converted, report.frozen]).toEqual([1, []]);
    const [formula] = (await openWorkbook(bytes)).cells('Plan').flatMap((cell) => cell.formula ?? []);
    expect((formula ?? '').length).toBeLessThanOrEqual(8_192);
    expect(valueIn((await recalculateAll([bytes]))[0], 'Plan!A1')).toBeCloseTo(USD, 12);
  });

  test('sheets, names and tables of the workbook that are called like those of the copy stay what they are', async () => {
    const sheets = [
      'Fixed values',
      'Helpers',
      'Effective prices',
      'Effective GPU prices',
      'Model and GPU facts',
      'GPU Prices',
    ].map((name) => ({ name, rows: [[name, 7]] }));
    const rows = [
      ['gpt-4o', { formula: '=LLMCOST(A1,RAND()*0+1000,100)', value: USD }, { formula: '=price_key+GPU_PRICE_MEDIAN' }],
      [{ formula: '=GPUPRICE("H100")' }, { formula: '=GPUFIT("llama-3.3-70b","H200","fp8",8000,A3)' }],
      [4],
    ];
    const book = await changed(await workbookOf(rows, ...sheets), (file) => {
      file.addDefinedName('price_key', '40');
      file.addDefinedName('GPU_PRICE_MEDIAN', '2');
    });
    const { bytes } = await copy(book);
    for (const calculated of [...(await recalculateAll([bytes])), await calculateWithExcelts(bytes)]) {
      expect(isClose(valueIn(calculated, 'Plan!B1'), USD)).toBe(true);
      expect([valueIn(calculated, 'Plan!C1'), valueIn(calculated, 'Plan!B2')]).toEqual([42, 1]);
      for (const { name } of sheets)
        expect([valueIn(calculated, `${name}!A1`), valueIn(calculated, `${name}!B1`)]).toEqual([name, 7]);
    }
  });
});

describe('formulas that nobody can read here', () => {
  test.each([
    ['with semicolons, as a German Excel shows it', '_xldudf_LLMCOST("gpt-4o";1000;100)'],
    ['cut off', '_xldudf_LLMCOST("gpt-4o",1000'],
    ['with brackets that do not match', '_xldudf_LLMCOST("gpt-4o",(1000,100)'],
  ])('%s: it stays as it is and is reported', async (_, formula) => {
    const book = withSheetText(
      await workbookOf([[{ formula: COST }, 5]]),
      '<c r="B1"><v>5</v></c>',
      `<c r="B1"><f>${escaped(formula)}</f><v>5</v></c>`,
    );
    const { bytes, report } = await copy(book);
    expect(report.left.map(({ place }) => place)).toEqual(['Plan!B1']);
    expect((await openWorkbook(bytes)).cells('Plan').find(({ column }) => column === 1)).toMatchObject({
      formula,
      value: 5,
    });
  });

  test.each([
    ['R1C1 references', 'LLMCOST("gpt-4o",RC[-1],R1C1)'],
    ['R1C1 text in INDIRECT', 'LLMCOST("gpt-4o",INDIRECT("RC[-1]",FALSE),100)'],
    ['a function under its German name', 'LLMCOST("gpt-4o",SUMME(A1:A2),100)'],
    ['a name that is not there', 'LLMCOST("gpt-4o",No_such_name,100)'],
  ])('%s: the value stays, with a reason', async (_, formula) => {
    const { report } = await copy(await workbookOf([[1000, { formula: `=${formula}`, value: 5 }, { formula: COST }]]));
    expect([...report.frozen, ...report.left].map(({ place }) => place)).toEqual(['Plan!B1']);
    expect(report.converted).toBe(1);
  });
});

describe('workbooks that are kept whole', () => {
  test('macros stay byte for byte, and the Read me says that nobody looked at them', async () => {
    const macros = new Uint8Array(3000).map((_, index) => (index * 7) % 256);
    const typed = withPart(await workbookOf([[{ formula: COST }]]), '[Content_Types].xml', (text) =>
      text
        .replace(
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
          'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
        )
        .replace('<Override', '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override'),
    );
    const related = withPart(typed, 'xl/_rels/workbook.xml.rels', (text) =>
      text.replace(
        '</Relationships>',
        '<Relationship Id="vba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
      ),
    );
    const { bytes, report } = await copy(zipSync({ ...unzipSync(related), 'xl/vbaProject.bin': macros }));
    expect(unzipSync(bytes)['xl/vbaProject.bin']).toEqual(macros);
    expect(report.hasMacros).toBe(true);
    expect([...(readSheetValues(bytes).get('Read me')?.values() ?? [])]).toContain(
      'The macros of the workbook are as they were: whether they need the add-in was not looked at.',
    );
  });

  test('a protected workbook stays protected', async () => {
    const book = withPart(await workbookOf([[{ formula: COST }]]), 'xl/workbook.xml', (text) =>
      text.replace('<sheets>', '<workbookProtection lockStructure="1"/><sheets>'),
    );
    const { bytes, report } = await copy(book);
    expect(report.converted).toBe(1);
    expect(strFromU8(unzipSync(bytes)['xl/workbook.xml'])).toContain('<workbookProtection lockStructure="1"/>');
  });
});

describe('files that are refused with a sentence, the file untouched', () => {
  let sound: Uint8Array;
  beforeAll(async () => {
    sound = await workbookOf([[{ formula: COST }]]);
  });
  const compound = (text: string) => {
    const bytes = new Uint8Array(2048);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes.set(Buffer.from(text, 'utf16le'), 512);
    return bytes;
  };
  const asBinary = (text: string) =>
    text.replace(/application\/[^"]*sheet\.main\+xml/, 'application/vnd.ms-excel.sheet.binary.macroEnabled.main');
  const signature =
    '<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>';
  const bomb = () => {
    return zipSync({ ...unzipSync(sound), [sheetPart(sound)]: new Uint8Array(600_000_000) }, { level: 1 });
  };

  test.each([
    ['more than 50 MB', () => new Uint8Array(50 * 1024 * 1024 + 1), 'The file has 51 MB and the limit is 50 MB'],
    ['a password', () => compound('EncryptedPackage'), 'The file is protected by a password or a rights policy'],
    ['an .xls', () => compound('Workbook'), 'The file is an .xls of Excel 97-2003'],
    ['an .xlsb', () => withPart(sound, '[Content_Types].xml', asBinary), 'The file is an .xlsb'],
    [
      'an .ods under the name of an .xlsx',
      () => zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }),
      'The file is an OpenDocument file',
    ],
    [
      'a CSV under the name of an .xlsx',
      () => strToU8('Model;Tokens\ngpt-4o;1.000,5\n'),
      'The file is not an Excel workbook',
    ],
    ['an empty file', () => new Uint8Array(), 'The file is not an Excel workbook'],
    ['a zip that was cut off', () => sound.slice(0, -40), 'The file is damaged'],
    ['a part of 600 MB in a small file', bomb, 'The file unpacks to more than a workbook can hold'],
    [
      'two parts of one name',
      () => zipSync({ ...unzipSync(sound), 'XL/WORKBOOK.XML': strToU8('<a/>') }),
      'The file is damaged',
    ],
    [
      'a digital signature',
      () => withPart(sound, '_rels/.rels', (text) => text.replace('</Relationships>', `${signature}</Relationships>`)),
      'The workbook is digitally signed',
    ],
  ])('%s', async (_, book, sentence) => {
    expect(await refusal(book())).toContain(`WorkbookRefusal: ${sentence}`);
  });
});
