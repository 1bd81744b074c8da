/** The functions entry as Excel loads it, on the real office.js: what cells show while prices come, change and go. */
import { excelGateway } from '../../src/workbook/excelGateway';
import { eventually } from '../support/eventually';
import { column, NOW, replace, ROWS, stampOf, typeInto, update } from '../workbook/support';
import { loadAddIn, startAddIn, type RunningAddIn } from './support';

let addIn: RunningAddIn;
afterEach(() => addIn.stop());

const COST = '=LLMCOST("gpt-4o",1000,100)'; // 1,000 x 2.5 + 100 x 10 USD per 1M tokens = 0.0035
const shown = (address: string) => () => addIn.valueAt(`Sheet1!${address}`);
const status = () => addIn.runtime.status();
/** A workbook that already has our tables: gpt-4o at 2.50 and 10. */
const withTables = () => startAddIn(() => replace(excelGateway(), update()));
const deleteSheet = (name: string) =>
  Excel.run(async (context) => {
    context.workbook.worksheets.getItem(name).delete();
    await context.sync();
  });

test('insert, edit a price, refresh and restore: the formula and what depends on it follow each time', async () => {
  addIn = await startAddIn();
  expect(status()).toMatchObject({ host: 'excel', prices: 'bundled', hasTables: false });
  expect(await addIn.type('A1', COST)).toBe(0.0035);
  await addIn.type('A2', '=A1*2');
  expect(await addIn.runtime.insertTables()).toMatchObject({ outcome: 'done', changes: 0, recalculatedCells: 1 });
  expect(status()).toMatchObject({ prices: 'workbook', hasTables: true, editedByHand: false, rejected: [] });
  await eventually(shown('A1'), 0.0035);

  const row = column(addIn, 'LlmPrices', 'Model').indexOf('gpt-4o');
  expect(column(addIn, 'LlmPrices', 'Provider')[row]).toBe('openai');
  typeInto(addIn, 'LlmPrices', 'Input (USD/1M)', row, 5);
  await eventually(shown('A1'), 0.006);
  await eventually(shown('A2'), 0.012);

  const llmRows = ROWS.map((price) => (price.input === 2.5 ? { ...price, input: 3.5 } : price));
  const refreshed = await addIn.runtime.refresh(update(llmRows, { asOf: '2026-11-23' }));
  expect(refreshed).toMatchObject({ outcome: 'done', keptEdits: ['openai gpt-4o: My input 5'] });
  await addIn.settled();
  expect(shown('A1')()).toBe(0.006); // the user's own price wins
  const now = column(addIn, 'LlmPrices', 'Model').indexOf('gpt-4o');
  typeInto(addIn, 'LlmPrices', 'My input (USD/1M)', now, '');
  await eventually(shown('A1'), 0.0045);

  expect(await addIn.runtime.restore()).toMatchObject({ outcome: 'done' });
  await eventually(shown('A2'), 0.012);
});

test('exactly the cells that use our functions are calculated again', async () => {
  addIn = await withTables();
  await addIn.type('A1', COST);
  await addIn.type('A2', '=1+1');
  await addIn.type('A3', '="LLMCOST(1)"');
  await addIn.type('A4', '=SUM(LLMCOST("gpt-4o",1000,0),LLMCOST("gpt-4o",0,100))');
  const before = addIn.bridge.stats.invocations;
  expect(await addIn.runtime.recalculate()).toBe(2);
  await addIn.settled();
  expect(addIn.bridge.stats.invocations - before).toBe(3);
});

test('tables of a write that never finished are not used, and restore brings them back', async () => {
  addIn = await startAddIn(async (excel) => {
    await replace(excelGateway(), update());
    await replace(excelGateway(), update(ROWS.map((row) => ({ ...row, output: 99 }))));
    typeInto(excel, 'PriceSources', 'Stamp (do not edit)', 0, 'writing:2026-11-20-0badc0de');
  });
  expect(status()).toMatchObject({ prices: 'unusable', canRestore: true });
  expect(await addIn.type('A1', COST)).toBe('#N/A');
  expect(addIn.sentenceAt('Sheet1!A1')).toMatch(/not written completely/);
  expect(await addIn.runtime.restore()).toMatchObject({ outcome: 'done' });
  await eventually(shown('A1'), 0.0035);
});

