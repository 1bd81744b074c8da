import type { FunctionContext } from '../../src/functions/context';
import { llmChatTokens } from '../../src/functions/llmChatTokens';
import { llmWorkload } from '../../src/functions/llmWorkload';
import { callable } from '../support/callFunction';

const workload = callable(llmWorkload, {} as FunctionContext);
const chat = callable(llmChatTokens, {} as FunctionContext);

describe('LLMWORKLOAD', () => {
  test('gives a published figure by name, alias or other spelling', () => {
    expect(workload('support chat', 'input_mean')).toBe(1154.7);
    expect(workload('Support-Chat', 'output_p90')).toBe(424);
    expect(workload('support', 'source')).toBe('Azure LLM inference trace 2023, conversation');
  });

  test('refuses a figure that its source does not give', () => {
    expect(workload('coding agent', 'input_p50')).toBe('#N/A The source of "coding agent" does not give input_p50.');
  });

  test('names the known workloads to someone who asks for another', () => {
    expect(workload('poetry')).toBe(
      '#N/A No workload "poetry". There are: support chat, code completion, coding agent, document summary, tool agent.',
    );
  });

  test('lists every workload with source and date when no name is given', () => {
    const table = workload(null) as unknown[][];
    expect(table[0]).toEqual(expect.arrayContaining(['name', 'input_mean', 'source', 'checked']));
    expect(table.slice(1).map((row) => row.slice(-3).every((cell) => cell !== ''))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('LLMCHATTOKENS', () => {
  test('shows input, what a cache can serve of it, and output', () => {
    expect(chat(5, 500, 80, 211)).toEqual([['input', 5810], ['cacheable', 4910], ['output', 1055]]); // prettier-ignore
  });

  test('gives one of them for a range of turns', () => {
    expect(chat([[5], [10]], 500, 80, 211, null, 'input')).toEqual([[5810], [18895]]);
  });

  test('refuses half a turn', () => {
    expect(chat(1.5, 500, 80, 211)).toBe('#VALUE! turns must be a whole number; it is 1.5.');
  });
});
