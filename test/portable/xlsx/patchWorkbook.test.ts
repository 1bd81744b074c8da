import * as fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { newWorkbook } from '../../../src/portable/xlsx/newWorkbook';
import { openWorkbook } from '../../../src/portable/xlsx/openWorkbook';
import type { CellValue, WorkbookFile } from '../../../src/portable/xlsx/workbookFile';
import { calculateWithExcelts } from '../../../src/tooling/calculateWithExcelts';
import { checkPackage } from '../../support/checkPackage';
import { recalculate } from '../../support/libreOffice';
import { richParts, zipped } from '../../support/richBook';

jest.setTimeout(180_000);

const ORIGINAL = zipped(richParts());
const textOf = (bytes: Uint8Array, name: string) => strFromU8(unzipSync(bytes)[name]);
const SHEET = 'xl/worksheets/sheet1.xml';

/** What patching does to the sheet Plan, whose text is checked to be the old one with these replacements and no other. */
async function patched(
  change: (workbook: WorkbookFile) => void,
  ...replacements: readonly (readonly [string, string])[]
): Promise<void> {
  const workbook = await openWorkbook(ORIGINAL);
  change(workbook);
  const bytes = await workbook.save();
  expect(checkPackage(bytes)).toEqual([]);
  let expected = textOf(ORIGINAL, SHEET);
  for (const [from, to] of replacements) {
    expect(expected.split(from)).toHaveLength(2);
    expected = expected.replace(from, () => to);
  }
  expect(textOf(bytes, SHEET)).toBe(expected);
}

test('a new formula with its exact value keeps the look of the cell, and nothing else of the sheet changes', async () => {
  await patched(
    (workbook) => workbook.setFormula('plan', 2, 1, 'A3*"1<2">0.1&""', 0.1 + 0.2),
    [
      '<c r="B3" s="1"><f t="shared" si="0"/><v>0.2</v></c>',
      '<c r="B3" s="1"><f>A3*&quot;1&lt;2&quot;&gt;0.1&amp;&quot;&quot;</f><v>0.30000000000000004</v></c>',
    ],
  );
});

test('results of every type, and none', async () => {
  const result = (value: CellValue, xml: string) =>
    patched(
      (workbook) => workbook.setFormula('Plan', 1, 3, 'A1', value),
      ['<c r="D2"><f>1+\n1</f><v>2</v></c>', `<c r="D2"${xml}</c>`],
    );
  await result('a"b', ' t="str"><f>A1</f><v>a&quot;b</v>');
  await result(true, ' t="b"><f>A1</f><v>1</v>');
  await result({ error: '#N/A' }, ' t="e"><f>A1</f><v>#N/A</v>');
  await result(1e21, '><f>A1</f><v>1E21</v>');
  await result(null, '><f>A1</f>');
});

test('constants of every type, and a cell that becomes blank', async () => {
  const constant = (value: CellValue, xml: string) =>
    patched(
      (workbook) => workbook.setValue('Plan', 5, 2, value),
      ['<c r="C6" s="1" t="e" vm="1"><v>#VALUE!</v></c>', xml],
    );
  await constant(2.5e-7, '<c r="C6" s="1"><v>2.5E-7</v></c>');
  await constant(
    '=1\u0001_x0041_',
    '<c r="C6" s="1" t="inlineStr"><is><t xml:space="preserve">=1_x0001__x005F_x0041_</t></is></c>',
  );
  await constant(false, '<c r="C6" s="1" t="b"><v>0</v></c>');
  await constant(null, '<c r="C6" s="1"/>');
});

test('when the first cell of a shared formula is replaced, the others keep theirs', async () => {
  await patched(
    (workbook) => workbook.setValue('Plan', 1, 1, 7),
    [
      '<c r="B2" s="1"><f t="shared" ref="B2:B4" si="0">_xldudf_LLMCOST("m",A2,$A$2)+A2</f><v>0.1</v></c>',
      '<c r="B2" s="1"><v>7</v></c>',
    ],
    ['<f t="shared" si="0"/>', '<f>_xldudf_LLMCOST(&quot;m&quot;,A3,$A$2)+A3</f>'],
    ['<f t="shared" si="0"></f>', '<f>_xldudf_LLMCOST(&quot;m&quot;,A4,$A$2)+A4</f>'],
  );
});

