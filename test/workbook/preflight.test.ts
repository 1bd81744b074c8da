import { excelGateway } from '../../src/workbook/excelGateway';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import {
  column,
  contentsOf,
  headersOf,
  quiet,
  replace,
  restore,
  ROWS,
  stampOf,
  tableOf,
  typeInto,
  update,
} from './support';

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel();
});
afterEach(() => excel.stop());

const NEXT = update(ROWS.map((row) => ({ ...row, checked: '2026-11-21', ...(row.input ? { input: 5 } : {}) })));

async function declined(): Promise<string> {
  const before = contentsOf(excel);
  const { written } = await replace(excelGateway(), NEXT);
  expect(contentsOf(excel)).toEqual(before);
  return written.outcome === 'declined' ? written.problem.message : written.outcome;
}

test('W04 a protected sheet is named before anything is written, and stays protected', async () => {
  await replace(excelGateway(), update());
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('GPU Prices').protection.protect();
    await context.sync();
  });
  expect(await declined()).toBe('The sheet "GPU Prices" is protected: unprotect it, then try again.');
  await Excel.run(async (context) => {
    const { protection } = context.workbook.worksheets.getItem('GPU Prices');
    protection.load('protected');
    await context.sync();
    expect(protection.protected).toBe(true);
  });
});

test('W04 a protected workbook structure stops the first write and no later one', async () => {
  const protect = () =>
    Excel.run(async (context) => {
      context.workbook.protection.protect();
      await context.sync();
    });
  await protect();
  expect(await declined()).toBe('The workbook structure is protected, so no sheet can be added: unprotect it first.');
  await Excel.run(async (context) => {
    context.workbook.protection.unprotect();
    await context.sync();
  });
  await replace(excelGateway(), update());
  await protect();
  expect((await replace(excelGateway(), NEXT)).written.outcome).toBe('written');
});

test('W04 a workbook opened for reading only is not written to', async () => {
  Object.defineProperty(excel.workbook, 'readOnly', { value: true });
  expect(await declined()).toBe('The workbook is open for reading only: save a copy of it, then try again.');
});

describe.each([
  ['LlmPrices', 'LLM Prices'],
  ['GpuPrices', 'GPU Prices'],
  ['PriceSources', 'Price Sources'],
  ['PriceChanges', 'Price Changes'],
])('W05 a filter on %s', (table, sheet) => {
  const FILTERED = `The table on "${sheet}" is filtered: clear the filter, then try again.`;
  beforeEach(async () => {
    await replace(excelGateway(), update());
    await replace(excelGateway(), NEXT); // so that the log has a row, and there is something to restore
    await Excel.run(async (context) => {
      const { autoFilter } = context.workbook.tables.getItem(table);
      autoFilter.apply(autoFilter.getRange(), 0, { filterOn: 'Values', values: ['openai'] });
      await context.sync();
    });
  });
  const filterOf = () =>
    Excel.run(async (context) => {
      const { autoFilter } = context.workbook.tables.getItem(table);
      autoFilter.load('isDataFiltered');
      await context.sync();
      return autoFilter.isDataFiltered;
    });
  const LATER = update(ROWS, { asOf: '2026-11-22' });

  test('stops a refresh before anything is written, and stays', async () => {
    const before = contentsOf(excel);
    const { written } = await replace(excelGateway(), LATER);
    expect(written).toMatchObject({ outcome: 'declined', problem: { message: FILTERED } });
    expect(contentsOf(excel)).toEqual(before);
    expect(await filterOf()).toBe(true);
  });

  test('stops putting the previous prices back', async () => {
    const before = contentsOf(excel);
    const { written } = await restore(excelGateway());
    expect(written).toMatchObject({ outcome: 'declined', problem: { message: FILTERED } });
    expect(contentsOf(excel)).toEqual(before);
  });

  test('once cleared, the same refresh goes through and every price is in its row', async () => {
    await Excel.run(async (context) => {
      context.workbook.tables.getItem(table).clearFilters();
      await context.sync();
    });
    expect((await replace(excelGateway(), LATER)).written.outcome).toBe('written');
    expect(column(excel, 'LlmPrices', 'Model')).toEqual(['gpt-4o', 'gpt-4o', 'claude-sonnet-4-5']);
    expect(column(excel, 'LlmPrices', 'Input (USD/1M)')).toEqual([2.5, '', 3]);
  });
});