test('W07 a reopened workbook whose table is gone says so until the user goes back to bundled prices', async () => {
  addIn = await withTables();
  await deleteSheet('LLM Prices');
  const reopened = await loadAddIn();
  await reopened.ready;
  expect(reopened.status()).toMatchObject({
    prices: 'unusable',
    problem: expect.stringMatching(/is gone/),
    hasTables: false,
  });
  expect(await addIn.type('A1', COST)).toBe('#N/A');
  await reopened.useBundledPrices();
  await eventually(shown('A1'), 0.0035);
  expect(reopened.status()).toMatchObject({ prices: 'bundled' });
});

test('W07 a deleted GPU table does not hand over to the bundled prices unnoticed', async () => {
  addIn = await withTables();
  await deleteSheet('GPU Prices');
  await eventually(() => status().hasTables, false);
  expect(status()).toMatchObject({ gpuOffers: 0, rejected: [{ table: 'GpuPrices', what: 'the table' }] });
  expect(await addIn.type('A1', '=GPUPRICE("H100 SXM")')).toBe('#N/A');
  typeInto(addIn, 'LlmPrices', 'My input (USD/1M)', 0, 1);
  typeInto(addIn, 'LlmPrices', 'Note', 0, 'mine');
  await eventually(() => status().editedByHand, true);
  expect(await addIn.runtime.insertTables()).toMatchObject({
    outcome: 'done',
    keptEdits: ['openai gpt-4o: Note mine'],
  });
  expect(column(addIn, 'LlmPrices', 'Input (USD/1M)')).toEqual([2.5, '', 3]);
  expect(column(addIn, 'LlmPrices', 'My input (USD/1M)')).toEqual([1, '', '']);
  await addIn.settled();
  expect(typeof shown('A1')()).toBe('number');
});

test('the user’s own GPU price wins', async () => {
  addIn = await withTables();
  expect(await addIn.type('A1', '=GPUPRICE("H100 SXM")')).toBe(2.69);
  typeInto(addIn, 'GpuPrices', 'My USD per GPU hour', 0, 1.95);
  await eventually(shown('A1'), 1.95);
});

test('W08 rows that a refresh carries over leave an edit the user’s', async () => {
  addIn = await withTables();
  typeInto(addIn, 'LlmPrices', 'Output (USD/1M)', 0, 9);
  await eventually(() => status().editedByHand, true);
  const llmRows = addIn.runtime.prices()?.llm.rows ?? [];
  const result = await addIn.runtime.refresh({ asOf: '2026-11-22', llmRows, sources: update().sources });
  expect(result).toMatchObject({ outcome: 'done', keptEdits: ['openai gpt-4o: My output 9'] });
  expect(column(addIn, 'LlmPrices', 'Output (USD/1M)')).toEqual([10, '', 15]);
  expect(column(addIn, 'LlmPrices', 'My output (USD/1M)')).toEqual([9, '', '']);
});

test('a declined or failed write says why and leaves tables and answers alone', async () => {
  addIn = await withTables();
  await addIn.type('A1', COST);
  const protect = (on: boolean) =>
    Excel.run(async (context) => {
      const { protection } = context.workbook.worksheets.getItem('LLM Prices');
      if (on) protection.protect();
      else protection.unprotect();
      await context.sync();
    });
  const dearer = update(ROWS.map((row) => ({ ...row, output: 11 })));
  await protect(true);
  expect(await addIn.runtime.refresh(dearer)).toEqual({
    outcome: 'declined',
    problem: 'The sheet "LLM Prices" is protected: unprotect it, then try again.',
  });
  await protect(false);
  await addIn.settled();
  const stamp = stampOf(addIn);
  addIn.host.faults.failAt({ sync: 5 }, 'GeneralException');
  expect(await addIn.runtime.refresh(dearer)).toMatchObject({ outcome: 'undone' });
  expect(stampOf(addIn)).toBe(stamp);
  expect(status()).toMatchObject({ prices: 'workbook' });
  await addIn.settled();
  expect(shown('A1')()).toBe(0.0035);
});

