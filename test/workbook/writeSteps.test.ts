import { applyAll } from '../../src/workbook/applyAll';
import { excelGateway } from '../../src/workbook/excelGateway';
import type { WorkbookSession, WorkbookStep } from '../../src/workbook/gateway';
import { bodySteps, toRequests } from '../../src/workbook/writeSteps';
import { EngineError } from '../../src/engine/errors';
import { startExcel } from '../support/loadOffice';
import { quiet, replace, update } from './support';

const PLACE = { table: 'T', sheet: 'S', rect: { row: 0, column: 0, rows: 3, columns: 2 } };

test('formats come before values, and rows that are left over are cleared before the table shrinks', () => {
  const steps = bodySteps(PLACE, { typed: [['a', 1]], formats: [['@', '0.00']] }, -1);
  expect(steps.map((step) => step.do)).toEqual(['format', 'format', 'cells', 'clear', 'resizeTable']);
});

test('a table grows before its new rows are written', () => {
  const typed = [1, 2, 3].map((n) => ['a', n]);
  const steps = bodySteps(PLACE, { typed, formats: typed.map(() => ['@', '0.00']) }, -1);
  expect(steps[0]).toMatchObject({ do: 'resizeTable', area: { rect: { rows: 4 } } });
});

test('a number in a cell of text format is typed before the format, so that it stays a number', () => {
  const steps = bodySteps(
    PLACE,
    {
      typed: [
        ['a', 5],
        ['b', 6],
      ],
      formats: [
        ['@', '@'],
        ['@', '@'],
      ],
    },
    -1,
  );
  const formats = steps.flatMap((step) =>
    step.do === 'format' ? [step.format] : step.do === 'cells' ? ['cells'] : [],
  );
  expect(formats).toEqual(['@', 'General', 'cells', '@']);
});

test('formats that the cells have already are not set again', () => {
  const body = {
    typed: [
      ['a', 1],
      ['b', 2],
    ],
    formats: [
      ['@', '0.00'],
      ['@', '0.0'],
    ],
  };
  const steps = bodySteps(PLACE, body, -1, [
    ['@', '0.00'],
    ['@', '0.00'],
  ]);
  expect(steps.filter((step) => step.do === 'format')).toEqual([
    { do: 'format', area: { sheet: 'S', rect: { row: 2, column: 1, rows: 1, columns: 1 } }, format: '0.0' },
  ]);
});

test('no request is larger than a megabyte, and the order of steps is kept', () => {
  const rows = 4000;
  const typed = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: 20 }, (_, column) => `cell ${row} ${column}`),
  );
  const place = { ...PLACE, rect: { row: 0, column: 0, rows: rows + 1, columns: 20 } };
  const steps = bodySteps(place, { typed, formats: typed.map((line) => line.map(() => '@')) }, -1);
  const requests = toRequests(steps);
  expect(requests.flat()).toEqual(steps);
  expect(requests.length).toBeGreaterThan(1);
  for (const request of requests) expect(JSON.stringify(request).length).toBeLessThanOrEqual(1_050_000);
});

test('a request that Excel finds too large is halved, and nothing else is tried again', async () => {
  const sent: number[] = [];
  const steps = [1, 2, 3, 4].map((n): WorkbookStep => ({ do: 'setting', key: String(n), text: '' }));
  const limited = (limit: number, code: string) => ({
    async apply(given: readonly WorkbookStep[]) {
      if (given.length > limit) throw new EngineError('excel-refused', { code, message: '' });
      sent.push(...given.map((step) => (step.do === 'setting' ? Number(step.key) : 0)));
    },
  });
  await applyAll(limited(1, 'RequestPayloadSizeLimitExceeded') as WorkbookSession, [steps]);
  expect(sent).toEqual([1, 2, 3, 4]);
  await expect(applyAll(limited(1, 'AccessDenied') as WorkbookSession, [steps])).rejects.toMatchObject({
    code: 'excel-refused',
  });
  expect(sent.length).toBe(4);
});

test('a refresh of 2,500 rows takes at most nine requests, the clean-up of office.js included', async () => {
  const excel = await startExcel();
  const rows = Array.from({ length: 2500 }, (_, i) => ({
    provider: 'provider',
    model: `model-${i}`,
    name: `Model number ${i}`,
    input: 1 + i / 100,
    cached_input: 0.1,
    output: 2 + i / 10,
    context_window: 200_000,
    source: 'genai-prices 0.1.8',
    source_id: `provider/model-${i}`,
    checked: '2026-11-01',
  }));
  await replace(excelGateway(), update(rows));
  await quiet(excel);
  const { seen } = excel.host.faults;
  const before = seen.sync;
  const { written, changes } = await replace(
    excelGateway(),
    update(rows.map((row) => ({ ...row, output: row.output + 1 }))),
  );
  await quiet(excel);
  expect(written.outcome).toBe('written');
  expect(changes).toBe(2500);
  expect(seen.sync - before).toBeLessThanOrEqual(9);
  excel.stop();
}, 60_000);

test('everything works in an Excel with ExcelApi 1.13, the oldest that can resize a table', async () => {
  const excel = await startExcel({
    sets: { ExcelApi: '1.13', CustomFunctionsRuntime: '1.3', RichApiRuntime: '1.2', SharedRuntime: '1.1' },
  });
  expect((await replace(excelGateway(), update())).written.outcome).toBe('written');
  expect((await replace(excelGateway(), update())).written.outcome).toBe('written');
  const stop = await excelGateway().watchTables(() => undefined);
  await stop();
  excel.stop();
});
