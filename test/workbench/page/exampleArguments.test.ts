import { exampleArguments } from '../../../src/workbench/page/exampleArguments';

test.each([
  ['=LLMCOST("gpt-5.1",1200,300)', ['"gpt-5.1"', '1200', '300']],
  ['=LLMCOMPARE({"a","b";"c","d"}, 1200, 300,,,"batch")', ['{"a","b";"c","d"}', '1200', '300', '', '', '"batch"']],
  ['=F("one, two", SUM(1,2))', ['"one, two"', 'SUM(1,2)']],
  ['=LLMMODELS()', []],
])('the arguments of %s are found', (formula, expected) => {
  expect(exampleArguments(formula)).toEqual(expected);
});
