import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { formulaMark } from '../../src/portable/formulaMark';
import { ADD_IN_ID } from '../../src/portable/makeIndependent';
import { ORIGINALS_NAMESPACE, readOriginals } from '../../src/portable/originals';
import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import { calculateWithExcelts } from '../../src/tooling/calculateWithExcelts';
import { recalculate, recalculateAll, saveThroughLibreOffice } from '../support/libreOffice';
import { readSheetValues } from '../support/readSheetValues';
import { changed, copyOf, isClose, OUR_IDS, PRICES, valueIn, workbookOf } from './support';

jest.setTimeout(180_000);

// gpt-4o: 2.50 USD per 1M input tokens and 10.00 per 1M output, https://developers.openai.com/api/docs/pricing, 2026-11-23
const COST = '=LLMCOST(A1,B1,C1)';
const PLAN = () =>
  workbookOf([['gpt-4o', 1000, 100, { formula: COST, value: 0.0035 }, { formula: '=D1*2', value: 0.007 }]]);

test('a formula of ours becomes a plain one with the same figure, stored and recalculated', async () => {
  const { bytes, report } = await copyOf(await PLAN());
  expect([report.converted, report.frozen, report.left, report.corrected]).toEqual([1, [], [], []]);
  expect(valueIn(readSheetValues(bytes), 'Plan!D1')).toBe(0.0035);
  const [libreOffice, excelts] = [await recalculate(bytes), await calculateWithExcelts(bytes)];
  for (const sheets of [libreOffice, excelts]) {
    expect(valueIn(sheets, 'Plan!D1')).toBeCloseTo(0.0035, 12);
    expect(valueIn(sheets, 'Plan!E1')).toBeCloseTo(0.007, 12);
    expect(valueIn(sheets, 'Self-test!B3')).toBe('PASS');
  }
});

test('S01 no name of a function of ours and no remnant of an add-in stands in any part of the copy', async () => {
  const { bytes } = await copyOf(
    await workbookOf([
      ['gpt-4o', 1000, 100, { formula: COST }, { formula: '=LLMSOURCE(A1,"checked")' }],
      [{ formula: '=LLMEXPLAIN("gpt-4o",1000,100)' }],
    ]),
  );
  const names = new RegExp(`_xldudf_|webextension|\\b(?:${OUR_IDS.join('|')})\\b`, 'i');
  const parts = Object.entries(unzipSync(bytes)).filter(([, content]) => names.test(strFromU8(content)));
  expect(parts.map(([part, content]) => [part, names.exec(strFromU8(content))?.[0]])).toEqual([]);
});

test('the id that removes our add-in from a file is the manifest’s', async () => {
  expect(readFileSync('manifest.xml', 'utf8')).toContain(`<Id>${ADD_IN_ID}</Id>`);
});

test('the copy keeps the formulas it had, for those who have the add-in', async () => {
  const { bytes } = await copyOf(await PLAN());
  const originals = readOriginals((await openWorkbook(bytes)).customXml(ORIGINALS_NAMESPACE) ?? '');
  const written = (await openWorkbook(bytes))
    .cells('Plan')
    .find(({ row, column }) => row === 0 && column === 3)?.formula;
  expect(written).toContain('INDEX');
  expect(originals).toEqual([
    { kind: 'cell', sheet: 'Plan', at: 'D1', original: COST, writtenMark: formulaMark(`=${written}`) },
  ]);
});

describe('changing the copy', () => {
  /** The cell of LLM Prices in the row of gpt-4o, by the beginning of its header. */
  async function priceCell(book: Uint8Array, header: string): Promise<{ row: number; column: number }> {
    const cells = (await openWorkbook(book)).cells('LLM Prices');
    const column = cells.find(({ row, value }) => row === 0 && String(value).startsWith(header))?.column ?? -1;
    const models = cells.filter(({ column: c, value }) => c === 1 && value === 'gpt-4o').map(({ row }) => row);
    const row =
      models.find((each) => cells.some((cell) => cell.row === each && cell.column === 0 && cell.value === 'openai')) ??
      -1;
    return { row, column };
  }

  test('S01 another list price or a price of one’s own changes the figure in LibreOffice, and the self-test says so', async () => {
    const { bytes } = await copyOf(await PLAN());
    const listed = await priceCell(bytes, 'Input (');
    const mine = await priceCell(bytes, 'My output');
    const dearer = await changed(bytes, (file) => file.setValue('LLM Prices', listed.row, listed.column, 5));
    const negotiated = await changed(bytes, (file) => file.setValue('LLM Prices', mine.row, mine.column, 4));
    const [first, second] = await recalculateAll([dearer, negotiated]);
    // 1,000 × 5 / 1M + 100 × 10 / 1M, and 1,000 × 2.5 / 1M + 100 × 4 / 1M
    expect(valueIn(first, 'Plan!D1')).toBeCloseTo(0.006, 12);
    expect(valueIn(second, 'Plan!D1')).toBeCloseTo(0.0029, 12);
    expect([valueIn(first, 'Self-test!B3'), valueIn(second, 'Self-test!B3')]).toEqual(['CHANGED', 'CHANGED']);
  });

  test('another input is a change too; a broken price formula or model formula is a failure', async () => {
    const { bytes } = await copyOf(await PLAN());
    const effective = (await openWorkbook(bytes))
      .cells('Effective prices')
      .find(({ formula, value }) => formula !== undefined && value === 2.5);
    if (!effective) throw new Error('no input price on the sheet of effective prices');
    const books = [
      await changed(bytes, (file) => file.setValue('Plan', 0, 1, 2000)),
      await changed(bytes, (file) => file.setFormula('Effective prices', effective.row, effective.column, '9*1')),
      await changed(bytes, (file) => file.setFormula('Plan', 0, 3, 'B1*0.000002')),
    ];
    expect((await recalculateAll(books)).map((sheets) => valueIn(sheets, 'Self-test!B3'))).toEqual([
      'CHANGED',
      'FAIL',
      'FAIL',
    ]);
  });

  test('an emptied price is #N/A and never 0', async () => {
    const { bytes } = await copyOf(await PLAN());
    const listed = await priceCell(bytes, 'Input (');
    const sheets = await recalculate(
      await changed(bytes, (file) => file.setValue('LLM Prices', listed.row, listed.column, null)),
    );
    expect(valueIn(sheets, 'Plan!D1')).toEqual({ error: '#N/A' });
  });

  test('a name with * or ? finds no price', async () => {
    const { bytes } = await copyOf(await PLAN());
    const names = ['gpt-4*', 'gpt-4?', '*', 'no-such-model'];
    const books = names.map((name) => changed(bytes, (file) => file.setValue('Plan', 0, 0, name)));
    const figures = (await recalculateAll(await Promise.all(books))).map((sheets) => valueIn(sheets, 'Plan!D1'));
    expect(figures).toEqual(Array.from({ length: 4 }, () => ({ error: '#N/A' })));
  });
});

