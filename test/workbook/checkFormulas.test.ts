import { checkFormulas } from '../../src/workbook/checkFormulas';
import { excelFormulaGateway } from '../../src/workbook/excelFormulaGateway';
import { repairFormulas } from '../../src/workbook/repairFormulas';
import { startExcel, type RunningExcel } from '../support/loadOffice';

jest.setTimeout(60_000);
const IDS = ['LLMCOST', 'GPUPRICE'];
const METADATA = {
  functions: [
    { id: 'LLMCOST', name: 'LLMCOST', description: '', parameters: [{ name: 'model', type: 'any' }] },
    { id: 'GPUPRICE', name: 'GPUPRICE', description: '', parameters: [{ name: 'gpu', type: 'any' }] },
  ],
};

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel({ metadata: METADATA });
  CustomFunctions.associate('LLMCOST', (model: unknown) => {
    if (model === 'unknown') throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, 'Unknown model');
    return 0.5;
  });
  CustomFunctions.associate('GPUPRICE', () => 2);
});
afterEach(() => excel.stop());

async function write(sheet: string, address: string, formulas: string[][]): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem(sheet).getRange(address).formulas = formulas;
    await context.sync();
  });
  await excel.settled();
}
const check = () => checkFormulas(excelFormulaGateway(), { functionIds: IDS });

test('a workbook without formulas of ours is all clear', async () => {
  await write('Sheet1', 'A1:A2', [['=1/0'], ['LLMCOST(']]);
  expect(await check()).toEqual({
    formulas: 0,
    bySheet: [],
    byFunction: [],
    inError: [],
    nameErrors: [],
    otherNameErrors: [],
    waiting: [],
    asText: [],
    sheets: [expect.objectContaining({ name: 'Sheet1' })],
    names: [],
    volatile: [],
    clashes: [],
    calculation: 'automatic',
    filteredTables: [],
  });
});

test('formulas are counted by sheet and function, and cells in error are told from stuck ones', async () => {
  excel.store.addSheet('Q1 plan');
  await write('Sheet1', 'B2:B4', [['=LLMCOST("a")'], ['=LLMCOST("a")+GPUPRICE("H100")'], ['=LLMCOST("unknown")']]);
  await write('Q1 plan', 'A1:A2', [['=_xldudf_LLMCOST("a")'], ['=LLMCOST(TODAY())']]);
  const found = await check();
  expect(found).toMatchObject({
    formulas: 5,
    bySheet: [
      { name: 'Sheet1', formulas: 3 },
      { name: 'Q1 plan', formulas: 2 },
    ],
    byFunction: [
      { name: 'LLMCOST', formulas: 5 },
      { name: 'GPUPRICE', formulas: 1 },
    ],
    inError: [{ address: 'Sheet1!B4', formula: '=LLMCOST("unknown")', shown: '#N/A' }],
    volatile: [{ address: "'Q1 plan'!A2", call: 'TODAY' }],
  });
  expect(found.nameErrors.map(({ address }) => address)).toEqual(["'Q1 plan'!A1", "'Q1 plan'!A2"]);
});

test('an error in a cell that a formula of ours fills is found there, a typed one is nobody’s', async () => {
  CustomFunctions.associate('GPUPRICE', () => [
    [1, 2],
    [new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, 'No'), 4],
  ]);
  await write('Sheet1', 'A1', [['=GPUPRICE("H100")']]);
  await write('Sheet1', 'D1', [['#N/A']]);
  expect((await check()).inError).toMatchObject([
    {
      address: 'Sheet1!A2',
      shown: '#N/A',
      formula: '=GPUPRICE("H100")',
      spilledFrom: { address: 'Sheet1!A1', rect: { row: 0, column: 0, rows: 1, columns: 1 } },
    },
  ]);
});