test('W05 a table that the user sorted gets the right prices in the right rows', async () => {
  await replace(excelGateway(), update());
  const { sheet, rect } = tableOf(excel, 'LlmPrices');
  const body = { ...rect, row: 1, rows: 3 };
  const lines = excel.store.read(sheet, body);
  excel.store.write(
    sheet,
    body,
    [...lines].reverse().map((line) => line.map(({ value, format }) => ({ value, format }))),
  );
  typeInto(excel, 'LlmPrices', 'My output (USD/1M)', 2, 9);
  expect((await replace(excelGateway(), NEXT)).written.outcome).toBe('written');
  expect(column(excel, 'LlmPrices', 'Model')).toEqual(['claude-sonnet-4-5', 'gpt-4o', 'gpt-4o']);
  expect(column(excel, 'LlmPrices', 'Input (USD/1M)')).toEqual([5, '', 5]);
  expect(column(excel, 'LlmPrices', 'My output (USD/1M)')).toEqual(['', '', 9]);
});

test('W07 a stranger’s table that has our name is not touched', async () => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange('A1:B2').values = [
      ['Fruit', 'Weight'],
      ['Apple', 3],
    ];
    context.workbook.tables.add('Sheet1!A1:B2', true).name = 'LlmPrices';
    await context.sync();
  });
  expect(await declined()).toBe('Another table is named LlmPrices: rename it, then try again. It was not touched.');
});

test('W07 a sheet of the user that has our name is left alone', async () => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.add('LLM Prices').getRange('A1').values = [['my own notes']];
    await context.sync();
  });
  expect((await replace(excelGateway(), update())).written.outcome).toBe('written');
  expect(excel.valueAt("'LLM Prices'!A1")).toBe('my own notes');
  expect(excel.valueAt("'LLM Prices 2'!A1")).toBe('Provider');
});

test('W07 a deleted table is made again and filled, and the others keep what the user wrote', async () => {
  await replace(excelGateway(), update());
  typeInto(excel, 'LlmPrices', 'My output (USD/1M)', 0, 8);
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('GPU Prices').delete();
    context.workbook.worksheets.getItem('Price Changes').delete();
    await context.sync();
  });
  expect((await replace(excelGateway(), NEXT)).written.outcome).toBe('written');
  expect(column(excel, 'GpuPrices', 'GPU')).toEqual(['h100-sxm']);
  expect(column(excel, 'LlmPrices', 'My output (USD/1M)')).toEqual([8, '', '']);
  expect(column(excel, 'PriceChanges', 'Field').length).toBeGreaterThan(0);
});

test('W07 a table keeps its rows and edits when the record of sources is deleted', async () => {
  await replace(excelGateway(), update());
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Price Sources').delete();
    await context.sync();
  });
  const { keptEdits } = await replace(excelGateway(), NEXT);
  expect(keptEdits).toEqual([]);
  expect(column(excel, 'LlmPrices', 'Input (USD/1M)')).toEqual([5, '', 5]);
  expect(stampOf(excel)).toMatch(/^ok:/);
});

test('a renamed table and renamed sheet are still ours', async () => {
  await replace(excelGateway(), update());
  await Excel.run(async (context) => {
    context.workbook.tables.getItem('LlmPrices').name = 'Prices';
    context.workbook.worksheets.getItem('LLM Prices').name = 'API price list';
    await context.sync();
  });
  expect((await replace(excelGateway(), NEXT)).written.outcome).toBe('written');
  expect(column(excel, 'Prices', 'Input (USD/1M)')).toEqual([5, '', 5]);
});

test('a header that was changed is named', async () => {
  await replace(excelGateway(), update());
  const { sheet } = tableOf(excel, 'LlmPrices');
  const at = headersOf(excel, 'LlmPrices').indexOf('Output (USD/1M)');
  excel.store.write(sheet, { row: 0, col: at, rows: 1, cols: 1 }, [[{ value: 'Price out' }]]);
  expect(await declined()).toBe(
    'The header of "LLM Prices" was changed: "Output (USD/1M)" is missing. Rename it back, or delete the sheet.',
  );
});

