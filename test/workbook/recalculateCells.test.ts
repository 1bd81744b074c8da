import { excelGateway } from '../../src/workbook/excelGateway';
import { formulaMatcher, recalculateCells, subtract } from '../../src/workbook/recalculateCells';
import { startExcel, type RunningExcel } from '../support/loadOffice';

const IDS = ['LLMCOST', 'GPUPRICE'];
const uses = formulaMatcher(IDS);

test.each([
  '=LLMCOST("gpt-4o",1,2)',
  '=1+llmcost ("gpt-4o",1,2)',
  '=IF(A1>0,GPUPRICE("H100"),0)',
  '=_xldudf_LLMCOST("x",1,2)',
  '=_xldudf_LLM_LLMCOST("x",1,2)',
  '=LLM.LLMCOST("x",1,2)',
  '=SUM(-LLMCOST("a",1,2))',
])('%s uses our functions', (formula) => expect(uses(formula)).toBe(true));

test.each([
  '="LLMCOST("',
  '="say ""LLMCOST("" twice"',
  '=LLMCOST+1',
  '=MYLLMCOST(1)',
  '=LLMCOSTS(1)',
  '=Table1[LLMCOST(USD)]',
  '=SUM(A1:A3)',
  'LLMCOST("gpt-4o",1,2)',
  12,
])('%s does not', (formula) => expect(uses(formula)).toBe(false));

test('a defined name that calls our functions counts, also through another name', () => {
  const names = [
    { name: 'ChatCost', formula: '=LLMCOST("gpt-4o",1000,100)' },
    { name: 'YearCost', formula: '=ChatCost*12' },
    { name: 'Rate', formula: '=0.5' },
  ];
  const matches = formulaMatcher(IDS, names);
  expect(matches('=YearCost+1')).toBe(true);
  expect(matches('=ChatCost')).toBe(true);
  expect(matches('=Rate*2')).toBe(false);
  expect(matches('=MyChatCost')).toBe(false);
});

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