test('an array formula goes with its marks, and a dynamic one can come', async () => {
  await patched(
    (workbook) => {
      workbook.setFormula('Plan', 5, 0, 'A2*2', 2000);
      workbook.setValue('Plan', 5, 1, 'x');
    },
    ['<c r="A6"><f t="array" ref="A6:A7">A2:A3*2</f><v>2000</v></c>', '<c r="A6"><f>A2*2</f><v>2000</v></c>'],
    [
      '<c r="B6" cm="1"><f t="array" ref="B6:B7">_xldudf_LLMMODELS(\'x y\'!A1)</f><v>1</v></c>',
      '<c r="B6" t="inlineStr"><is><t xml:space="preserve">x</t></is></c>',
    ],
  );
  await patched(
    (workbook) => workbook.setFormula('Plan', 5, 3, '_xlfn.SEQUENCE(2)', 1, { rows: 2, columns: 1 }),
    [
      '<c r="D6"><f>A1&amp;"&lt;&gt;"</f></c>',
      '<c r="D6" cm="1"><f t="array" ref="D6:D7">_xlfn.SEQUENCE(2)</f><v>1</v></c>',
    ],
  );
});

test('cells that were blank come where they belong: in a row, in an empty row, in a new one', async () => {
  await patched(
    (workbook) => {
      workbook.setValue('Plan', 0, 6, 1);
      workbook.setValue('Plan', 1, 2, 2);
      workbook.setValue('Plan', 4, 0, 3);
      workbook.setFormula('Plan', 7, 1, 'A1', 'Tokens');
      workbook.setValue('Plan', 7, 0, 4);
      workbook.setValue('Plan', 19, 2, 5);
      workbook.setValue('Plan', 30, 30, null);
    },
    ['<dimension ref="A1:E13"/>', '<dimension ref="A1:G20"/>'],
    ['<row r="1" spans="1:5" ht="20" customHeight="1">', '<row r="1" ht="20" customHeight="1">'],
    ['<v>2026-11-26T12:00:00</v></c>', '<v>2026-11-26T12:00:00</v></c><c r="G1"><v>1</v></c>'],
    ['<row r="2" spans="1:5">', '<row r="2">'],
    ['<c r="D2">', '<c r="C2"><v>2</v></c><c r="D2">'],
    ['<row r="5"/>', '<row r="5"><c r="A5"><v>3</v></c></row>'],
    ['<row r="10">', '<row r="8"><c r="A8"><v>4</v></c><c r="B8" t="str"><f>A1</f><v>Tokens</v></c></row><row r="10">'],
    ['\n</sheetData>', '\n<row r="20"><c r="C20"><v>5</v></c></row></sheetData>'],
  );
  const workbook = await openWorkbook(ORIGINAL);
  workbook.setValue('Models', 2, 1, 'm');
  expect((await openWorkbook(await workbook.save())).cells('Models')).toMatchObject([
    { row: 2, column: 1, value: 'm' },
  ]);
});

