import { admitRows } from '../../src/catalog/admitRows';
import { LITE_LLM_FEED } from '../../src/feeds/liteLlm/liteLlmFeed';
import { proposePrices } from '../../src/feeds/proposePrices';
import { readFromLoopback } from '../support/readFromLoopback';
import { GPT_4O } from './liteLlmRecords';
import { rateOf } from './rateOf';

// Records of BerriAI/litellm model_prices_and_context_window.json as of 2026-07/08 (00035b6 and quoted copies), read
// 2026-11-24; the test of the map itself (tests/test_litellm/test_utils.py) lists its keys.
const SAMPLE_SPEC = {
  input_cost_per_token: 0,
  litellm_provider: 'one of https://docs.litellm.ai/docs/providers',
  max_input_tokens: 'max input tokens',
  mode: 'one of: chat',
};
const GPT_5_4 = {
  ...{ input_cost_per_token: 2.5e-6, cache_read_input_token_cost: 2.5e-7, output_cost_per_token: 1.5e-5 },
  ...{
    input_cost_per_token_above_272k_tokens: 5e-6,
    cache_read_input_token_cost_above_272k_tokens: 5e-7,
    output_cost_per_token_above_272k_tokens: 2.25e-5,
  },
  ...{
    input_cost_per_token_priority: 5e-6,
    cache_read_input_token_cost_priority: 5e-7,
    output_cost_per_token_priority: 3e-5,
  },
  ...{
    input_cost_per_token_above_272k_tokens_priority: 1e-5,
    input_cost_per_token_batches: 1.25e-6,
    output_cost_per_token_batches: 7.5e-6,
  },
  ...{ litellm_provider: 'openai', mode: 'chat' },
};
const OPUS = {
  ...{ input_cost_per_token: 5e-6, cache_read_input_token_cost: 5e-7, cache_creation_input_token_cost: 6.25e-6 },
  ...{
    cache_creation_input_token_cost_above_1hr: 1e-5,
    output_cost_per_token: 2.5e-5,
    provider_specific_entry: { us: 1.1, fast: 6 },
  },
  ...{
    litellm_provider: 'anthropic',
    mode: 'chat',
    search_context_cost_per_query: {
      search_context_size_low: 0.01,
      search_context_size_medium: 0.01,
      search_context_size_high: 0.01,
    },
  },
};
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

const map = (records: object) => JSON.stringify({ sample_spec: SAMPLE_SPEC, ...records }, null, 4);
const read = (records: object) => readFromLoopback(LITE_LLM_FEED, map(records));
const from = { source: 'litellm', checked: '2026-11-23' };
const TODAY = { today: '2026-11-23' };

test('suffixed keys become rows of tiers and regions in USD per 1M tokens, and sample_spec is no model', async () => {
  const { rows, unreadable } = await read({ 'gpt-4o': GPT_4O });
  const model = { provider: 'openai', model: 'gpt-4o' };
  expect(unreadable).toEqual([]);
  expect(rows).toEqual([
    { ...model, context_window: 128_000, max_output: 16_384, input: 2.5, cached_input: 1.25, output: 10, ...from },
    { ...model, tier: 'priority', input: 4.25, cached_input: 2.125, output: 17, ...from },
    { ...model, tier: 'batch', input: 1.25, output: 5, ...from },
    { ...model, region: 'us', multiplier: 1.1, ...from },
    { ...model, region: 'eu', multiplier: 1.1, ...from },
  ]);
  expect(admitRows(rows, [], TODAY)).toMatchObject({ kind: 'admitted', quarantined: [] });
});

test.each([
  ['the threshold itself is long for OpenAI', { tokens: 272_000 }, 'input', 5],
  ['one token less is short', { tokens: 271_999 }, 'input', 2.5],
  ['a stated combination of tier and length is taken as it is', { tier: 'priority', tokens: 300_000 }, 'input', 10],
  [
    'one that is not stated is scaled by the tier (LiteLLM has needed six more suffixes)',
    { tier: 'priority', tokens: 300_000 },
    'output',
    45,
  ],
  [
    'batch does not lose the long-context price (litellm PR#39861)',
    { tier: 'batch', tokens: 300_000 },
    'output',
    11.25,
  ],
] as const)('%s', async (_what, asked, rate, price) => {
  const { rows } = await read({ 'gpt-5.4': GPT_5_4 });
  expect(rateOf(rows, rate, asked)).toBe(price);
});

