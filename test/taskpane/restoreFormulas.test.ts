import { formulaMark } from '../../src/portable/formulaMark';
import { originalsXml, type OriginalFormula } from '../../src/portable/originals';
import { findRestorable, restoreFormulas } from '../../src/taskpane/share/restoreFormulas';
import { excelFormulaGateway } from '../../src/workbook/excelFormulaGateway';
import { startExcel, type RunningExcel } from '../support/loadOffice';

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel({
    metadata: {
      functions: [{ id: 'LLMCOST', name: 'LLMCOST', description: '', parameters: [{ name: 'model', type: 'any' }] }],
    },
  });
  CustomFunctions.associate('LLMCOST', () => 0.5);
});
afterEach(() => excel.stop());

const cell = (at: string, original: string, written: string, sheet = 'Sheet1'): OriginalFormula => ({
  kind: 'cell',
  sheet,
  at,
  original,
  writtenMark: written === '' ? '' : formulaMark(written),
});

async function workbookWith(
  formulas: Readonly<Record<string, string>>,
  originals: readonly OriginalFormula[],
): Promise<void> {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Sheet1');
    for (const [address, formula] of Object.entries(formulas)) sheet.getRange(address).formulas = [[formula]];
    context.workbook.customXmlParts.add(originalsXml(originals));
    await context.sync();
  });
  await excel.settled();
}

test('a workbook that is no copy has nothing to restore', async () => {
  expect(await findRestorable(excelFormulaGateway())).toBeUndefined();
});

test('S02 only cells that still hold what the copy wrote are put back; the others are named with the reason', async () => {
  await workbookWith({ A1: '=SUM(B1:B2)*2', A2: '=SUM(B1:B2)*3', A3: '7', A4: '=1+1' }, [
    cell('A1', '=LLMCOST("a")', '=sum( B1:B2 )*2'),
    cell('A2', '=LLMCOST("b")', '=SUM(B1:B2)*2'),
    cell('A3', '=LLMCOST("c")', ''),
    cell('A4', '=LLMCOST("d")', ''),
    cell('A1', '=LLMCOST("e")', '=1', 'Gone'),
    { kind: 'name', sheet: '', at: 'ChatCost', original: '=LLMCOST("f")', writtenMark: formulaMark('=1') },
  ]);
  const found = await findRestorable(excelFormulaGateway());
  expect(found?.cells.map(({ address, original }) => [address, original])).toEqual([
    ['Sheet1!A1', '=LLMCOST("a")'],
    ['Sheet1!A3', '=LLMCOST("c")'],
  ]);
  expect(found?.left).toEqual([
    { place: 'Gone!A1', reason: 'its sheet is gone or has another name' },
    { place: 'ChatCost', reason: 'it is a defined name: enter =LLMCOST("f") there by hand' },
    { place: 'Sheet1!A2', reason: 'it was changed since the copy was made' },
    { place: 'Sheet1!A4', reason: 'it was changed since the copy was made' },
  ]);
  expect(await restoreFormulas(excelFormulaGateway(), found?.cells ?? [])).toEqual({ cells: 2, refused: [] });
  await excel.settled();
  expect(['A1', 'A2', 'A3', 'A4'].map((address) => excel.valueAt(`Sheet1!${address}`))).toEqual([0.5, 0, 0.5, 2]);
});

test('the cells of a spill are emptied, so that the formula can fill them again', async () => {
  await workbookWith({ A1: '1', B1: '2', A2: '3', B2: '4', C2: '9' }, [cell('A1:B2', '=LLMCOST("a")', '')]);
  const found = await findRestorable(excelFormulaGateway());
  expect(await restoreFormulas(excelFormulaGateway(), found?.cells ?? [])).toEqual({ cells: 1, refused: [] });
  await excel.settled();
  expect(['A1', 'B1', 'A2', 'B2', 'C2'].map((at) => excel.valueAt(`Sheet1!${at}`))).toEqual([0.5, '', '', '', 9]);
});

test('a list that was damaged restores nothing', async () => {
  await Excel.run(async (context) => {
    context.workbook.customXmlParts.add('<originals xmlns="urn:llm-cost:originals" version="1">!!!</originals>');
    await context.sync();
  });
  expect(await findRestorable(excelFormulaGateway())).toBeUndefined();
});