test('formulas of formats, lists, names and table columns are replaced in place, those of charts are refused', async () => {
  const replace = (workbook: WorkbookFile, from: string, to: string) => {
    for (const place of workbook.formulasElsewhere())
      if (place.formula === from) workbook.setFormulaElsewhere(place, to);
  };
  await patched(
    (workbook) => {
      replace(workbook, 'B2>_xldudf_LLMCOST("m",A2,0)', 'B2<5');
      replace(workbook, '$A$2*2', '$A$2&"x"');
      replace(workbook, '_xldudf_GPUCOUNT(A2)', '8');
      replace(workbook, 'Models!$A$1:$A$9', 'Models!$A$1:$A$5');
    },
    ['<formula>B2&gt;_xldudf_LLMCOST("m",A2,0)</formula>', '<formula>B2&lt;5</formula>'],
    ['val="$A$2*2"', 'val="$A$2&amp;&quot;x&quot;"'],
    ['<formula2>_xldudf_GPUCOUNT(A2)</formula2>', '<formula2>8</formula2>'],
    ['<xm:f>Models!$A$1:$A$9</xm:f>', '<xm:f>Models!$A$1:$A$5</xm:f>'],
  );
  const workbook = await openWorkbook(ORIGINAL);
  replace(workbook, '_xldudf_LLMCOST("m",Usage[[#This Row],[Month]],0)', 'Usage[[#This Row],[Month]]<2');
  replace(workbook, '_xldudf_LLMCOST("m",Plan!$A$2,1)*2', 'Plan!$A$2');
  workbook.addSheets([{ name: 'First', rows: [[1]] }], 'front');
  replace(workbook, 'Models!$A$1', 'Models!$A$2');
  const saved = await openWorkbook(await workbook.save());
  expect(saved.tables[0].columns[1].calculatedFormula).toBe('Usage[[#This Row],[Month]]<2');
  expect(saved.definedNames.map(({ sheetName, formula }) => [sheetName, formula])).toEqual([
    [undefined, 'Plan!$A$2'],
    ['Models', 'Models!$A$2'],
  ]);
  expect(() => replace(workbook, 'Plan!$A$2:$A$4', 'Plan!$A$2:$A$3')).toThrow(
    'The chart in xl/charts/chart1.xml cannot be changed: its formulas can only be ranges.',
  );
});

test('sheets come to the front with what counts tabs moved along, and the tab that was open stays open', async () => {
  const workbook = await openWorkbook(ORIGINAL);
  const names = workbook.addSheets(
    [
      {
        name: 'PLAN',
        rows: [[{ value: 'Read me', look: 'title' }], [{ formula: "=Usage!B2+'PLAN'!A9", value: 1, format: '0.000' }]],
      },
      {
        name: 'Usage',
        rows: [['P'], [1]],
        tables: [{ name: 'usage', rect: { row: 0, column: 0, rows: 2, columns: 1 } }],
      },
    ],
    'front',
  );
  expect(names).toEqual(['PLAN (2)', 'Usage']);
  const bytes = await workbook.save();
  expect(checkPackage(bytes)).toEqual([]);
  const saved = await openWorkbook(bytes);
  expect(saved.sheets.map(({ name }) => name)).toEqual(['PLAN (2)', 'Usage', 'Plan', 'Models']);
  expect(saved.definedNames[1].sheetName).toBe('Models');
  expect(saved.tables.map(({ name }) => name)).toEqual(['usage_2', 'Usage']);
  // the draft means its own sheet, not the one that had the name already
  expect(saved.cells('PLAN (2)')[1].formula).toBe("Usage!B2+'PLAN (2)'!A9");
  const xml = textOf(bytes, 'xl/workbook.xml');
  expect(xml).toContain('activeTab="3"');
  expect([...xml.matchAll(/sheetId="(\d+)"/g)].map(([, id]) => id)).toEqual(['8', '9', '4', '6', '7']);
  expect(textOf(bytes, 'docProps/app.xml')).not.toContain('TitlesOfParts');
  // styles are added behind those that cells point at, in the workbook's own typeface, and its own format is used again
  const styles = textOf(bytes, 'xl/styles.xml');
  expect(styles).toContain(
    '<xf numFmtId="170" fontId="1" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="2"',
  );
  expect(styles).toContain('<font><b/><sz val="16"/><color rgb="FF16324F"/><name val="Arial"/></font>');
  expect(styles).toContain('<numFmts count="1">');
});

test('names, calculation on opening and dynamic arrays are added; what is taken is refused', async () => {
  const workbook = await openWorkbook(ORIGINAL);
  workbook.addDefinedName('X_LLMCOST', '_xlfn.LAMBDA(_xlpm.a,_xlpm.a<2)', 'USD "each"');
  workbook.calculateOnOpening();
  const bytes = await workbook.save();
  expect(checkPackage(bytes)).toEqual([]);
  const xml = textOf(bytes, 'xl/workbook.xml');
  expect(xml).toContain(
    '<definedName name="X_LLMCOST" comment="USD &quot;each&quot;">_xlfn.LAMBDA(_xlpm.a,_xlpm.a&lt;2)</definedName></definedNames>' +
      '<calcPr fullCalcOnLoad="1" calcId="191029"/>',
  );
  expect(() => workbook.addDefinedName('BUDGET', '1')).toThrow(
    'The workbook already has a name BUDGET: rename it, then try again.',
  );
  expect(() => workbook.addDefinedName('A1', '1')).toThrow(
    '"A1" cannot be a name in Excel: begin with a letter and leave out spaces.',
  );
});

