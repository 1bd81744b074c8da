import { adapt } from '../../src/functions/adapter';
import type { ExcelRows } from '../../src/functions/adapter';
import type { FunctionContext } from '../../src/functions/context';
import { llmTokens } from '../../src/functions/llmTokens';

const tokens = adapt(llmTokens, () => ({}) as FunctionContext);
const count = async (...args: unknown[]): Promise<ExcelRows> => tokens(...args);

describe('LLMTOKENS', () => {
  // Counts by OpenAI's cookbook "How to count tokens with tiktoken", read 2026-11-23.
  test.each([
    ['antidisestablishmentarianism', 'gpt-4o', 6],
    ['2 + 2 = 4', 'gpt-4o', 7],
    ['お誕生日おめでとう', 'gpt-4o', 8],
    ['antidisestablishmentarianism', 'gpt-4', 6],
    ['2 + 2 = 4', 'gpt-4', 7],
    ['お誕生日おめでとう', 'gpt-4', 9],
  ])('counts "%s" for %s exactly as OpenAI does: %d', async (text, model, expected) => {
    await expect(count(text, model)).resolves.toEqual([[expected]]);
  });

  test('answers at once when the vocabulary is loaded', async () => {
    await count('warm up', 'gpt-4o');
    expect(tokens('2 + 2 = 4', 'gpt-4o')).toEqual([[7]]);
  });

  test('takes a range of texts, in which a blank cell has no tokens', async () => {
    await expect(count([['2 + 2 = 4'], [''], ['お誕生日おめでとう']])).resolves.toEqual([[7], [0], [8]]);
  });

  test('counts a control token as the text that it is in a cell', async () => {
    const [[control]] = await count('<|endoftext|>');
    expect(control).toBeGreaterThan(1);
  });

  test('refuses a rough count that nobody asked for, and says how to ask', async () => {
    await expect(count('hello', 'claude-sonnet-4-5')).rejects.toMatchObject({
      code: '#N/A',
      message: 'No exact token count for claude-sonnet-4-5: give the method "scaled" to accept a rougher one.',
    });
    await expect(count('hello', 'no-such-model', 'scaled')).rejects.toMatchObject({
      message: expect.stringContaining('"estimate"'),
    });
  });

  test('gives a scaled count on request and says how it came about', async () => {
    const text = '2 + 2 = 4'; // 7 tokens of o200k × 1.18 = 8.26
    await expect(count(text, 'claude-sonnet-4-5', 'scaled')).resolves.toEqual([[8]]);
    await expect(count(text, 'claude-sonnet-4-5', 'how')).resolves.toEqual([['scaled (o200k × 1.18)']]);
    await expect(count(text, 'claude-sonnet-4-5', 'all')).resolves.toEqual([
      ['tokens', 8],
      ['method', 'scaled'],
      ['vocabulary', 'o200k'],
      ['factor', 1.18],
      ['basis', expect.stringMatching(/PR 65, read 2026-11-23/)],
    ]);
  });

  test('an exact count is also what a caller gets who would accept an estimate', async () => {
    await expect(count('2 + 2 = 4', 'gpt-4o', 'estimate')).resolves.toEqual([[7]]);
    await expect(count('2 + 2 = 4', 'gpt-4o', 'how')).resolves.toEqual([['exact (o200k)']]);
  });

  test('an unquoted model name is not the default model', async () => {
    await expect(count('hello', [['']])).rejects.toMatchObject({
      message: expect.stringContaining('Put the name in quotes'),
    });
  });
});
