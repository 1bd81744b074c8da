import { admitRows } from '../../src/catalog/admitRows';
import { GENAI_PRICES_FEED } from '../../src/feeds/genaiPrices/genaiPricesFeed';

/** Three records in the feed's own format, figures of its file of 2026-09. */
const provider = (models: string) => `[{"id":"anthropic","name":"Anthropic","api_pattern":"x","models":[${models}]}]`;
const SONNET_4_5 =
  '{"id":"claude-sonnet-4-5","name":"Claude Sonnet 4.5","match":{"or":[{"starts_with":"claude-sonnet-4-5"},{"equals":"claude-sonnet-4.5"}]},' +
  '"context_window":1000000,"prices":{"input_mtok":{"base":3,"tiers":[{"start":200000,"price":6}]},' +
  '"output_mtok":{"base":15,"tiers":[{"start":200000,"price":22.5}]},"cache_read_mtok":0.3,"web_searches_kcount":10}}';
const OPUS_4_6 =
  '{"id":"claude-opus-4-6","match":{"starts_with":"claude-opus-4-6"},"prices":[{"prices":{"input_mtok":10,"output_mtok":37.5}},' +
  '{"constraint":{"start_date":"2026-03-13"},"prices":{"input_mtok":5,"output_mtok":25}}]}';
const read = (text: string) => GENAI_PRICES_FEED.read(text, '2026-11-23');
const provenance = { source: 'genai-prices', checked: '2026-11-23' };

test('a tiered record becomes a base card and a long-context overlay that starts above the threshold', () => {
  expect(read(provider(SONNET_4_5))).toEqual({
    unreadable: [],
    rows: [
      {
        ...{
          provider: 'anthropic',
          model: 'claude-sonnet-4-5',
          name: 'Claude Sonnet 4.5',
          aliases: 'claude-sonnet-4.5',
        },
        ...{ context_window: 1000000, input: 3, cached_input: 0.3, output: 15, web_search_per_1k: 10, ...provenance },
      },
      { provider: 'anthropic', model: 'claude-sonnet-4-5', ctx_from: 200001, input: 6, output: 22.5, ...provenance },
    ],
  });
});

test('dated prices become windows that meet', () => {
  const { rows } = read(provider(OPUS_4_6));
  expect(rows.map(({ valid_from, valid_to, input }) => [valid_from, valid_to, input])).toEqual([
    [undefined, '2026-03-13', 10],
    ['2026-03-13', undefined, 5],
  ]);
});

test('a provider that the catalogue does not carry is passed over in silence', () => {
  expect(read('[{"id":"somewhere","models":[{"id":"x"}]}]')).toEqual({ rows: [], unreadable: [] });
});

test.each([
  ['P08 a duplicate price key', OPUS_4_6.replace('"input_mtok":10', '"input_mtok":10,"input_mtok":1')],
  ['an unknown key of the record', OPUS_4_6.replace('"match"', '"tiers":[],"match"')],
  ['P07 a price in words', OPUS_4_6.replace('37.5', '"37.5"')],
  ['a date that is none', OPUS_4_6.replace('2026-03-13', 'soon')],
])('%s leaves out that record and keeps the others', (_fault, broken) => {
  const { rows, unreadable } = read(provider(`${broken},${SONNET_4_5}`));
  expect(rows.map((row) => row.model)).toEqual(['claude-sonnet-4-5', 'claude-sonnet-4-5']);
  expect(unreadable).toEqual([
    { what: 'anthropic claude-opus-4-6', reason: 'the record has another format or repeats a key' },
  ]);
});

