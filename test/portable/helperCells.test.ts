import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import { calculateWithExcelts } from '../../src/tooling/calculateWithExcelts';
import { recalculateAll } from '../support/libreOffice';
import { pricesOf } from '../support/rewrittenPlan';
import { changed, copyOf, isClose, PRICES, valueIn, workbookOf } from './support';

jest.setTimeout(180_000);

// gpt-4o: 2.50 USD per 1M input tokens and 10.00 per 1M output, https://developers.openai.com/api/docs/pricing, 2026-11-23
const INPUT_USD = 2.5e-6;
const NOT_AVAILABLE = { error: '#N/A' };
const EMBEDDED = { ...PRICES, llm: pricesOf('openai/gpt-4o', 'openai/gpt-4o-mini') };

const copy = async (...args: Parameters<typeof workbookOf>) =>
  copyOf(await workbookOf(...args), { embedded: EMBEDDED });

test('an argument that is random is drawn once for the whole formula', async () => {
  const { bytes, report } = await copy([[{ formula: '=LLMCOST("gpt-4o",RANDBETWEEN(1,999)*1000,0)', value: 0.0025 }]]);
  expect([report.converted, report.frozen]).toEqual([1, []]);
  for (const sheets of [...(await recalculateAll([bytes])), await calculateWithExcelts(bytes)]) {
    const drawn = valueIn(sheets, 'Helpers!B5');
    expect(Number(drawn) % 1000).toBe(0);
    expect(isClose(valueIn(sheets, 'Plan!A1'), Number(drawn) * INPUT_USD)).toBe(true);
    expect(valueIn(sheets, 'Self-test!B3')).not.toBe('FAIL');
  }
});

test('TODAY, OFFSET and INDIRECT stay formulas and follow the cells they look at', async () => {
  const rows = [
    [1000, 2000, 'B1', 'Other!A1'],
    [{ formula: '=LLMCOST("gpt-4o",TODAY(),0)', value: 0.1 }],
    [{ formula: '=LLMCOST("gpt-4o",OFFSET(A1,0,1),0)', value: 0.005 }],
    [{ formula: '=LLMCOST("gpt-4o",INDIRECT("B1"),0)', value: 0.005 }],
    [{ formula: '=LLMCOST("gpt-4o",INDIRECT(C1),0)', value: 0.005 }],
    [{ formula: '=LLMCOST("gpt-4o",INDIRECT(D1),0)', value: 0.0075 }],
    [{ formula: '=LLMCOST("gpt-4o",INDIRECT("Other!A1"),0)*2', value: 0.015 }],
  ];
  const { bytes, report } = await copy(rows, { name: 'Other', rows: [[3000]] });
  expect([report.converted, report.frozen]).toEqual([6, []]);
  const figures = (sheets: Parameters<typeof valueIn>[0]) =>
    [3, 4, 5, 6, 7].map((row) => Math.round(Number(valueIn(sheets, `Plan!A${row}`)) * 1e9) / 1e9);
  const dearer = await changed(bytes, (file) => file.setValue('Plan', 0, 1, 4000));
  const emptied = await changed(bytes, (file) => file.setValue('Plan', 0, 1, null));
  const several = await changed(bytes, (file) => file.setValue('Plan', 0, 2, 'A1:B1'));
  const [now, more, blank, range] = await recalculateAll([bytes, dearer, emptied, several]);
  expect(figures(now)).toEqual([0.005, 0.005, 0.005, 0.0075, 0.015]);
  expect(figures(more)).toEqual([0.01, 0.01, 0.01, 0.0075, 0.015]);
  expect(figures(await calculateWithExcelts(bytes)).slice(0, 1)).toEqual([0.005]);
  const days = Math.floor(Date.now() / 86_400_000) + 25_569; // day 25,569 is 1970-01-01
  expect(Math.abs(Number(valueIn(now, 'Plan!A2')) / INPUT_USD - days)).toBeLessThanOrEqual(1.001);
  // a blank is no number of tokens, and no range is one
  const wrong = { error: '#VALUE!' };
  expect([3, 4, 5].map((row) => valueIn(blank, `Plan!A${row}`))).toEqual([wrong, wrong, wrong]);
  expect(valueIn(range, 'Plan!A5')).toEqual(NOT_AVAILABLE);
});

test('a formula that is copied to another row does not read the helper of the row it came from', async () => {
  const { bytes } = await copy([
    [1000, 2000, { formula: '=LLMCOST("gpt-4o",OFFSET(A1,0,1),0)', value: 0.005 }],
    [3000, 4000],
  ]);
  const formula =
    (await openWorkbook(bytes)).cells('Plan').find(({ column, row }) => row === 0 && column === 2)?.formula ?? '';
  expect(formula).toContain('ROW(A1)');
  const filledDown = formula.replace(/\bA1\b/g, 'A2');
  const [sheets] = await recalculateAll([await changed(bytes, (file) => file.setFormula('Plan', 1, 2, filledDown))]);
  expect([valueIn(sheets, 'Plan!C1'), valueIn(sheets, 'Plan!C2')]).toEqual([0.005, NOT_AVAILABLE]);
});

test('a formula that would be too long gets a cell for each of its calls', async () => {
  const calls = Array.from({ length: 120 }, (_, index) => `LLMCOST($A$1,${1000 + index},B1)`).join('+');
  const { bytes, report } = await copy([['gpt-4o', 100, { formula: `=ROUND(${calls},6)`, value: 0.43785 }]]);
  expect([report.converted, report.frozen, report.corrected]).toEqual([1, [], []]);
  // Σ (1000 + i) × 2.5 / 1M for i = 0…119 is 127,140 × 2.5 / 1M; 120 × 100 × 10 / 1M
  for (const sheets of [...(await recalculateAll([bytes])), await calculateWithExcelts(bytes)]) {
    expect(valueIn(sheets, 'Plan!C1')).toBeCloseTo(0.43785, 9);
  }
});

test('what would mean something else in another cell, and what stands in no cell, keeps its value', async () => {
  const book = await changed(
    await workbookOf([[{ formula: '=LLMCOST("gpt-4o",ROW()*RAND(),0)', value: 1 }, { formula: '=Drawn*2' }]]),
    (file) => file.addDefinedName('Drawn', 'LLMCOST("gpt-4o",RAND(),0)'),
  );
  const { report } = await copyOf(book, { embedded: EMBEDDED });
  expect(report.frozen.map(({ place, reason }) => [place, reason.replace(/ \(.*/, '')])).toEqual([
    ['Plan!A1', '(ROW()*RAND()) gives another value each time it is read'],
    ['defined name Drawn', 'RAND() gives another value each time it is read'],
  ]);
});
