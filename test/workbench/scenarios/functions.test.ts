import type { FunctionsMetadata } from '../../../src/workbench/excel-host/functions/functionMetadata';
import { eventually } from '../../support/eventually';
import type { RunningExcel } from '../../support/loadOffice';
import { startExcel } from '../../support/loadOffice';

const MATRIX = { type: 'any', dimensionality: 'matrix' };
const METADATA: FunctionsMetadata = {
  allowErrorForDataTypeAny: true,
  functions: [
    { id: 'DOUBLE', name: 'DOUBLE', description: 'Twice the number', parameters: [{ name: 'number', ...MATRIX }] },
    { id: 'PRICE', name: 'PRICE', description: 'From a table', parameters: [{ name: 'model', ...MATRIX }] },
    { id: 'LIST', name: 'LIST', description: 'Spills', parameters: [{ name: 'rows', ...MATRIX }] },
  ],
};

type Rows = unknown[][];

describe("the add-in's functions", () => {
  let excel: RunningExcel;
  let prices: Map<unknown, unknown>;
  let calls: number;

  beforeEach(async () => {
    calls = 0;
    prices = new Map<unknown, unknown>([['gpt-4o', 2.5]]);
    excel = await startExcel({ metadata: METADATA });
    const { notAvailable, invalidValue } = CustomFunctions.ErrorCode;
    CustomFunctions.associate('DOUBLE', ([[number]]: Rows) => {
      calls++;
      if (number instanceof CustomFunctions.Error) return [[`got ${number.code}`]];
      if (typeof number !== 'number') throw new CustomFunctions.Error(invalidValue, 'Give a number.');
      return [[number * 2]];
    });
    CustomFunctions.associate('PRICE', async ([[model]]: Rows) => {
      if (!prices.has(model)) throw new CustomFunctions.Error(notAvailable, `${String(model)} has no price.`);
      return [[prices.get(model)]];
    });
    CustomFunctions.associate('LIST', ([[rows]]: Rows) =>
      Array.from({ length: Number(rows) }, (_, row) => [
        row + 1,
        row === 1 ? new CustomFunctions.Error(notAvailable, 'The second has none.') : 'x',
      ]),
    );
  });
  afterEach(() => excel.stop());

  const write = (address: string, formulas: string[][]) =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange(address).formulas = formulas;
      await context.sync();
    });
  const read = (address: string) =>
    Excel.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().getRange(address).load('values');
      await context.sync();
      return range.values as unknown[][];
    });

  it('is busy, then has its value, and dependents follow', async () => {
    await write('A1:B1', [['=DOUBLE(2)', '=A1*10']]);
    expect(await read('A1:B1')).toEqual([['#GETTING_DATA', '#GETTING_DATA']]);
    await eventually(() => read('A1:B1'), [[4, 40]]);
  });

  it('is asked again when an argument changes', async () => {
    await write('A1:B1', [['3', '=DOUBLE(A1)']]);
    await eventually(() => read('B1'), [[6]]);
    await write('A1', [['5']]);
    await eventually(() => read('B1'), [[10]]);
    expect(calls).toBe(2);
  });

  it('nests', async () => {
    await write('A1', [['=DOUBLE(DOUBLE(DOUBLE(1)))+1']]);
    await eventually(() => read('A1'), [[9]]);
  });

  it('shows an error and keeps its sentence', async () => {
    await write('A1:A3', [['=DOUBLE("two")'], ['=PRICE("gpt-9")'], ['=DOUBLE()']]);
    await eventually(() => read('A1:A3'), [['#VALUE!'], ['#N/A'], ['#VALUE!']]);
    expect(['Sheet1!A1', 'Sheet1!A2', 'Sheet1!A3'].map(excel.sentenceAt)).toEqual([
      'Give a number.',
      'gpt-9 has no price.',
      null,
    ]);
  });

  it('gets an error value as an argument', async () => {
    await write('A1:B1', [['=1/0', '=DOUBLE(A1)']]);
    await eventually(() => read('B1'), [['got #DIV/0!']]);
  });

  it('spills, with errors and their sentences inside, and is blocked', async () => {
    await write('A1', [['=LIST(3)']]);
    await eventually(
      () => read('A1:B4'),
      [
        [1, 'x'],
        [2, '#N/A'],
        [3, 'x'],
        ['', ''],
      ],
    );
    expect(excel.sentenceAt('Sheet1!B2')).toBe('The second has none.');
    await write('B3', [['in the way']]);
    await eventually(
      () => read('A1:B3'),
      [
        ['#SPILL!', ''],
        ['', ''],
        ['', 'in the way'],
      ],
    );
    await write('B3', [['']]);
    await eventually(() => read('A3:B3'), [[3, 'x']]);
  });

  it('keeps its result when the prices change, until its cell is marked dirty', async () => {
    await write('A1:B1', [['=PRICE("gpt-4o")', '=A1*2']]);
    await eventually(() => read('A1:B1'), [[2.5, 5]]);
    prices.set('gpt-4o', 3);
    await write('D1', [['another edit']]);
    await excel.settled();
    expect(await read('A1')).toEqual([[2.5]]);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A1').setDirty();
      context.workbook.application.calculate('Recalculate');
      await context.sync();
    });
    await eventually(() => read('A1:B1'), [[3, 6]]);
  });

  it('is never stale in the request that marked it', async () => {
    await write('A1', [['=PRICE("gpt-4o")']]);
    await eventually(() => read('A1'), [[2.5]]);
    const atOnce = await Excel.run(async (context) => {
      const cell = context.workbook.worksheets.getActiveWorksheet().getRange('A1');
      cell.setDirty();
      cell.load('values');
      await context.sync();
      return cell.values as unknown[][];
    });
    expect(atOnce).toEqual([['#GETTING_DATA']]);
  });

  it.each(['Full', 'FullRebuild'] as const)('calculate %s asks every function again', async (type) => {
    await write('A1', [['=PRICE("gpt-4o")']]);
    await eventually(() => read('A1'), [[2.5]]);
    prices.set('gpt-4o', 3);
    await Excel.run(async (context) => {
      context.workbook.application.calculate(type);
      await context.sync();
    });
    await eventually(() => read('A1'), [[3]]);
  });

  it('an edit in a table recalculates what the add-in marks', async () => {
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.add('Prices');
      sheet.getRange('A1:B2').values = [
        ['Model', 'Input'],
        ['gpt-4o', 2.5],
      ];
      const table = sheet.tables.add('A1:B2', true);
      table.onChanged.add(async () => {
        await Excel.run(async (inner) => {
          const body = inner.workbook.tables.getItem('Table1').getDataBodyRange().load('values');
          await inner.sync();
          prices = new Map(body.values.map(([model, input]) => [model, input]));
          inner.workbook.worksheets.getItem('Sheet1').getRange('A1').setDirty();
          await inner.sync();
        });
      });
      await context.sync();
    });
    await write('A1', [['=PRICE("gpt-4o")']]);
    await eventually(() => read('A1'), [[2.5]]);
    const sheet = excel.store.sheets().find(({ name }) => name === 'Prices')!;
    excel.store.type(sheet.id, 1, 1, '5');
    await eventually(() => read('A1'), [[5]]);
  });

  it('a moved formula never finds the answer of the one that stood there before', async () => {
    await write('A5', [['=PRICE("gpt-4o")']]);
    await eventually(() => read('A5'), [[2.5]]);
    const shift = (how: 'insertDown' | 'deleteUp') =>
      excel.store.asUser(() => excel.store.shift(excel.store.active(), { row: 0, col: 0, rows: 1, cols: 16_384 }, how));
    shift('insertDown');
    prices.set('gpt-4o', 3);
    await Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A6').setDirty();
      await context.sync();
    });
    await eventually(() => read('A6'), [[3]]);
    shift('deleteUp');
    await excel.settled();
    expect(await read('A5')).toEqual([[3]]);
  });

  it('a thousand formulas need few deliveries', async () => {
    await write(
      'A1:A1000',
      Array.from({ length: 1000 }, (_, row) => [`=DOUBLE(${row})`]),
    );
    await eventually(async () => (await read('A1000'))[0][0], 1998);
    expect(excel.bridge.stats.deliveries).toBe(1);
    expect(excel.bridge.stats.resultBatches).toBeLessThanOrEqual(5);
  });
});
