import type { RichApiCode } from '../../../src/workbench/excel-host/richApi/richApiError';
import { codeOf } from '../../support/eventually';
import type { RunningExcel } from '../../support/loadOffice';
import { startExcel } from '../../support/loadOffice';

describe('a host that fails on purpose', () => {
  let excel: RunningExcel;
  beforeEach(async () => {
    excel = await startExcel();
  });
  afterEach(() => excel.stop());

  const writeTwice = () =>
    Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1').values = [[1]];
      sheet.getRange('A2').values = [[2]];
      await context.sync();
    });
  const written = () => ['Sheet1!A1', 'Sheet1!A2'].map(excel.valueAt);

  it.each<[RichApiCode, string]>([
    ['AccessDenied', 'AccessDenied'],
    ['ActivityLimitReached', 'ActivityLimitReached'],
    ['InvalidOperationInCellEditMode', 'InvalidOperationInCellEditMode'],
    ['InvalidOrTimedOutSession', 'InvalidOrTimedOutSession'],
    ['RequestPayloadSizeLimitExceeded', 'RequestPayloadSizeLimitExceeded'],
    ['ResponsePayloadSizeLimitExceeded', 'ResponsePayloadSizeLimitExceeded'],
    ['GeneralException', 'GeneralException'],
  ])('%s of a whole request arrives as %s and leaves nothing', async (code, arrives) => {
    excel.host.faults.failAt({ sync: 1 }, code);
    expect(await codeOf(writeTwice)).toBe(arrives);
    expect(written()).toEqual(['', '']);
    expect(await codeOf(writeTwice)).toBe('none');
  });

  it('a lost answer leaves the whole work behind', async () => {
    excel.host.faults.failAt({ sync: 1 }, 'GeneralException', { when: 'after' });
    expect(await codeOf(writeTwice)).toBe('GeneralException');
    expect(written()).toEqual([1, 2]);
  });

  it('a fault at every single action leaves exactly what came before it', async () => {
    await writeTwice();
    const record = excel.host.log.find(({ actions }) => actions.includes('Range.values'));
    const actions = record?.actions ?? [];
    const writes = actions.flatMap((action, index) => (action === 'Range.values' ? [index + 1] : []));
    expect(writes).toHaveLength(2);
    for (let action = 1; action <= actions.length; action++) {
      await clear();
      excel.host.faults.failAt({ action }, 'GeneralException');
      expect(await codeOf(writeTwice)).toBe('GeneralException');
      expect(written()).toEqual([writes[0] < action ? 1 : '', writes[1] < action ? 2 : '']);
    }
  });

  it('somebody else may change the workbook between two requests, and answers may take their time', async () => {
    excel.host.beforeRequest = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      excel.store.type(excel.store.active(), 0, 0, 'theirs');
    };
    const seen = await Excel.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().getRange('A1').load('values');
      await context.sync();
      return range.values[0][0] as unknown;
    });
    expect(seen).toBe('theirs');
  });

  it('a write that waits for the end of a cell edit says so', async () => {
    await Excel.run({ delayForCellEdit: true }, async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A1').values = [[1]];
      await context.sync();
    });
    const WAITS_FOR_CELL_EDIT = 64;
    const flags = excel.host.log
      .filter(({ actions }) => actions.includes('Range.values'))
      .map((record) => record.flags);
    expect(flags.map((flag) => flag & WAITS_FOR_CELL_EDIT)).toEqual([WAITS_FOR_CELL_EDIT]);
  });

  it('no reference is left behind', async () => {
    for (let run = 0; run < 5; run++) await writeTwice();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(excel.host.referencesHeld).toBe(0);
  });

  async function clear(): Promise<void> {
    await Excel.run(async (context) => {
      context.workbook.worksheets.getActiveWorksheet().getRange('A1:A2').clear();
      await context.sync();
    });
    await new Promise((resolve) => setTimeout(resolve, 5)); // the library releases its references
  }
});