test('one-hour writes, search fees and Anthropic’s own factors have their columns', async () => {
  const { rows } = await read({ 'claude-opus-4-6': OPUS });
  expect(rows[0]).toMatchObject({ cache_write: 6.25, cache_write_1h: 10, web_search_per_1k: 10 });
  expect(rows.slice(1)).toEqual([
    { provider: 'anthropic', model: 'claude-opus-4-6', region: 'us', multiplier: 1.1, ...from },
    { provider: 'anthropic', model: 'claude-opus-4-6', tier: 'fast', multiplier: 6, ...from },
  ]);
});

test('a search fee that depends on its size has no single price and stays blank', async () => {
  const { rows } = await read({
    'claude-opus-4-6': {
      ...OPUS,
      search_context_cost_per_query: { search_context_size_low: 0.005, search_context_size_high: 0.014 },
    },
  });
  expect(rows[0]).not.toHaveProperty('web_search_per_1k');
});

test('sellers are told apart by prefix, and what is not carried or is not priced by token is passed over', async () => {
  const { rows, unreadable } = await read({
    'groq/llama-3.3-70b-versatile': LLAMA,
    'gemini/gemini-2.5-pro': { ...LLAMA, litellm_provider: 'gemini' },
    'gemini-2.5-pro': { ...LLAMA, litellm_provider: 'vertex_ai-language-models' },
    'together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo': { ...LLAMA, litellm_provider: 'together_ai' },
    'together-ai-41.1b-80b': { ...LLAMA, litellm_provider: 'together_ai' },
    'openrouter/anthropic/claude-sonnet-4': { ...LLAMA, litellm_provider: 'openrouter' },
    'ft:gpt-4o-2024-08-06': { ...GPT_4O },
    'fast/claude-opus-4-6': { ...OPUS },
    'bedrock/us-east-1/1-month-commitment/anthropic.claude-v2:1': {
      litellm_provider: 'bedrock',
      mode: 'chat',
      input_cost_per_second: 0.0175,
    },
    '1024-x-1024/dall-e-2': {
      input_cost_per_pixel: 1.9e-8,
      litellm_provider: 'openai',
      mode: 'image_generation',
      output_cost_per_pixel: 0,
    },
    'aiml/dall-e-2': { litellm_provider: 'aiml', mode: 'image_generation', output_cost_per_image: 0.026 },
  });
  expect(unreadable).toEqual([]);
  expect(rows.map(({ provider, model }) => `${provider} ${model}`)).toEqual([
    'groq llama-3.3-70b-versatile',
    'google gemini-2.5-pro',
    'google-vertex gemini-2.5-pro',
    'together meta-llama/Llama-3.3-70B-Instruct-Turbo',
  ]);
});

describe('off-peak prices', () => {
  const deepseek = (offPeak: object, more: object = {}) => ({
    'deepseek/deepseek-flash': {
      ...{
        input_cost_per_token: 3e-7,
        input_cost_per_token_cache_hit: 6e-9,
        cache_read_input_token_cost: 6e-9,
        output_cost_per_token: 1.2e-6,
      },
      ...{ litellm_provider: 'deepseek', mode: 'chat' },
      off_peak_pricing: {
        input_cost_per_token: 1.5e-7,
        output_cost_per_token: 6e-7,
        cache_read_input_token_cost: 3e-9,
        ...offPeak,
      },
      ...more,
    },
  });

  test.each([
    ['on a Monday in the peak', '2026-11-23T02:00Z', 0.3],
    ['on a Monday before it', '2026-11-23T00:59Z', 0.15],
    ['on a Monday after the last peak', '2026-11-23T23:59Z', 0.15],
    ['on a Sunday in the hours of the peak', '2026-11-22T02:00Z', 0.15],
  ])('with weekdays hold %s', async (_when, at, price) => {
    const windows = [
      { hours_utc: ['00:00-01:00', '04:00-06:00', '10:00-00:00'], weekdays: [1, 2, 3, 4, 5] },
      { hours_utc: '00:00-00:00', weekdays: ['Sat', 'sunday'] },
    ];
    const { rows, unreadable } = await read(deepseek({ windows }));
    expect(unreadable).toEqual([]);
    expect(rateOf(rows, 'input', { at })).toBe(price);
  });

  test.each([
    [
      'weekdays of another zone',
      { windows: [{ hours_utc: '16:00-17:00', weekdays: [6] }], weekday_timezone: 'Asia/Shanghai' },
      {},
      'its off-peak hours are in UTC and their weekdays in another time zone',
    ],
    ['hours that are none', { hours_utc: '25:00-01:00' }, {}, 'its off-peak hours have another format'],
    [
      'a day that is none',
      { windows: [{ hours_utc: '01:00-02:00', weekdays: [0] }] },
      {},
      'its off-peak hours have another format',
    ],
    ['no hours', {}, {}, 'its off-peak price has no hours'],
    ['the whole of every day', { hours_utc: '00:00-00:00' }, {}, 'its off-peak hours are the whole day'],
    [
      'a batch price beside them',
      { hours_utc: '16:30-00:30' },
      { input_cost_per_token_batches: 1e-7 },
      'its off-peak price meets others that rows cannot combine',
    ],
  ])(
    'with %s leave the record out, so that its peak price is not taken for the price',
    async (_what, offPeak, more, reason) => {
      expect(await read(deepseek(offPeak, more))).toEqual({
        rows: [],
        unreadable: [{ what: 'deepseek/deepseek-flash', reason }],
      });
    },
  );
});

