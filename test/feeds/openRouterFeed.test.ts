import { admitRows } from '../../src/catalog/admitRows';
import { OPEN_ROUTER_FEED } from '../../src/feeds/openRouter/openRouterFeed';
import { openRouterRecord as record } from '../support/openRouterRecord';
import { readFromLoopback } from '../support/readFromLoopback';
import { rateOf } from './rateOf';

// Format: OpenRouterTeam/typescript-sdk src/models/{model,publicpricing,pricingoverride}.ts. Figures: the answer of
// /api/v1/models quoted in models.dev pull request 4892 (2026-08-22) and LiteLLM #39501; read 2026-11-24.
const LLAMA = record('meta-llama/llama-3.3-70b-instruct', {
  prompt: '0.00000005',
  completion: '0.00000024',
  request: '0',
  image: '0',
  web_search: '0',
  internal_reasoning: '0',
});
const list = (...records: object[]) => JSON.stringify({ data: records });
const read = (...records: object[]) => readFromLoopback(OPEN_ROUTER_FEED, list(...records));
const from = { source: 'openrouter', checked: '2026-11-23' };
const TODAY = { today: '2026-11-23' };

test('prices per token in text become USD per 1M tokens without binary dust, under OpenRouter as the seller', async () => {
  const { rows, unreadable } = await read(LLAMA);
  expect(unreadable).toEqual([]);
  expect(rows).toEqual([
    {
      ...{
        provider: 'openrouter',
        model: 'meta-llama/llama-3.3-70b-instruct',
        name: 'Name of meta-llama/llama-3.3-70b-instruct',
      },
      ...{ context_window: 163_840, max_output: 65_536, input: 0.05, output: 0.24, ...from },
    },
  ]);
  expect(admitRows(rows, [], TODAY)).toMatchObject({ kind: 'admitted', quarantined: [] });
});

test.each([-5, 0.5, 1e300])('a context of %d tokens or an answer as long holds the model back', async (tokens) => {
  const pricing = { prompt: '0.000001', completion: '0.000002' };
  const { rows } = await read(
    LLAMA,
    record('a/window', pricing, { context_length: tokens }),
    record('a/answer', pricing, { top_provider: { max_completion_tokens: tokens } }),
  );
  const admission = admitRows(rows, [], TODAY);
  expect(admission).toMatchObject({
    rows: [{ model: 'meta-llama/llama-3.3-70b-instruct' }],
    quarantined: [
      { row: { model: 'a/window' }, reason: `context_window is ${tokens}, not a number of tokens` },
      { row: { model: 'a/answer' }, reason: `max_output is ${tokens}, not a number of tokens` },
    ],
  });
});

test('cache, audio, one-hour writes and fees have their own columns', async () => {
  const { rows } = await read(
    record('a/b', {
      ...{ prompt: '0.000003', completion: '0.000015', input_cache_read: '0.0000003', input_cache_write: '0.00000375' },
      ...{
        input_cache_write_1h: '0.000006',
        audio: '0.000001',
        input_audio_cache: '0.0000001',
        audio_output: '0.00002',
      },
      ...{ internal_reasoning: '0.000015', request: '0.005', web_search: '0.01', image: '0.0048' },
    }),
  );
  expect(rows[0]).toMatchObject({
    ...{ input: 3, output: 15, cached_input: 0.3, cache_write: 3.75, cache_write_1h: 6, reasoning: 15 },
    ...{ input_audio: 1, cached_audio: 0.1, output_audio: 20, request_per_1k: 5, web_search_per_1k: 10 },
  });
});

test('a threshold is strictly more tokens, so its row begins one token later', async () => {
  const overrides = [{ min_prompt_tokens: 200_000, prompt: '0.000006', completion: '0.0000225' }];
  const { rows } = await read(
    record('anthropic/claude-sonnet-4.5', { prompt: '0.000003', completion: '0.000015', overrides }),
  );
  expect(rows[1]).toEqual({
    provider: 'openrouter',
    model: 'anthropic/claude-sonnet-4.5',
    ctx_from: 200_001,
    input: 6,
    output: 22.5,
    ...from,
  });
});

const WORKING_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const PEAK = { prompt: '0.00000044', completion: '0.00000132', input_cache_read: '0.000000014' };
const FLASH = record('deepseek/deepseek-v4-flash', {
  ...{ prompt: '0.00000022', completion: '0.00000066', input_cache_read: '0.000000007' },
  overrides: [
    { utc_days: WORKING_DAYS, utc_start: 100, utc_end: 400, ...PEAK },
    { utc_days: WORKING_DAYS, utc_start: 600, utc_end: 1000, ...PEAK },
  ],
});

