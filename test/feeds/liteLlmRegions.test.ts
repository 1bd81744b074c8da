import { admitRows } from '../../src/catalog/admitRows';
import { LITE_LLM_FEED } from '../../src/feeds/liteLlm/liteLlmFeed';
import { readFromLoopback } from '../support/readFromLoopback';
import { GPT_4O } from './liteLlmRecords';
import { rateOf } from './rateOf';

// Records of BerriAI/litellm model_prices_and_context_window.json as of 2026-07/08 (00035b6 and quoted copies), read
// 2026-11-24 and 2026-11-27.
const LLAMA = {
  input_cost_per_token: 5.9e-7,
  output_cost_per_token: 7.9e-7,
  litellm_provider: 'groq',
  mode: 'chat',
  max_tokens: 32_768,
};
const NOVA = {
  input_cost_per_token: 3e-7,
  cache_read_input_token_cost: 7.5e-8,
  output_cost_per_token: 2.5e-6,
  litellm_provider: 'bedrock_converse',
  mode: 'chat',
};

const read = (records: object) => readFromLoopback(LITE_LLM_FEED, JSON.stringify(records));
const from = { source: 'litellm', checked: '2026-11-23' };
const TODAY = { today: '2026-11-23' };

describe('a record of one region', () => {
  const regional = (factor: number) => ({
    ...NOVA,
    ...{
      input_cost_per_token: 3e-7 * factor,
      cache_read_input_token_cost: 7.5e-8 * factor,
      output_cost_per_token: 2.5e-6 * factor,
    },
  });

  test('is a factor on every rate of its model (litellm #26795, #42469: regional was taken for global)', async () => {
    const { rows } = await read({
      'bedrock/ap-northeast-1/amazon.nova-2-lite-v1:0': regional(1.1),
      'amazon.nova-2-lite-v1:0': NOVA,
    });
    expect(rows).toContainEqual({
      provider: 'amazon-bedrock',
      model: 'amazon.nova-2-lite-v1:0',
      region: 'ap-northeast-1',
      multiplier: 1.1,
      ...from,
    });
    expect(rows).toHaveLength(2);
  });

  test('at the same price adds nothing', async () => {
    expect(
      (await read({ 'bedrock/us-east-1/amazon.nova-2-lite-v1:0': NOVA, 'amazon.nova-2-lite-v1:0': NOVA })).rows,
    ).toHaveLength(1);
  });

  test('with rates that are no factor keeps them, where no tier or long prompt could be lost', async () => {
    const { rows } = await read({
      'azure/gpt-4o': { ...LLAMA, litellm_provider: 'azure' },
      'azure/eu/gpt-4o': { ...LLAMA, litellm_provider: 'azure', output_cost_per_token: 8.9e-7 },
    });
    expect(rows[1]).toEqual({ provider: 'azure', model: 'gpt-4o', region: 'eu', input: 0.59, output: 0.89, ...from });
  });

  // azure/gpt-5.6 and azure/us/gpt-5.6 at BerriAI/litellm 00035b6: 1.1 times the price, in the priority tier 1.375 times
  describe('in which a tier costs more than the others there', () => {
    const elsewhere = {
      ...{ litellm_provider: 'azure', mode: 'chat' },
      ...{ input_cost_per_token: 5e-6, cache_read_input_token_cost: 5e-7, output_cost_per_token: 3e-5 },
      ...{
        input_cost_per_token_above_272k_tokens: 1e-5,
        cache_read_input_token_cost_above_272k_tokens: 1e-6,
        output_cost_per_token_above_272k_tokens: 4.5e-5,
      },
      ...{
        input_cost_per_token_priority: 1e-5,
        cache_read_input_token_cost_priority: 1e-6,
        output_cost_per_token_priority: 6e-5,
      },
      ...{
        input_cost_per_token_above_272k_tokens_priority: 2e-5,
        cache_read_input_token_cost_above_272k_tokens_priority: 2e-6,
        output_cost_per_token_above_272k_tokens_priority: 9e-5,
      },
    };
    const inTheUs = {
      ...{ litellm_provider: 'azure', mode: 'chat' },
      ...{ input_cost_per_token: 5.5e-6, cache_read_input_token_cost: 5.5e-7, output_cost_per_token: 3.3e-5 },
      ...{
        input_cost_per_token_above_272k_tokens: 1.1e-5,
        cache_read_input_token_cost_above_272k_tokens: 1.1e-6,
        output_cost_per_token_above_272k_tokens: 4.95e-5,
      },
      ...{
        input_cost_per_token_priority: 1.375e-5,
        cache_read_input_token_cost_priority: 1.375e-6,
        output_cost_per_token_priority: 8.25e-5,
      },
    };

    test.each([
      ['the standard tier', {}, 'input', 5.5],
      ['the standard tier and a long prompt', { tokens: 300_000 }, 'output', 49.5],
      ['the priority tier', { tier: 'priority' }, 'input', 13.75],
      ['the priority tier, answers', { tier: 'priority' }, 'output', 82.5],
      ['the priority tier elsewhere', { tier: 'priority', region: '' }, 'input', 10],
    ] as const)('is asked for in %s', async (_what, asked, rate, price) => {
      const { rows, unreadable } = await read({ 'azure/gpt-5.6': elsewhere, 'azure/us/gpt-5.6': inTheUs });
      expect(unreadable).toEqual([]);
      expect(admitRows(rows, [], TODAY)).toMatchObject({ kind: 'admitted', quarantined: [] });
      expect(rateOf(rows, rate, { region: 'us', ...asked })).toBeCloseTo(price, 9);
    });

    test('is left out where the tier’s rates are no factor', async () => {
      const { unreadable } = await read({
        'azure/gpt-5.6': elsewhere,
        'azure/us/gpt-5.6': { ...inTheUs, output_cost_per_token_priority: 7e-5 },
      });
      expect(unreadable).toEqual([
        { what: 'azure/us/gpt-5.6', reason: 'its regional rates are no fixed factor of those elsewhere' },
      ]);
    });

    test('is left out where long prompts have another factor', async () => {
      const { unreadable } = await read({
        'azure/gpt-5.6': elsewhere,
        'azure/us/gpt-5.6': { ...inTheUs, output_cost_per_token_above_272k_tokens: 6e-5 },
      });
      expect(unreadable).toHaveLength(1);
    });
  });

  // azure/gpt-5.4 and azure/us/gpt-5.4 at BerriAI/litellm 00035b6: 0.25 times 1.1 is 0.275, which the list has as 0.28
  describe('whose cached rate is rounded to the cent', () => {
    const elsewhere = {
      ...{ litellm_provider: 'azure', mode: 'chat' },
      ...{ input_cost_per_token: 2.5e-6, cache_read_input_token_cost: 2.5e-7, output_cost_per_token: 1.5e-5 },
      ...{
        input_cost_per_token_priority: 5e-6,
        cache_read_input_token_cost_priority: 5e-7,
        output_cost_per_token_priority: 3e-5,
      },
    };
    const inTheUs = {
      ...{ litellm_provider: 'azure', mode: 'chat' },
      ...{ input_cost_per_token: 2.75e-6, cache_read_input_token_cost: 2.8e-7, output_cost_per_token: 1.65e-5 },
      ...{
        input_cost_per_token_priority: 5.5e-6,
        cache_read_input_token_cost_priority: 5.5e-7,
        output_cost_per_token_priority: 3.3e-5,
      },
    };

    test('is the factor of the others', async () => {
      const { rows, unreadable } = await read({ 'azure/gpt-5.4': elsewhere, 'azure/us/gpt-5.4': inTheUs });
      expect(unreadable).toEqual([]);
      expect(rateOf(rows, 'output', { region: 'us', tier: 'priority' })).toBeCloseTo(33, 9);
      expect(rateOf(rows, 'cached_input', { region: 'us' })).toBeCloseTo(0.275, 9);
    });

    test.each([3e-7, 2.8123e-7])('is another price at %p', async (cached) => {
      const dearer = { ...inTheUs, cache_read_input_token_cost: cached };
      expect((await read({ 'azure/gpt-5.4': elsewhere, 'azure/us/gpt-5.4': dearer })).unreadable).toHaveLength(1);
    });
  });

  test('may be the Asian one of Azure', async () => {
    const { rows } = await read({
      'azure/gpt-4o': { ...LLAMA, litellm_provider: 'azure' },
      'azure/apac/gpt-4o': { ...LLAMA, litellm_provider: 'azure', output_cost_per_token: 8.9e-7 },
    });
    expect(rows[1]).toMatchObject({ region: 'apac', input: 0.59, output: 0.89 });
  });

  test('is named and left out where one could be, and where its model is not listed', async () => {
    const { unreadable } = await read({
      'azure/gpt-4o': { ...GPT_4O, litellm_provider: 'azure' },
      'azure/eu/gpt-4o': { ...GPT_4O, litellm_provider: 'azure', output_cost_per_token: 1.2e-5 },
      'azure/us/gpt-nowhere': { ...LLAMA, litellm_provider: 'azure' },
    });
    expect(unreadable).toEqual([
      { what: 'azure/eu/gpt-4o', reason: 'its regional rates are no fixed factor of those elsewhere' },
      { what: 'azure/us/gpt-nowhere', reason: 'a regional price of a model that is not listed' },
    ]);
  });
});