test('neither our own writes nor edits of other sheets make the tables be read again', async () => {
  addIn = await withTables();
  await addIn.runtime.refresh(update(ROWS.map((row) => ({ ...row, output: 11 }))));
  await new Promise((resolve) => setTimeout(resolve, 400));
  const { sync } = addIn.host.faults.seen;
  await addIn.type('B1', 42);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(addIn.host.faults.seen.sync).toBe(sync);
});

test('a table of the user’s own making with a few columns is used as it is, and never overwritten', async () => {
  addIn = await startAddIn(() =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Sheet1');
      sheet.getRange('H1:J2').values = [
        ['Model', 'Input', 'Output'],
        ['house-model', 1, 2],
      ];
      context.workbook.tables.add('Sheet1!H1:J2', true).name = 'LlmPrices';
      await context.sync();
    }),
  );
  expect(status()).toMatchObject({ prices: 'workbook', rows: 1 });
  expect(await addIn.type('A1', '=LLMCOST("house-model",1000000,1000000)')).toBe(3);
  expect(await addIn.runtime.refresh(update())).toMatchObject({ outcome: 'declined' });
});

test('listeners hear of every change until they stop, and a status does not change by itself', async () => {
  addIn = await withTables();
  const before = status();
  expect(status()).toBe(before);
  expect(before.sources).toMatchObject([
    { source: 'test feed', retrieved: NOW, rows: 3, status: 'ok', quarantined: 0 },
  ]);
  expect(before.snapshotId).toMatch(/^2026-11-20-/);
  const steps = new Set<string | undefined>();
  const stop = addIn.runtime.onChange(() => steps.add(status().writing?.step));
  await addIn.runtime.refresh(update(ROWS.map((row) => ({ ...row, output: 11 }))));
  expect([...steps]).toEqual(['checking', 'writing', 'verifying', 'recalculating', undefined]);
  stop();
  steps.clear();
  await addIn.runtime.reload();
  expect(steps.size).toBe(0);
  expect(before).not.toEqual(status());
});

test('without office.js the page says so instead of failing', async () => {
  addIn = await startAddIn();
  addIn.stop();
  const runtime = await loadAddIn();
  await runtime.ready;
  expect(runtime.status()).toMatchObject({ host: 'no-office', prices: 'bundled' });
});

test('F13 a date’s number is read by the workbook’s own date system', async () => {
  const dated = [
    { provider: 'openai', model: 'gpt-4o', input: 2, output: 0, valid_to: '2026-06-01', status: 'free' },
    { provider: 'openai', model: 'gpt-4o', input: 1, output: 0, valid_from: '2026-06-01', status: 'free' },
  ];
  addIn = await startAddIn(async (excel) => {
    excel.workbook.countsFrom1904 = true;
    await replace(excelGateway(), update(dated));
  });
  // 44,710 days after 1904-01-01 is 2026-05-30; after 1899-12-30 it would be 2022-05-29
  expect(await addIn.type('A1', '=LLMCOST("gpt-4o",1000000,0,0,0,"",44710)')).toBe(2);
  expect(await addIn.type('A2', '=LLMCOST("gpt-4o",1000000,0,0,0,"",44715)')).toBe(1);
});

test('when only the recalculation fails, the tables are written and the user is told what to press', async () => {
  addIn = await withTables();
  await addIn.type('A1', COST);
  const stamp = stampOf(addIn);
  addIn.host.beforeRequest = () => {
    const isWritten = stampOf(addIn).startsWith('ok:') && stampOf(addIn) !== stamp;
    if (isWritten && status().writing?.step === 'recalculating')
      addIn.host.faults.failAt({ action: 1 }, 'GeneralException');
  };
  const result = await addIn.runtime.refresh(update(ROWS.map((row) => ({ ...row, output: 11 }))));
  addIn.host.beforeRequest = null;
  addIn.host.faults.clear();
  expect(result).toMatchObject({
    outcome: 'done',
    recalculatedCells: 0,
    problem: expect.stringMatching(/Ctrl\+Alt\+F9/),
  });
  expect(stampOf(addIn)).not.toBe(stamp);
});
