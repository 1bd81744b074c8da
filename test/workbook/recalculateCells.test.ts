import { excelGateway } from '../../src/workbook/excelGateway';
import { recalculateCells, subtract } from '../../src/workbook/recalculateCells';
import { startExcel, type RunningExcel } from '../support/loadOffice';

const IDS = ['LLMCOST', 'GPUPRICE'];

test('what is left of an area around a hole covers every other cell once', () => {
  const rect = { row: 0, column: 0, rows: 6, columns: 5 };
  const hole = { row: 2, column: 1, rows: 2, columns: 9 };
  const cells = subtract(rect, hole).flatMap(({ row, column, rows, columns }) =>
    Array.from({ length: rows * columns }, (_, i) => `${row + Math.floor(i / columns)},${column + (i % columns)}`),
  );
  expect(cells.length).toBe(6 * 5 - 2 * 4);
  expect(new Set(cells).size).toBe(cells.length);
  expect(cells).not.toContain('2,1');
  expect(subtract(rect, { row: 9, column: 0, rows: 1, columns: 1 })).toEqual([rect]);
});

describe('in a workbook', () => {
  let excel: RunningExcel;
  beforeEach(async () => {
    excel = await startExcel();
  });
  afterEach(() => excel.stop());

  test('W13 ten thousand formulas on two sheets take a handful of requests, and holes are not read', async () => {
    const formulas = Array.from({ length: 5000 }, (_, row) => [{ formula: '=LLMCOST("gpt-4o",1,2)' }, { value: row }]);
    const [first] = excel.store.sheets();
    const second = excel.store.addSheet('Second');
    for (const { id } of [first, second]) excel.store.write(id, { row: 0, col: 0, rows: 5000, cols: 2 }, formulas);
    const { seen } = excel.host.faults;
    const before = seen.sync;
    const hole = { sheet: second.id, rect: { row: 0, column: 0, rows: 2000, columns: 2 } };
    expect(await recalculateCells(excelGateway(), IDS, [hole])).toBe(8000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen.sync - before).toBeLessThanOrEqual(5);
  });

  test('an empty workbook has nothing to recalculate', async () => {
    expect(await recalculateCells(excelGateway(), IDS, [])).toBe(0);
  });
});
