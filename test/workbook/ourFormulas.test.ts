import { formulaMatcher, functionFinder, volatileCall, withoutMissingMark } from '../../src/workbook/ourFormulas';

const IDS = ['LLMCOST', 'GPUPRICE'];
const uses = formulaMatcher(IDS);

test.each([
  '=LLMCOST("gpt-4o",1,2)',
  '=1+llmcost ("gpt-4o",1,2)',
  '=IF(A1>0,GPUPRICE("H100"),0)',
  '=_xldudf_LLMCOST("x",1,2)',
  '=_xldudf_LLM_LLMCOST("x",1,2)',
  '=LLM.LLMCOST("x",1,2)',
  '=SUM(-LLMCOST("a",1,2))',
])('%s uses our functions', (formula) => expect(uses(formula)).toBe(true));

test.each([
  '="LLMCOST("',
  '="say ""LLMCOST("" twice"',
  '=LLMCOST+1',
  '=MYLLMCOST(1)',
  '=LLMCOSTS(1)',
  '=Table1[LLMCOST(USD)]',
  '=SUM(A1:A3)',
  'LLMCOST("gpt-4o",1,2)',
  12,
])('%s does not', (formula) => expect(uses(formula)).toBe(false));

test('a defined name that calls our functions counts, also through another name', () => {
  const names = [
    { name: 'ChatCost', formula: '=LLMCOST("gpt-4o",1000,100)' },
    { name: 'YearCost', formula: '=ChatCost*12' },
    { name: 'Rate', formula: '=0.5' },
  ];
  const matches = formulaMatcher(IDS, names);
  expect(matches('=YearCost+1')).toBe(true);
  expect(matches('=ChatCost')).toBe(true);
  expect(matches('=Rate*2')).toBe(false);
  expect(matches('=MyChatCost')).toBe(false);
});

test.each<[string, string[]]>([
  ['=LLMCOST("a",1,2)+llmcost("b",GPUPRICE("H100"),2)', ['LLMCOST', 'GPUPRICE']],
  ['=_xldudf_LLM_GPUPRICE("H100")', ['GPUPRICE']],
  ['="GPUPRICE("&LLMCOST("a",1,2)', ['LLMCOST']],
  ['=SUM(A1:A3)', []],
])('%s calls %j', (formula, ids) => expect(functionFinder(IDS)(formula)).toEqual(ids));

test.each([
  ['=_xldudf_LLMCOST("a",1,2)', '=LLMCOST("a",1,2)'],
  ['=1+_xldudf_LLM_LLMCOST("a",_xldudf_GPUPRICE("_xldudf_x"),2)', '=1+LLM.LLMCOST("a",GPUPRICE("_xldudf_x"),2)'],
  ['=LLMCOST("a",1,2)', '=LLMCOST("a",1,2)'],
])('%s would be typed as %s', (stored, typed) => expect(withoutMissingMark(stored)).toBe(typed));

test.each([
  ['=LLMCOST("a",1,2,,,,today ())', 'TODAY'],
  ['=LLMCOST(INDIRECT("A"&B1),1,2)', 'INDIRECT'],
  ['=LLMCOST("NOW()",1,2)', undefined],
  ['=LLMCOST(MYCELL(1),1,2)', undefined],
])('%s is volatile by %s', (formula, name) => expect(volatileCall(formula)).toBe(name));
