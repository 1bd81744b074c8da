import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../../support/eventually';
import type { RunningExcel } from '../../support/loadOffice';
import { startExcel } from '../../support/loadOffice';

const GREETING = {
  functions: [{ id: 'GREET', name: 'GREET', description: 'Greets', parameters: [{ name: 'name', type: 'string' }] }],
};

describe("the add-in's page", () => {
  let excel: RunningExcel;
  beforeEach(async () => {
    excel = await startExcel({ metadata: GREETING });
  });
  afterEach(() => excel.stop());

  it('learns where it is', async () => {
    const info = await Office.onReady();
    expect([info.host, info.platform]).toEqual([Office.HostType.Excel, Office.PlatformType.OfficeOnline]);
    const { requirements } = Office.context;
    expect(requirements.isSetSupported('ExcelApi', '1.15')).toBe(true);
    expect(requirements.isSetSupported('ExcelApi', '1.16')).toBe(false);
    expect(requirements.isSetSupported('SharedRuntime', '1.1')).toBe(true);
    expect(Office.context.displayLanguage).toBe('en-US');
  });

  it('saves the settings of the document, which are those of the workbook', async () => {
    const { settings } = Office.context.document;
    settings.set('plan', { models: ['gpt-4o'] });
    await new Promise((resolve) => settings.saveAsync(resolve));
    const inWorkbook = await Excel.run(async (context) => {
      const setting = context.workbook.settings.getItem('plan').load('value');
      await context.sync();
      const value = setting.value as unknown;
      setting.value = 'changed';
      await context.sync();
      return value;
    });
    expect(inWorkbook).toEqual({ models: ['gpt-4o'] });
    await new Promise((resolve) => settings.refreshAsync(resolve));
    expect(settings.get('plan')).toBe('changed');
  });

  it('shows and hides its pane and starts with the document', async () => {
    await Office.addin.hide();
    await Office.addin.showAsTaskpane();
    await Office.addin.setStartupBehavior(Office.StartupBehavior.load);
    expect(await Office.addin.getStartupBehavior()).toBe('Load');
    const actions = excel.host.log.flatMap((record) => record.actions);
    expect(actions.filter((action) => action.endsWith('.setAppRuntimeState'))).toHaveLength(2);
  });

  it('runs a bundle and what it loads later, as script tags do: the functions answer in the sheet', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'page-'));
    const later = `CustomFunctions.associate('GREET', function (name) { return 'Hello ' + name; });`;
    const bundle = `Office.onReady(function () {
      var script = document.createElement('script');
      script.src = 'later/greet.js';
      script.onload = function () { window.loaded = true; };
      document.head.appendChild(script);
    });`;
    mkdirSync(path.join(folder, 'later'));
    writeFileSync(path.join(folder, 'later', 'greet.js'), later);
    writeFileSync(path.join(folder, 'functions.js'), bundle);
    excel.runScript(path.join(folder, 'functions.js'));
    await eventually(() => Reflect.get(excel.globals, 'loaded') as unknown, true);
    rmSync(folder, { recursive: true });
    excel.store.type(excel.store.active(), 0, 0, '=GREET("Excel")');
    await eventually(() => excel.valueAt('Sheet1!A1'), 'Hello Excel');
  });
});
