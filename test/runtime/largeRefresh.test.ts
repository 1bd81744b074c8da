/** Counted, never timed: what a refresh of a large table asks of the host, and what it leaves behind. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { PriceRow } from '../../src/catalog/priceRow';
import { WorkbookPriceRuntime } from '../../src/runtime/priceRuntime';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { column, quiet, stampOf, update } from '../workbook/support';

let excel: RunningExcel;
let runtime: WorkbookPriceRuntime;
beforeEach(async () => {
  excel = await startExcel();
  runtime = new WorkbookPriceRuntime(Promise.resolve('excel'));
  await runtime.ready;
});
afterEach(() => excel.stop());

const rows = (count: number, input: number): PriceRow[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{
      provider: `provider-${index % 40}`,
      model: `model-${index}`,
      name: `Model ${index}`,
      input,
      output: 4 * input,
    },
    ...{ cached_input: input / 10, context_window: 128_000, source: 'genai-prices', checked: '2026-11-20' },
  }));

test('a refresh of 2,500 rows is at most 12 round trips, recalculation included', async () => {
  await runtime.refresh(update(rows(2500, 1)));
  await quiet(excel);
  const { seen } = excel.host.faults;
  const before = seen.sync;
  const next = rows(2500, 1).map((row, index) => (index % 20 === 0 ? { ...row, input: 1.1 } : row));
  expect(await runtime.refresh(update(next, { asOf: '2026-11-22' }))).toMatchObject({ outcome: 'done', changes: 125 });
  expect(seen.sync - before).toBeLessThanOrEqual(12);
  expect(stampOf(excel)).toMatch(/^ok:2026-11-22-.*:2500:/);
  expect(column(excel, 'LlmPrices', 'Input (USD/1M)')[20]).toBe(1.1);
});

/** Bytes in use once everything that can go has gone. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('W13 memory and what the workbook keeps out of sight are the same after ten more refreshes', async () => {
  const refreshAs = async (day: number) => {
    const next = rows(1000, 1).map((row, index) => (index === day ? { ...row, input: 1.1 } : row));
    const asOf = `2026-11-${String(day).padStart(2, '0')}`;
    const source = { source: 'test feed', retrieved: `${asOf}T10:00:00Z`, rows: 1000, status: 'ok', quarantined: 0 };
    const result = await runtime.refresh(update(next, { asOf, sources: [{ ...source, sha256: String(day) }] }));
    expect(result).toMatchObject({ outcome: 'done', rows: 1000 });
    await quiet(excel);
  };
  for (const day of [1, 2, 3]) await refreshAs(day);
  const before = { heap: heapUsed(), parts: await partsOf() };
  for (let day = 4; day <= 13; day += 1) await refreshAs(day);
  const after = { heap: heapUsed(), parts: await partsOf() };
  expect(after.heap / before.heap).toBeLessThan(1.1);
  expect(after.parts).toHaveLength(before.parts.length);
  expect(Math.max(...after.parts) / Math.max(...before.parts)).toBeLessThan(1.01);
}, 60_000);

/** Characters of each part that travels in the file. */
async function partsOf(): Promise<number[]> {
  return Excel.run(async (context) => {
    const parts = context.workbook.customXmlParts;
    parts.load('items/id');
    await context.sync();
    const texts = parts.items.map((part) => part.getXml());
    await context.sync();
    return texts.map(({ value }) => value.length);
  });
}

test('W13 100,000 formulas of ours are recalculated after a refresh, in blocks, with no call left waiting', async () => {
  await runtime.refresh(update(rows(100, 1)));
  const [sheet] = excel.store.sheets();
  const formulas = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 5 }, () => ({ formula: '=LLMPRICE("m")' })),
  );
  excel.store.write(sheet.id, { row: 0, col: 0, rows: 20_000, cols: 5 }, formulas);
  await quiet(excel);
  const { seen } = excel.host.faults;
  const before = seen.sync;
  const result = await runtime.refresh(update(rows(100, 1.1), { asOf: '2026-11-22' }));
  expect(result).toMatchObject({ outcome: 'done', recalculatedCells: 100_000 });
  expect(seen.sync - before).toBeLessThanOrEqual(12);
  expect(runtime.status().writing).toBeUndefined();
}, 60_000);
