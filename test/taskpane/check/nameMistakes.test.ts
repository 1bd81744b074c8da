import fc from 'fast-check';
import { nameMistakeFinder } from '../../../src/taskpane/check/nameMistakes';
import { FUNCTION_DEFINITIONS } from '../../../src/functions/functions';

const IN_WORKBOOK = ['InputTokens', 'Plan', 'LLMKOST'];
const find = nameMistakeFinder({ functions: FUNCTION_DEFINITIONS, prefix: '', inWorkbook: IN_WORKBOOK });

test.each<[formula: string, sentence: string, corrected: string | undefined]>([
  ['=LLMCSOT("gpt-4o",1000,100)', 'LLMCSOT is no function. Did you mean LLMCOST?', '=LLMCOST("gpt-4o",1000,100)'],
  ['=2*LLM.COST("gpt-4o",1,1)+1', 'LLM.COST is no function. Did you mean LLMCOST?', '=2*LLMCOST("gpt-4o",1,1)+1'],
  ['=LLM.LLMCOST("gpt-4o",1,1)', 'LLM.LLMCOST is no function. Did you mean LLMCOST?', '=LLMCOST("gpt-4o",1,1)'],
  ['=@GPUBREAKEVN(A1,B1)', 'GPUBREAKEVN is no function. Did you mean GPUBREAKEVEN?', '=@GPUBREAKEVEN(A1,B1)'],
  ['=llmcots(A1, 1, 1)', 'llmcots is no function. Did you mean LLMCOST?', '=LLMCOST(A1, 1, 1)'],
  [
    '=SUM(LLMPRCE("a"),GPUPRCIE("b"))',
    'LLMPRCE is no function. Did you mean LLMPRICE? GPUPRCIE is no function. Did you mean GPUPRICE?',
    '=SUM(LLMPRICE("a"),GPUPRICE("b"))',
  ],
  [
    '=LLMBREAKEVEN(1,2)',
    'LLMBREAKEVEN is no function. Did you mean LLMBREAKEVENESCALATION or GPUBREAKEVEN?',
    undefined,
  ],
  [
    '=LLMCOST(gpt-4o,1000,100)',
    'Put gpt-4o in quotes: "gpt-4o". Without them Excel looks for a name or a cell.',
    '=LLMCOST("gpt-4o",1000,100)',
  ],
  [
    '=LLMCOST(gpt-5.1,1000,100)',
    'Put gpt-5.1 in quotes: "gpt-5.1". Without them Excel looks for a name or a cell.',
    '=LLMCOST("gpt-5.1",1000,100)',
  ],
  [
    '=LLMCOST( openai/gpt-4o , 1, 1)',
    'Put openai/gpt-4o in quotes: "openai/gpt-4o". Without them Excel looks for a name or a cell.',
    '=LLMCOST( "openai/gpt-4o", 1, 1)',
  ],
  [
    '=LLMCOST("gpt-4o",1,1,,,batch)',
    'Put batch in quotes: "batch". Without them Excel looks for a name or a cell.',
    '=LLMCOST("gpt-4o",1,1,,,"batch")',
  ],
  ['=LLMCOST(“gpt-4o”,1,1)', 'Type straight double quotes around gpt-4o: "gpt-4o".', '=LLMCOST("gpt-4o",1,1)'],
  ["=LLMCOST('gpt-4o',1,1)", 'Type straight double quotes around gpt-4o: "gpt-4o".', '=LLMCOST("gpt-4o",1,1)'],
  [
    '=LLMCSOT(claude,1,1)',
    'LLMCSOT is no function. Did you mean LLMCOST? Put claude in quotes: "claude". Without them Excel looks for a name or a cell.',
    '=LLMCOST("claude",1,1)',
  ],
  ['=LLMCOST("gpt-4o",InputTokn,1)', 'InputTokn is no name of this workbook. Did you mean InputTokens?', undefined],
  [
    '=LLMCOST("gpt-4o",1,1)*Traffic',
    'Traffic is no name of this workbook. Write a number, choose a cell, or put a text in quotes.',
    undefined,
  ],
])('%s: %s', (formula, sentence, corrected) => expect(find(formula)).toEqual({ sentence, corrected }));

test.each([
  ['a right formula', '=LLMCOST("gpt-4o",InputTokens,100)'],
  ['one with the mark of a missing add-in', '=_xldudf_LLMCOST("gpt-4o",1,1)'],
  ['a function of another add-in', '=_xldudf_OTHER_LLMCOSTS(1)'],
  ['a function of another add-in, loaded from a library', '=_xll.LLMCOSTS(1)'],
  ['a function of Excel that is near one of ours', '=PRICE(1,2,3,4,5,6,Nobody)'],
  ['a function that Excel got later', '=_xlfn.XLOOKUP(1,2,3)'],
  ['a LAMBDA of the workbook that is near one of ours', '=LLMKOST("gpt-4o",1,1)'],
  ['a function declared by LET', '=LET(llmcsot,LAMBDA(x,x),llmcsot(1))'],
  ['a name of nobody outside our functions', '=SUM(Nobody)'],
  ['a function of nobody that is near none of ours', '=CUSTOMERCOSTS(1)'],
  ['a function passed by its name', '=BYROW(LLMMODELS(),COUNTA)'],
  ['a cell, a table and a range in the place of a name', '=LLMCOST(H100,Plan[Input],Sheet2!A1:B2)'],
  ['our name inside a text', '="LLMCSOT(1)"'],
  ['no formula that anybody can read', '=((("'],
])('%s is left alone', (_what, formula) => expect(find(formula)).toBeUndefined());

test('where the build has a namespace, it is a part of the name', () => {
  const inNamespace = nameMistakeFinder({ functions: FUNCTION_DEFINITIONS, prefix: 'LLM.', inWorkbook: [] });
  expect(inNamespace('=LLM.LLMCOST("a",1,1)')).toBeUndefined();
  expect(inNamespace('=LLMCOST("a",1,1)')?.corrected).toBe('=LLM.LLMCOST("a",1,1)');
  expect(inNamespace('=LLM.LLMCSOT("a",1,1)')?.corrected).toBe('=LLM.LLMCOST("a",1,1)');
});

test('a correction changes the called name and nothing else', () => {
  const around = fc.tuple(fc.string({ maxLength: 30 }), fc.nat(), fc.string({ maxLength: 30 }));
  fc.assert(
    fc.property(around, ([before, number, after]) => {
      const text = (content: string) => `"${content.replace(/"/g, '""')}"`;
      const rest = `(${text(before)},${number},A1)&${text(after)}`;
      expect(find(`=LLMCSOT${rest}`)?.corrected).toBe(`=LLMCOST${rest}`);
    }),
  );
});
