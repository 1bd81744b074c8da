import { answerOf, explainFormula } from '../../../src/taskpane/check/explainFormula';
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
  return source
    .slice(rect.row, rect.row + rect.rows)
    .map((line) => line.slice(rect.column, rect.column + rect.columns));
};
const FUNCTIONS = new Map(FUNCTION_DEFINITIONS.map((each) => [each.id, adapt(each, () => EMBEDDED_CONTEXT)]));
const call = async (id: string, args: readonly unknown[]) => FUNCTIONS.get(id)!(...args);
const SURROUNDINGS = { functionIds: [...FUNCTIONS.keys()], functions: FUNCTION_DEFINITIONS, call, cells };
const explain = (formula: string, shown = '#VALUE!', at?: { row: number; column: number }) =>
  explainFormula({ formula, shown, at }, SURROUNDINGS);

test.each<[formula: string, sentence: RegExp]>([
  ['=LLMCOST("gpt-9000",1000,100)', /^Unknown model "gpt-9000"/],
  ['=IF(B1>0,30*LLMCOST(A1,B1,100),0)', /^Unknown model "gpt-9000"\..* It is read from A1\.$/],
  ['=LLMCOST("gpt-4o",B3,100)', /must be at least 0; it is -5\. It is read from B3\.$/],
  ['=LLMCOST("gpt-4o",B1*-1,100)', /must be at least 0; it is -1000\.$/],
  [
    '=LLMCOST("gpt-4o",A4,100)',
    /^input_tokens must be a number, not text.* It is read from A4, which holds the text "gpt-4o"\.$/,
  ],
  ['=LLMCOMPARE(A2:A2,1,1)', /^models is missing: give names of models\. It is read from A2:A2, which is empty\.$/],
  ['=LLMCOST("gpt-4o",B2,100)', /^B2 holds #REF!, which this formula uses: put that cell right first\.$/],
  ['=LLMCOST("gpt-4o",B1+B2,100)', /^B2 holds #REF!/],
  ['=LLMCOST(Rates!A1,-1,100)', /must be at least 0; it is -1/],
  ['=_xldudf_LLMCOST("gpt"&"-9000",1,1)', /^Unknown model "gpt-9000"/],
  ['=LLMCOST(A4:A4,1,1)+GPUPRICE("none")', /^No rental price for "none"/],
  ['=SUM(LLMCOST(A3:A4,1,1))', /^Put the name in quotes/],
  ['=GPUBREAKEVEN("gpt-9000","llama-3.3-70b","H100",1,1,1)', /^Unknown model "gpt-9000"/],
  [
    '=GPUPRICE("H1000")',
    /^No rental price for "H1000"\. Did you mean h100-nvl or h100-sxm\? If not, add a row to GPU Prices\.$/,
  ],
  ['=LLMCOST("gpt-4o";1000;100)', /^A semicolon stands where a comma belongs/],
  ['=LLMCOST("gpt-4o" 1000,100)', /^A blank stands where a comma belongs/],
  ['=LLMCOST("gpt-9000",', /^The formula cannot be read: look for a missing comma/],
])('%s: %s', async (formula, sentence) => expect(await explain(formula)).toMatch(sentence));

test.each<[formula: string, sentence: string]>([
  ['=LLMCOST()', 'model, input_tokens and output_tokens are missing. Type for example =LLMCOST("gpt-5.1",1200,300).'],
  ['=LLMCOST("gpt-4o")', 'input_tokens and output_tokens are missing. Type for example =LLMCOST("gpt-4o",1200,300).'],
  ['=2*LLMCOST(A4,,B4,,,"batch")', 'input_tokens is missing. Type for example =LLMCOST(A4,1200,B4,,,"batch").'],
  ['=SUM(GPUPRICE(),1)', 'gpu is missing. Type for example =GPUPRICE("H100").'],
])('%s names what is missing and what to type', async (formula, sentence) =>
  expect(await explain(formula)).toBe(sentence),
);

test.each<[formula: string, sentence: string]>([
  [
    '=LLMCOST(A2,B1,100)',
    'A2 is a cell here, and it is empty. If A2 is the name itself, put it in quotes: "A2". Otherwise type the name of a model into the cell.',
  ],
  [
    '=GPUPRICE(B4)',
    'B4 is a cell here, and it holds 100. If B4 is the name itself, put it in quotes: "B4". Otherwise type the name of a gpu into the cell.',
  ],
])('%s: a cell stands where a name is meant', async (formula, sentence) =>
  expect(await explain(formula)).toBe(sentence),
);

test('an error that a cell outside our calls holds is told with that cell, if it is the one shown', async () => {
  expect(await explain('=B2*2+LLMCOST("gpt-4o",1,1)', '#REF!')).toBe(
    'B2 holds #REF!, which this formula uses: put that cell right first.',
  );
  expect(await explain('=IFERROR(B2,0)+LLMCOST("gpt-4o",1,1)/0', '#DIV/0!')).toBeUndefined();
  expect(await explain('=LLMCOST("gpt-4o",#REF!,100)', '#REF!')).toBe(
    '#REF! stands in the formula where cells were deleted: choose the cells again.',
  );
});

test('of an answer in several cells, the one in error is explained', async () => {
  const formula = '=LLMCOST({"gpt-4o";"gpt-9000";"gpt-8000"},1000,100)';
  expect(await explain(formula, '#N/A', { row: 1, column: 0 })).toMatch(/^Unknown model "gpt-9000"/);
  expect(await explain(formula, '#N/A', { row: 2, column: 0 })).toMatch(/^Unknown model "gpt-8000"/);
});

test('without the help file the sentence of the function remains', async () => {
  const formula = '=LLMCOST("gpt-4o")';
  expect(await explainFormula({ formula, shown: '#VALUE!' }, { ...SURROUNDINGS, functions: [] })).toBe(
    'input_tokens is missing: give a number (tokens per request).',
  );
});

test('the answer of a single call is known, that of anything else is not', async () => {
  expect(await answerOf('=LLMCOST({"gpt-4o";"gpt-4o"},1000,100)', SURROUNDINGS)).toEqual([[0.0035], [0.0035]]);
  expect(await answerOf('=2*LLMCOST("gpt-4o",1,1)', SURROUNDINGS)).toBeUndefined();
  expect(await answerOf('=LLMCOST("gpt-4o",SUM(B1),1)', SURROUNDINGS)).toBeUndefined();
});

test.each([
  ['a formula that works', '=LLMCOST("gpt-4o",1000,100)'],
  ['an argument that only Excel can calculate', '=LLMCOST(INDEX(A1:A4,1),1,1)'],
  ['a name', '=LLMCOST(MyModel,1,1)'],
  ['a column of a table', '=LLMCOST(Plan[Model],1,1)'],
  ['a whole column', '=LLMCOST(A:A,1,1)'],
  ['another workbook', '=LLMCOST([Book2.xlsx]Rates!A1,1,1)'],
  ['a sheet that is gone', '=LLMCOST(Gone!A1,1,1)'],
])('%s is left to Excel', async (_what, formula) => expect(await explain(formula)).toBeUndefined());
