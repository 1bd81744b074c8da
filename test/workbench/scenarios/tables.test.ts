import { codeOf } from '../../support/eventually';
import type { RunningExcel } from '../../support/loadOffice';
import { startExcel } from '../../support/loadOffice';

describe('tables', () => {
  let excel: RunningExcel;
  beforeEach(async () => {
    excel = await startExcel();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:B3').values = [
        ['Model', 'Input'],
        ['gpt-4o', 2.5],
        ['gpt-4o-mini', 0.15],
      ];
      const table = sheet.tables.add('A1:B3', true);
      table.name = 'Prices';
      table.style = 'TableStyleLight9';
      await context.sync();
    });
  });
  afterEach(() => excel.stop());

  const withTable = <T>(work: (table: Excel.Table, context: Excel.RequestContext) => Promise<T>): Promise<T> =>
    Excel.run((context) => work(context.workbook.tables.getItem('Prices'), context));
  const failing = (change: (table: Excel.Table, context: Excel.RequestContext) => void): Promise<string> =>
    codeOf(() =>
      withTable(async (table, context) => {
        change(table, context);
        await context.sync();
      }),
    );

  it('a table has its parts', async () => {
    await withTable(async (table, context) => {
      table.load('name,style,showHeaders,showTotals,worksheet/name');
      const parts = [table.getRange(), table.getHeaderRowRange(), table.getDataBodyRange()].map((part) =>
        part.load('address'),
      );
      const columns = table.columns.load('items/name,items/values,count');
      const rows = table.rows.load('items/values,count');
      await context.sync();
      expect(table.toJSON()).toMatchObject({
        name: 'Prices',
        style: 'TableStyleLight9',
        showHeaders: true,
        showTotals: false,
      });
      expect(table.worksheet.name).toBe('Sheet1');
      expect(parts.map(({ address }) => address)).toEqual(['Sheet1!A1:B3', 'Sheet1!A1:B1', 'Sheet1!A2:B3']);
      expect(columns.items.map(({ name }) => name)).toEqual(['Model', 'Input']);
      expect(columns.items[1].values).toEqual([['Input'], [2.5], [0.15]]);
      expect([rows.count, rows.items[1].values]).toEqual([2, [['gpt-4o-mini', 0.15]]]);
    });
  });

  it('is found by name ignoring case, and is null when it is not there', async () => {
    await Excel.run(async (context) => {
      const found = context.workbook.tables.getItemOrNullObject('PRICES').load('name');
      const missing = context.workbook.tables.getItemOrNullObject('Nothing');
      const below = missing.getRange().load('address');
      await context.sync();
      expect([found.name, missing.isNullObject, below.isNullObject]).toEqual(['Prices', true, true]);
    });
    expect(await failing((_table, context) => context.workbook.tables.getItem('Nothing').load('name'))).toBe(
      'ItemNotFound',
    );
  });

  it.each(['A1', 'R1C1', '1st', 'two words', '', 'x'.repeat(256)])('cannot be called %j', async (name) => {
    expect(await failing((table) => (table.name = name))).toBe('InvalidArgument');
  });

  it('shares its names with nothing else', async () => {
    await Excel.run(async (context) => {
      context.workbook.names.add('Rate', '=0.5');
      await context.sync();
    });
    expect(await failing((table) => (table.name = 'rate'))).toBe('InvalidArgument');
    expect(await failing((_table, context) => context.workbook.names.add('prices', '=1'))).toBe('ItemAlreadyExists');
  });

  it('overlaps no other table', async () => {
    expect(await failing((_table, context) => context.workbook.tables.add('B2:C5', true))).toBe('InvalidOperation');
  });

  it('makes headers of its own where there are none, and no two alike', async () => {
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('D1:G1').values = [['Input', '', 'input', 2026]];
      const headers = sheet.tables.add('D1:G2', true).getHeaderRowRange().load('values');
      sheet.getRange('I1:I2').values = [[1], [2]];
      const without = sheet.tables.add('I1:I2', false).getRange().load('address,values');
      await context.sync();
      expect(headers.values).toEqual([['Input', 'Column2', 'input2', '2026']]);
      expect([without.address, without.values]).toEqual(['Sheet1!I1:I3', [['Column1'], [1], [2]]]);
    });
  });

  it('is resized from its header down, over nothing else', async () => {
    await withTable(async (table, context) => {
      table.resize('A1:C4');
      const range = table.getRange().load('address');
      const headers = table.getHeaderRowRange().load('values');
      await context.sync();
      expect(range.address).toBe('Sheet1!A1:C4');
      expect(headers.values).toEqual([['Model', 'Input', 'Column3']]);
    });
    expect(await failing((table) => table.resize('A2:B4'))).toBe('InvalidArgument');
    expect(await failing((table) => table.resize('A1:B1'))).toBe('InvalidArgument');
    expect(
      await failing((table, context) => {
        context.workbook.tables.add('A8:B9', true);
        table.resize('A1:B8');
      }),
    ).toBe('InvalidOperation');
  });

  it('rows are added at the end and in between; what stands below moves down', async () => {
    await withTable(async (table, context) => {
      table.worksheet.getRange('A4').values = [['a note below']];
      table.rows.add(undefined, [['o3', 2]]);
      table.rows.add(0, [['first', 1]]);
      const range = table.getRange().load('address,values');
      const note = table.worksheet.getRange('A6').load('values');
      await context.sync();
      expect(range.address).toBe('Sheet1!A1:B5');
      expect(range.values.map(([model]) => model)).toEqual(['Model', 'first', 'gpt-4o', 'gpt-4o-mini', 'o3']);
      expect(note.values).toEqual([['a note below']]);
    });
  });

  it('rows are deleted, and the last one is only emptied', async () => {
    await withTable(async (table, context) => {
      table.rows.getItemAt(0).delete();
      const one = table.getRange().load('values');
      await context.sync();
      expect(one.values).toEqual([
        ['Model', 'Input'],
        ['gpt-4o-mini', 0.15],
      ]);
      table.rows.getItemAt(0).delete();
      const empty = table.getRange().load('values');
      await context.sync();
      expect(empty.values).toEqual([
        ['Model', 'Input'],
        ['', ''],
      ]);
    });
    expect(await failing((table) => table.rows.getItemAt(1).delete())).toBe('ItemNotFound');
  });

  it('a column is added and renamed', async () => {
    await withTable(async (table, context) => {
      table.columns.add(undefined, [['Output'], [10], [0.6]]);
      const input = table.columns.getItem('input');
      input.name = 'Input USD';
      const body = table.columns.getItem('Output').getDataBodyRange().load('address,values');
      const headers = table.getHeaderRowRange().load('values');
      await context.sync();
      expect([body.address, body.values]).toEqual(['Sheet1!C2:C3', [[10], [0.6]]]);
      expect(headers.values).toEqual([['Model', 'Input USD', 'Output']]);
    });
  });

  it('says whether it is filtered', async () => {
    await withTable(async (table, context) => {
      const filter = table.autoFilter.load('isDataFiltered,enabled');
      await context.sync();
      expect([filter.isDataFiltered, filter.enabled]).toEqual([false, true]);
      filter.apply(table.getRange(), 0, { filterOn: Excel.FilterOn.values, values: ['gpt-4o'] });
      filter.load('isDataFiltered,criteria');
      await context.sync();
      expect([filter.isDataFiltered, filter.criteria]).toEqual([
        true,
        [{ filterOn: 'Values', values: ['gpt-4o'] }, null],
      ]);
      table.clearFilters();
      filter.load('isDataFiltered');
      await context.sync();
      expect(filter.isDataFiltered).toBe(false);
    });
  });

  it('is deleted with its cells, or converted to plain cells', async () => {
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      const plain = context.workbook.tables.getItem('Prices').convertToRange().load('values');
      await context.sync();
      expect(plain.values[1]).toEqual(['gpt-4o', 2.5]);
      sheet.tables.add('A1:B3', true).delete();
      const cells = sheet.getRange('A1:B3').load('values');
      const count = context.workbook.tables.getCount();
      await context.sync();
      expect(cells.values.flat()).toEqual(['', '', '', '', '', '']);
      expect(count.value).toBe(0);
    });
  });

  it('keeps its object when a sync lies between, and when the user moves it', async () => {
    await withTable(async (table, context) => {
      await context.sync();
      excel.store.asUser(() =>
        excel.store.shift(excel.store.active(), { row: 0, col: 0, rows: 2, cols: 16_384 }, 'insertDown'),
      );
      const range = table.getRange().load('address');
      await context.sync();
      expect(range.address).toBe('Sheet1!A3:B5');
    });
  });
});
