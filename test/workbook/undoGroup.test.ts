import { excelGateway } from '../../src/workbook/excelGateway';
import { ANNOUNCED_SETS } from '../../src/workbench/excel-host/announcedSets';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import { column, replace, ROWS, stampOf, update } from './support';

let excel: RunningExcel;
afterEach(() => excel.stop());
/** The options of every `Excel.run`, in turn. */
async function startNoting(sets: Readonly<Record<string, string>>): Promise<Excel.RunOptions[]> {
  excel = await startExcel({ sets });
  const noted: Excel.RunOptions[] = [];
  const run = Excel.run.bind(Excel) as (options: Excel.RunOptions, work: () => Promise<unknown>) => Promise<unknown>;
  Object.assign(Excel, {
    run: (options: Excel.RunOptions, work: () => Promise<unknown>) => {
      noted.push(options);
      return run(options, work);
    },
  });
  return noted;
}

test('W14 a write is one conversation and one undo step where Excel can group, and is not grouped where it cannot', async () => {
  const older = await startNoting(ANNOUNCED_SETS);
  await replace(excelGateway(), update());
  expect(older).toEqual([{ delayForCellEdit: true }]);
  excel.stop();
  const newer = await startNoting({ ...ANNOUNCED_SETS, ExcelApi: '1.20' });
  await replace(excelGateway(), update());
  newer.length = 0; // the first write is followed by notes on the headers of the new tables
  await replace(excelGateway(), update(ROWS, { asOf: '2026-11-22' }));
  expect(newer).toEqual([{ delayForCellEdit: true, mergeUndoGroup: true }]);
});

test('W14 an Excel that cannot undo some operation refuses the group: the same write then goes through ungrouped', async () => {
  const options = await startNoting({ ...ANNOUNCED_SETS, ExcelApi: '1.20' });
  const gateway = excelGateway();
  await replace(gateway, update());
  options.length = 0;
  excel.host.faults.failAt({ action: 300 }, 'UndoNotSupported');
  const { written } = await replace(gateway, update(ROWS.slice(0, 1), { asOf: '2026-11-22' }));
  expect(written.outcome).toBe('written');
  expect(options.map(({ mergeUndoGroup = false }) => mergeUndoGroup)).toEqual([true, false, false]);
  expect(column(excel, 'LlmPrices', 'Model')).toEqual(['gpt-4o']);
  expect(stampOf(excel)).toMatch(/^ok:2026-11-22-/);
});
