import { excelFormulaGateway } from '../../src/workbook/excelFormulaGateway';
import { freezeFormulas, planFreeze, type FreezeScope } from '../../src/workbook/freezeFormulas';
import { startExcel, type RunningExcel } from '../support/loadOffice';

jest.setTimeout(30_000);
const METADATA = {
  functions: [
    { id: 'LLMCOST', name: 'LLMCOST', description: '', parameters: [{ name: 'model', type: 'any' }] },
    {
      id: 'LLMMODELS',
      name: 'LLMMODELS',
      description: '',
      parameters: [],
      result: { dimensionality: 'matrix' },
    },
  ],
};
const IDS = ['LLMCOST', 'LLMMODELS'];

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel({ metadata: METADATA });
  CustomFunctions.associate('LLMCOST', (model: unknown) => {
    if (model === 'unknown') throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, 'Unknown');
    return model === 'text' ? '=1+1' : 0.1 + 0.2;
  });
  CustomFunctions.associate('LLMMODELS', () => [
    ['model', 'input'],
    ['gpt-4o', 2.5],
  ]);
  excel.store.addSheet('Other');
  await write('Sheet1', 'A1:B3', [
    ['=LLMCOST("a")', '=A1*2'],
    ['=LLMCOST("text")', '5'],
    ['=LLMCOST("unknown")', '=LLMCOST("b")+1'],
  ]);
  await write('Sheet1', 'D1', [['=LLMMODELS()']]);
  await write('Other', 'A1:A2', [['=LLMCOST("a")'], ['=_xldudf_LLMCOST("a")']]);
});
afterEach(() => excel.stop());

async function write(sheet: string, address: string, formulas: string[][]): Promise<void> {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem(sheet).getRange(address).formulas = formulas;
    await context.sync();
  });
  await excel.settled();
}
const select = (sheet: string, address: string) =>
  Excel.run(async (context) => {
    context.workbook.worksheets.getItem(sheet).getRange(address).select();
    await context.sync();
  });
const plan = (scope: FreezeScope) => planFreeze(excelFormulaGateway(), scope, { functionIds: IDS });
const formulasOf = (sheet: string) => {
  const { id } = excel.store.sheets().find(({ name }) => name === sheet)!;
  return excel.store
    .read(id, excel.store.used(id, true)!)
    .flatMap((line) => line.map(({ formula }) => formula).filter(Boolean));
};

test('a preview counts formulas and the cells they fill, and writes nothing', async () => {
  expect(await plan('workbook')).toMatchObject({ formulas: 6, cells: 9, protectedSheets: [] });
  expect((await plan('workbook')).withoutValue.map(({ address }) => address)).toEqual(['Other!A2']);
  await select('Other', 'A1');
  expect(await plan('sheet')).toMatchObject({ formulas: 1, cells: 1 });
  await select('Sheet1', 'A1:A2');
  expect(await plan('selection')).toMatchObject({ formulas: 2, cells: 2 });
  expect(formulasOf('Sheet1')).toHaveLength(6);
});

test('freezing the sheet keeps every value exactly, text as text, and leaves other formulas', async () => {
  await select('Sheet1', 'A1');
  const frozen = await freezeFormulas(excelFormulaGateway(), await plan('sheet'), {});
  expect(frozen).toEqual({ cells: 8, refused: [] });
  await excel.settled();
  expect(formulasOf('Sheet1')).toEqual(['=A1*2']);
  const shown = ['A1', 'A2', 'A3', 'B1', 'B2', 'B3', 'D1', 'E1', 'D2', 'E2'].map((at) => excel.valueAt(`Sheet1!${at}`));
  expect(shown).toEqual([0.1 + 0.2, '=1+1', '#N/A', 0.6000000000000001, 5, 1.3, 'model', 'input', 'gpt-4o', 2.5]);
  expect(formulasOf('Other')).toHaveLength(2);
});

test('protected sheets are left alone and named', async () => {
  await Excel.run(async (context) => {
    context.workbook.worksheets.getItem('Sheet1').protection.protect();
    await context.sync();
  });
  const made = await plan('workbook');
  expect(made).toMatchObject({ formulas: 1, protectedSheets: ['Sheet1'] });
  expect(await freezeFormulas(excelFormulaGateway(), made, {})).toEqual({ cells: 1, refused: [] });
  expect(formulasOf('Sheet1')).toHaveLength(6);
  expect(excel.valueAt('Other!A1')).toBe(0.1 + 0.2);
});
