import { callBeingTyped } from '../../../src/workbench/page/callBeingTyped';

test.each([
  ['=LLMCOST(', 'LLMCOST', 0],
  ['=LLMCOST("gpt-5.1",', 'LLMCOST', 1],
  ['=llmcost("a,b(",1200,3', 'LLMCOST', 2],
  ['=1+LLMCOST("a",SUM(1,2),', 'LLMCOST', 2],
  ['=LLMCOST("a",SUM(1,', 'SUM', 1],
  ['=LLMCOST({"a","b"},', 'LLMCOST', 1],
  ['=LLMCOST({"a","b', 'LLMCOST', 0],
  ["=LLMCOST('My, sheet'!A1,", 'LLMCOST', 1],
  ['=LLMCOST((1+2),', 'LLMCOST', 1],
])('in %s the argument being typed is of %s, number %i', (text, functionName, position) => {
  expect(callBeingTyped(text)).toEqual({ functionName, position });
});

test.each(['LLMCOST(', '=LLMCOST("a",1,2)', '=A1+(1', '=', ''])('in %p no call is open', (text) => {
  expect(callBeingTyped(text)).toBeNull();
});