test('metadata gets a record of dynamic arrays behind those of other kinds', async () => {
  const parts = richParts();
  parts['xl/metadata.xml'] = parts['xl/metadata.xml']
    .replace(/<metadataType name="XLDAPR"[^>]*>/, '')
    .replace(/<futureMetadata name="XLDAPR".*?<\/futureMetadata>/, '')
    .replace(/<cellMetadata.*<\/cellMetadata>/, '');
  parts[SHEET] = parts[SHEET].replace(' cm="1"', '');
  const workbook = await openWorkbook(zipped(parts));
  workbook.setFormula('Plan', 5, 3, '_xlfn.SEQUENCE(1)', 1, { rows: 1, columns: 1 });
  const bytes = await workbook.save();
  expect(checkPackage(bytes)).toEqual([]);
  expect((await openWorkbook(bytes)).cells('Plan').filter(({ array }) => array?.dynamic)).toMatchObject([
    { row: 5, column: 3 },
  ]);
  const metadata = textOf(bytes, 'xl/metadata.xml');
  expect(metadata).toMatch(/<metadataTypes count="2"><metadataType name="XLRICHVALUE".*<metadataType name="XLDAPR"/);
  expect(metadata).toContain(
    '</futureMetadata><cellMetadata count="1"><bk><rc t="2" v="0"/></bk></cellMetadata><valueMetadata',
  );
});

test('an add-in goes with its pane, its part, its picture and its content type; another one stays', async () => {
  const workbook = await openWorkbook(ORIGINAL);
  expect(workbook.removeAddIns((id) => id === 'OURS-0001')).toBe(1);
  const bytes = await workbook.save();
  expect(checkPackage(bytes)).toEqual([]);
  const names = Object.keys(unzipSync(bytes)).filter((name) => /webext|media/.test(name));
  expect(names).toEqual([
    'xl/webextensions/taskpanes.xml',
    'xl/webextensions/_rels/taskpanes.xml.rels',
    'xl/webextensions/webextension2.xml',
  ]);
  expect(textOf(bytes, 'xl/webextensions/taskpanes.xml').match(/r:id="\w+"/g)).toEqual(['r:id="rId2"']);

  const all = await openWorkbook(ORIGINAL);
  expect(all.removeAddIns(() => true)).toBe(2);
  const without = await all.save();
  expect(checkPackage(without)).toEqual([]);
  expect(Object.keys(unzipSync(without)).filter((name) => /webext|media/.test(name))).toEqual([]);
  expect(textOf(without, '[Content_Types].xml') + textOf(without, '_rels/.rels')).not.toMatch(/webext/);
});

test('a custom XML part is added, replaced, read and removed, and those of others stay', async () => {
  const workbook = await openWorkbook(ORIGINAL);
  workbook.setCustomXml('urn:ours', '<o xmlns="urn:ours">1</o>');
  workbook.setCustomXml('urn:ours', '<o xmlns="urn:ours">2</o>');
  const bytes = await workbook.save();
  expect(checkPackage(bytes)).toEqual([]);
  const saved = await openWorkbook(bytes);
  expect(saved.customXml('urn:ours')).toContain('<o xmlns="urn:ours">2</o>');
  saved.removeCustomXml('urn:ours');
  const removed = await saved.save();
  expect(checkPackage(removed)).toEqual([]);
  expect((await openWorkbook(removed)).customXml('urn:ours')).toBeUndefined();
  expect(Object.keys(unzipSync(removed)).filter((name) => /customXml/.test(name))).toEqual(['customXml/item1.xml']);
  expect((await openWorkbook(removed)).customXml('urn:other')).toContain('kept');
});

