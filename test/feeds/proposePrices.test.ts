import type { PriceRow } from '../../src/catalog/priceRow';
import { applyChoice } from '../../src/feeds/applyChoice';
import { proposalOf } from '../../src/feeds/collectPrices';
import { GENAI_PRICES_FEED } from '../../src/feeds/genaiPrices/genaiPricesFeed';
import { proposePrices } from '../../src/feeds/proposePrices';
import type { SourceResult } from '../../src/feeds/refreshProposal';
import { rateOf } from './rateOf';

const TODAY = '2026-11-23';
const FROM = { source: 'genai-prices', today: TODAY };
const row = (model: string, fields: Partial<PriceRow>): PriceRow => ({ provider: 'openai', model, ...fields });
const fresh = (model: string, fields: Partial<PriceRow>) =>
  row(model, { source: 'genai-prices', checked: TODAY, ...fields });
/** The list beside the prices in force, and the rows once every card of it is accepted. */
const propose = (inForce: PriceRow[], rows: PriceRow[]) => {
  const proposal = proposePrices(inForce, { rows, unreadable: [] }, FROM);
  if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
  const copy = { url: GENAI_PRICES_FEED.url, retrieved: `${TODAY}T10:00:00Z`, sha256: 'a' };
  const result: SourceResult = { feed: GENAI_PRICES_FEED, state: 'ok', problem: '', copy, ...proposal };
  const refresh = proposalOf([result], { asOf: '2026-11-01', llmRows: inForce, gpuOffers: [], sources: [] }, TODAY);
  const chosen = applyChoice(refresh, new Set(refresh.cards.map(({ key }) => key)));
  const named = (change: string) => refresh.cards.filter((card) => card.change === change).map(({ what }) => what);
  return {
    rows: chosen.llmRows,
    admittedRows: chosen.sources[0].rows,
    changes: refresh.cards.filter(({ change }) => change !== 'new').flatMap(({ changes }) => changes),
    newModels: named('new'),
    retiredModels: named('retired'),
    heldBack: proposal.heldBack,
    warnings: proposal.warnings,
  };
};

const GPT_4O = row('gpt-4o', {
  name: 'GPT-4o',
  aliases: 'gpt-4o-2024-08-06',
  input: 2.5,
  cached_input: 1.25,
  output: 10,
  checked: '2026-11-10',
});
const GPT_4O_BATCH = row('gpt-4o', { tier: 'batch', multiplier: 0.5 });

