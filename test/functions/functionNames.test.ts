import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { problemOfFunctionName } from '../support/functionNames';

describe('the name of every function', () => {
  test.each(FUNCTION_DEFINITIONS.map(({ id }) => id))('%s can be called in Excel', (id) => {
    expect(problemOfFunctionName(id)).toBeUndefined();
  });

  test('is unique, ignoring case', () => {
    const ids = FUNCTION_DEFINITIONS.map(({ id }) => id.toUpperCase());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the name lint', () => {
  test.each([
    ['GPU1', 'is a cell address'],
    ['A1', 'is not 3 to 128 of A-Z, 0-9 and dot, beginning with a letter'],
    ['XFD1048576', 'is a cell address'],
    ['H100', 'is a cell address'],
    ['AB', 'is not 3 to 128 of A-Z, 0-9 and dot, beginning with a letter'],
    ['LlmCost', 'is not 3 to 128 of A-Z, 0-9 and dot, beginning with a letter'],
    ['LLM_COST', 'is not 3 to 128 of A-Z, 0-9 and dot, beginning with a letter'],
    ['1LLM', 'is not 3 to 128 of A-Z, 0-9 and dot, beginning with a letter'],
    ['R1C1', 'is a cell address in R1C1 style'],
    ['R12C', 'is a cell address in R1C1 style'],
    ['RUN', 'is an Excel 4 macro function'],
    ['ECHO', 'is an Excel 4 macro function'],
    ['SUM', 'is a built-in function'],
    ['PRICE', 'is a built-in function'],
    ['YIELD', 'is a built-in function'],
    ['RETURN', 'is an Excel 4 macro function'],
  ])('refuses %s: it %s', (name, problem) => {
    expect(problemOfFunctionName(name)).toBe(problem);
  });

  test.each(['LLMCOST', 'GPUBREAKEVEN', 'LLMCOST2', 'XFE1', 'XFD1048577', 'LLM.COST'])('lets %s pass', (name) => {
    expect(problemOfFunctionName(name)).toBeUndefined();
  });
});
