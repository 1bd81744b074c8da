import { admitRows } from '../../src/catalog/admitRows';
import { OPEN_ROUTER_FEED } from '../../src/feeds/openRouter/openRouterFeed';
import { openRouterRecord as record } from '../support/openRouterRecord';
import { readFromLoopback } from '../support/readFromLoopback';
import { rateOf } from './rateOf';

const read = (...records: object[]) => readFromLoopback(OPEN_ROUTER_FEED, JSON.stringify({ data: records }));
const quarantined = (rows: Parameters<typeof admitRows>[0]) =>
  admitRows(rows, [], { today: '2026-11-23' }).quarantined.map(({ row, reason }) => [row.model, reason]);

// The list of September 2026, quoted in copies of it: https://openrouter.ai/docs/features/prompt-caching says that a write
// costs the input price plus five minutes of storage, and the list gives the storage alone (Flash: 1 USD an hour × 5/60).
describe('a token of Gemini that is written to the cache', () => {
  test.each([
    [
      'google/gemini-3.1-flash-lite',
      { prompt: '0.00000025', input_cache_write: '0.0000000833333333333333' },
      0.33333333,
    ],
    ['google/gemini-3.5-flash', { prompt: '0.0000015', input_cache_write: '0.00000008333333333333334' }, 1.58333333],
    ['google/gemini-3.1-pro-preview', { prompt: '0.000002', input_cache_write: '0.000000375' }, 2.375],
  ])('%s costs what it costs to read it, and its storage', async (id, prices, price) => {
    const { rows } = await read(record(id, { completion: '0.000012', ...prices }));
    expect(rateOf(rows, 'cache_write')).toBeCloseTo(price, 6);
    expect(quarantined(rows)).toEqual([]);
  });

  test('costs more in a long prompt, where the list leaves the storage out', async () => {
    const { rows } = await read(
      record('google/gemini-2.5-pro', {
        ...{
          prompt: '0.00000125',
          completion: '0.00001',
          input_cache_read: '0.000000125',
          input_cache_write: '0.000000375',
        },
        overrides: [
          {
            ...{ min_prompt_tokens: 200_000, prompt: '0.0000025', completion: '0.000015' },
            input_cache_read: '0.00000025',
          },
        ],
      }),
    );
    expect(rateOf(rows, 'cache_write')).toBe(1.625);
    expect(rateOf(rows, 'cache_write', { tokens: 300_000 })).toBe(2.875);
  });

  test('is another maker’s full price, even where that is below the input price', async () => {
    const highspeed = { prompt: '0.0000006', completion: '0.0000024', input_cache_write: '0.000000375' };
    const { rows } = await read(record('minimax/minimax-m2.7-highspeed', highspeed));
    expect(rateOf(rows, 'cache_write')).toBe(0.375);
  });
});

// google/gemini-2.5-flash-image and openai/gpt-image-1 in the list of September 2026: 30 and 40 USD per 1M tokens, as
// Google and OpenAI list them for an image's tokens
test('the tokens of images are priced by the token: the figure is too small for an image', async () => {
  const { rows, unreadable } = await read(
    record('google/gemini-2.5-flash-image', {
      ...{ prompt: '0.0000003', completion: '0.0000025', image_output: '0.00003' },
    }),
    record('openai/gpt-image-1', { prompt: '0', completion: '0', image_token: '0.00001', image_output: '0.00004' }),
  );
  expect(unreadable).toEqual([]);
  expect(quarantined(rows)).toEqual([]);
  expect(rows[0]).toMatchObject({ input: 0.3, output: 2.5, output_image: 30 });
  expect(rows[1]).toMatchObject({ input_image: 10, output_image: 40 });
  expect(rows[1]).not.toHaveProperty('input');
  expect(rows[1]).not.toHaveProperty('output');
});

test('a completion of "0" beside a priced prompt is none, and never free', async () => {
  const { rows } = await read(record('qwen/qwen3-embedding-8b', { prompt: '0.00000001', completion: '0' }));
  expect(quarantined(rows)).toEqual([]);
  expect(rateOf(rows, 'input')).toBe(0.01);
  expect(rateOf(rows, 'output')).toBeNaN();
});

test('P02 a prompt of "0" with a priced completion, and a router whose model changes, are not free', async () => {
  const { rows } = await read(
    record('a/b', { prompt: '0', completion: '0.000001' }),
    record('openrouter/free', { prompt: '0', completion: '0' }),
  );
  expect(quarantined(rows)).toEqual([
    ['a/b', 'input is 0 and the row is not marked free'],
    ['openrouter/free', 'input is 0 and the row is not marked free'],
  ]);
});

// The live list of 2026-09-11: "alias_target": { "slug": "deepseek/deepseek-v4-flash-0731" }
test('an id that stands for the newest model of a family is left out and named as that', async () => {
  const latest = record('~deepseek/deepseek-v4-flash-latest', { prompt: '0.00000022', completion: '0.00000066' });
  expect(await read(latest, record('a/b', { prompt: '0.000001', completion: '0.000002' }))).toMatchObject({
    rows: [{ model: 'a/b' }],
    unreadable: [
      {
        what: '·deepseek/deepseek-v4-flash-latest',
        reason: 'it stands for whichever model of its family is the newest',
      },
    ],
  });
});

// deepseek/deepseek-v4.1-flash as in copies of the list of September 2026: every hour of the week has an override, and the
// price itself is that of the hour at which the list was fetched
test.each([
  ['a Monday in the first peak', '2026-11-23T02:00Z', 0.3],
  ['a Monday before it', '2026-11-23T00:30Z', 0.15],
  ['a Monday at 23:00, in the window that ends at midnight', '2026-11-23T23:00Z', 0.15],
  ['a Saturday in the hours of the peak', '2026-11-21T02:00Z', 0.15],
])('hours that cover the whole week hold on %s', async (_when, at, price) => {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  const peak = { prompt: '0.0000003', completion: '0.0000012', input_cache_read: '0.000000006' };
  const low = { prompt: '0.00000015', completion: '0.0000006', input_cache_read: '0.000000003' };
  const between = (utc_start: number, utc_end: number, prices: object) => ({
    utc_days: days,
    utc_start,
    utc_end,
    ...prices,
  });
  const overrides = [
    { utc_days: ['saturday', 'sunday'], ...low },
    ...[between(0, 100, low), between(100, 400, peak), between(400, 600, low), between(600, 1000, peak)],
    between(1000, 0, low),
  ];
  const { rows, unreadable } = await read(record('deepseek/deepseek-v4.1-flash', { ...peak, overrides }));
  expect(unreadable).toEqual([]);
  expect(quarantined(rows)).toEqual([]);
  expect(rateOf(rows, 'input', { at })).toBe(price);
});