const FORMAT = 'the record has another format, a price key that is not known, or repeats a key';
test.each([
  ['P07 a price in words', { ...LLAMA, input_cost_per_token: '5.9e-7' }, FORMAT],
  ['a misspelt price key (litellm#34799)', { ...LLAMA, output_cost_per_tokens: 7.9e-7 }, FORMAT],
  [
    'prices by ranges of its own',
    { ...LLAMA, tiered_pricing: [{ range: [0, 32_000], input_cost_per_token: 1e-7 }] },
    FORMAT,
  ],
  ['prices by periods', { ...LLAMA, pricing_periods: [] }, FORMAT],
])('%s leaves out that record and keeps the others', async (_fault, broken, reason) => {
  const { rows, unreadable } = await read({ 'groq/broken': broken, 'groq/good': LLAMA });
  expect(rows.map(({ model }) => model)).toEqual(['good']);
  expect(unreadable).toEqual([{ what: 'groq/broken', reason }]);
});

test.each([
  [
    'P04 a price per 1,000 tokens (litellm#23503)',
    { ...LLAMA, input_cost_per_token: 5.9e-4, output_cost_per_token: 7.9e-4 },
    'its input price is 590 USD per 1M tokens: it is in another unit',
  ],
  [
    'P04 a price per 1M tokens (litellm#8757)',
    { ...LLAMA, input_cost_per_token: 0.59, output_cost_per_token: 0.79 },
    'input is 590000, above 1000 USD: check its unit',
  ],
  [
    'P04 one field in another unit',
    { ...LLAMA, output_cost_per_token: 7.9e-4 },
    'input costs 0.59 and output 790 USD per 1M tokens: one is in another unit',
  ],
  [
    'P04 one suffix in another unit',
    { ...LLAMA, input_cost_per_token_batches: 0.000295 },
    'its input price is 295 USD per 1M tokens: it is in another unit',
  ],
  [
    'a price too small for any unit',
    { ...LLAMA, input_cost_per_token: 5.9e-13, output_cost_per_token: 7.9e-13 },
    'its input price is 5.9e-7 USD per 1M tokens: it is in another unit',
  ],
  [
    'P04 a long-context price in another unit',
    { ...LLAMA, input_cost_per_token_above_128k_tokens: 5.9e-13 },
    'its input price is 5.9e-7 USD per 1M tokens: it is in another unit',
  ],
  [
    'P04 the price of a search 1,000 times too high',
    { ...LLAMA, search_context_cost_per_query: { search_context_size_low: 25 } },
    'its web_search_per_1k price is 25000 USD for 1,000: it is in another unit',
  ],
  [
    'P04 the price of a request 1,000 times too low',
    { ...LLAMA, input_cost_per_request: 0.000005 },
    'its request_per_1k price is 0.005 USD for 1,000: it is in another unit',
  ],
])('%s is held back by the admission, and the others are taken', async (_fault, broken, reason) => {
  const { rows } = await read({ 'groq/broken': broken, 'groq/good': LLAMA });
  const { quarantined } = admitRows(rows, [], TODAY);
  expect(quarantined.map(({ row, reason: why }) => [row.model, why])).toEqual([['broken', reason]]);
});

test('P04 a region’s price in another unit is no factor of the others', async () => {
  const nova = { ...NOVA, litellm_provider: 'bedrock' };
  const perMillion = {
    ...nova,
    input_cost_per_token: 3e-13,
    cache_read_input_token_cost: 7.5e-14,
    output_cost_per_token: 2.5e-12,
  };
  const { rows } = await read({ 'acme.nova': nova, 'bedrock/eu-west-1/acme.nova': perMillion });
  expect(admitRows(rows, [], TODAY).quarantined.map(({ reason }) => reason)).toEqual([
    'its multiplier is 0.000001: a price is in another unit',
  ]);
});

