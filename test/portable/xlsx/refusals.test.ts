import * as fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { openWorkbook } from '../../../src/portable/xlsx/openWorkbook';
import type { WorkbookFile } from '../../../src/portable/xlsx/workbookFile';
import { WorkbookRefusal } from '../../../src/portable/xlsx/workbookRefusal';
import { richParts, zipped } from '../../support/richBook';

const REPAIR = 'open it in Excel, let Excel repair it and save it, then try again.';

/** The reason and the sentence with which a file is refused. */
async function refusal(
  bytes: Uint8Array,
  use: (workbook: WorkbookFile) => unknown = () => undefined,
): Promise<string[]> {
  const before = bytes.slice();
  try {
    use(await openWorkbook(bytes));
  } catch (thrown) {
    expect(Buffer.compare(bytes, before)).toBe(0);
    if (thrown instanceof WorkbookRefusal) return [thrown.reason, thrown.message];
    throw thrown;
  }
  throw new Error('the file was opened');
}

function changed(name: string, change: (text: string) => string): Uint8Array {
  const parts = richParts();
  return zipped({ ...parts, [name]: change(parts[name]) });
}

test('a file over 50 MB', async () => {
  expect(await refusal(new Uint8Array(50 * 1024 * 1024 + 1))).toEqual([
    'too large',
    'The file has 51 MB and the limit is 50 MB: remove pictures or split the workbook, then try again.',
  ]);
});

test('a file with a password, and an .xls', async () => {
  const compound = (text: string) => {
    const bytes = new Uint8Array(1024);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes.set(Buffer.from(text, 'utf16le'), 512);
    return bytes;
  };
  expect(await refusal(compound('EncryptedPackage'))).toEqual([
    'encrypted',
    'The file is protected by a password or a rights policy: remove it in Excel (File, Info, Protect Workbook), save, then try again.',
  ]);
  expect(await refusal(compound('Workbook'))).toEqual([
    'old format',
    'The file is an .xls of Excel 97-2003 or another old Office file: save it as .xlsx in Excel, then try again.',
  ]);
});

test('a file that is no workbook: text, another zip, a document of Word', async () => {
  const sentence = ['not a workbook', 'The file is not an Excel workbook: choose an .xlsx or .xlsm file.'];
  expect(await refusal(new Uint8Array())).toEqual(sentence);
  expect(await refusal(strToU8('Model,Price\nm,1'))).toEqual(sentence);
  expect(await refusal(zipSync({ 'a.txt': strToU8('a') }))).toEqual(sentence);
  const asWord = (text: string) => text.replace('spreadsheetml.sheet.main', 'wordprocessingml.document.main');
  expect(await refusal(changed('[Content_Types].xml', asWord))).toEqual(sentence);
  expect(await refusal(changed('_rels/.rels', (text) => text.replace('xl/workbook.xml', 'xl/none.xml')))).toEqual(
    sentence,
  );
});

test('an .xlsb and an .ods', async () => {
  const binary = (text: string) =>
    text.replace(
      /ContentType="[^"]*sheet\.main\+xml"/,
      'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"',
    );
  expect(await refusal(changed('[Content_Types].xml', binary))).toEqual([
    'other format',
    'The file is an .xlsb: save it as .xlsx in Excel, then try again.',
  ]);
  expect(await refusal(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }))).toEqual([
    'other format',
    'The file is an OpenDocument file (.ods): save it as .xlsx in LibreOffice or Excel, then try again.',
  ]);
});

test('a signed workbook', async () => {
  const signature = 'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin';
  const signed = (text: string) =>
    text.replace(
      '</Relationships>',
      `<Relationship Id="s" Type="${signature}" Target="_xmlsignatures/origin.sigs"/></Relationships>`,
    );
  expect(await refusal(changed('_rels/.rels', signed))).toEqual([
    'signed',
    'The workbook is digitally signed and a change would break the signature: remove it in Excel (File, Info, View Signatures), save, then try again.',
  ]);
});

test('a damaged zip: cut off, a changed byte, a part twice, an encrypted part', async () => {
  const bytes = zipped(richParts());
  const damaged = (what: string) => ['damaged', `The file is damaged (${what}): ${REPAIR}`];
  expect(await refusal(bytes.slice(0, bytes.length - 30))).toEqual(damaged('its end is missing'));
  const entry = (name: string, from: number) => Buffer.from(bytes).indexOf(name, from) - 46;
  const directory = Buffer.from(bytes).indexOf('PK\u0001\u0002');

  const wrongSum = bytes.slice();
  wrongSum[entry('xl/workbook.xml', directory) + 16] ^= 1;
  expect(await refusal(wrongSum)).toEqual(damaged('xl/workbook.xml cannot be unpacked'));
  const encrypted = bytes.slice();
  encrypted[entry('xl/workbook.xml', directory) + 8] |= 1;
  expect((await refusal(encrypted))[0]).toBe('encrypted');
  const wrongPlace = bytes.slice();
  wrongPlace[entry('xl/workbook.xml', directory) + 42] ^= 1;
  expect(await refusal(wrongPlace)).toEqual(damaged('its table of contents is wrong'));
  expect(await refusal(zipped({ ...richParts(), 'XL/Workbook.xml': '<a/>' }))).toEqual(
    damaged('two parts are named XL/Workbook.xml'),
  );
});

