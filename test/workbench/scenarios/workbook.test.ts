import { codeOf } from '../../support/eventually';
import type { RunningExcel } from '../../support/loadOffice';
import { startExcel } from '../../support/loadOffice';

describe('the workbook', () => {
  let excel: RunningExcel;
  beforeEach(async () => {
    excel = await startExcel();
  });
  afterEach(() => excel.stop());

  const run = <T>(work: (workbook: Excel.Workbook, context: Excel.RequestContext) => Promise<T>): Promise<T> =>
    Excel.run((context) => work(context.workbook, context));
  const failing = (change: (workbook: Excel.Workbook) => void): Promise<string> =>
    codeOf(() =>
      run(async (workbook, context) => {
        change(workbook);
        await context.sync();
      }),
    );

  it('has sheets that are added, found, renamed, activated and deleted', async () => {
    await run(async (workbook, context) => {
      const added = workbook.worksheets.add('LLM Prices').load('id,name,position,visibility');
      const unnamed = workbook.worksheets.add().load('name');
      const active = workbook.worksheets.getActiveWorksheet().load('name');
      await context.sync();
      expect(added.toJSON()).toMatchObject({ name: 'LLM Prices', position: 1, visibility: 'Visible' });
      expect([unnamed.name, active.name]).toEqual(['Sheet3', 'Sheet1']);
      added.name = 'Prices';
      added.activate();
      unnamed.delete();
      const sheets = workbook.worksheets.load('items/name');
      const again = workbook.worksheets.getItem('prices').load('id');
      const last = workbook.worksheets.getLast().load('name');
      active.load('name');
      const nowActive = workbook.worksheets.getActiveWorksheet().load('name');
      await context.sync();
      expect(sheets.items.map(({ name }) => name)).toEqual(['Sheet1', 'Prices']);
      expect([again.id, last.name, nowActive.name]).toEqual([added.id, 'Prices', 'Prices']);
    });
  });

  it.each(['', 'x'.repeat(32), 'a/b', 'a?', '[a]', "'a", 'History'])('has no sheet called %j', async (name) => {
    expect(await failing((workbook) => workbook.worksheets.add(name))).toBe('InvalidArgument');
  });

  it('has no two sheets of one name, and at least one sheet', async () => {
    expect(await failing((workbook) => workbook.worksheets.add('SHEET1'))).toBe('ItemAlreadyExists');
    expect(await failing((workbook) => workbook.worksheets.getFirst().delete())).toBe('InvalidOperation');
    expect(await failing((workbook) => workbook.worksheets.getItem('Gone').load('name'))).toBe('ItemNotFound');
  });

  it('has names of cells and of constants', async () => {
    await run(async (workbook, context) => {
      const sheet = workbook.worksheets.getActiveWorksheet();
      sheet.getRange('B2').values = [[5]];
      const cells = workbook.names
        .add('Rate', sheet.getRange('B2'), 'per hour')
        .load('name,formula,type,value,comment,scope');
      const constant = workbook.names.add('Share', '=0.25').load('type,value');
      sheet.getRange('C1').formulas = [['=Rate*Share']];
      const product = sheet.getRange('C1').load('values');
      const range = cells.getRange().load('address');
      await context.sync();
      expect(cells.toJSON()).toMatchObject({
        name: 'Rate',
        formula: '=Sheet1!$B$2',
        type: 'Range',
        value: 'Sheet1!$B$2',
        comment: 'per hour',
        scope: 'Workbook',
      });
      expect([constant.type, constant.value, product.values, range.address]).toEqual([
        'Double',
        0.25,
        [[1.25]],
        'Sheet1!B2',
      ]);
      cells.delete();
      product.load('values');
      await context.sync();
      expect(product.values).toEqual([['#NAME?']]);
    });
    expect(await failing((workbook) => workbook.names.add('A1', '=1'))).toBe('InvalidArgument');
    expect(await failing((workbook) => workbook.names.add('share', '=1'))).toBe('ItemAlreadyExists');
  });

  it('keeps settings, which are those of the document', async () => {
    await run(async (workbook, context) => {
      workbook.settings.add('plan', { models: ['gpt-4o'] });
      const setting = workbook.settings.getItem('plan').load('key,value');
      const missing = workbook.settings.getItemOrNullObject('other');
      await context.sync();
      expect([setting.key, setting.value, missing.isNullObject]).toEqual(['plan', { models: ['gpt-4o'] }, true]);
      setting.delete();
      const count = workbook.settings.getCount();
      await context.sync();
      expect(count.value).toBe(0);
    });
  });

  it('keeps XML parts by namespace', async () => {
    await run(async (workbook, context) => {
      const part = workbook.customXmlParts.add('<written xmlns="urn:prices"><row/></written>').load('id,namespaceUri');
      await context.sync();
      const found = workbook.customXmlParts.getByNamespace('urn:prices').getOnlyItemOrNullObject();
      const none = workbook.customXmlParts.getByNamespace('urn:other').getOnlyItemOrNullObject();
      found.setXml('<written xmlns="urn:prices"/>');
      const xml = workbook.customXmlParts.getItem(part.id).getXml();
      await context.sync();
      expect([part.namespaceUri, none.isNullObject, xml.value]).toEqual([
        'urn:prices',
        true,
        '<written xmlns="urn:prices"/>',
      ]);
      found.delete();
      const count = workbook.customXmlParts.getCount();
      await context.sync();
      expect(count.value).toBe(0);
    });
    expect(await failing((workbook) => workbook.customXmlParts.add('no xml'))).toBe('InvalidArgument');
  });

  it('freezes rows', async () => {
    await run(async (workbook, context) => {
      workbook.worksheets.getActiveWorksheet().freezePanes.freezeRows(1);
      await context.sync();
    });
    expect(excel.store.frozenRows(excel.store.active())).toBe(1);
  });

  it('a protected sheet is read and not written', async () => {
    const writes: ((sheet: Excel.Worksheet) => void)[] = [
      (sheet) => (sheet.getRange('A1').values = [[1]]),
      (sheet) => (sheet.getRange('A1').numberFormat = [['0']]),
      (sheet) => sheet.getRange('A1').clear(),
      (sheet) => sheet.getRange('1:1').insert('Down'),
      (sheet) => (sheet.getRange('A1').format.font.bold = true),
      (sheet) => (sheet.getRange('A1').format.columnWidth = 90),
      (sheet) => sheet.tables.add('D1:E2', true),
      (sheet) => sheet.tables.getItem('Prices').resize('A1:B9'),
      (sheet) => sheet.tables.getItem('Prices').rows.add(undefined, [[1, 2]]),
      (sheet) => sheet.tables.getItem('Prices').delete(),
    ];
    await run(async (workbook, context) => {
      const sheet = workbook.worksheets.getActiveWorksheet();
      sheet.tables.add('A1:B2', true).name = 'Prices';
      sheet.protection.protect({}, 'secret');
      sheet.protection.load('protected');
      const values = sheet.getRange('A1').load('values');
      await context.sync();
      expect([sheet.protection.protected, values.values]).toEqual([true, [['Column1']]]);
    });
    for (const write of writes) {
      expect(await failing((workbook) => write(workbook.worksheets.getActiveWorksheet()))).toBe('AccessDenied');
    }
    const unprotect = (password: string) =>
      failing((workbook) => workbook.worksheets.getActiveWorksheet().protection.unprotect(password));
    expect(await unprotect('wrong')).toBe('InvalidArgument');
    expect(await unprotect('secret')).toBe('none');
    expect(await failing((workbook) => writes[0](workbook.worksheets.getActiveWorksheet()))).toBe('none');
  });

  it('a protected structure keeps its sheets', async () => {
    expect(await failing((workbook) => workbook.protection.protect())).toBe('none');
    expect(await failing((workbook) => workbook.worksheets.add('New'))).toBe('AccessDenied');
    expect(await failing((workbook) => (workbook.worksheets.getFirst().name = 'New'))).toBe('AccessDenied');
    await run(async (workbook, context) => {
      workbook.protection.load('protected');
      await context.sync();
      expect(workbook.protection.protected).toBe(true);
    });
  });

  it('calculates automatically', async () => {
    await run(async (workbook, context) => {
      workbook.application.load('calculationMode,calculationState');
      workbook.load('name,readOnly,isDirty');
      await context.sync();
      expect(workbook.application.toJSON()).toMatchObject({ calculationMode: 'Automatic', calculationState: 'Done' });
      expect([workbook.name, workbook.readOnly]).toEqual(['Book1.xlsx', false]);
    });
    const calculate = (type: string) => failing((workbook) => workbook.application.calculate(type as 'Full'));
    expect([await calculate('Recalculate'), await calculate('Full'), await calculate('Sometimes')]).toEqual([
      'none',
      'none',
      'InvalidArgument',
    ]);
  });
});
