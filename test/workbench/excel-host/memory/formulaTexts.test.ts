import { renameSheetIn, renameTableIn } from '../../../../src/workbench/excel-host/memory/formulaReferences';
import { shiftReferences } from '../../../../src/workbench/excel-host/memory/shiftReferences';

const COLUMN_A_ROWS_3_TO_4 = { row: 2, col: 0, rows: 2, cols: 1 };

describe('references follow inserted and deleted cells', () => {
  const inserted = { sheetName: 'Prices', rect: COLUMN_A_ROWS_3_TO_4, how: 'insertDown' } as const;
  const deleted = { sheetName: 'Prices', rect: COLUMN_A_ROWS_3_TO_4, how: 'deleteUp' } as const;

  it.each([
    ['=A2+A3', '=A2+A5'],
    ['=$A$3*2', '=$A$5*2'],
    ['=SUM(A1:A3)', '=SUM(A1:A5)'],
    ['=SUM(A3:A4)', '=SUM(A5:A6)'],
    ['=B3', '=B3'],
    ['=SUM(A3:B3)', '=SUM(A3:B3)'],
    ['=SUM(A:A)', '=SUM(A:A)'],
    ['="A3"&A3', '="A3"&A5'],
    ['=LOG10(A3)', '=LOG10(A5)'],
    ['=T[A3]+MyA3', '=T[A3]+MyA3'],
    ["='Other'!A3+Prices!A3+'prices'!A3", "='Other'!A3+Prices!A5+'prices'!A5"],
  ])('after an insertion %s is %s', (before, after) => {
    expect(shiftReferences(before, 'Prices', inserted)).toBe(after);
  });

  it.each([
    ['=A2+A5', '=A2+A3'],
    ['=A3', '=#REF!'],
    ['=SUM(A3:A4)', '=SUM(#REF!)'],
    ['=SUM(A1:A3)', '=SUM(A1:A2)'],
    ['=SUM(A4:A6)', '=SUM(A3:A4)'],
    ['=SUM(A1:A9)', '=SUM(A1:A7)'],
  ])('after a deletion %s is %s', (before, after) => {
    expect(shiftReferences(before, 'Prices', deleted)).toBe(after);
  });

  it('a formula of another sheet follows only where it names the sheet', () => {
    expect(shiftReferences('=A3+Prices!A3', 'Plan', inserted)).toBe('=A3+Prices!A5');
  });
});

describe('formulas follow renamed and removed things', () => {
  it.each([
    ["='LLM Prices'!A1+Plan!B2", 'LLM Prices', 'Prices 2', "='Prices 2'!A1+Plan!B2"],
    ['=SUM(prices!A1:B2)&"Prices!A1"', 'Prices', 'Tariffs', '=SUM(Tariffs!A1:B2)&"Prices!A1"'],
    ['=Prices!A1', 'Prices', null, '=#REF!'],
  ])('%s after the sheet %s became %s', (formula, before, after, expected) => {
    expect(renameSheetIn(formula, before, after)).toBe(expected);
  });

  it('a table is renamed where it is meant, not inside words and texts', () => {
    const formula = '=SUM(LlmPrices[Input])+MyLlmPrices[Input]&"LlmPrices"';
    expect(renameTableIn(formula, 'llmprices', 'Costs')).toBe('=SUM(Costs[Input])+MyLlmPrices[Input]&"LlmPrices"');
  });
});
