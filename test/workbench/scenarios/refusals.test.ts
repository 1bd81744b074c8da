import { codeOf } from '../../support/eventually';
import type { RunningExcel } from '../../support/loadOffice';
import { startExcel } from '../../support/loadOffice';

describe('what is refused', () => {
  let excel: RunningExcel;
  beforeAll(async () => {
    excel = await startExcel();
  });
  afterAll(() => excel.stop());

  const failing = (work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown): Promise<string> =>
    codeOf(() =>
      Excel.run(async (context) => {
        const result = work(context.workbook.worksheets.getActiveWorksheet(), context);
        await context.sync();
        return result;
      }),
    );

  describe('by office.js itself', () => {
    it('a property that was not loaded', async () => {
      expect(await failing((sheet) => sheet.getRange('A1').values)).toBe('PropertyNotLoaded');
    });

    it('an object used after its run', async () => {
      let kept: Excel.Range | undefined;
      await Excel.run(async (context) => {
        kept = context.workbook.worksheets.getActiveWorksheet().getRange('A1');
        await context.sync();
      });
      const used = Excel.run(kept!, async (context) => {
        kept!.load('values');
        await context.sync();
      });
      expect(await codeOf(() => used)).toBe('InvalidObjectPath');
    });

    it('a run without a promise', async () => {
      const run = Excel.run as (work: (context: Excel.RequestContext) => unknown) => Promise<unknown>;
      expect(await codeOf(() => run(() => 5))).toBe('RunMustReturnPromise');
    });

    it('a property that cannot be set', async () => {
      expect(await failing((sheet) => sheet.set({ id: 'x' } as Excel.Interfaces.WorksheetUpdateData))).toBe(
        'InvalidArgument',
      );
    });

    it('a method of a newer requirement set', async () => {
      const rows = (sheet: Excel.Worksheet) =>
        sheet.tables.getItem('T').rows as unknown as { deleteRowsAt(at: number): void };
      expect(await failing((sheet) => rows(sheet).deleteRowsAt(0))).toBe('ApiNotFound');
    });
  });

  describe('by the host', () => {
    it('loading a property of a newer requirement set, which office.js lets through', async () => {
      expect(await failing((sheet) => sheet.getRange('A1').load('valuesAsJson'))).toBe('ApiNotFound');
      expect(await failing((sheet) => sheet.load('name,showDataTypeIcons'))).toBe('ApiNotFound');
    });

    it('a mistyped property', async () => {
      expect(await failing((sheet) => sheet.load('nam'))).toBe('NotImplementedInTestHost');
    });

    it.each<[string, (sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown]>([
      ['Worksheet.charts', (sheet) => sheet.charts.load('items')],
      ['Range.find()', (sheet) => sheet.getRange('A1').find('x', {})],
      ['Range.insert(Right)', (sheet) => sheet.getRange('A1').insert('Right')],
      ['Range.formulasR1C1', (sheet) => sheet.getRange('A1').load('formulasR1C1')],
      ['Range.hyperlink (set)', (sheet) => (sheet.getRange('A1').hyperlink = { address: 'https://localhost' })],
      ['Worksheet event Calculated', (sheet) => sheet.onCalculated.add(async () => undefined)],
      ['Workbook.properties', (_sheet, { workbook }) => workbook.properties.load('title')],
    ])('%s, by name', async (name, work) => {
      expect(await failing(work)).toBe('NotImplementedInTestHost');
      expect(excel.host.log.filter(({ error }) => error).pop()?.error?.message).toBe(
        `${name} is not implemented by this host`,
      );
    });
  });
});

describe('with fewer requirement sets announced', () => {
  let excel: RunningExcel;
  beforeAll(async () => {
    excel = await startExcel({ sets: { ExcelApi: '1.8', RichApiRuntime: '1.1', CustomFunctions: '1.9' } });
  });
  afterAll(() => excel.stop());

  it('what came later is refused and what was there works', async () => {
    expect(Office.context.requirements.isSetSupported('ExcelApi', '1.9')).toBe(false);
    const onRange = (work: (range: Excel.Range) => unknown) =>
      codeOf(() =>
        Excel.run(async (context) => {
          work(context.workbook.worksheets.getActiveWorksheet().getRange('A1'));
          await context.sync();
        }),
      );
    expect(await onRange((range) => range.setDirty())).toBe('ApiNotFound'); // ExcelApi 1.9
    expect(await onRange((range) => range.load('hasSpill'))).toBe('ApiNotFound'); // ExcelApi 1.12
    expect(await onRange((range) => (range.values = [[1]]))).toBe('none');
  });
});
