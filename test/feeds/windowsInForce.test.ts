import type { PriceRow } from '../../src/catalog/priceRow';
import { MODELS_DEV_FEED } from '../../src/feeds/modelsDev/modelsDevFeed';
import { proposePrices } from '../../src/feeds/proposePrices';
import { rateOf } from './rateOf';

// Records of models.dev's api.json as of 2026-09-28 (the copy in opencode-linux-x64 1.18.33), beside the rows of the
// same models in the snapshot of 2026-11-23.
const TODAY = '2026-11-27';
const LUNA = {
  ...{ id: 'gpt-5.6-luna', name: 'GPT-5.6 Luna', last_updated: '2026-07-09' },
  limit: { context: 1_050_000, input: 922_000, output: 128_000 },
  cost: {
    ...{ input: 0.2, output: 1.2, cache_read: 0.02, cache_write: 0.25 },
    tiers: [
      {
        ...{ input: 0.4, output: 1.8, cache_read: 0.04, cache_write: 0.5 },
        tier: { type: 'context', size: 272_000 },
      },
    ],
    context_over_200k: { input: 0.4, output: 1.8, cache_read: 0.04, cache_write: 0.5 },
  },
};
const GEMINI = {
  ...{ id: 'gemini-3.6-flash', name: 'Gemini 3.6 Flash', last_updated: '2026-07-21' },
  limit: { context: 1_048_576, output: 65_536 },
  cost: { input: 0.75, output: 3.75, cache_read: 0.075, input_audio: 0.75 },
};
const luna = (fields: Partial<PriceRow>): PriceRow => ({
  ...{ provider: 'openai', model: 'gpt-5.6-luna', source: '@pydantic/genai-prices 0.1.8', checked: '2026-09-23' },
  ...fields,
});
const LUNA_IN_FORCE = [
  luna({ name: 'GPT-5.6 Luna', aliases: 'luna', valid_to: '2026-07-30', input: 1, cached_input: 0.1, output: 6 }),
  luna({ ctx_from: 272_000, valid_to: '2026-07-30', input: 2, cached_input: 0.2, output: 9 }),
  luna({ valid_from: '2026-07-30', input: 0.2, cached_input: 0.02, cache_write: 0.25, output: 1.2 }),
  luna({
    ...{ ctx_from: 272_000, valid_from: '2026-07-30' },
    ...{ input: 0.4, cached_input: 0.04, cache_write: 0.5, output: 1.8 },
  }),
];
const flash = (fields: Partial<PriceRow>): PriceRow => ({
  ...{ provider: 'google', model: 'gemini-3.6-flash', source: '@pydantic/genai-prices 0.1.8', checked: '2026-09-23' },
  ...fields,
});
const FLASH_IN_FORCE = [
  flash({ name: 'Gemini 3.6 Flash', valid_to: '2027-01-01', input: 0.75, cached_input: 0.075, output: 3.75 }),
  flash({ valid_from: '2027-01-01', input: 1.5, cached_input: 0.15, output: 7.5 }),
];

const textOf = (provider: string, record: { readonly id: string }) =>
  JSON.stringify({ [provider]: { id: provider, models: { [record.id]: record } } });

/** All rows of the one model once its card is accepted. */
function accepted(inForce: readonly PriceRow[], provider: string, record: { readonly id: string }) {
  const reading = MODELS_DEV_FEED.read(textOf(provider, record), TODAY);
  const proposal = proposePrices(inForce, reading, { source: 'models.dev', today: TODAY });
  if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
  const [card] = proposal.cards.values();
  return card;
}

test('a list without dates leaves what a model cost before: the first half of the year is not priced at today’s rates', () => {
  const { rows, stated } = accepted(LUNA_IN_FORCE, 'openai', LUNA);
  expect(rateOf(rows, 'input', { at: '2026-07-01' })).toBe(1);
  expect(rateOf(rows, 'output', { at: '2026-07-01', tokens: 300_000 })).toBe(9);
  expect(rateOf(rows, 'input', { at: TODAY })).toBe(0.2);
  expect(rateOf(rows, 'output', { at: TODAY, tokens: 300_000 })).toBe(1.8);
  expect(rows.map(({ valid_from: start, source }) => [start, source])).toEqual([
    [undefined, '@pydantic/genai-prices 0.1.8'],
    [undefined, '@pydantic/genai-prices 0.1.8'],
    ['2026-07-30', 'models.dev'],
    ['2026-07-30', 'models.dev'],
  ]);
  expect(stated.map(({ source }) => source)).toEqual(['models.dev', 'models.dev']);
});

test('a price that is announced stays announced', () => {
  const { rows } = accepted(FLASH_IN_FORCE, 'google', GEMINI);
  expect(rateOf(rows, 'input', { at: TODAY })).toBe(0.75);
  expect(rateOf(rows, 'input', { at: '2027-01-01' })).toBe(1.5);
  expect(rows[0]).toMatchObject({ name: 'Gemini 3.6 Flash', input_audio: 0.75, source: 'models.dev' });
});

test('another price takes the place of that of today alone', () => {
  const cheaper = { ...GEMINI, cost: { ...GEMINI.cost, input: 0.6 } };
  const { rows } = accepted(FLASH_IN_FORCE, 'google', cheaper);
  expect(rateOf(rows, 'input', { at: TODAY })).toBe(0.6);
  expect(rateOf(rows, 'input', { at: '2027-01-01' })).toBe(1.5);
});

test('where no price in force holds today, that of the list begins today, and a retired model is no longer retired', () => {
  const end = { valid_to: '2026-07-30', status: 'retired' };
  const ended = [
    luna({ ...end, input: 0.25, output: 1.5 }),
    luna({ ...end, ctx_from: 272_000, input: 0.5, output: 2 }),
  ];
  const { rows } = accepted(ended, 'openai', LUNA);
  expect(rateOf(rows, 'input', { at: '2026-07-01' })).toBe(0.25);
  expect(rateOf(rows, 'input', { at: TODAY })).toBe(0.2);
  expect(rows.map(({ status }) => status)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a list that has dates itself replaces the card as a whole', () => {
  const listed = [
    { ...luna({ input: 1, output: 6 }), valid_to: '2026-08-01', source: 'genai-prices', checked: TODAY },
    { ...luna({ input: 0.2, output: 1.2 }), valid_from: '2026-08-01', source: 'genai-prices', checked: TODAY },
  ];
  const from = { source: 'genai-prices', today: TODAY };
  const proposal = proposePrices(LUNA_IN_FORCE, { rows: listed, unreadable: [] }, from);
  if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
  expect(
    proposal.cards.get('openai/gpt-5.6-luna')?.rows.map(({ valid_to: end, valid_from: start }) => start ?? end),
  ).toEqual(['2026-08-01', '2026-08-01']);
});
