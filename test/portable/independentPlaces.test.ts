import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import { recalculate } from '../support/libreOffice';
import { changed, copyOf, valueIn, workbookOf } from './support';

jest.setTimeout(180_000);

// gpt-4o: 2.50 USD per 1M input tokens and 10.00 per 1M output, half of it in a batch,
// https://developers.openai.com/api/docs/pricing, 2026-11-23

function withSheetText(book: Uint8Array, from: string, to: string): Uint8Array {
  const parts = unzipSync(book);
  const [part] = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'));
  const text = strFromU8(parts[part]);
  if (!text.includes(from)) throw new Error(`the sheet has no ${from}`);
  return zipSync({ ...parts, [part]: strToU8(text.replace(from, to)) });
}

test('shared formulas are written out, each with its own row', async () => {
  const book = await workbookOf([
    [1000, 9],
    [2000, 9],
    [3000, 9],
  ]);
  const shared = [
    '<f t="shared" ref="B1:B3" si="0">_xldudf_LLMCOST("gpt-4o",A1,100)</f>',
    '<f t="shared" si="0"/>',
    '<f t="shared" si="0"/>',
  ];
  const filled = shared.reduce(
    (file, formula, index) =>
      withSheetText(file, `<c r="B${index + 1}"><v>9</v></c>`, `<c r="B${index + 1}">${formula}</c>`),
    book,
  );
  const { bytes, report } = await copyOf(filled);
  expect(report.converted).toBe(3);
  const sheets = await recalculate(bytes);
  [0.0035, 0.006, 0.0085].forEach((usd, index) => expect(valueIn(sheets, `Plan!B${index + 1}`)).toBeCloseTo(usd, 12));
});

test('a spill over a range becomes one plain formula in each of its cells', async () => {
  const rows = [
    [1000, { formula: '=LLMCOST("gpt-4o",A1:A2,100,,,"batch")', spill: { rows: 2, columns: 1 }, value: 0.00175 }],
    [2000, 0.003],
  ];
  const { bytes, report } = await copyOf(await workbookOf(rows));
  expect([report.frozen, report.corrected]).toEqual([[], []]);
  const sheets = await recalculate(await changed(bytes, (file) => file.setValue('Plan', 1, 0, 4000)));
  // 1,000 × 1.25 / 1M + 100 × 5 / 1M, and with 4,000 of input
  expect(valueIn(sheets, 'Plan!B1')).toBeCloseTo(0.00175, 12);
  expect(valueIn(sheets, 'Plan!B2')).toBeCloseTo(0.0055, 12);
});

test('conditional formats, validations and names hold no call of ours any more', async () => {
  const book = await changed(await workbookOf([['gpt-4o', { formula: '=UnitCost*1000' }]]), (file) =>
    file.addDefinedName('UnitCost', '_xldudf_LLMCOST("gpt-4o",1000,100)'),
  );
  const rules =
    '<conditionalFormatting sqref="B1"><cfRule type="expression" priority="1"><formula>_xldudf_LLMCOST($A$1,1000,100)&gt;0.003</formula></cfRule></conditionalFormatting>' +
    '<dataValidations count="1"><dataValidation type="custom" sqref="C1"><formula1>C1&lt;_xldudf_LLMCOST("gpt-4o",1000,100)</formula1></dataValidation></dataValidations>';
  const { bytes, report } = await copyOf(withSheetText(book, '</sheetData>', `</sheetData>${rules}`));
  expect([report.convertedElsewhere, report.frozen, report.left]).toEqual([3, [], []]);
  expect((await openWorkbook(bytes)).formulasElsewhere().filter(({ formula }) => /LLMCOST/i.test(formula))).toEqual([]);
  expect(valueIn(await recalculate(bytes), 'Plan!B1')).toBeCloseTo(3.5, 9);
});

test('a fixed value gives way to #N/A when an input that it was calculated for changes', async () => {
  // GPUFIT is solved by search: no plain formula. Llama 3.3 70B in fp8 is 70.6 GB of weights: one H200 of 141 GB holds it
  const book = await workbookOf([
    ['llama-3.3-70b', { formula: '=GPUFIT(A1,"H200","fp8",8000,B2)' }],
    [null, 4],
  ]);
  const { bytes, report } = await copyOf(book);
  expect(report.frozen.length).toBe(1);
  const asMade = await recalculate(bytes);
  expect(valueIn(asMade, 'Plan!B1')).toBe(1);
  expect(valueIn(asMade, 'Fixed values!B4')).toBe(0);
  const moved = await recalculate(await changed(bytes, (file) => file.setValue('Plan', 1, 1, 400)));
  expect(valueIn(moved, 'Plan!B1')).toEqual({ error: '#N/A' });
  expect(valueIn(moved, 'Fixed values!B4')).toBe(1);
});

