/**
 * What every SheetStore has to do, in one suite without a test runner: jest runs it on the memory store, the browser
 * tests run it on the grid's store. A case only calls the store through `StoreUnderTest`, so the store may be elsewhere.
 */
import { isDeepStrictEqual } from 'node:util';
import type { NameShape, SheetInfo } from '../../src/workbench/excel-host/sheetStore';
import { ContractSheet, rectOf } from './contractSheet';
import type { StoreUnderTest } from './contractSheet';

export interface ContractCase {
  readonly title: string;
  /** Works on new sheets of its own; throws when the store breaks the contract. */
  run(store: StoreUnderTest): Promise<void>;
}

export const contractCases: readonly ContractCase[] = [
  contractCase('a written value is read back with its kind, and an untouched cell is empty', async (sheet) => {
    await sheet.write('A1:D1', [[{ value: 1.5 }, { value: 'text' }, { value: true }, null]]);
    const [cells] = await sheet.read('A1:E1');
    same(
      cells.map(({ value }) => value),
      [1.5, 'text', true, '', ''],
    );
    same(
      cells.map(({ formula }) => formula),
      ['', '', '', '', ''],
    );
    same(
      cells.map(({ error, spilled }) => error || spilled),
      [false, false, false, false, false],
    );
    same(
      cells.map(({ format }) => format),
      ['General', 'General', 'General', 'General', 'General'],
    );
  }),
  contractCase('text that looks like a number stays text', async (sheet) => {
    await sheet.write('A1', [[{ value: '012', format: '@' }]]);
    same((await sheet.read('A1'))[0][0].value, '012');
  }),
  contractCase('null leaves a cell as it is, the empty text empties it', async (sheet) => {
    await sheet.put('A1:B1', [[1, 2]]);
    await sheet.write('A1:B1', [[null, { value: '' }]]);
    same(await sheet.values('A1:B1'), [[1, '']]);
  }),
  contractCase('a format is kept apart from the value', async (sheet) => {
    await sheet.put('A1', [[0.25]]);
    await sheet.write('A1', [[{ format: '0.00%' }]]);
    same(await sheet.values('A1'), [[0.25]]);
    await sheet.put('A1', [[0.5]]);
    const [[cell]] = await sheet.read('A1');
    same([cell.value, cell.format], [0.5, '0.00%']);
  }),
  contractCase('the text of a number follows its format', async (sheet) => {
    await sheet.write('A1:C1', [[{ value: 1234.5, format: '#,##0.00' }, { value: 0.1, format: '0%' }, { value: 2 }]]);
    same(
      (await sheet.read('A1:C1'))[0].map(({ text }) => text),
      ['1,234.50', '10%', '2'],
    );
  }),
  contractCase('a formula is calculated and its dependents follow an edit', async (sheet) => {
    await sheet.put('A1:A2', [[2], [3]]);
    await sheet.write('B1:B2', [[{ formula: '=SUM(A1:A2)' }], [{ formula: '=B1*10' }]]);
    same(await sheet.values('B1:B2'), [[5], [50]]);
    same((await sheet.read('B1'))[0][0].formula, '=SUM(A1:A2)');
    await sheet.put('A1', [[7]]);
    same(await sheet.values('B1:B2'), [[10], [100]]);
  }),
  contractCase('a value over a formula takes its place', async (sheet) => {
    await sheet.write('A1', [[{ formula: '=1+1' }]]);
    await sheet.put('A1', [[9]]);
    const [[cell]] = await sheet.read('A1');
    same([cell.value, cell.formula], [9, '']);
  }),
  contractCase('an error is its text with the flag set, and reaches the dependents', async (sheet) => {
    await sheet.write('A1:B1', [[{ formula: '=1/0' }, { formula: '=A1+1' }]]);
    same(
      (await sheet.read('A1:B1'))[0].map(({ value, error }) => [value, error]),
      [
        ['#DIV/0!', true],
        ['#DIV/0!', true],
      ],
    );
  }),
  contractCase('a formula reads another sheet', async (sheet) => {
    const other = await sheet.another();
    await other.put('A1', [[6]]);
    await sheet.write('A1', [[{ formula: `='${other.name}'!A1*2` }]]);
    same(await sheet.values('A1'), [[12]]);
  }),
  contractCase('a matrix spills, marks its cells and grows and shrinks with its source', async (sheet) => {
    await sheet.put('A1:A3', [[1], [2], [3]]);
    await sheet.write('C1', [[{ formula: '=A1:A3' }]]);
    same(await sheet.values('C1:C4'), [[1], [2], [3], ['']]);
    same(
      (await sheet.read('C1:C4')).map(([cell]) => cell.spilled),
      [false, true, true, false],
    );
    same(await sheet.spillOf('C1'), rectOf('C1:C3'));
    same([await sheet.spillOf('C2'), await sheet.spillOf('A1')], [null, null]);
    await sheet.write('C1', [[{ formula: '=A1:A2' }]]);
    same(await sheet.values('C1:C3'), [[1], [2], ['']]);
    same(await sheet.spillOf('C1'), rectOf('C1:C2'));
    await sheet.put('C1', [['']]);
    same(await sheet.values('C1:C3'), [[''], [''], ['']]);
  }),
  contractCase('a blocked spill is #SPILL! until the way is free', async (sheet) => {
    await sheet.put('A1:A3', [[1], [2], [3]]);
    await sheet.put('C2', [['in the way']]);
    await sheet.write('C1', [[{ formula: '=A1:A3' }]]);
    same(await sheet.values('C1:C3'), [['#SPILL!'], ['in the way'], ['']]);
    await sheet.clear('C2', 'contents');
    same(await sheet.values('C1:C3'), [[1], [2], [3]]);
  }),
  contractCase(
    'clearing contents keeps formats, clearing formats keeps contents, clearing all takes both',
    async (sheet) => {
      await sheet.write('A1:C1', [['A', 'B', 'C'].map(() => ({ value: 1, format: '0.00' }))]);
      await sheet.clear('A1', 'contents');
      await sheet.clear('B1', 'formats');
      await sheet.clear('C1', 'all');
      same(
        (await sheet.read('A1:C1'))[0].map(({ value, format }) => [value, format]),
        [
          ['', '0.00'],
          [1, 'General'],
          ['', 'General'],
        ],
      );
    },
  ),
  contractCase('the used range spans values and formulas, and is null on an empty sheet', async (sheet) => {
    same(await sheet.used(), null);
    await sheet.put('B2', [['x']]);
    await sheet.write('D5', [[{ formula: '=1+1' }]]);
    same(await sheet.used(), rectOf('B2:D5'));
    await sheet.clear('B2:D5', 'contents');
    same(await sheet.used(), null);
  }),
  contractCase('looks are kept cell by cell', async (sheet) => {
    await sheet.setStyle('A1:B1', { bold: true, fill: '#FFEECC', color: '#112233', align: 'Center', wrap: true });
    await sheet.setStyle('B1', { bold: false, align: 'Left', indent: 2 });
    const [a, b, c] = [await sheet.style('A1'), await sheet.style('B1'), await sheet.style('C1')];
    same(
      [a.bold, a.fill?.toUpperCase(), a.color?.toUpperCase(), a.align, a.wrap],
      [true, '#FFEECC', '#112233', 'Center', true],
    );
    same([b.bold ?? false, b.fill?.toUpperCase(), b.align, b.indent], [false, '#FFEECC', 'Left', 2]);
    same([c.bold ?? false, c.indent ?? 0], [false, 0]);
  }),
  contractCase('a column keeps its width in points', async (sheet) => {
    await sheet.store.call('setColumnWidth', [sheet.id, 1, 2, 90]);
    same(await sheet.store.call('columnWidth', [sheet.id, 1]), 90);
    same(await sheet.store.call('columnWidth', [sheet.id, 2]), 90);
  }),
  contractCase('a new sheet does not become the active one; a sheet can be activated and renamed', async (sheet) => {
    const before = await sheet.store.call('active', []);
    const other = await sheet.another();
    same(await sheet.store.call('active', []), before);
    await sheet.store.call('activate', [other.id]);
    same(await sheet.store.call('active', []), other.id);
    await sheet.store.call('activate', [before]);
    await sheet.store.call('renameSheet', [other.id, `${other.name} b`]);
    const sheets = (await sheet.store.call('sheets', [])) as SheetInfo[];
    same(
      sheets.find(({ id }) => id === other.id),
      { id: other.id, name: `${other.name} b`, visible: true },
    );
  }),
  contractCase('formulas are right after their source sheet is renamed', async (sheet) => {
    const other = await sheet.another();
    await other.put('A1', [[4]]);
    await sheet.write('A1', [[{ formula: `='${other.name}'!A1+1` }]]);
    await sheet.store.call('renameSheet', [other.id, `${other.name} b`]);
    await other.put('A1', [[8]]);
    same(await sheet.values('A1'), [[9]]);
  }),
  contractCase('a change is told once with its place, its kind and where it came from', async (sheet) => {
    await sheet.store.takeChanges();
    await sheet.put('B2:C3', [
      [1, 2],
      [3, 4],
    ]);
    await sheet.clear('B2', 'contents');
    await sheet.write('B3', [[{ format: '0.00' }]]);
    same(await sheet.store.takeChanges(), [
      { sheet: sheet.id, rect: rectOf('B2:C3'), source: 'api', kind: 'edit' },
      { sheet: sheet.id, rect: rectOf('B2'), source: 'api', kind: 'clear' },
    ]);
  }),
  contractCase('a result of a formula is no change', async (sheet) => {
    await sheet.write('A1', [[{ formula: '=B1*2' }]]);
    await sheet.values('A1');
    await sheet.store.takeChanges();
    await sheet.put('B1', [[5]]);
    same(await sheet.values('A1'), [[10]]);
    same(
      (await sheet.store.takeChanges()).map(({ rect }) => rect),
      [rectOf('B1')],
    );
  }),
  contractCase('a selection is kept and told', async (sheet) => {
    await sheet.store.call('activate', [sheet.id]);
    await sheet.store.takeSelections();
    await sheet.store.call('select', [{ sheet: sheet.id, rect: rectOf('B2:C4') }]);
    same(await sheet.store.call('selection', []), { sheet: sheet.id, rect: rectOf('B2:C4') });
    same((await sheet.store.takeSelections()).pop(), { sheet: sheet.id, rect: rectOf('B2:C4') });
  }),
  contractCase('a table is known by its id; its columns can be used in formulas', async (sheet) => {
    const table = await sheet.table('A1:B3', 'ContractPrices', [
      ['Model', 'Input'],
      ['a', 1],
      ['b', 2],
    ]);
    same(await sheet.tables(), [table]);
    await sheet.write('D1', [[{ formula: '=SUM(ContractPrices[Input])' }]]);
    same(await sheet.values('D1'), [[3]]);
    await sheet.store.call('putTable', [{ ...table, rect: rectOf('A1:B4') }]);
    await sheet.put('A4:B4', [['c', 10]]);
    same(await sheet.values('D1'), [[13]]);
    await sheet.store.call('dropTable', [table.id]);
    same(await sheet.tables(), []);
    same(await sheet.values('B2'), [[1]]);
  }),
  contractCase('formulas follow a table that is renamed', async (sheet) => {
    const table = await sheet.table('A1:A2', 'ContractBefore', [['Input'], [5]]);
    await sheet.write('C1', [[{ formula: '=SUM(ContractBefore[Input])' }]]);
    same(await sheet.values('C1'), [[5]]);
    await sheet.store.call('putTable', [{ ...table, name: 'ContractAfter' }]);
    await sheet.put('A2', [[6]]);
    same(await sheet.values('C1'), [[6]]);
  }),
  contractCase('a table follows rows inserted above it, grows by rows inserted inside and shrinks', async (sheet) => {
    const table = await sheet.table('A3:B5', 'ContractMoves', [
      ['Model', 'Input'],
      ['a', 1],
      ['b', 2],
    ]);
    await sheet.write('D9', [[{ formula: '=SUM(ContractMoves[Input])' }]]);
    await sheet.shift('1:1', 'insertDown');
    same(await sheet.tables(), [{ ...table, rect: rectOf('A4:B6') }]);
    await sheet.shift('6:6', 'insertDown');
    same(await sheet.tables(), [{ ...table, rect: rectOf('A4:B7') }]);
    await sheet.put('A6:B6', [['between', 10]]);
    same(await sheet.values('D11'), [[13]]);
    await sheet.shift('5:6', 'deleteUp');
    same(await sheet.tables(), [{ ...table, rect: rectOf('A4:B5') }]);
    same(await sheet.values('D9'), [[2]]);
  }),
  contractCase('inserted cells push what is below them down, and references follow', async (sheet) => {
    await sheet.put('A1:B3', [
      [1, 'x'],
      [2, 'y'],
      [3, 'z'],
    ]);
    await sheet.write('D1:D2', [[{ formula: '=SUM(A1:A3)' }], [{ formula: '=A3*2' }]]);
    await sheet.shift('A2:A2', 'insertDown');
    same(await sheet.values('A1:B4'), [
      [1, 'x'],
      ['', 'y'],
      [2, 'z'],
      [3, ''],
    ]);
    same(await sheet.values('D1:D2'), [[6], [6]]);
    await sheet.put('A2', [[100]]);
    same(await sheet.values('D1:D2'), [[106], [6]]);
    same(
      (await sheet.read('D1:D2')).map(([cell]) => cell.formula),
      ['=SUM(A1:A4)', '=A4*2'],
    );
  }),
  contractCase('deleted cells pull what is below them up; a reference to nothing is #REF!', async (sheet) => {
    await sheet.put('A1:A4', [[1], [2], [3], [4]]);
    await sheet.write('C1:C2', [[{ formula: '=SUM(A1:A4)' }], [{ formula: '=A2' }]]);
    await sheet.shift('A2:A3', 'deleteUp');
    same(await sheet.values('A1:A4'), [[1], [4], [''], ['']]);
    same(await sheet.values('C1:C2'), [[5], ['#REF!']]);
  }),
  contractCase('a shift is told as rows', async (sheet) => {
    await sheet.put('A1', [[1]]);
    await sheet.store.takeChanges();
    await sheet.shift('A1:A1', 'insertDown');
    same(await sheet.store.takeChanges(), [{ sheet: sheet.id, rect: rectOf('A1'), source: 'api', kind: 'rows' }]);
  }),
  contractCase('a name stands for its cells, can be moved and dropped', async (sheet) => {
    await sheet.put('A1:A2', [[0.5], [0.75]]);
    await sheet.define('ContractRate', `='${sheet.name}'!$A$1`);
    await sheet.write('B1', [[{ formula: '=ContractRate*2' }]]);
    same(await sheet.values('B1'), [[1]]);
    await sheet.define('ContractRate', `='${sheet.name}'!$A$2`);
    same(await sheet.values('B1'), [[1.5]]);
    const names = (await sheet.store.call('names', [])) as NameShape[];
    same(names.filter(({ name }) => name === 'ContractRate').length, 1);
    await sheet.store.call('dropName', ['ContractRate']);
    same(await sheet.values('B1'), [['#NAME?']]);
  }),
  contractCase('a formula typed before its name or its table exists becomes right', async (sheet) => {
    await sheet.put('A1', [[3]]);
    await sheet.write('B1:B2', [[{ formula: '=ContractLater+1' }], [{ formula: '=SUM(ContractTable[Input])' }]]);
    await sheet.values('B1:B2');
    await sheet.define('ContractLater', `='${sheet.name}'!$A$1`);
    const table = await sheet.table('D1:D2', 'ContractTable', [['Input'], [7]]);
    same(await sheet.values('B1:B2'), [[4], [7]]);
    await sheet.store.call('dropTable', [table.id]);
    await sheet.store.call('dropName', ['ContractLater']);
  }),
  contractCase('marking cells recalculates without changing a right result', async (sheet) => {
    await sheet.put('A1', [[3]]);
    await sheet.write('B1', [[{ formula: '=A1+1' }]]);
    await sheet.store.call('setDirty', [[{ sheet: sheet.id, rect: rectOf('B1') }]]);
    same(await sheet.values('B1'), [[4]]);
    await sheet.store.call('setDirty', ['all']);
    same(await sheet.values('B1'), [[4]]);
  }),
  contractCase('removing a sheet removes its tables and breaks references to it', async (sheet) => {
    const other = await sheet.another();
    await other.table('A1:A2', 'ContractGone', [['Input'], [1]]);
    await sheet.write('A1', [[{ formula: `='${other.name}'!A2` }]]);
    same(await sheet.values('A1'), [[1]]);
    await other.remove();
    same(await other.tables(), []);
    same(await sheet.values('A1'), [['#REF!']]);
  }),
];

function contractCase(title: string, check: (sheet: ContractSheet) => Promise<void>): ContractCase {
  return {
    title,
    run: async (store) => {
      const sheet = await ContractSheet.add(store);
      try {
        await check(sheet);
      } finally {
        await sheet.removeAll();
      }
    },
  };
}

function same(actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}
