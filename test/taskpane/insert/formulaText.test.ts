import { formulaText, literalText, withPrefix } from '../../../src/taskpane/insert/formulaText';

test('omitted arguments in the middle keep their commas, those at the end go', () => {
  expect(formulaText('LLMCOST', ['"gpt-5.1"', 'A2', '300', undefined, undefined, '"batch"', undefined])).toBe(
    '=LLMCOST("gpt-5.1",A2,300,,,"batch")',
  );
  expect(formulaText('LLMMODELS', [undefined, undefined])).toBe('=LLMMODELS()');
});

test.each([
  [[['say "hi"']], '"say ""hi"""'],
  [[[0.1]], '0.1'],
  [[[1e21]], '1E+21'],
  [[[true]], 'TRUE'],
  [
    [
      ['a', 1],
      ['b', false],
    ],
    '{"a",1;"b",FALSE}',
  ],
])('%j is written as %s', (cells, text) => {
  expect(literalText(cells)).toBe(text);
});

test('a namespace stands before our functions and nowhere else', () => {
  const formula = '=SUM(LLMCOST(A2,1,1),LLMPRICE("LLMCOST(x)"))';
  expect(withPrefix(formula, 'LLM.', ['LLMCOST', 'LLMPRICE'])).toBe(
    '=SUM(LLM.LLMCOST(A2,1,1),LLM.LLMPRICE("LLMCOST(x)"))',
  );
  expect(withPrefix(formula, '', ['LLMCOST'])).toBe(formula);
});
