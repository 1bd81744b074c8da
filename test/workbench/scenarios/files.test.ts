import { readOpenFile, openAsWorkbook } from '../../../src/workbook/excel/openFile';
import type { RunningExcel } from '../../support/loadOffice';
import { startExcel } from '../../support/loadOffice';

/** Two and a half slices of a megabyte, beginning as a zip does. */
const FILE = Uint8Array.from({ length: 2_500_000 }, (_, index) => [0x50, 0x4b][index] ?? index % 251);

describe('the open file', () => {
  let excel: RunningExcel;
  beforeEach(async () => {
    excel = await startExcel({ file: async () => FILE });
  });
  afterEach(() => excel.stop());
  const read = (signal = new AbortController().signal, steps: number[] = []) =>
    readOpenFile(50, (done) => steps.push(done), signal);

  it('is read in slices, with progress', async () => {
    const steps: number[] = [];
    const bytes = await read(undefined, steps);
    expect(Buffer.from(bytes).equals(Buffer.from(FILE))).toBe(true);
    expect(steps).toEqual([0, 1 / 3, 2 / 3]);
  });

  it('is closed again every time: a third reading works, as Excel keeps two copies at most', async () => {
    for (let time = 0; time < 3; time += 1) expect((await read()).length).toBe(2_500_000);
  });

  it('is closed as well when reading is cancelled or the file is too large', async () => {
    for (let time = 0; time < 3; time += 1) {
      await expect(read(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
      await expect(readOpenFile(2, () => undefined, new AbortController().signal)).rejects.toThrow(
        'The workbook has 3 MB and the limit is 2 MB: split it, then try again.',
      );
    }
    expect((await read()).length).toBe(2_500_000);
  });

  it('is opened as a new workbook', async () => {
    await openAsWorkbook(FILE);
    expect(excel.openedFiles).toHaveLength(1);
    expect(Buffer.from(excel.openedFiles[0]).equals(Buffer.from(FILE))).toBe(true);
    await expect(openAsWorkbook(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: 'InvalidArgument' });
  });

  it('is refused where the host has none, as a PDF, and from a third copy on', async () => {
    const failure = (type: Office.FileType) =>
      new Promise((resolve) => Office.context.document.getFileAsync(type, ({ error }) => resolve(error?.code ?? 0)));
    expect(await failure(Office.FileType.Pdf)).toBe(5000);
    expect([await failure(Office.FileType.Compressed), await failure(Office.FileType.Compressed)]).toEqual([0, 0]);
    expect(await failure(Office.FileType.Compressed)).toBe(5001);
    excel.stop();
    excel = await startExcel();
    await expect(read()).rejects.toThrow(/^Excel did not give the workbook/);
  });
});
