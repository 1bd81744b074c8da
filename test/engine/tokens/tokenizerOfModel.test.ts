import { tokenizerOfModel } from '../../../src/engine/tokens/tokenizerOfModel';

describe('the tokenizer of a model', () => {
  test.each([
    ['gpt-4o', 'exact', 'o200k', 1],
    ['GPT-4o', 'exact', 'o200k', 1],
    ['gpt-4o-mini-2024-07-18', 'exact', 'o200k', 1],
    ['chatgpt-4o-latest', 'exact', 'o200k', 1],
    ['gpt-4.1-nano', 'exact', 'o200k', 1],
    ['gpt-5', 'exact', 'o200k', 1],
    ['gpt-5.1', 'exact', 'o200k', 1],
    ['openai/gpt-5.3-codex', 'exact', 'o200k', 1],
    ['global.openai.gpt-5.6-sol', 'exact', 'o200k', 1],
    ['openai.gpt-oss-120b-1:0', 'exact', 'o200k', 1],
    ['o3-mini', 'exact', 'o200k', 1],
    ['gpt-4', 'exact', 'cl100k', 1],
    ['gpt-4-turbo', 'exact', 'cl100k', 1],
    ['gpt-3.5-turbo', 'exact', 'cl100k', 1],
    ['text-embedding-3-large', 'exact', 'cl100k', 1],
    ['gpt-6.1-sol', 'estimate', 'o200k', 1],
    ['claude-3-5-haiku', 'scaled', 'o200k', 1.18],
    ['Claude Sonnet 4.5', 'scaled', 'o200k', 1.18],
    ['claude-sonnet-4-20250514', 'scaled', 'o200k', 1.18],
    ['claude-opus-4-6', 'scaled', 'o200k', 1.18],
    ['claude-opus-4-7', 'scaled', 'o200k', 1.53],
    ['us.anthropic.claude-opus-5-5', 'scaled', 'o200k', 1.53],
    ['claude-sonnet-5', 'scaled', 'o200k', 1.53],
    ['claude-sonnet-5-20260201', 'scaled', 'o200k', 1.53],
    ['claude-sonnet-5-5', 'estimate', 'o200k', 1.53],
    ['claude-haiku-5-5', 'estimate', 'o200k', 1.53],
    ['gemini-2.5-pro', 'scaled', 'o200k', 1.02],
    ['meta.llama3-1-70b-instruct-v1:0', 'scaled', 'o200k', 1.004],
    ['llama-3.3-70b-versatile', 'scaled', 'o200k', 1.004],
    ['qwen3-32b', 'scaled', 'o200k', 1.006],
    ['deepseek-v3.2', 'scaled', 'o200k', 1.001],
  ])('%s: %s, %s × %d', (model, method, vocabulary, factor) => {
    expect(tokenizerOfModel(model)).toMatchObject({ method, vocabulary, factor });
  });

  test.each([
    'gpt-4.2',
    'gpt-5.9',
    'gpt-5.10',
    'gpt-50',
    'qwen3.6-27b',
    'gemini-4-argon',
    'claude-2',
    'mygpt-4o',
    'no-such-model',
  ])('a successor or stranger such as %s has no tokenizer of its relative, only a stand-in', (model) => {
    expect(tokenizerOfModel(model)).toMatchObject({ method: 'estimate', vocabulary: 'o200k', factor: 1 });
  });
});