test('a format or a check without a plain form keeps its verdict where it has one, and says where it has none', async () => {
  // one H200 holds Llama 3.3 70B in fp8, as above
  const fit = (model: string) => `_xldudf_GPUFIT(${model},"H200","fp8")`;
  const rules =
    `<conditionalFormatting sqref="A1:A2"><cfRule type="expression" priority="1"><formula>${fit('$A1')}&gt;2</formula></cfRule></conditionalFormatting>` +
    `<conditionalFormatting sqref="B1"><cfRule type="expression" priority="2"><formula>${fit('$A$1')}&lt;2</formula></cfRule></conditionalFormatting>` +
    `<dataValidations count="2"><dataValidation type="custom" sqref="A1:A2"><formula1>${fit('$A1')}&lt;=2</formula1></dataValidation>` +
    `<dataValidation type="custom" sqref="C1"><formula1>${fit('$A$1')}&gt;2</formula1></dataValidation></dataValidations>`;
  const book = await workbookOf([['llama-3.3-70b'], ['qwen3-32b']]);
  const { bytes, report } = await copyOf(withSheetText(book, '</sheetData>', `</sheetData>${rules}`));
  const written = (await openWorkbook(bytes)).formulasElsewhere();
  expect(written.map(({ kind, where, formula }) => `${kind} ${where} ${formula}`)).toEqual([
    'conditional format A1:A2 NA()',
    'conditional format B1 TRUE',
    'data validation A1:A2 TRUE',
    'data validation C1 FALSE',
  ]);
  expect(report.frozen.map(({ reason }) => /[(][^(]*[)]$/.exec(reason)?.[0])).toEqual([
    '(the format marks nothing any more)',
    '(the format stays as it was at the time of the copy)',
    '(nothing is checked by it any more)',
    '(the check allows what it allowed at the time of the copy)',
  ]);
});

test('a check of another kind than a formula allows everything once its bound has no plain form', async () => {
  // relative: another bound in each cell, so that there is no value to keep
  const fit = '_xldudf_GPUFIT($A1,"H200","fp8")';
  const kinds = [
    `<dataValidation type="whole" operator="lessThanOrEqual" allowBlank="1" sqref="B1:B2"><formula1>${fit}</formula1></dataValidation>`,
    `<dataValidation type="decimal" sqref="C1:C2"><formula1>0</formula1><formula2>${fit}</formula2></dataValidation>`,
    `<dataValidation type='list' sqref="D1:D2"><formula1>${fit}</formula1></dataValidation>`,
    '<dataValidation type="whole" sqref="E1"><formula1>1</formula1><formula2>9</formula2></dataValidation>',
  ];
  const newer =
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">' +
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="decimal">' +
    `<x14:formula1><xm:f>${fit}</xm:f></x14:formula1><x14:formula2><xm:f>9</xm:f></x14:formula2><xm:sqref>F1</xm:sqref>` +
    '</x14:dataValidation></x14:dataValidations></ext></extLst>';
  const rules = `<dataValidations count="4">${kinds.join('')}</dataValidations>`;
  const book = withSheetText(
    await workbookOf([['llama-3.3-70b'], ['qwen3-32b']]),
    '</sheetData>',
    `</sheetData>${rules}`,
  );
  const { bytes, report } = await copyOf(withSheetText(book, '</worksheet>', `${newer}</worksheet>`));
  const parts = unzipSync(bytes);
  const text = Object.keys(parts)
    .map((name) => (name.startsWith('xl/worksheets/') ? strFromU8(parts[name]) : ''))
    .join('');
  expect(text.match(/<(?:x14:)?dataValidation .*?<\/(?:x14:)?dataValidation>/g)).toEqual([
    '<dataValidation type="custom" allowBlank="1" sqref="B1:B2"><formula1>TRUE</formula1></dataValidation>',
    '<dataValidation type="custom" sqref="C1:C2"><formula1>TRUE</formula1></dataValidation>',
    '<dataValidation type="custom" sqref="D1:D2"><formula1>TRUE</formula1></dataValidation>',
    kinds[3],
    '<x14:dataValidation type="custom"><x14:formula1><xm:f>TRUE</xm:f></x14:formula1><xm:sqref>F1</xm:sqref></x14:dataValidation>',
  ]);
  expect(report.frozen.map(({ reason }) => /[(][^(]*[)]$/.exec(reason)?.[0])).toEqual(
    Array(4).fill('(nothing is checked by it any more)'),
  );
});