test.each([
  [
    'P04 prices per token',
    OPUS_4_6.replace('"input_mtok":5,', '"input_mtok":0.000005,'),
    'its input price is 0.000005 USD per 1M tokens: it is in another unit',
  ],
  [
    'P04 one price per 1,000 tokens',
    OPUS_4_6.replace('"output_mtok":37.5', '"output_mtok":0.0375'),
    'input costs 10 and output 0.0375 USD per 1M tokens: one is in another unit',
  ],
  [
    'P04 a long-context price per token',
    SONNET_4_5.replace('"price":6}', '"price":0.000006}'),
    'its input price is 0.000006 USD per 1M tokens: it is in another unit',
  ],
  [
    'P04 the price of one search',
    SONNET_4_5.replace('kcount":10', 'kcount":0.01'),
    'its web_search_per_1k price is 0.01 USD for 1,000: it is in another unit',
  ],
  [
    'P04 the price of a million searches',
    SONNET_4_5.replace('kcount":10', 'kcount":10000'),
    'its web_search_per_1k price is 10000 USD for 1,000: it is in another unit',
  ],
  [
    'P02 a search for nothing',
    SONNET_4_5.replace('kcount":10', 'kcount":0'),
    'web_search_per_1k is 0 and the row is not marked free',
  ],
])('%s is held back for a new model', (_fault, record, reason) => {
  const { quarantined } = admitRows(read(provider(record)).rows, [], { today: '2026-11-23' });
  expect(quarantined.map(({ reason: why }) => why)).toEqual([reason]);
});

test('P16 a name full of markup is shown with its signs replaced', () => {
  const hostile = OPUS_4_6.replace('"id":"claude-opus-4-6"', '"id":"<img src=x onerror=alert(1)>","x":1');
  expect(read(provider(hostile)).unreadable[0].what).toBe('anthropic ·img·src·x·onerror·alert·1··');
});

test('a text that is no list of providers is refused as a whole', () => {
  expect(() => read('{"models":[]}')).toThrow('The data from genai-prices is not a list of providers.');
  expect(() => read('<html>')).toThrow(/not valid JSON/);
});

// Units and a record of pydantic/genai-prices prices/new_data/v3/data.json at 02cf364, read 2026-11-27
describe('version 3, which has its units beside the providers', () => {
  const UNITS = {
    input_tokens: { per: 1_000_000, price_key: 'input_mtok', dimensions: { family: 'tokens', direction: 'input' } },
    output_tokens: { per: 1_000_000, price_key: 'output_mtok', dimensions: { family: 'tokens', direction: 'output' } },
    audio_seconds: { per: 3600, price_key: 'audio_hours', dimensions: { family: 'durations', modality: 'audio' } },
    input_audio_seconds: { per: 3600, price_key: 'input_audio_hours', dimensions: { family: 'durations' } },
    input_document_pages: { per: 1000, price_key: 'input_document_kpages', dimensions: { family: 'document_pages' } },
    web_searches: { per: 1000, price_key: 'web_searches_kcount', dimensions: { family: 'tool_calls' } },
  };
  const FABLE = {
    ...{ id: 'claude-fable-5', name: 'Claude Fable 5', context_window: 1_000_000 },
    match: { or: [{ equals: 'claude-fable-5' }, { regex: '^claude-fable-5-\\d{8}$' }] },
    prices: {
      ...{ input_mtok: 10, cache_write_mtok: 12.5, cache_read_mtok: 1, output_mtok: 50, cache_write_1h_mtok: 20 },
      web_searches_kcount: 10,
    },
  };
  const wrapped = (units: object) =>
    JSON.stringify({ units, providers: [{ id: 'anthropic', name: 'Anthropic', models: [FABLE] }] });

  test('has the same records', () => {
    const { rows, unreadable } = read(wrapped(UNITS));
    expect(unreadable).toEqual([]);
    expect(rows).toMatchObject([{ model: 'claude-fable-5', input: 10, output: 50, web_search_per_1k: 10 }]);
    expect(rows[0].aliases).toBeUndefined();
  });

  test.each([
    ['input_tokens', 'input_mtok', 1000, 1_000_000],
    ['web_searches', 'web_searches_kcount', 1, 1000],
  ])('is refused as a whole where %s are counted by another number', (unit, key, per, expected) => {
    expect(() => read(wrapped({ ...UNITS, [unit]: { per, price_key: key, dimensions: {} } }))).toThrow(
      `The data from genai-prices has prices of ${key} per ${per}, not ${expected}.`,
    );
  });
});
