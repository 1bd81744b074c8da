import type { PriceRow } from '../../src/catalog/priceRow';
import { proposePrices } from '../../src/feeds/proposePrices';

const TODAY = '2026-11-23';
const FROM = { source: 'genai-prices', today: TODAY };
const row = (model: string, fields: Partial<PriceRow>): PriceRow => ({ provider: 'openai', model, ...fields });
const fresh = (model: string, fields: Partial<PriceRow>) => row(model, { source: 'genai-prices', checked: TODAY, ...fields });
const propose = (inForce: PriceRow[], rows: PriceRow[]) => {
  const proposal = proposePrices(inForce, { rows, unreadable: [] }, FROM);
  if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
  return proposal;
};

const GPT_4O = row('gpt-4o', { name: 'GPT-4o', aliases: 'gpt-4o-2024-08-06', input: 2.5, cached_input: 1.25, output: 10, checked: '2026-11-10' });
const GPT_4O_BATCH = row('gpt-4o', { tier: 'batch', multiplier: 0.5 });

test('a changed price is listed with old and new, and takes the place of the old row', () => {
  const { rows, changes } = propose([GPT_4O, GPT_4O_BATCH], [fresh('gpt-4o', { input: 2, output: 10, aliases: 'something-else' })]);
  expect(changes).toEqual([{ what: 'openai/gpt-4o', column: 'input', oldUsd: 2.5, newUsd: 2 }]);
  expect(rows).toEqual([
    row('gpt-4o', { name: 'GPT-4o', aliases: 'gpt-4o-2024-08-06', input: 2, cached_input: 1.25, output: 10, source: 'genai-prices', checked: TODAY }),
    GPT_4O_BATCH,
  ]);
});

test('the same prices are no change, but are confirmed with today’s date', () => {
  const { rows, changes, admittedRows } = propose([GPT_4O], [fresh('gpt-4o', { input: 2.5, output: 10 })]);
  expect(changes).toEqual([]);
  expect(admittedRows).toBe(1);
  expect(rows[0].checked).toBe(TODAY);
});

test('a card is replaced as a whole: a long-context row that the feed no longer has goes, and says so', () => {
  const longContext = row('gpt-4o', { ctx_from: 272000, input: 5 });
  const { rows, changes } = propose([GPT_4O, longContext], [fresh('gpt-4o', { input: 2.5, output: 10 })]);
  expect(rows).toHaveLength(1);
  expect(changes).toEqual([{ what: 'openai/gpt-4o, from 272,000 tokens', column: 'input', oldUsd: 5, newUsd: undefined }]);
});

test('P04 one suspicious row holds back the whole card of its model', () => {
  const rows = [fresh('gpt-4o', { input: 2.5, output: 10 }), fresh('gpt-4o', { ctx_from: 272000, input: -1 })];
  const proposal = propose([GPT_4O], rows);
  expect(proposal.rows).toEqual([GPT_4O]);
  expect(proposal.heldBack).toEqual([{ what: 'openai/gpt-4o, from 272,000 tokens', reason: expect.stringContaining('negative') as string }]);
});

test('a new model is named and added at the end', () => {
  const { newModels, rows, changes } = propose([GPT_4O], [fresh('gpt-9', { input: 1, output: 4 })]);
  expect(newModels).toEqual(['openai/gpt-9']);
  expect(rows.map(({ model }) => model)).toEqual(['gpt-4o', 'gpt-9']);
  expect(changes).toEqual([]);
});

test('what the row in force already notes as this source’s other opinion is not proposed again', () => {
  const mistral = row('mistral-large', { input: 0.5, output: 1.5, note: 'genai-prices 0.1.8: 2/6, the price of the 24.11 model' });
  expect(propose([mistral], [fresh('mistral-large', { input: 2, output: 6 })]).rows).toEqual([mistral]);
});

test('P05 a feed in which everything doubled is rejected', () => {
  const inForce = ['a', 'b', 'c'].map((model) => row(model, { input: 1, output: 4 }));
  const doubled = inForce.map(({ model }) => fresh(model, { input: 2, output: 8 }));
  expect(proposePrices(inForce, { rows: doubled, unreadable: [] }, FROM)).toMatchObject({ kind: 'rejected' });
});

test('P10 a model that the source no longer lists stays priced and is marked retired', () => {
  const source = { source: 'genai-prices' };
  const listed = ['a', 'b', 'c', 'd', 'e'].map((model) => row(model, { input: 1, output: 4, ...source }));
  const proposal = propose(listed, listed.slice(1).map(({ model }) => fresh(model, { input: 1, output: 4 })));
  expect(proposal.retiredModels).toEqual(['openai/a']);
  expect(proposal.rows[0]).toMatchObject({ model: 'a', input: 1, status: 'retired' });
});

test('P11 a feed that lost 40 % of what it listed is rejected', () => {
  const source = { source: '@pydantic/genai-prices 0.1.8' };
  const listed = ['a', 'b', 'c', 'd', 'e'].map((model) => row(model, { input: 1, output: 4, ...source }));
  const left = listed.slice(2).map(({ model }) => fresh(model, { input: 1, output: 4 }));
  expect(proposePrices(listed, { rows: left, unreadable: [] }, FROM)).toMatchObject({ kind: 'rejected' });
});

test('a model that the feed lists under one of our aliases is the same model', () => {
  const proposal = propose([GPT_4O], [fresh('gpt-4o-2024-08-06', { input: 2, output: 10 })]);
  expect(proposal.newModels).toEqual([]);
  expect(proposal.changes).toEqual([{ what: 'openai/gpt-4o', column: 'input', oldUsd: 2.5, newUsd: 2 }]);
});

test('a card that was checked by hand at its vendor is not replaced, and the difference is told', () => {
  const curated = row('gpt-4o', { input: 2.5, output: 10, source: 'https://openai.com/api/pricing' });
  const proposal = propose([curated], [fresh('gpt-4o', { input: 2, output: 10 })]);
  expect(proposal.rows).toEqual([curated]);
  expect(proposal.heldBack).toEqual([{ what: 'openai/gpt-4o', reason: 'the price in force was checked by hand at its vendor' }]);
  expect(propose([curated], [fresh('gpt-4o', { input: 2.5, output: 10 })]).heldBack).toEqual([]);
});
