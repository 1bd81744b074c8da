import { eventually } from '../../support/eventually';
import type { RunningExcel } from '../../support/loadOffice';
import { startExcel } from '../../support/loadOffice';

describe('events', () => {
  let excel: RunningExcel;
  let told: string[];
  beforeEach(async () => {
    told = [];
    excel = await startExcel();
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.tables.add('A1:B3', true).name = 'Prices';
      await context.sync();
    });
  });
  afterEach(() => excel.stop());

  const listen = (add: (workbook: Excel.Workbook) => void): Promise<void> =>
    Excel.run(async (context) => {
      add(context.workbook);
      await context.sync();
    });
  const note = (level: string) => async (event: { address?: string; triggerSource?: string; source?: string }) => {
    told.push(`${level} ${event.address} ${event.triggerSource}`);
  };
  const writeByAddIn = (address: string) =>
    Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange(address).values = [[1]];
      await context.sync();
    });

  it('a change is told on the table, on all tables, on the sheet and on all sheets', async () => {
    await listen(({ tables, worksheets }) => {
      tables.getItem('Prices').onChanged.add(note('table'));
      tables.onChanged.add(note('tables'));
      worksheets.getActiveWorksheet().onChanged.add(note('sheet'));
      worksheets.getActiveWorksheet().tables.onChanged.add(note("the sheet's tables"));
      worksheets.onChanged.add(note('sheets'));
    });
    excel.store.type(excel.store.active(), 1, 1, '2.5');
    await eventually(
      () => [...told].sort(),
      [
        'sheet B2 Unknown',
        'sheets B2 Unknown',
        'table B2 undefined', // office.js does not pass on who changed a table
        'tables B2 undefined',
        "the sheet's tables B2 undefined",
      ],
    );
    told.length = 0;
    await writeByAddIn('D5');
    await eventually(() => [...told].sort(), ['sheet D5 ThisLocalAddin', 'sheets D5 ThisLocalAddin']);
  });

  it('a table hears of its own cells only', async () => {
    await listen(({ tables }) => tables.getItem('Prices').onChanged.add(note('table')));
    const { store } = excel;
    store.asUser(() => store.clear(store.active(), { row: 2, col: 1, rows: 4, cols: 4 }, 'contents'));
    await eventually(() => told, ['table B3 undefined']);
  });

  it('the cells of an event can be asked for', async () => {
    const values: unknown[] = [];
    await listen(({ worksheets }) =>
      worksheets.getActiveWorksheet().onChanged.add((event) =>
        Excel.run(async (context) => {
          const range = event.getRange(context).load('values');
          await context.sync();
          values.push(...range.values);
        }),
      ),
    );
    excel.store.type(excel.store.active(), 4, 4, 'here');
    await eventually(() => values, [['here']]);
  });

  it('nothing is told after the listener is removed', async () => {
    let handler: OfficeExtension.EventHandlerResult<Excel.WorksheetChangedEventArgs> | undefined;
    await listen(({ worksheets }) => {
      handler = worksheets.getActiveWorksheet().onChanged.add(note('sheet'));
    });
    await writeByAddIn('A1');
    await eventually(() => told, ['sheet A1 ThisLocalAddin']);
    await Excel.run(handler!.context, async (context) => {
      handler!.remove();
      await context.sync();
    });
    await writeByAddIn('A2');
    await writeByAddIn('A3');
    expect(told).toEqual(['sheet A1 ThisLocalAddin']);
  });

  it('a selection is told with its place', async () => {
    const selected: string[] = [];
    const hear = (level: string) => async (event: { address: string }) =>
      void selected.push(`${level} ${event.address}`);
    await listen(({ worksheets, tables }) => {
      worksheets.getActiveWorksheet().onSelectionChanged.add(hear('sheet'));
      worksheets.onSelectionChanged.add(hear('sheets'));
      tables.getItem('Prices').onSelectionChanged.add(hear('table'));
    });
    excel.store.select({ sheet: excel.store.active(), rect: { row: 1, col: 1, rows: 9, cols: 9 } });
    await eventually(() => [...selected].sort(), ['sheet B2:J10', 'sheets B2:J10', 'table B2:B3']);
  });

  it('new and deleted sheets and tables are told, and which sheet is active', async () => {
    await listen(({ worksheets, tables }) => {
      const hear = (what: string) => async (event: { worksheetId: string }) =>
        void told.push(`${what} ${event.worksheetId}`);
      worksheets.onAdded.add(hear('sheet added'));
      worksheets.onDeleted.add(hear('sheet deleted'));
      worksheets.onActivated.add(hear('activated'));
      worksheets.onDeactivated.add(hear('deactivated'));
      tables.onAdded.add(hear('table added'));
      tables.onDeleted.add(hear('table deleted'));
    });
    const first = excel.store.active();
    const id = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.add('New').load('id');
      sheet.activate();
      const table = sheet.tables.add('A1:A2', true);
      await context.sync();
      table.delete();
      sheet.delete();
      await context.sync();
      return sheet.id;
    });
    await eventually(
      () => told,
      [
        `sheet added ${id}`,
        `deactivated ${first}`,
        `activated ${id}`,
        `table added ${id}`,
        `table deleted ${id}`,
        `sheet deleted ${id}`,
      ],
    );
  });
});