test('formulas at #NAME? that call none of ours are kept apart, with the names that the workbook has', async () => {
  await Excel.run(async (context) => {
    context.workbook.names.add('Rate', '=2');
    context.workbook.tables.add('Sheet1!D1:E2', true).name = 'Plan';
    await context.sync();
  });
  await write('Sheet1', 'A1:A3', [['=LLMCSOT("a")'], ['=Rate*2'], ['=LLMCOST(Nobody)']]);
  const found = await check();
  expect(found.otherNameErrors).toMatchObject([{ address: 'Sheet1!A1', formula: '=LLMCSOT("a")', shown: '#NAME?' }]);
  expect(found.nameErrors.map(({ address }) => address)).toEqual(['Sheet1!A3']);
  expect(found.names).toEqual(['Rate', 'Plan']);
});

test('a formula kept as text is told apart, and is not counted', async () => {
  await write('Sheet1', 'A1:A2', [['\'=LLMCOST("a")'], ['=LLMCOST("a")']]);
  const found = await check();
  expect(found).toMatchObject({ formulas: 1, asText: [{ address: 'Sheet1!A1', formula: '=LLMCOST("a")' }] });
});

test('a formula whose answer has not come is waiting, not in error', async () => {
  CustomFunctions.associate('GPUPRICE', () => new Promise(() => undefined));
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange('A1').formulas = [['=GPUPRICE("H100")']];
    await context.sync();
  });
  expect(await check()).toMatchObject({ formulas: 1, inError: [], waiting: [{ address: 'Sheet1!A1' }] });
});

test('a formula that calls ours through a defined name is one of ours', async () => {
  await Excel.run(async (context) => {
    context.workbook.names.add('ChatCost', '=LLMCOST("a")');
    await context.sync();
  });
  await write('Sheet1', 'A1', [['=ChatCost*2']]);
  expect(await check()).toMatchObject({ formulas: 1, byFunction: [] });
});

test('names and tables that stand in the way of a function are found, with what to do', async () => {
  await Excel.run(async (context) => {
    context.workbook.names.add('llmcost', '=1');
    context.workbook.names.add('X_LLMCOST', '=2');
    context.workbook.names.add('X_GPUPRICE', '=LAMBDA(gpu,2)');
    context.workbook.tables.add('Sheet1!D1:E2', true).name = 'GPUPRICE';
    await context.sync();
  });
  const { clashes } = await check();
  expect(clashes.map(({ name }) => name)).toEqual(['llmcost', 'GPUPRICE', 'X_LLMCOST']);
  expect(clashes[0].advice).toMatch(/^Rename the name “llmcost” \(Formulas, Name Manager\)/);
  expect(clashes[1].advice).toMatch(/^Rename the table “GPUPRICE”/);
});

test('manual calculation is noticed', async () => {
  excel.workbook.application.shownMode = 'Manual';
  expect(await check()).toMatchObject({ calculation: 'manual' });
});

