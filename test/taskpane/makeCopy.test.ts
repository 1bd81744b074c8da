/** From the open workbook through office.js to a copy that LibreOffice calculates by itself. */
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { functionsJson } from '../../src/functions/functionsJson';
import { makeCopy } from '../../src/taskpane/share/makeCopy';
import { openAsWorkbook } from '../../src/workbook/excel/openFile';
import { gridFile } from '../../src/workbench/page/gridFile';
import { loadAddIn } from '../runtime/support';
import { recalculate } from '../support/libreOffice';
import { startExcel, type RunningExcel } from '../support/loadOffice';

jest.setTimeout(120_000);

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel({
    metadata: functionsJson(FUNCTION_DEFINITIONS, 'https://localhost:3000'),
    file: async () =>
      await gridFile(
        excel.store,
        FUNCTION_DEFINITIONS.map(({ id }) => id),
      ),
  });
  await (
    await loadAddIn()
  ).ready;
});
afterEach(() => excel.stop());

const write = async (formulas: readonly string[]) => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').getRange(`A1:A${formulas.length}`).formulas = formulas.map((each) => [
      each,
    ]);
    await context.sync();
  });
  await excel.settled();
};
const control = (signal = new AbortController().signal, told: string[] = []) => ({
  signal,
  report: (what: string) => void (told.includes(what) || told.push(what)),
});

test('S01 the copy of the open workbook shows the same numbers in LibreOffice: 0.0035 and its double', async () => {
  await write(['=LLMCOST("gpt-4o",1000,100)', '=A1*2', '=LLMTOKENS("four words of text","gpt-4o")']);
  const before = await gridFile(excel.store, []);
  const told: string[] = [];
  const copy = await makeCopy(undefined, false, control(undefined, told));
  expect(copy.fileName).toBe('Book1, independent.xlsx');
  expect(copy.report).toMatchObject({ converted: 1, left: [], prices: { origin: 'embedded', asOf: '2026-11-23' } });
  expect(copy.report.frozen.map(({ place, formula }) => [place, formula])).toEqual([
    ['Sheet1!A3', '=LLMTOKENS("four words of text","gpt-4o")'],
  ]);
  expect(told[0]).toBe('Reading the workbook …');
  await openAsWorkbook(copy.bytes);
  const values = await recalculate(excel.openedFiles[0]);
  expect(['A1', 'A2', 'A3'].map((address) => values.get('Sheet1')?.get(address))).toEqual([0.0035, 0.007, 4]);
  expect(Buffer.from(await gridFile(excel.store, [])).equals(Buffer.from(before))).toBe(true);
});

test('a file that the user chose is copied as well, and one that is no workbook is refused with a sentence', async () => {
  await write(['=LLMCOST("gpt-4o",1000,100)']);
  const ids = FUNCTION_DEFINITIONS.map(({ id }) => id);
  const chosen = new File([await gridFile(excel.store, ids)], 'Plan 2027.xlsx');
  const copy = await makeCopy(chosen, false, control());
  expect([copy.fileName, copy.report.converted]).toEqual(['Plan 2027, independent.xlsx', 1]);
  await expect(makeCopy(new File(['text'], 'notes.xlsx'), false, control())).rejects.toThrow(
    'The file is not an Excel workbook: choose an .xlsx or .xlsm file.',
  );
});

test('a workbook without formulas of ours and a cancelled copy end with the reason', async () => {
  await write(['=1+1']);
  await expect(makeCopy(undefined, false, control())).rejects.toThrow(
    'The workbook has no formula of this add-in: it can be sent as it is.',
  );
  await expect(makeCopy(undefined, false, control(AbortSignal.abort()))).rejects.toMatchObject({ name: 'AbortError' });
});
