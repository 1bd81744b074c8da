import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import { recalculate } from '../support/libreOffice';
import { readSheetValues } from '../support/readSheetValues';
import { copyOf, valueIn, workbookOf } from './support';

jest.setTimeout(180_000);

// gpt-4o: 1,000 × 2.50 / 1M + 100 × 10.00 / 1M, https://developers.openai.com/api/docs/pricing, 2026-11-23
const USD = 0.0035;

test('a name of LET stands for what its own LET gives it, not for what another one does', async () => {
  const formula = '=LET(x,A1,LLMCOST("gpt-4o",x,100))+LET(x,500*2,LLMCOST("gpt-4o",x,100))';
  const book = await workbookOf([
    [null, { formula, value: { error: '#VALUE!' } }],
    [1000, { formula: formula.replace('A1', 'A2'), value: 0.007 }],
  ]);
  const { bytes, report } = await copyOf(book);
  expect([report.converted, report.frozen]).toEqual([2, []]);
  const sheets = await recalculate(bytes);
  // the function refuses a blank
  expect(valueIn(sheets, 'Plan!B1')).toMatchObject({ error: expect.any(String) });
  expect(valueIn(sheets, 'Plan!B2')).toBeCloseTo(2 * USD, 12);
});

test('a name of LET inside another LET hides it, and what LAMBDA is given is not what LET names', async () => {
  const { report } = await copyOf(
    await workbookOf([
      ['gpt-4o', { formula: '=LET(x,1000,LET(x,A1:A2,SUM(LLMCOST(x,1000,100))))', value: 1 }],
      ['gpt-4o', { formula: '=SUM(LET(m,A1,MAP(A1:A2,LAMBDA(m,LLMCOST(m,1000,100)))))', value: 2 * USD }],
      [null, { formula: '=LET(x,y,y,x,LLMCOST("gpt-4o",x,100))', value: 1 }],
    ]),
  );
  expect(report.frozen.map(({ place, reason }) => [place, reason])).toEqual([
    ['Plan!B1', 'x may be more than one value'],
    ['Plan!B2', 'm may be more than one value'],
    ['Plan!B3', 'x may be more than one value'],
  ]);
});

test('@ before a range is the cell that it means, written as a plain reference', async () => {
  const filler = { formula: '=LLMCOST(@$A:$A,1000,100)*@Plan!$A$1:$A$3', value: 1 };
  const book = await workbookOf([
    [1, { formula: '=LLMCOST("gpt-4o",@D1:F1,100)', value: USD }, null, 500, 1000, 2000],
    [
      'gpt-4o',
      { formula: '=LLMCOST(@A1:A3,1000,100)', value: USD },
      null,
      null,
      { formula: '=LLMCOST("gpt-4o",@D1:F1,100)', value: USD },
    ],
    ['gpt-4o', { formula: '=LLMCOST(@A1:A2,1000,100)', value: { error: '#VALUE!' } }, filler],
  ]);
  const { bytes, report } = await copyOf(book);
  expect(report.frozen.map(({ place, reason }) => [place, reason])).toEqual([
    ['Plan!B1', '@D1:F1 means no cell that is known'],
    ['Plan!B3', '@A1:A2 means no cell that is known'],
  ]);
  const formulas = (await openWorkbook(bytes)).cells('Plan').flatMap(({ formula }) => formula ?? []);
  expect(formulas.filter((formula) => /SINGLE|@|:\$?A/.test(formula))).toEqual([]);
  expect(formulas.find((formula) => formula.endsWith('*Plan!$A3'))).toContain('MATCH($A3,');
  const sheets = await recalculate(bytes);
  expect(valueIn(sheets, 'Plan!B2')).toBeCloseTo(USD, 12);
  expect(valueIn(sheets, 'Plan!E2')).toBeCloseTo(USD, 12);
  expect(report.younger).toEqual({ formulas: 0, names: [] });
});

test('the Read me counts and names the functions around ours that only newer Excel has', async () => {
  const book = await workbookOf([
    [1000, { formula: '=LET(x,A1,LLMCOST("gpt-4o",x,100))', value: USD }],
    [1000, { formula: '=LLMCOST("gpt-4o",IFS(A2>0,A2),100)', value: USD }],
    [1000, { formula: '=LLMCOST("gpt-4o",A3,100)', value: USD }],
  ]);
  const { bytes, report } = await copyOf(book);
  expect(report.younger).toEqual({ formulas: 2, names: ['IFS', 'LET'] });
  const readMe = readSheetValues(bytes).get('Read me');
  const line = [...(readMe ?? [])].find(([, value]) => value === 'Newer Excel')?.[0].replace('A', '') ?? '';
  expect([readMe?.get(`B${line}`), readMe?.get(`D${line}`)]).toEqual([
    2,
    'Of them these use functions that only newer Excel has, because they did before: IFS, LET. Elsewhere they may be #NAME?.',
  ]);
});