describe('repairing stuck cells', () => {
  test('enters them again as they would be typed, and says which are still stuck', async () => {
    await write('Sheet1', 'A1:B3', [
      ['=_xldudf_LLMCOST("a")', 'text'],
      ['=1+_xldudf_GPUPRICE("H100")', '=1+1'],
      ['=_xldudf_LLMCOST(Nobody)', '5'],
    ]);
    const { nameErrors: stuck } = await check();
    expect(stuck).toHaveLength(3);
    const repair = await repairFormulas(excelFormulaGateway(), stuck);
    await excel.settled();
    expect(repair).toMatchObject({ repaired: 2, protectedSheets: [], cellsOnProtectedSheets: 0 });
    expect(repair.stillStuck.map(({ address }) => address)).toEqual(['Sheet1!A3']);
    expect(['A1', 'A2', 'A3', 'B1', 'B2', 'B3'].map((address) => excel.valueAt(`Sheet1!${address}`))).toEqual([
      0.5,
      3,
      '#NAME?',
      'text',
      2,
      5,
    ]);
  });

  test('protected sheets are left alone and named', async () => {
    excel.store.addSheet('Locked');
    await write('Sheet1', 'A1', [['=_xldudf_LLMCOST("a")']]);
    await write('Locked', 'A1', [['=_xldudf_LLMCOST("a")']]);
    const { nameErrors: stuck } = await check();
    await Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Locked').protection.protect();
      await context.sync();
    });
    expect(await repairFormulas(excelFormulaGateway(), stuck)).toMatchObject({
      repaired: 1,
      stillStuck: [],
      protectedSheets: ['Locked'],
      cellsOnProtectedSheets: 1,
    });
    expect(excel.valueAt('Locked!A1')).toBe('#NAME?');
  });

  test('a cell that was edited since the check keeps what was typed', async () => {
    await write('Sheet1', 'A1:A3', [['=_xldudf_LLMCOST("a")'], ['=_xldudf_LLMCOST("b")'], ['=_xldudf_LLMCOST("c")']]);
    const { nameErrors } = await check();
    await write('Sheet1', 'A2', [['7']]);
    expect(await repairFormulas(excelFormulaGateway(), nameErrors)).toMatchObject({ repaired: 2, changedMeanwhile: 1 });
    await excel.settled();
    expect(['A1', 'A2', 'A3'].map((address) => excel.valueAt(`Sheet1!${address}`))).toEqual([0.5, 7, 0.5]);
  });

  test('a corrected formula is written in place of the mistaken one', async () => {
    await write('Sheet1', 'A1:A2', [['=LLMCSOT("a")'], ['=LLMCSOT("a")']]);
    const { otherNameErrors } = await check();
    const repair = await repairFormulas(excelFormulaGateway(), [{ ...otherNameErrors[0], corrected: '=LLMCOST("a")' }]);
    await excel.settled();
    expect(repair).toMatchObject({ repaired: 1, stillStuck: [], changedMeanwhile: 0 });
    expect(['A1', 'A2'].map((address) => excel.valueAt(`Sheet1!${address}`))).toEqual([0.5, '#NAME?']);
  });

  test('one cell that Excel refuses does not stop the others', async () => {
    await write('Sheet1', 'A1:C1', [['=_xldudf_LLMCOST("a")', '', '=_xldudf_LLMCOST("c")']]);
    const tooLong = `=_xldudf_LLMCOST("${'b'.repeat(8200)}")`;
    excel.store.write(excel.store.active(), { row: 0, col: 1, rows: 1, cols: 1 }, [[{ formula: tooLong }]]);
    await excel.settled();
    const { nameErrors: stuck } = await check();
    expect(stuck).toHaveLength(3);
    const repair = await repairFormulas(excelFormulaGateway(), stuck);
    await excel.settled();
    expect(repair.stillStuck.map(({ address }) => address)).toEqual(['Sheet1!B1']);
    expect(['A1', 'B1', 'C1'].map((address) => excel.valueAt(`Sheet1!${address}`))).toEqual([0.5, '#NAME?', 0.5]);
  });
});

describe('a large workbook', () => {
  const ROWS = 50_000;
  beforeEach(async () => {
    excel.stop();
    excel = await startExcel({ evaluate: () => 0.5 });
    const formulas = Array.from({ length: ROWS }, () => [{ formula: '=LLMCOST("a")' }, { formula: '=1+1' }]);
    excel.store.write(excel.store.active(), { row: 0, col: 0, rows: ROWS, cols: 2 }, formulas);
  });

  test('W13 100,000 formulas are read in few requests, with progress', async () => {
    const before = excel.host.faults.seen.sync;
    const steps: number[] = [];
    const onProgress = (done: number) => steps.push(done);
    const found = await checkFormulas(excelFormulaGateway(), { functionIds: IDS, onProgress });
    expect(found.formulas).toBe(ROWS);
    expect(excel.host.faults.seen.sync - before).toBeLessThanOrEqual(8);
    expect(steps).toEqual([0, 1 / 3, 2 / 3]);
  });

  test('a check can be cancelled between two requests', async () => {
    const cancel = new AbortController();
    const onProgress = (done: number) => done > 0 && cancel.abort();
    const cancelled = checkFormulas(excelFormulaGateway(), { functionIds: IDS, signal: cancel.signal, onProgress });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  });
});