test('entries that share their bytes, and a path that leaves the package', async () => {
  const bytes = zipped(richParts());
  const directory = Buffer.from(bytes).indexOf('PK\u0001\u0002');
  const offset = (name: string) => Buffer.from(bytes).indexOf(name, directory) - 46 + 42;
  const shared = new DataView(bytes.slice().buffer);
  shared.setUint32(
    offset('xl/worksheets/sheet1.xml'),
    shared.getUint32(offset('xl/worksheets/sheet2.xml'), true),
    true,
  );
  expect((await refusal(new Uint8Array(shared.buffer)))[0]).toBe('damaged');
  for (const name of ['../evil.xml', 'xl\\..\\..\\evil.xml', 'C:\\evil.xml']) {
    const sentence = `The file is damaged (its table of contents is wrong): ${REPAIR}`;
    expect(await refusal(zipped({ ...richParts(), [name]: '<a/>' }))).toEqual(['damaged', sentence]);
  }
});

test('a file that unpacks to more than it may, whether it says so or not', async () => {
  const bytes = zipped(richParts());
  const directory = Buffer.from(bytes).indexOf('PK\u0001\u0002');
  const at = Buffer.from(bytes).indexOf('xl/workbook.xml', directory) - 46;
  const saysSo = bytes.slice();
  new DataView(saysSo.buffer).setUint32(at + 24, 500e6, true);
  const sentence =
    'The file unpacks to more than a workbook can hold: check where it comes from, or split the workbook.';
  expect(await refusal(saysSo)).toEqual(['unpacks too large', sentence]);
  const hidesIt = bytes.slice();
  new DataView(hidesIt.buffer).setUint32(at + 24, 10, true);
  expect((await refusal(hidesIt))[1]).toBe(`The file is damaged (xl/workbook.xml cannot be unpacked): ${REPAIR}`);
  const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`p${index}`, new Uint8Array()]));
  expect(await refusal(zipSync(many))).toEqual(['unpacks too large', sentence]);
});

test('XML that is not well-formed, that declares entities, or that is not UTF-8', async () => {
  expect((await refusal(changed('xl/workbook.xml', (text) => text.replace('</sheets>', ''))))[1]).toMatch(
    /^The file is damaged \(xl\/workbook\.xml: .*\): open it in Excel/,
  );
  const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>';
  expect(
    await refusal(
      changed('xl/worksheets/sheet1.xml', () => bomb),
      (workbook) => workbook.cells('Plan'),
    ),
  ).toEqual([
    'unsafe xml',
    'The part xl/worksheets/sheet1.xml declares a document type, which Excel never writes: save the workbook again in Excel, then try again.',
  ]);
  const parts = Object.fromEntries(Object.entries(richParts()).map(([name, text]) => [name, strToU8(text)]));
  const utf16 = zipSync({ ...parts, 'xl/workbook.xml': new Uint8Array(Buffer.from('\ufeff<a/>', 'utf16le')) });
  expect((await refusal(utf16))[1]).toBe(`The file is damaged (xl/workbook.xml is not UTF-8 text): ${REPAIR}`);
});

test('a sheet, a text or the first cell of a shared formula that is missing', async () => {
  const parts = richParts();
  delete parts['xl/worksheets/sheet2.xml'];
  expect((await refusal(zipped(parts)))[1]).toBe(`The file is damaged (the sheet Models is missing): ${REPAIR}`);
  const cells = async (from: string, to: string) =>
    (
      await refusal(
        changed('xl/worksheets/sheet1.xml', (text) => text.replace(from, to)),
        (workbook) => workbook.cells('Plan'),
      )
    )[1];
  const cell = (row: number, column: number) =>
    `The file is damaged (xl/worksheets/sheet1.xml: the cell in row ${row}, column ${column} cannot be read): ${REPAIR}`;
  expect(await cells('<c r="B1" t="s"><v>1</v>', '<c r="B1" t="s"><v>9</v>')).toBe(cell(1, 2));
  expect(await cells('<v>1000</v>', '<v>1,000</v>')).toBe(cell(2, 1));
  expect(await cells('_xldudf_LLMCOST("m",A2,$A$2)+A2</f>', '</f>')).toBe(cell(2, 2));
  expect(await cells('r="A2"', 'r="AAAA2"')).toContain('a cell at "AAAA2"');
});

test('whatever bytes a file is changed in, it opens or is refused in a sentence', async () => {
  const bytes = zipped(richParts());
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }),
      async (changes) => {
        const hurt = bytes.slice();
        for (const [at, byte] of changes) hurt[at] = byte;
        try {
          const workbook = await openWorkbook(hurt);
          for (const { name } of workbook.sheets) workbook.cells(name);
          workbook.formulasElsewhere();
          await workbook.save();
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(WorkbookRefusal);
        }
      },
    ),
    { numRuns: 300 },
  );
});