test('whatever cells are changed, all the others hold what they held, and the file stays sound', async () => {
  const value: fc.Arbitrary<CellValue> = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.boolean(),
    fc.constant({ error: '#N/A' }),
    fc.constant(null),
  );
  const change = fc.record({
    row: fc.nat(14),
    column: fc.nat(6),
    value,
    formula: fc.option(fc.constantFrom('A1', 'SUM(A1:B2)<3'), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(change, { selector: ({ row, column }) => row * 10 + column, minLength: 1, maxLength: 25 }),
      async (changes) => {
        // a table's header is its columns' names
        const kept = changes.filter(({ row }) => row !== 9);
        const workbook = await openWorkbook(ORIGINAL);
        for (const { row, column, value: shown, formula } of kept) {
          if (formula === undefined) workbook.setValue('Plan', row, column, shown);
          else workbook.setFormula('Plan', row, column, formula, shown);
        }
        const bytes = await workbook.save();
        expect(checkPackage(bytes)).toEqual([]);
        const expected = new Map(contents(await openWorkbook(ORIGINAL)));
        for (const { row, column, value: shown, formula } of kept) expected.set(`${row} ${column}`, [shown, formula]);
        const blank = ([, [shown, formula]]: readonly [string, readonly unknown[]]) =>
          shown === null && formula === undefined;
        const left = [...expected].filter((entry) => !blank(entry));
        expect(new Map(contents(await openWorkbook(bytes)).filter((entry) => !blank(entry)))).toEqual(new Map(left));
      },
    ),
    { numRuns: 150 },
  );
});

function contents(workbook: WorkbookFile): [string, readonly [CellValue, string | undefined]][] {
  return workbook.cells('Plan').map(({ row, column, value, formula }) => [`${row} ${column}`, [value, formula]]);
}

test('LibreOffice and excelts calculate a patched file, styled sheet and all', async () => {
  const workbook = await openWorkbook(
    await newWorkbook([{ name: 'In', rows: [[2], [3], [{ formula: '=A1*A2', value: 6 }]] }]),
  );
  workbook.setFormula('In', 2, 0, 'A1+A2+Prices!B2', 12);
  workbook.setFormula('In', 2, 3, '_xlfn.IFS(A1=2,"two <&>")', 'two <&>');
  workbook.setValue('In', 8, 1, "'=1+1");
  workbook.addSheets(
    [
      {
        name: 'Prices',
        rows: [
          ['Model', { value: 'USD', look: 'columnHeader' }],
          ['m', 7],
        ],
      },
    ],
    'front',
  );
  workbook.addDefinedName('Rate', 'Prices!$B$2');
  workbook.setFormula('In', 9, 1, 'Rate*2', 14);
  const bytes = await workbook.save();
  expect(checkPackage(bytes)).toEqual([]);
  for (const values of [await recalculate(bytes), await calculateWithExcelts(bytes)]) {
    const cells = ['A3', 'D3', 'B9', 'B10'].map((cell) => values.get('In')?.get(cell));
    expect(cells).toEqual([12, 'two <&>', "'=1+1", 14]);
  }
});

test('LibreOffice opens the workbook that has everything, after a patch', async () => {
  const workbook = await openWorkbook(ORIGINAL);
  for (const [row, value] of [
    [1, 1],
    [2, 2],
    [3, 3],
  ] as const)
    workbook.setFormula('Plan', row, 1, `A${row + 1}/1000`, value);
  const values = await recalculate(await workbook.save());
  expect(['B2', 'B3', 'B4', 'A6', 'A7'].map((cell) => values.get('Plan')?.get(cell))).toEqual([1, 2, 3, 2000, 4000]);
});

test('saving gives the same bytes again, tells how far it is, and can be called off', async () => {
  const workbook = await openWorkbook(ORIGINAL);
  workbook.setValue('Plan', 0, 0, 1);
  const done: number[] = [];
  const bytes = await workbook.save((fraction) => done.push(fraction));
  expect(bytes).toEqual(await workbook.save());
  expect(done.at(-1)).toBe(1);
  expect([...done].sort((a, b) => a - b)).toEqual(done);
  const stop = new AbortController();
  const called = workbook.save(() => stop.abort(new Error('called off')), stop.signal);
  await expect(called).rejects.toThrow('called off');
});
