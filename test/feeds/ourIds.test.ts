import type { PriceRow } from '../../src/catalog/priceRow';
import { MODELS_DEV_FEED } from '../../src/feeds/modelsDev/modelsDevFeed';
import { proposePrices } from '../../src/feeds/proposePrices';
import { rateOf } from './rateOf';

// Records of models.dev's api.json as of 2026-09-28 (the copy in opencode-linux-x64 1.18.33), beside the rows of the
// same models in the snapshot of 2026-11-23.
const TODAY = '2026-11-27';
const SONNET = {
  ...{ id: 'claude-sonnet-4-5', name: 'Claude Sonnet 4.5 (latest)', last_updated: '2025-09-29' },
  limit: { context: 1_000_000, output: 64_000 },
  cost: { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 },
};
const DATED_SONNET = { ...SONNET, id: 'claude-sonnet-4-5-20250929', name: 'Claude Sonnet 4.5' };
const sonnet = (fields: Partial<PriceRow>): PriceRow => ({
  ...{ provider: 'anthropic', model: 'claude-sonnet-4-5', source: 'models.dev', checked: '2026-11-10' },
  ...fields,
});
const SONNET_IN_FORCE = [
  sonnet({
    ...{ name: 'Claude Sonnet 4.5', aliases: 'claude-sonnet-4-5-20250929;claude-4-5-sonnet' },
    ...{ input: 3, cached_input: 0.3, cache_write: 3.75, cache_write_1h: 6, output: 15 },
  }),
  sonnet({ ctx_from: 200_001, input: 6, cached_input: 0.6, cache_write: 7.5, output: 22.5 }),
  sonnet({ tier: 'batch', multiplier: 0.5 }),
];
const FLASH = {
  ...{ id: 'deepseek-flash', name: 'DeepSeek V4.1 Flash', last_updated: '2026-09-10' },
  limit: { context: 1_000_000, output: 393_216 },
  cost: { input: 0.15, output: 0.6, reasoning: 0.6, cache_read: 0.003 },
};
const V4_FLASH = { ...FLASH, id: 'deepseek-v4-flash', name: 'DeepSeek V4 Flash', status: 'deprecated' };
const flash = (fields: Partial<PriceRow>): PriceRow => ({ provider: 'deepseek', model: 'deepseek-flash', ...fields });
const FLASH_IN_FORCE = [
  flash({ aliases: 'deepseek-v4.1-flash;deepseek-v4-flash', input: 0.15, cached_input: 0.003, output: 0.6 }),
  flash({
    ...{ days: 'Mon-Fri', hours: '09:00-12:00;14:00-18:00', tz: 'Asia/Shanghai' },
    ...{ input: 0.3, cached_input: 0.006, output: 1.2 },
  }),
];

/** The cards that a list of these records proposes, as provider/model. */
function proposed(inForce: readonly PriceRow[], provider: string, records: readonly { readonly id: string }[]) {
  const models = Object.fromEntries(records.map((record) => [record.id, record]));
  const reading = MODELS_DEV_FEED.read(JSON.stringify({ [provider]: { id: provider, models } }), TODAY);
  const proposal = proposePrices(inForce, reading, { source: 'models.dev', today: TODAY });
  if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
  return proposal.cards;
}

test('a dated id beside the id in force, at the same price, is no model of its own that lacks the long-context price', () => {
  const cards = proposed(SONNET_IN_FORCE, 'anthropic', [SONNET, DATED_SONNET]);
  expect([...cards.keys()]).toEqual(['anthropic/claude-sonnet-4-5']);
});

test('an older name that the list gives as well stays a name of the model that has peak hours', () => {
  expect([...proposed(FLASH_IN_FORCE, 'deepseek', [FLASH, V4_FLASH]).keys()]).toEqual(['deepseek/deepseek-flash']);
});

test('an alias at another price is a model of its own', () => {
  const dearer = { ...DATED_SONNET, cost: { ...DATED_SONNET.cost, output: 16 } };
  const cards = proposed(SONNET_IN_FORCE, 'anthropic', [SONNET, dearer]);
  expect(cards.get('anthropic/claude-sonnet-4-5-20250929')?.change).toBe('new');
  expect(rateOf(cards.get('anthropic/claude-sonnet-4-5-20250929')?.rows ?? [], 'output', {})).toBe(16);
});
