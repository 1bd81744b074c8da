import { explainFormula } from '../../../src/taskpane/check/explainFormula';
import { adapt } from '../../../src/functions/adapter';
import { FUNCTION_DEFINITIONS } from '../../../src/functions/functions';
import type { Cells, Rect } from '../../../src/workbook/gateway';
import { EMBEDDED_CONTEXT } from '../../support/embeddedContext';

/** A1:B4 of the formula's own sheet, and Rates!A1. */
const SHEET: Cells = [
  ['gpt-9000', 1000],
  ['', '#REF!'],
  [true, -5],
  ['gpt-4o', 100],
];
const cells = async (sheet: string | undefined, rect: Rect) => {
  if (sheet !== undefined && sheet !== 'Rates') return undefined;
  const source: Cells = sheet ? [['gpt-4o']] : SHEET;
  return source.slice(rect.row, rect.row + rect.rows).map((line) => line.slice(rect.column, rect.column + rect.columns));
};
const FUNCTIONS = new Map(FUNCTION_DEFINITIONS.map((each) => [each.id, adapt(each, () => EMBEDDED_CONTEXT)]));
const call = async (id: string, args: readonly unknown[]) => FUNCTIONS.get(id)!(...args);
const explain = (formula: string) =>
  explainFormula(formula, { functionIds: [...FUNCTIONS.keys()], call, cells });

test.each<[formula: string, sentence: RegExp]>([
  ['=LLMCOST("gpt-9000",1000,100)', /^Unknown model "gpt-9000"/],
  ['=IF(B1>0,30*LLMCOST(A1,B1,100),0)', /^Unknown model "gpt-9000"/],
  ['=LLMCOST(A2,B1,100)', /^Put the name in quotes/],
  ['=LLMCOST("gpt-4o",B3,100)', /must be at least 0; it is -5/],
  ['=LLMCOST("gpt-4o",B1*-1,100)', /must be at least 0; it is -1000/],
  ['=LLMCOST("gpt-4o",B2,100)', /^B2 holds #REF!, which this formula uses: put that cell right first\.$/],
  ['=LLMCOST("gpt-4o",B1+B2,100)', /^B2 holds #REF!/],
  ['=LLMCOST(Rates!A1,-1,100)', /must be at least 0; it is -1/],
  ['=_xldudf_LLMCOST("gpt"&"-9000",1,1)', /^Unknown model "gpt-9000"/],
  ['=LLMCOST(A4:A4,1,1)+GPUPRICE("none")', /^No rental price for "none"/],
  ['=SUM(LLMCOST(A3:A4,1,1))', /^Put the name in quotes/],
  ['=GPUBREAKEVEN("gpt-9000","llama-3.3-70b","H100",1,1,1)', /^Unknown model "gpt-9000"/],
])('%s: %s', async (formula, sentence) => expect(await explain(formula)).toMatch(sentence));

test.each([
  ['a formula that works', '=LLMCOST("gpt-4o",1000,100)'],
  ['an argument that only Excel can calculate', '=LLMCOST(INDEX(A1:A4,1),1,1)'],
  ['a name', '=LLMCOST(MyModel,1,1)'],
  ['a column of a table', '=LLMCOST(Plan[Model],1,1)'],
  ['a whole column', '=LLMCOST(A:A,1,1)'],
  ['another workbook', '=LLMCOST([Book2.xlsx]Rates!A1,1,1)'],
  ['a sheet that is gone', '=LLMCOST(Gone!A1,1,1)'],
  ['text that is no formula', '=LLMCOST("gpt-9000",'],
])('%s is left to Excel', async (_what, formula) => expect(await explain(formula)).toBeUndefined());