test('hours and weekdays become schedules in UTC', async () => {
  const { rows } = await read(FLASH);
  const peak = {
    provider: 'openrouter',
    model: 'deepseek/deepseek-v4-flash',
    days: 'Mon,Tue,Wed,Thu,Fri',
    tz: 'UTC',
    input: 0.44,
    cached_input: 0.014,
    output: 1.32,
    ...from,
  };
  expect(rows.slice(1)).toEqual([
    { ...peak, hours: '01:00-04:00' },
    { ...peak, hours: '06:00-10:00' },
  ]);
});

test.each([
  ['a working day at 03:59', '2026-11-23T03:59Z', 0.44],
  ['a working day at 04:00, when the peak is over', '2026-11-23T04:00Z', 0.22],
  ['a Sunday at 03:59 (LangAlpha#364: weekends were billed at the peak)', '2026-11-22T03:59Z', 0.22],
])('input on %s', async (_when, at, price) => {
  const { rows } = await read(FLASH);
  expect(rateOf(rows, 'input', { at })).toBe(price);
});

test('a window over midnight and a time on the half hour stay what they are', async () => {
  const { rows } = await read(
    record('a/b', {
      prompt: '0.000002',
      completion: '0.000004',
      overrides: [{ utc_start: 1630, utc_end: 30, prompt: '0.000001' }],
    }),
  );
  expect(rows[1]).toMatchObject({ hours: '16:30-00:30', tz: 'UTC', input: 1 });
  expect(rateOf(rows, 'input', { at: '2026-11-23T00:29Z' })).toBe(1);
  expect(rateOf(rows, 'input', { at: '2026-11-23T00:30Z' })).toBe(2);
});

test('P01 "-1" is a price that is not fixed: named, and no row and no negative number anywhere', async () => {
  const { rows, unreadable } = await read(record('openrouter/auto', { prompt: '-1', completion: '-1' }), LLAMA);
  expect(rows.map(({ model }) => model)).toEqual(['meta-llama/llama-3.3-70b-instruct']);
  expect(unreadable).toEqual([
    { what: 'openrouter/auto', reason: 'its price is not fixed: it depends on the model that answers' },
  ]);
});

test('P02 a ":free" variant is marked free; another price of 0 is held back', async () => {
  const free = { prompt: '0', completion: '0' };
  const { rows } = await read(record('x/y:free', free), record('x/y', free));
  expect(rows[0]).toMatchObject({ model: 'x/y:free', status: 'free', input: 0, output: 0 });
  const admission = admitRows(rows, [], TODAY);
  expect(admission.quarantined).toEqual([{ row: rows[1], reason: 'input is 0 and the row is not marked free' }]);
});

test('a ":batch" variant is the batch tier of its model, long prompts included, and never its list price', async () => {
  const { rows, unreadable } = await read(
    record('openai/gpt-5.4', {
      prompt: '0.0000025',
      completion: '0.000015',
      overrides: [{ min_prompt_tokens: 272_000, prompt: '0.000005', completion: '0.0000225' }],
    }),
    record('openai/gpt-5.4:batch', { prompt: '0.00000125', completion: '0.0000075' }),
    record('orphan/model:batch', { prompt: '0.000001', completion: '0.000002' }),
  );
  expect(rateOf(rows, 'input')).toBe(2.5);
  expect(rateOf(rows, 'input', { tier: 'batch' })).toBe(1.25);
  expect(rateOf(rows, 'output', { tier: 'batch', tokens: 272_001 })).toBe(11.25);
  expect(unreadable).toEqual([{ what: 'orphan/model:batch', reason: 'a batch price of a model that is not listed' }]);
});

test('a discount that is in the price already is noted', async () => {
  const { rows } = await read(
    record('upstage/solar-pro4', { prompt: '0.00000003', completion: '0.0000001', discount: 0.9 }),
  );
  expect(rows[0]).toMatchObject({ input: 0.03, note: 'OpenRouter gives a discount of 90 % at present' });
});

