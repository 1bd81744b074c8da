import { associateAll } from '../../src/functions/associateAll';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { functionsJson } from '../../src/functions/functionsJson';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';
import { startExcel } from '../support/loadOffice';
import type { RunningExcel } from '../support/loadOffice';

describe('the functions in the real custom-functions runtime', () => {
  let excel: RunningExcel;

  beforeAll(async () => {
    excel = await startExcel({ metadata: functionsJson(FUNCTION_DEFINITIONS, 'https://localhost:3000') });
    associateAll(() => EMBEDDED_CONTEXT);
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getActiveWorksheet();
      sheet.getRange('A1:A4').values = [[5], ['five'], [''], [10]];
      sheet.getRange('B1').formulas = [['=1/0']];
      sheet.getRange('D1').formulas = [['=LLMCHATTOKENS(A1,500,80,211,,"input")']];
      sheet.getRange('D2').formulas = [['=LLMCHATTOKENS(B1,500,80,211,,"input")']];
      sheet.getRange('D3').formulas = [['=LLMCHATTOKENS(A2,500,80,211,,"input")']];
      sheet.getRange('D4').formulas = [['=LLMCHATTOKENS(5,500,80,211,100)']];
      sheet.getRange('E1').formulas = [['=LLMCHATTOKENS(A1:A4,500,80,211,,"input")']];
      sheet.getRange('G1').formulas = [['=LLMCHATTOKENS(5,500,80,211)']];
      sheet.getRange('D6').formulas = [['=GPUPRICE(H100)']];
      sheet.getRange('D7').formulas = [['=LLMTOKENS("2 + 2 = 4","gpt-4o")']];
      await context.sync();
    });
    await excel.settled();
  });
  afterAll(() => excel.stop());

  const valueAt = (address: string) => excel.valueAt(`Sheet1!${address}`);
  const sentenceAt = (row: number, col: number) => excel.bridge.sentenceAt(excel.store.active(), row - 1, col - 1);

  test('answer in a cell', () => {
    expect(valueAt('D1')).toBe(5810);
  });

  test('F08: an error value in an input cell is the result unchanged', () => {
    expect(valueAt('D2')).toBe('#DIV/0!');
  });

  test('show their sentence with the error', () => {
    expect([valueAt('D3'), sentenceAt(3, 4)]).toEqual(['#VALUE!', expect.stringMatching(/^turns must be a number/)]);
    expect([valueAt('D4'), sentenceAt(4, 4)]).toEqual(['#N/A', 'One turn needs 791 tokens and max_context is 100.']);
  });

  test('F16: spill over a range, with an error only in the cells that deserve one', () => {
    expect(['E1', 'E2', 'E3', 'E4'].map(valueAt)).toEqual([5810, '#VALUE!', '#VALUE!', 18895]);
  });

  test('spill a table of their own', () => {
    expect([valueAt('G1'), valueAt('H1'), valueAt('G3'), valueAt('H3')]).toEqual(['input', 5810, 'output', 1055]);
  });

  test('say that an unquoted name is a cell', () => {
    expect([valueAt('D6'), sentenceAt(6, 4)]).toEqual([
      '#VALUE!',
      expect.stringMatching(/^Put the name in quotes: "H100"/),
    ]);
  });

  test('wait for a vocabulary that is loaded on first use', () => {
    expect(valueAt('D7')).toBe(7);
  });
});
