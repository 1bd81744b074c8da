/** Counted, never timed: what a refresh of a large table asks of the host, and what it leaves behind. */
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
    ...{ provider: `provider-${index % 40}`, model: `model-${index}`, name: `Model ${index}`, input, output: 4 * input },
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