test('a changed price is listed with old and new, and takes the place of the old row', () => {
  const { rows, changes } = propose(
    [GPT_4O, GPT_4O_BATCH],
    [fresh('gpt-4o', { input: 2, output: 10, aliases: 'something-else' })],
  );
  expect(changes).toEqual([{ what: 'openai/gpt-4o', column: 'input', old: 2.5, new: 2 }]);
  expect(rows).toEqual([
    row('gpt-4o', {
      name: 'GPT-4o',
      aliases: 'gpt-4o-2024-08-06',
      input: 2,
      cached_input: 1.25,
      output: 10,
      source: 'genai-prices',
      checked: TODAY,
      note: 'kept: cached_input (2026-11-10)',
    }),
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
  expect(changes).toEqual([{ what: 'openai/gpt-4o, from 272,000 tokens', column: 'input', old: 5, new: undefined }]);
});

test('P04 one suspicious row holds back the whole card of its model', () => {
  const rows = [fresh('gpt-4o', { input: 2.5, output: 10 }), fresh('gpt-4o', { ctx_from: 272000, input: -1 })];
  const proposal = propose([GPT_4O], rows);
  expect(proposal.rows).toEqual([GPT_4O]);
  expect(proposal.heldBack).toEqual([
    { what: 'openai/gpt-4o, from 272,000 tokens', reason: expect.stringContaining('negative') as string },
  ]);
});

test('a new model is named and added at the end', () => {
  const { newModels, rows, changes } = propose([GPT_4O], [fresh('gpt-9', { input: 1, output: 4 })]);
  expect(newModels).toEqual(['openai/gpt-9']);
  expect(rows.map(({ model }) => model)).toEqual(['gpt-4o', 'gpt-9']);
  expect(changes).toEqual([]);
});

test('what the row in force already notes as this source’s other opinion is not proposed again', () => {
  const mistral = row('mistral-large', {
    input: 0.5,
    output: 1.5,
    note: 'genai-prices 0.1.8: 2/6, the price of the 24.11 model',
  });
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
  const proposal = propose(
    listed,
    ['b', 'c', 'd', 'e', 'a-next'].map((model) => fresh(model, { input: 1, output: 4 })),
  );
  expect(proposal.retiredModels).toEqual(['openai/a']);
  expect(proposal.newModels).toEqual(['openai/a-next']);
  expect(proposal.rows[0]).toMatchObject({ model: 'a', input: 1, status: 'retired' });
});

test('P11 a feed that lost 40 % of what it listed is rejected', () => {
  const source = { source: '@pydantic/genai-prices 0.1.8' };
  const listed = ['a', 'b', 'c', 'd', 'e'].map((model) => row(model, { input: 1, output: 4, ...source }));
  const left = listed.slice(2).map(({ model }) => fresh(model, { input: 1, output: 4 }));
  expect(proposePrices(listed, { rows: left, unreadable: [] }, FROM)).toMatchObject({ kind: 'rejected' });
});

test('P07 a model whose record cannot be read is held back, not marked as no longer listed', () => {
  const inForce = ['a', 'b', 'c', 'd', 'e', 'f'].map((model) => fresh(model, { input: 1, checked: '2026-11-10' }));
  const rows = inForce.slice(1).map((listed) => ({ ...listed, checked: TODAY }));
  const unreadable = [{ what: 'A', reason: 'the record has another format' }];
  const proposal = proposePrices(inForce, { rows, unreadable }, FROM);
  expect(proposal).toMatchObject({ kind: 'proposed', heldBack: unreadable });
  expect(proposal.kind === 'proposed' && [...proposal.cards.keys()]).toEqual(
    rows.map(({ model }) => `openai/${model}`),
  );
});

test('P11 taken all the same, the missing models that came by a refresh stay priced and are marked retired', () => {
  const listed = ['a', 'b', 'c', 'd', 'e'].map((model) => row(model, { input: 1, output: 4, source: FROM.source }));
  const left = listed.slice(2).map(({ model }) => fresh(model, { input: 1, output: 4 }));
  const proposal = proposePrices(listed, { rows: left, unreadable: [] }, { ...FROM, allowShorter: true });
  const cards = proposal.kind === 'proposed' ? proposal.cards : new Map<string, never>();
  expect(cards.get('openai/a')).toMatchObject({ change: 'retired', rows: [{ input: 1, status: 'retired' }] });
  expect([...cards.values()].filter(({ change }) => change === 'retired')).toHaveLength(2);
});

test('a model that the feed lists under one of our aliases is the same model', () => {
  const proposal = propose([GPT_4O], [fresh('gpt-4o-2024-08-06', { input: 2, output: 10 })]);
  expect(proposal.newModels).toEqual([]);
  expect(proposal.changes).toEqual([{ what: 'openai/gpt-4o', column: 'input', old: 2.5, new: 2 }]);
});

test('a card that was checked by hand at its vendor is not replaced, and the difference is told', () => {
  const curated = row('gpt-4o', { input: 2.5, output: 10, source: 'https://openai.com/api/pricing' });
  const proposal = propose([curated], [fresh('gpt-4o', { input: 2, output: 10 })]);
  expect(proposal.rows).toEqual([curated]);
  expect(proposal.heldBack).toEqual([
    { what: 'openai/gpt-4o', reason: 'the price in force was checked by hand at its vendor' },
  ]);
  const same = [fresh('gpt-4o', { input: 2.5, output: 10 }), fresh('gpt-9', { input: 1, output: 4 })];
  expect(propose([curated], same).heldBack).toEqual([]);
});

test('a feed’s batch prices take the place of the factor in force, which would halve them again', () => {
  const { rows, changes } = propose(
    [GPT_4O, GPT_4O_BATCH],
    [fresh('gpt-4o', { input: 2.5, output: 10 }), fresh('gpt-4o', { tier: 'batch', input: 1.25, output: 5 })],
  );
  expect(rateOf(rows, 'input', { tier: 'batch' })).toBe(1.25);
  expect(changes.map(({ what, column, new: now }) => [what, column, now])).toEqual([
    ['openai/gpt-4o, batch', 'input', 1.25],
    ['openai/gpt-4o, batch', 'output', 5],
    ['openai/gpt-4o, batch', 'multiplier', undefined],
  ]);
});

test('tiers and hours in force of which the feed says nothing stay', () => {
  const night = row('gpt-4o', { hours: '00:00-06:00', multiplier: 0.9 });
  const { rows } = propose(
    [GPT_4O, GPT_4O_BATCH, night],
    [fresh('gpt-4o', { input: 2.5, output: 10 }), fresh('gpt-4o', { tier: 'priority', input: 4.25, output: 17 })],
  );
  expect(rows.map(({ tier, hours }) => tier ?? hours)).toEqual([undefined, 'priority', 'batch', '00:00-06:00']);
});

test('other hours of the feed replace those in force together, so that none of them is left over', () => {
  const peak = row('gpt-4o', { days: 'Mon-Fri', hours: '09:00-18:00', input: 5 });
  const { rows, changes } = propose(
    [GPT_4O, peak],
    [fresh('gpt-4o', { input: 2.5, output: 10 }), fresh('gpt-4o', { hours: '08:00-12:00', tz: 'UTC', input: 4 })],
  );
  expect(rows.map(({ hours }) => hours)).toEqual([undefined, '08:00-12:00']);
  expect(changes.map(({ what, old, new: now }) => [what, old, now])).toEqual([
    ['openai/gpt-4o, 08:00-12:00', undefined, 4],
    ['openai/gpt-4o, Mon-Fri, 09:00-18:00', 5, undefined],
  ]);
});

test('P04 a batch price that moves by more than a factor of 3 holds back its model', () => {
  const batch = row('gpt-4o', { tier: 'batch', input: 1.25, output: 5 });
  const offered = [
    fresh('gpt-4o', { input: 2.5, output: 10 }),
    fresh('gpt-4o', { tier: 'batch', input: 0.125, output: 5 }),
  ];
  // among enough other models the feed as a whole is believed
  const others = Array.from({ length: 20 }, (_, index) => row(`other-${index}`, { input: 1, output: 4 }));
  const proposal = propose(
    [GPT_4O, batch, ...others],
    [...offered, ...others.map(({ model }) => fresh(model, { input: 1, output: 4 }))],
  );
  expect(proposal.heldBack).toEqual([{ what: 'openai/gpt-4o, batch', reason: 'changes by more than a factor of 3' }]);
  expect(proposal.rows.slice(0, 2)).toEqual([GPT_4O, batch]);
});

test('a tier that was checked by hand at its vendor stays, and follows the feed’s new price', () => {
  const checked = { ...GPT_4O_BATCH, source: 'https://developers.openai.com/api/docs/pricing' };
  const offered = (batch: Partial<PriceRow>) =>
    propose(
      [GPT_4O, checked],
      [fresh('gpt-4o', { input: 2, output: 10 }), fresh('gpt-4o', { tier: 'batch', ...batch })],
    );
  const same = offered({ input: 1, output: 5 });
  expect(same.heldBack).toEqual([]);
  expect(rateOf(same.rows, 'input', { tier: 'batch' })).toBe(1);
  // half of the new price is not what the list says, and neither price may win silently
  const other = offered({ input: 0.9, output: 5 });
  expect(other.rows).toEqual([GPT_4O, checked]);
  expect(other.heldBack).toEqual([
    {
      what: 'openai/gpt-4o, batch',
      reason: 'the factor in force, checked by hand at the vendor, does not make the list’s price of its new one',
    },
  ]);
});

test('a factor that makes the list’s own batch prices holds nothing back, whether it lists a cached price or not', () => {
  const checked = { ...GPT_4O_BATCH, source: 'https://developers.openai.com/api/docs/pricing' };
  const { rows, heldBack } = propose(
    [GPT_4O, checked],
    [
      fresh('gpt-4o', { input: 2, cached_input: 1, output: 8 }),
      fresh('gpt-4o', { tier: 'batch', input: 1, output: 4 }),
    ],
  );
  expect(heldBack).toEqual([]);
  expect(rateOf(rows, 'cached_input', { tier: 'batch' })).toBe(0.5);
});

// OpenAI's batch table without a cached column charges the input price (gpt-4o, 2026-06-10); Google's batch keeps the
// standard cached price (gemini-2.5-flash: batch 0.15, cached 0.03 as in standard, 2026-09-26)
test.each([
  ['openai', 1.5],
  ['google', 0.3],
])('a cached token in a batch of %s without a listed price costs %d', (provider, usd) => {
  const offered = [
    { ...fresh('new-1', { input: 3, cached_input: 0.3, output: 18 }), provider },
    { ...fresh('new-1', { tier: 'batch', input: 1.5, output: 9 }), provider },
  ];
  expect(rateOf(propose([], offered).rows, 'cached_input', { tier: 'batch' })).toBe(usd);
});

test('a batch price that is no factor and that the list lacks is named when the standard price moves', () => {
  const source = 'https://developers.openai.com/api/docs/pricing';
  const batch = row('gpt-4o', { tier: 'batch', input: 1.25, output: 5, source, checked: '2026-06-10' });
  const moved = propose([GPT_4O, batch], [fresh('gpt-4o', { input: 1, output: 4 })]);
  expect(rateOf(moved.rows, 'input', { tier: 'batch' })).toBe(1.25);
  expect(moved.warnings).toContainEqual({
    what: 'openai/gpt-4o',
    reason: 'not in this list, and stays as it was on 2026-06-10: the price for batch',
  });
  const { input, output } = GPT_4O;
  expect(propose([GPT_4O, batch], [fresh('gpt-4o', { input, output })]).warnings).toEqual([]);
});

test('a tier’s own price that was checked by hand at its vendor stays, and the list’s other one is told', () => {
  const source = 'https://developers.openai.com/api/docs/pricing';
  const checked = row('gpt-4o', { tier: 'batch', input: 1.25, output: 5, source });
  const { rows, heldBack } = propose(
    [GPT_4O, checked],
    [fresh('gpt-4o', { input: 2, output: 10 }), fresh('gpt-4o', { tier: 'batch', input: 1, output: 4 })],
  );
  expect(rateOf(rows, 'input')).toBe(2);
  expect(rateOf(rows, 'input', { tier: 'batch' })).toBe(1.25);
  expect(heldBack).toEqual([
    { what: 'openai/gpt-4o, batch', reason: 'the price in force was checked by hand at its vendor' },
  ]);
});

describe('a price in force that the list does not state', () => {
  const before = row('gpt-4o', {
    ...{ input: 2.5, cached_input: 1.25, output: 10, web_search_per_1k: 10 },
    ...{ source: 'models.dev', checked: '2026-07-01' },
  });
  // among enough other models the list as a whole is believed
  const others = Array.from({ length: 20 }, (_, index) => row(`other-${index}`, { input: 1, output: 4 }));
  const listed = (rates: Partial<PriceRow>) =>
    propose(
      [before, ...others],
      [fresh('gpt-4o', rates), ...others.map(({ model }) => fresh(model, { input: 1, output: 4 }))],
    );

  test('goes when it would be a cached price above the new input price, and the difference says so', () => {
    const { rows, changes } = listed({ input: 1, output: 4 });
    expect(changes).toEqual([
      { what: 'openai/gpt-4o', column: 'input', old: 2.5, new: 1 },
      { what: 'openai/gpt-4o', column: 'cached_input', old: 1.25, new: undefined },
      { what: 'openai/gpt-4o', column: 'output', old: 10, new: 4 },
    ]);
    expect(rateOf(rows, 'cached_input')).toBe(1);
  });

  test('stays beside prices that moved, named with its day; a fee does not depend on them', () => {
    const { rows, warnings } = listed({ input: 2, output: 8 });
    expect(rows[0]).toMatchObject({
      ...{ input: 2, cached_input: 1.25, output: 8, web_search_per_1k: 10, source: 'genai-prices', checked: TODAY },
      note: 'kept: cached_input, web_search_per_1k (models.dev, 2026-07-01)',
    });
    expect(warnings).toEqual([
      {
        what: 'openai/gpt-4o',
        reason: 'not in this list, and kept from the prices in force of 2026-07-01: cached input 1.25',
      },
    ]);
  });

  test('P07 a record without an output price leaves that in force, on its day, and says so', () => {
    const { rows, changes, warnings } = listed({ input: 2.5, cached_input: 1.25 });
    expect(changes).toEqual([]);
    expect(rows[0]).toMatchObject({
      ...{ input: 2.5, output: 10, checked: '2026-07-01' },
      note: 'kept: output, web_search_per_1k (models.dev, 2026-07-01)',
    });
    expect(warnings).toEqual([
      { what: 'openai/gpt-4o', reason: 'not in this list, and kept from the prices in force of 2026-07-01: output 10' },
    ]);
  });

  test('keeps its first source and day through later refreshes, until a list states it', () => {
    const next = (rates: Partial<PriceRow>, inForce: PriceRow) =>
      propose([inForce], [fresh('gpt-4o', { input: 2.5, output: 10, ...rates })]).rows[0] as PriceRow;
    const first = next({ web_search_per_1k: 10 }, before);
    expect(first.note).toBe('kept: cached_input (models.dev, 2026-07-01)');
    const second = next({}, first);
    expect(second.note).toBe(`kept: cached_input (models.dev, 2026-07-01); web_search_per_1k (genai-prices, ${TODAY})`);
    expect(next({}, second).note).toBe(second.note);
    expect(next({ cached_input: 1.25, web_search_per_1k: 10 }, second)).not.toHaveProperty('note');
  });

  test('is not kept in another currency, and the list waits for a person', () => {
    const { changes, heldBack } = propose(
      [{ ...before, currency: 'EUR' }],
      [fresh('gpt-4o', { input: 2.5, output: 10 })],
    );
    expect(changes).toEqual([]);
    expect(heldBack).toEqual([
      { what: 'openai/gpt-4o', reason: 'its currency changes, and with it what every price is in' },
    ]);
  });
});
