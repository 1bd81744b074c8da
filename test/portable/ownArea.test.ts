import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import type { ArrayArea, CellValue } from '../../src/portable/xlsx/workbookFile';
import { recalculate, recalculateAll } from '../support/libreOffice';
import { changed, copyOf, valueIn, workbookOf } from './support';

jest.setTimeout(180_000);

// gpt-4o: 1,000 × 2.50 / 1M + 100 × 10.00 / 1M; gpt-4o-mini: 1,000 × 0.15 / 1M + 100 × 0.60 / 1M,
// https://developers.openai.com/api/docs/pricing, 2026-11-23
const OVER_MODELS = '_xldudf_LLMCOST(A1:A3,1000,100)';
const [USD, MINI_USD] = [0.0035, 0.00021];
const NOT_AVAILABLE = { error: '#N/A' };

/** Models in A1:A3, the formula in B1, and what stands below it. */
async function planWith(
  formula: string,
  value: CellValue | undefined,
  array?: ArrayArea,
  below: readonly (string | number | null)[] = ['keep me', 42],
): Promise<Uint8Array> {
  const models = [
    ['gpt-4o', null, 1000],
    ['gpt-4o-mini', below[0], 2000],
    ['gpt-4o', below[1], 3000],
  ];
  return changed(await workbookOf(models), (file) => file.setFormula('Plan', 0, 1, formula, value, array));
}

async function columnB(bytes: Uint8Array, rows = 3): Promise<unknown[]> {
  const sheets = await recalculate(bytes);
  return Array.from({ length: rows }, (_, row) => valueIn(sheets, `Plan!B${row + 1}`));
}

test('a formula that is no array is one cell, however many its range has', async () => {
  const { bytes, report } = await copyOf(await planWith(OVER_MODELS, USD));
  expect([report.converted, report.frozen]).toEqual([1, []]);
  expect(await columnB(bytes)).toEqual([expect.closeTo(USD, 12), 'keep me', 42]);
});

test.each([
  ['Excel showed #SPILL!', { error: '#SPILL!' }, undefined, { error: '#VALUE!' }, ['keep me', 42]],
  [
    'Excel stored that for older readers',
    { error: '#VALUE!' },
    [null, null],
    { error: '#VALUE!' },
    [undefined, undefined],
  ],
  ['nobody has calculated it', undefined, undefined, NOT_AVAILABLE, ['keep me', 42]],
])('a spill that has no room keeps what it showed: %s', async (_, value, below, first, others) => {
  const { bytes, report } = await copyOf(await planWith(OVER_MODELS, value, { rows: 1, columns: 1 }, below));
  expect(report.frozen.map(({ place, reason }) => [place, reason])).toEqual([
    ['Plan!B1', 'it gives more cells than are free beside it'],
  ]);
  expect(await columnB(bytes)).toEqual([first, ...others]);
});

test('a spill of which nothing is known writes over no cell either', async () => {
  // what INDIRECT gives is Excel's to know
  const { bytes, report } = await copyOf(
    await planWith('_xldudf_LLMCOST(A1:A3,INDIRECT("C1")+0,100)', undefined, { rows: 1, columns: 1 }),
  );
  expect(report.frozen.map(({ place }) => place)).toEqual(['Plan!B1']);
  expect(await columnB(bytes)).toEqual([NOT_AVAILABLE, 'keep me', 42]);
});

test('a spill that has become smaller leaves blanks behind', async () => {
  const { bytes } = await copyOf(
    await planWith('_xldudf_LLMCOST(A1:A2,1000,100)', USD, { rows: 3, columns: 1 }, [MINI_USD, USD]),
  );
  expect(await columnB(bytes)).toEqual([expect.closeTo(USD, 12), expect.closeTo(MINI_USD, 12), undefined]);
});

test('an array of the old kind keeps its size: what does not fit is not shown, one value is repeated', async () => {
  const smaller = await copyOf(
    await planWith(OVER_MODELS, USD, { rows: 2, columns: 1, dynamic: false }, [MINI_USD, 42]),
  );
  expect(await columnB(smaller.bytes)).toEqual([expect.closeTo(USD, 12), expect.closeTo(MINI_USD, 12), 42]);
  const larger = await copyOf(
    await planWith(OVER_MODELS, USD, { rows: 4, columns: 1, dynamic: false }, [MINI_USD, USD]),
  );
  expect((await columnB(larger.bytes, 4))[3]).toEqual(NOT_AVAILABLE);
  const same = await copyOf(
    await planWith('_xldudf_LLMCOST("gpt-4o",C1,100)', USD, { rows: 3, columns: 1, dynamic: false }, [USD, USD]),
  );
  // 4,000 × 2.50 / 1M + 100 × 10.00 / 1M
  const moved = await changed(same.bytes, (file) => file.setValue('Plan', 0, 2, 4000));
  expect(await columnB(moved)).toEqual([0.011, 0.011, 0.011].map((usd) => expect.closeTo(usd, 12)));
});

test('an array that calculates with a call of ours stays an array, and all its cells follow', async () => {
  const shares = await planWith('C1:C3*_xldudf_LLMCOST("gpt-4o",1000,100)', 3.5, { rows: 3, columns: 1 }, [7, 10.5]);
  const sum = await planWith('SUM(C1:C3*_xldudf_LLMCOST("gpt-4o",1000,100))', 21, { rows: 1, columns: 1 });
  const [first, second] = [await copyOf(shares), await copyOf(sum)];
  const books = [first, second].map(({ bytes }) => changed(bytes, (file) => file.setValue('Plan', 1, 2, 4000)));
  const sheets = await recalculateAll([first.bytes, second.bytes, ...(await Promise.all(books))]);
  const shown = (index: number) => ['B1', 'B2', 'B3'].map((place) => valueIn(sheets[index], `Plan!${place}`));
  // the numbers in C, each times 0.0035
  expect(shown(0)).toEqual([3.5, 7, 10.5].map((usd) => expect.closeTo(usd, 9)));
  expect(shown(2)).toEqual([3.5, 14, 10.5].map((usd) => expect.closeTo(usd, 9)));
  expect([shown(1)[0], shown(3)[0]]).toEqual([expect.closeTo(21, 9), expect.closeTo(28, 9)]);
  expect([0, 1].map((index) => valueIn(sheets[index], 'Self-test!B3'))).toEqual(['PASS', 'PASS']);
});

test('a formula that reads no cells one by one needs no array', async () => {
  const total = await planWith('SUM(C1:C3)*_xldudf_LLMCOST("gpt-4o",C1,100)', 21, { rows: 1, columns: 1 });
  const { bytes } = await copyOf(total);
  const cell = (await openWorkbook(bytes)).cells('Plan').find(({ formula }) => formula !== undefined);
  expect([cell?.formula?.startsWith('SUM(C1:C3)*'), cell?.array]).toEqual([true, undefined]);
});