test('a formula in a price column is named, not overwritten', async () => {
  await replace(excelGateway(), update());
  typeInto(excel, 'LlmPrices', 'Input (USD/1M)', 2, '=1+1');
  await excel.settled();
  expect(await declined()).toBe(
    '"LLM Prices" has a formula in "Input (USD/1M)", row 4: put it in a column "My …" or beside the table.',
  );
});

test('a formula beside a price that names cells may not move to another row', async () => {
  await replace(excelGateway(), update());
  typeInto(excel, 'LlmPrices', 'My input (USD/1M)', 2, '=F4*0.9');
  await excel.settled();
  const { written } = await replace(excelGateway(), update(ROWS.slice(1)));
  expect(written).toMatchObject({ outcome: 'declined', problem: { code: 'tables-formula-moves' } });
});

test('prices without a source are refused', async () => {
  const { written } = await replace(excelGateway(), update(ROWS, { sources: [] }));
  expect(written).toMatchObject({ outcome: 'declined', problem: { code: 'tables-no-source' } });
  expect(excel.store.tables()).toEqual([]);
});

test('a price that is not a number stops everything before the workbook is touched', async () => {
  const { written } = await replace(excelGateway(), update([{ ...ROWS[0], input: NaN }]));
  expect(written).toMatchObject({
    outcome: 'declined',
    problem: { code: 'tables-not-a-number', details: { field: 'input' } },
  });
  expect(excel.store.tables()).toEqual([]);
});

test('W02 what Excel stored differently is noticed and everything put back', async () => {
  await replace(excelGateway(), update());
  const before = contentsOf(excel);
  await quiet(excel);
  // a colleague's edit arrives between the write and the check
  const stamp = stampOf(excel);
  excel.host.beforeRequest = () => {
    const isWritten = stampOf(excel).startsWith('ok:') && stampOf(excel) !== stamp;
    if (isWritten) typeInto(excel, 'LlmPrices', 'Output (USD/1M)', 0, 123);
  };
  const { written } = await replace(excelGateway(), NEXT);
  excel.host.beforeRequest = null;
  expect(written).toMatchObject({ outcome: 'undone', problem: { code: 'tables-not-as-written' } });
  expect(contentsOf(excel)).toEqual(before);
});

test('W10 of two add-ins that write at the same time one wins as a whole, and no row is doubled', async () => {
  await replace(excelGateway(), update());
  const other = update([...ROWS, { provider: 'p', model: 'other', input: 1, output: 2 }], { asOf: '2026-11-23' });
  await quiet(excel);
  const first = replace(excelGateway(), NEXT);
  globalThis.llmCostExcelTurn = undefined; // the second add-in is a page of its own: it does not wait for the first
  const results = await Promise.all([first, replace(excelGateway(), other)]);
  expect(results.map(({ written }) => written.outcome).sort()).toEqual(['declined', 'written']);
  const winner = results.find(({ written }) => written.outcome === 'written');
  expect(stampOf(excel)).toContain(`ok:${winner?.snapshotId}:`);
  expect(column(excel, 'PriceSources', 'Snapshot')).toEqual([winner?.snapshotId]);
  expect(column(excel, 'LlmPrices', 'Model').slice(0, 3)).toEqual(['gpt-4o', 'gpt-4o', 'claude-sonnet-4-5']);
  // the one that was declined can simply be pressed again
  expect((await replace(excelGateway(), other)).written.outcome).toBe('written');
  expect(column(excel, 'LlmPrices', 'Model')).toEqual(['gpt-4o', 'gpt-4o', 'claude-sonnet-4-5', 'other']);
});

test('a write that never finished has to be restored before the next one', async () => {
  await replace(excelGateway(), update());
  const before = contentsOf(excel);
  typeInto(excel, 'PriceSources', 'Stamp (do not edit)', 0, 'writing:2026-11-22-0badc0de');
  expect((await replace(excelGateway(), NEXT)).written).toMatchObject({ problem: { code: 'tables-unfinished' } });
  typeInto(excel, 'PriceSources', 'Stamp (do not edit)', 0, 'all fine');
  expect((await replace(excelGateway(), NEXT)).written).toMatchObject({ problem: { code: 'tables-stamp' } });
  expect(before.tables.length).toBe(4);
  expect((await restore(excelGateway())).written.outcome).toBe('written');
});