test.each([
  ['P07 a price in words', { prompt: 'three', completion: '0.000015' }, /another format/],
  ['P07 no completion price', { prompt: '0.000003' }, /another format/],
  ['an unknown price key', { prompt: '0.000003', completion: '0.000015', input_cache: '0' }, /another format/],
  [
    'a clock time that is none',
    { prompt: '0.000003', completion: '0.000015', overrides: [{ utc_start: 175, utc_end: 400, prompt: '0' }] },
    /another format/,
  ],
  [
    'a start without an end',
    { prompt: '0.000003', completion: '0.000015', overrides: [{ utc_start: 100, prompt: '0' }] },
    /another format/,
  ],
  [
    'an override without a condition',
    { prompt: '0.000003', completion: '0.000015', overrides: [{ prompt: '0.000001' }] },
    /another format/,
  ],
  [
    'images that are priced one by one',
    { prompt: '0.0000003', completion: '0.0000025', image_output: '0.04' },
    /one by one/,
  ],
])('%s leaves out that record', async (_fault, pricing, reason) => {
  const { rows, unreadable } = await read(record('a/b', pricing), LLAMA);
  expect(rows.map(({ model }) => model)).toEqual(['meta-llama/llama-3.3-70b-instruct']);
  expect(unreadable).toEqual([{ what: 'a/b', reason: expect.stringMatching(reason) as string }]);
});

test.each([
  [
    'P04 a price per 1,000 tokens',
    { prompt: '0.003', completion: '0.015' },
    'input is 3000, above 1000 USD: check its unit',
  ],
  [
    'P04 output alone per 1,000 tokens',
    { prompt: '0.00000015', completion: '0.0006' },
    'input costs 0.15 and output 600 USD per 1M tokens: one is in another unit',
  ],
  [
    'P04 a peak price per 1,000 tokens',
    { prompt: '0.000003', completion: '0.000015', overrides: [{ utc_start: 1, utc_end: 400, prompt: '0.003' }] },
    'input is 3000, above 1000 USD: check its unit',
  ],
  [
    'P04 a long-context price per 1M tokens as one per token',
    {
      prompt: '0.000003',
      completion: '0.000015',
      overrides: [{ min_prompt_tokens: 200_000, prompt: '0.000000000006' }],
    },
    'its input price is 0.000006 USD per 1M tokens: it is in another unit',
  ],
])('%s is held back by the admission', async (_fault, pricing, reason) => {
  const { rows } = await read(record('a/b', pricing), LLAMA);
  const { quarantined } = admitRows(rows, [], TODAY);
  expect(quarantined.map(({ row, reason: why }) => [row.model, why])).toEqual([['a/b', reason]]);
});

test('overrides whose order rows cannot express are not read', async () => {
  const prices = { prompt: '0.000002', completion: '0.000004' };
  const night = { utc_start: 0, utc_end: 600, prompt: '0.000001' };
  const long = { min_prompt_tokens: 200_000, prompt: '0.000003' };
  expect((await read(record('a/b', { ...prices, overrides: [long, night] }))).rows).toHaveLength(3);
  const { unreadable } = await read(record('a/b', { ...prices, overrides: [night, long] }));
  expect(unreadable[0].reason).toBe('its conditional prices overlap in an order that rows cannot express');
  const [weekend, week] = [
    { utc_days: ['sunday'], prompt: '0.000001' },
    { utc_days: ['monday'], utc_start: 0, utc_end: 600, prompt: '0.000003' },
  ];
  expect((await read(record('a/b', { ...prices, overrides: [week, weekend] }))).unreadable).toEqual([]);
});

test('P08 a price given twice leaves out that record', async () => {
  const text = list(LLAMA).replace('"prompt":"0.00000005"', '"prompt":"0.00000005","prompt":"0.0000005"');
  const { rows, unreadable } = await readFromLoopback(OPEN_ROUTER_FEED, text);
  expect(rows).toEqual([]);
  expect(unreadable[0].what).toBe('meta-llama/llama-3.3-70b-instruct');
});

test('P08 a model listed twice with different prices is held back by the admission', async () => {
  const dearer = { ...LLAMA, pricing: { prompt: '0.0000007', completion: '0.0000008' } };
  const { rows } = await read(LLAMA, dearer);
  expect(admitRows(rows, [], TODAY).quarantined.map(({ reason }) => reason)).toEqual([
    'the row is there twice with different prices',
    'the row is there twice with different prices',
  ]);
});

test('a text that is no list of models is refused as a whole', async () => {
  await expect(readFromLoopback(OPEN_ROUTER_FEED, '{"error":{"message":"rate limited"}}')).rejects.toThrow(
    'The data from OpenRouter is not a list of models.',
  );
});