test('opened and saved again by LibreOffice the copy has the same figures', async () => {
  const { bytes } = await copyOf(await PLAN());
  const before = readSheetValues(bytes);
  const after = await recalculate(await saveThroughLibreOffice(bytes));
  for (const place of ['Plan!D1', 'Plan!E1'])
    expect(isClose(valueIn(after, place), Number(valueIn(before, place)))).toBe(true);
  expect(valueIn(after, 'Self-test!B3')).toBe('PASS');
});

test('a stored figure that the functions do not give is put right, and what rested on it is not kept', async () => {
  const { bytes, report } = await copyOf(
    await workbookOf([['gpt-4o', 1000, 100, { formula: COST, value: 7 }, { formula: '=D1*2', value: 14 }]]),
  );
  expect(report.corrected).toEqual([{ place: 'Plan!D1', stored: 7, now: 0.0035 }]);
  const stored = readSheetValues(bytes);
  expect([valueIn(stored, 'Plan!D1'), valueIn(stored, 'Plan!E1')]).toEqual([0.0035, undefined]);
});

test('a workbook that was last calculated without the add-in gets its figures back', async () => {
  const { bytes } = await copyOf(
    await changed(await PLAN(), (file) =>
      file.setFormula('Plan', 0, 3, '_xldudf_LLMCOST(A1,B1,C1)', { error: '#NAME?' }),
    ),
  );
  expect(valueIn(readSheetValues(bytes), 'Plan!D1')).toBe(0.0035);
});

test('a figure whose price has left the workbook’s own table stays as it was, with the reason', async () => {
  const prices = {
    name: 'LLM Prices',
    rows: [
      ['Provider', 'Model', 'Input (USD/1M)', 'Output (USD/1M)', 'Source'],
      ['own', 'our-model', 1, 2, 'contract 7'],
    ],
    tables: [{ name: 'LlmPrices', rect: { row: 0, column: 0, rows: 2, columns: 5 } }],
  };
  const rows = [
    [{ formula: '=LLMCOST("our-model",1000,100)', value: 0.0012 }],
    [{ formula: '=LLMCOST("gpt-4o",1000,100)', value: 0.0035 }],
    [{ formula: '=LLMCOST("own/our-model",1000,100,0,500)' }],
  ];
  const { bytes, report } = await copyOf(await workbookOf(rows, prices));
  expect(report.prices).toEqual({
    asOf: PRICES.llm.snapshot.asOf,
    snapshotId: 'workbook',
    origin: 'workbook',
    editedRows: [],
  });
  expect(report.frozen.map(({ place, reason, value }) => [place, reason, value])).toEqual([
    ['Plan!A2', 'it is #N/A by now (Unknown model "gpt-4o"): the figure is the one that was stored', 0.0035],
  ]);
  // 1,000 × 1 / 1M + 100 × 2 / 1M; a write to the cache has no price of its own, so it is billed as input
  const sheets = await recalculate(bytes);
  expect(valueIn(sheets, 'Plan!A1')).toBeCloseTo(0.0012, 12);
});

test('a table of results is kept cell by cell, with a sentence in the Read me', async () => {
  const { bytes, report } = await copyOf(
    await workbookOf([
      [{ formula: '=LLMSOURCE("gpt-4o")', spill: { rows: 1, columns: 1 } }],
      [],
      [{ formula: '=IFERROR(LLMEXPLAIN("gpt-4o",1,1),"x")', value: 'line' }],
    ]),
  );
  expect(report.frozen.map(({ formula }) => formula)).toEqual([
    '=LLMSOURCE("gpt-4o")',
    '=IFERROR(LLMEXPLAIN("gpt-4o",1,1),"x")',
  ]);
  expect((await openWorkbook(bytes)).cells('Plan').filter(({ formula }) => formula !== undefined)).toEqual([]);
  const readMe = [...(readSheetValues(bytes).get('Read me')?.values() ?? [])].join('\n');
  expect(readMe).toContain('Fixed values, and why');
  expect(readMe).toContain('Where the price of a model, or the data of an open model or GPU, is from. Fixed because');
});

test('progress is told and a cancelled copy stops', async () => {
  const stages = new Set<string>();
  await copyOf(await PLAN(), { onProgress: (stage) => stages.add(stage) });
  expect([...stages]).toEqual(expect.arrayContaining(['reading', 'saving']));
  const controller = new AbortController();
  controller.abort(new Error('Cancelled.'));
  await expect(copyOf(await PLAN(), { signal: controller.signal })).rejects.toThrow('Cancelled.');
});