test('P08 a price given twice, or a model given twice, leaves out that model (litellm #23578, PR#33501)', async () => {
  const text = map({ 'groq/a': LLAMA, 'groq/b': LLAMA });
  const twicePriced = await readFromLoopback(
    LITE_LLM_FEED,
    text.replace('"input_cost_per_token": 5.9e-7', '"input_cost_per_token": 5.9e-7, "input_cost_per_token": 5.9e-6'),
  );
  expect(twicePriced).toMatchObject({ rows: [{ model: 'b' }], unreadable: [{ what: 'groq/a' }] });
  const twiceListed = await readFromLoopback(
    LITE_LLM_FEED,
    text.replace('"groq/b"', '"groq/a"').replace('7.9e-7', '7.9e-6'),
  );
  expect(twiceListed).toEqual({
    rows: [],
    unreadable: [{ what: 'groq/a', reason: 'the record has another format or is there twice' }],
  });
});

test('P08 one model under two keys with different prices is held back by the admission', async () => {
  const old = { ...LLAMA, litellm_provider: 'deepseek' };
  const { rows } = await read({
    'deepseek-chat': old,
    'deepseek/deepseek-chat': { ...old, input_cost_per_token: 1.4e-7 },
  });
  expect(admitRows(rows, [], TODAY).quarantined.map(({ reason }) => reason)).toEqual([
    'the row is there twice with different prices',
    'the row is there twice with different prices',
  ]);
});

test('P02 a price of 0 is held back, and an embedding without an output price is none', async () => {
  const embedding = {
    litellm_provider: 'openai',
    mode: 'embedding',
    input_cost_per_token: 2e-8,
    output_cost_per_token: 0,
  };
  const { rows } = await read({
    'groq/zero': { ...LLAMA, input_cost_per_token: 0 },
    'text-embedding-3-small': embedding,
  });
  expect(admitRows(rows, [], TODAY).quarantined.map(({ row, reason }) => [row.model, reason])).toEqual([
    ['zero', 'input is 0 and the row is not marked free'],
  ]);
  expect(rows[1]).not.toHaveProperty('output');
});

test('a limit that is no number of tokens holds its model back', async () => {
  const { rows } = await read({ 'gpt-4o': GPT_4O, window: { ...GPT_4O, max_input_tokens: -1 } });
  expect(admitRows(rows, [], { today: '2026-11-23' })).toMatchObject({
    quarantined: [{ row: { model: 'window' }, reason: 'context_window is -1, not a number of tokens' }],
  });
});

test('a model past its end is marked deprecated', async () => {
  const { rows } = await read({
    'groq/old': { ...LLAMA, deprecation_date: '2026-02-19' },
    'groq/new': { ...LLAMA, deprecation_date: '2027-02-19' },
  });
  expect(rows.map(({ status }) => status)).toEqual(['deprecated', undefined]);
});

test.each(['02/19/2026', '2026-2-19', '19.02.2026', '1999', 'soon', 'date when it ends', '2026-02-30'])(
  'an end of "%s" is no date: the model is neither ended nor current for it, and that is said',
  async (deprecation_date) => {
    const reading = await read({ 'groq/a': { ...LLAMA, deprecation_date } });
    expect(reading.rows.map(({ status }) => status)).toEqual([undefined]);
    const said = [{ what: 'groq/a', reason: expect.stringContaining('is no date such as 2026-11-23') as string }];
    expect([reading.unreadable, reading.warnings]).toEqual([[], said]);
    // what the table knows of the model's end stays
    const inForce = reading.rows.map((row) => ({ ...row, status: 'deprecated' }));
    const proposal = proposePrices(inForce, reading, { source: 'litellm', today: '2026-11-23' });
    if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
    expect(proposal.cards.get('groq/a')?.rows[0].status).toBe('deprecated');
    expect(proposal.warnings).toEqual(said);
  },
);

test('an end is a day or a moment, and a blank one is none', async () => {
  const ends = ['2026-11-23', '2026-11-23T00:00:00Z', '2026-11-23T01:00:00Z', '2026-11-22T23:00:00-05:00', ''];
  const listed = ends.map((deprecation_date, index) => [`groq/${index}`, { ...LLAMA, deprecation_date }]);
  const { rows, warnings } = await read(Object.fromEntries(listed) as Record<string, object>);
  expect(rows.map(({ status }) => status)).toEqual(['deprecated', 'deprecated', undefined, undefined, undefined]);
  expect(warnings).toBeUndefined();
});

test.each([
  ['a list', '[]', 'The data from LiteLLM is not a map of models.'],
  ['empty', '{"sample_spec":{}}', 'The data from LiteLLM has no models.'],
  [
    'a map with a stray brace (litellm#34799)',
    `${map({ 'groq/a': LLAMA })}}`,
    'The data from LiteLLM is not valid JSON, so nothing was changed.',
  ],
])('a text that is %s is refused as a whole', async (_what, text, sentence) => {
  await expect(readFromLoopback(LITE_LLM_FEED, text)).rejects.toThrow(sentence);
});
