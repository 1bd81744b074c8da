/** Records of LiteLLM's map whose figures do not mean what their keys say at first sight. */
import { admitRows } from '../../src/catalog/admitRows';
import type { PriceRow } from '../../src/catalog/priceRow';
import { LITE_LLM_FEED } from '../../src/feeds/liteLlm/liteLlmFeed';
import { readFromLoopback } from '../support/readFromLoopback';
import { rateOf } from './rateOf';

const read = (records: object) => readFromLoopback(LITE_LLM_FEED, JSON.stringify(records));
const TODAY = { today: '2026-11-23' };

// gpt-6-astra as tests/test_litellm of BerriAI/litellm expects it in the map in October 2026
test('OpenAI’s ultrafast tier is a tier, and its model is not left out for it', async () => {
  const { rows, unreadable } = await read({
    'gpt-6-astra': {
      ...{ litellm_provider: 'openai', mode: 'chat' },
      ...{ input_cost_per_token: 1e-5, output_cost_per_token: 5e-5, cache_read_input_token_cost: 1e-6 },
      ...{ input_cost_per_token_above_272k_tokens: 2e-5, output_cost_per_token_above_272k_tokens: 7.5e-5 },
      ...{ input_cost_per_token_ultrafast: 6e-5, output_cost_per_token_ultrafast: 3e-4 },
      ...{ cache_read_input_token_cost_ultrafast: 6e-6 },
      ...{
        input_cost_per_token_above_272k_tokens_ultrafast: 1.2e-4,
        output_cost_per_token_above_272k_tokens_ultrafast: 4.5e-4,
      },
    },
  });
  expect(unreadable).toEqual([]);
  expect(admitRows(rows, [], TODAY)).toMatchObject({ kind: 'admitted', quarantined: [] });
  expect(rateOf(rows, 'input')).toBe(10);
  expect(rateOf(rows, 'output', { tier: 'ultrafast' })).toBe(300);
  expect(rateOf(rows, 'output', { tier: 'ultrafast', tokens: 300_000 })).toBe(450);
});

// gemini-3.1-pro-preview at BerriAI/litellm 00035b6: 0.25 is what reading a cached token of gemini-2.5-pro costs there
test('a price of writing to the cache that only long prompts would have is none: they pay what input costs', async () => {
  const { rows } = await read({
    'gemini-3.1-pro-preview': {
      ...{ litellm_provider: 'vertex_ai-language-models', mode: 'chat' },
      ...{ input_cost_per_token: 2e-6, output_cost_per_token: 1.2e-5, cache_read_input_token_cost: 2e-7 },
      ...{ input_cost_per_token_above_200k_tokens: 4e-6, output_cost_per_token_above_200k_tokens: 1.8e-5 },
      ...{
        cache_read_input_token_cost_above_200k_tokens: 4e-7,
        cache_creation_input_token_cost_above_200k_tokens: 2.5e-7,
      },
    },
  });
  expect(rateOf(rows, 'cache_write', { tokens: 300_000 })).toBe(4);
  const sonnet = {
    ...{ litellm_provider: 'anthropic', mode: 'chat', input_cost_per_token: 3e-6, output_cost_per_token: 1.5e-5 },
    ...{ cache_creation_input_token_cost: 3.75e-6, cache_creation_input_token_cost_above_200k_tokens: 7.5e-6 },
    ...{ input_cost_per_token_above_200k_tokens: 6e-6, output_cost_per_token_above_200k_tokens: 2.25e-5 },
  };
  const claude = await read({ 'claude-sonnet-4-5': sonnet });
  expect(rateOf(claude.rows, 'cache_write', { tokens: 300_000 })).toBe(7.5);
});

// azure_ai/model_router, 2026-10: a fee on the input, beside what the model that answers costs
test('an output price of 0 beside a priced input is none, so that no answer is free', async () => {
  const { rows } = await read({
    'azure_ai/model_router': {
      ...{ litellm_provider: 'azure_ai', mode: 'chat' },
      ...{ input_cost_per_token: 1.4e-7, output_cost_per_token: 0 },
    },
  });
  expect(admitRows(rows, [], TODAY)).toMatchObject({ kind: 'admitted', quarantined: [] });
  expect(rateOf(rows, 'input')).toBe(0.14);
  expect(rateOf(rows, 'output')).toBeNaN();
});

// deepseek/deepseek-r1 and deepseek/deepseek-v3 at BerriAI/litellm 00035b6
test('the price of a cache hit is that of cached input, whichever of its two names a record has', async () => {
  const deepseek = { litellm_provider: 'deepseek', mode: 'chat' };
  const r1 = { input_cost_per_token: 5.5e-7, input_cost_per_token_cache_hit: 1.4e-7, output_cost_per_token: 2.19e-6 };
  const v3 = {
    ...{ input_cost_per_token: 2.7e-7, output_cost_per_token: 1.1e-6, cache_creation_input_token_cost: 0 },
    ...{ input_cost_per_token_cache_hit: 7e-8, cache_read_input_token_cost: 7e-8 },
  };
  const { rows } = await read({
    'deepseek/deepseek-r1': { ...deepseek, ...r1 },
    'deepseek/deepseek-v3': { ...deepseek, ...v3 },
  });
  expect(admitRows(rows, [], TODAY)).toMatchObject({ kind: 'admitted', quarantined: [] });
  expect(rows.map(({ cached_input: cached, cache_write: write }) => [cached, write])).toEqual([
    [0.14, undefined],
    [0.07, undefined],
  ]);
});

// together_ai at BerriAI/litellm 00035b6 (2026-07)
describe('Together', () => {
  const record = (input: number, output: number) => ({
    ...{ litellm_provider: 'together_ai', mode: 'chat', supports_function_calling: true },
    ...{ input_cost_per_token: input, output_cost_per_token: output },
  });

  test('a price of 0 is meant where the model is called free, and nowhere else', async () => {
    const { rows } = await read({
      'together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo-Free': record(0, 0),
      'together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo': record(0, 0),
    });
    const admission = admitRows(rows, [], TODAY);
    expect(admission).toMatchObject({
      rows: [{ model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo-Free', input: 0, output: 0, status: 'free' }],
      quarantined: [{ reason: 'input is 0 and the row is not marked free' }],
    });
  });

  // Together asks 0.6 USD for it; the map has a 0 less
  test('an output with a digit too many is shown, speech and text of today are not', async () => {
    const { rows } = await read({
      'together_ai/Qwen/Qwen3-235B-A22B-Instruct-2507-tput': record(2e-7, 6e-6),
      'together_ai/meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8': record(2.7e-7, 8.5e-7),
    });
    expect(admitRows(rows, [], TODAY)).toMatchObject({
      quarantined: [],
      warnings: [{ row: { output: 6 }, reason: 'output costs more than 25 times input' }],
    });
    const speech: PriceRow = { provider: 'google', model: 'gemini-2.5-pro-tts', input: 1, output: 20 };
    expect(admitRows([speech], [], TODAY)).toMatchObject({ warnings: [] });
  });
});
