/** No number moves that was not named in a difference, whichever column moves it. */
import fc from 'fast-check';
import type { PriceRow } from '../../src/catalog/priceRow';
import { rowKey } from '../../src/catalog/rowKey';
import { applyChoice } from '../../src/feeds/applyChoice';
import { collectPrices, proposalOf } from '../../src/feeds/collectPrices';
import { LITE_LLM_FEED } from '../../src/feeds/liteLlm/liteLlmFeed';
import { MODELS_DEV_FEED } from '../../src/feeds/modelsDev/modelsDevFeed';
import { ownPriceRange } from '../../src/feeds/ownPrices/ownPriceRange';
import { describeRow } from '../../src/feeds/priceChanges';
import { proposePrices, type ListTrust } from '../../src/feeds/proposePrices';
import type { ChosenSource, RefreshProposal, SourceResult } from '../../src/feeds/refreshProposal';
import { rateOf } from './rateOf';

const TODAY = '2026-11-23';

test('a card names the day of an end as one on which its price no longer holds', () => {
  const row = { provider: 'acme', model: 'alpha', valid_from: '2026-01-01', valid_to: '2026-06-30' };
  expect(describeRow(row)).toBe('acme/alpha, since 2026-01-01, before 2026-06-30');
});

// models.dev's api.json as of 2026-09-28 (the copy in opencode-linux-x64 1.18.33) has no long-context price of this model,
// which genai-prices 0.1.8 has: twice the price for prompts of more than 200,000 tokens.
test('a long-context price that a list does not have is not taken away unless somebody says so', async () => {
  const sonnet = { provider: 'anthropic', model: 'claude-sonnet-4-5', source: '@pydantic/genai-prices 0.1.8' };
  const inForce: PriceRow[] = [
    { ...sonnet, input: 3, cached_input: 0.3, cache_write: 3.75, output: 15, checked: '2026-09-23' },
    {
      ...sonnet,
      ctx_from: 200_001,
      input: 6,
      cached_input: 0.6,
      cache_write: 7.5,
      output: 22.5,
      checked: '2026-09-23',
    },
  ];
  const record = { id: 'claude-sonnet-4-5', cost: { input: 3, output: 15, cache_read: 0.3, cache_write: 3.75 } };
  const text = JSON.stringify({ anthropic: { id: 'anthropic', models: { 'claude-sonnet-4-5': record } } });
  const against = { asOf: TODAY, llmRows: inForce, gpuOffers: [], sources: [] };
  const proposal = await collectPrices([{ feed: MODELS_DEV_FEED, url: '', text }], against);
  expect(proposal.cards).toMatchObject([{ what: 'anthropic/claude-sonnet-4-5', preselected: false }]);
  expect(proposal.cards[0].cautions).toContain(
    'this list has no price of its own for prompts from 200,001 tokens, and the one in force would go',
  );
});

describe('a list whose factors moved while its rates stayed', () => {
  const RECORD = { mode: 'chat', input_cost_per_token: 2e-6, output_cost_per_token: 8e-6 };
  const known = (provider: string, overlay: Partial<PriceRow>): PriceRow[] => {
    const row = { provider, model: 'z', source: 'litellm', checked: '2026-11-01' };
    return [
      { ...row, input: 2, output: 8 },
      { ...row, ...overlay },
    ];
  };
  const refreshed = (llmRows: readonly PriceRow[], record: object) =>
    collectPrices(
      [{ feed: LITE_LLM_FEED, url: '', text: JSON.stringify({ z: { ...RECORD, ...record } }) } satisfies ChosenSource],
      { asOf: TODAY, llmRows, gpuOffers: [], sources: [] },
    );

  test('has a card with the factor before and after; confirming leaves it, accepting takes it', async () => {
    const inForce = known('anthropic', { tier: 'fast', multiplier: 2 });
    const record = { litellm_provider: 'anthropic', provider_specific_entry: { fast: 6 } };
    const proposal = await refreshed(inForce, record);
    expect(proposal.cards).toMatchObject([
      { change: 'changed', changes: [{ what: 'anthropic/z, fast', column: 'multiplier', old: 2, new: 6 }] },
    ]);
    const inputOf = (keys: string[]) => rateOf(applyChoice(proposal, new Set(keys)).llmRows, 'input', { tier: 'fast' });
    expect([inputOf([]), inputOf(['models|anthropic/z'])]).toEqual([4, 12]); // $2 × 2, $2 × 6
  });

  test('P04 is held back when the factor moves by more than a factor of 3', async () => {
    const inForce = known('openai', { region: 'us', multiplier: 1.1 });
    const record = { litellm_provider: 'openai', regional_processing_uplift_multiplier_us: 9 };
    const proposal = await refreshed(inForce, record);
    expect(proposal.cards).toEqual([]);
    expect(proposal.sources[0].heldBack).toEqual([
      { what: 'openai/z, in us', reason: 'changes by more than a factor of 3' },
    ]);
    expect(rateOf(applyChoice(proposal, new Set()).llmRows, 'input', { region: 'us' })).toBe(2.2);
  });

  test('has a card for a factor where there was none', async () => {
    const record = { litellm_provider: 'openai', regional_processing_uplift_multiplier_eu: 1.1 };
    const proposal = await refreshed(known('openai', {}).slice(0, 1), record);
    expect(proposal.cards).toMatchObject([
      { changes: [{ what: 'openai/z, in eu', column: 'multiplier', old: undefined, new: 1.1 }] },
    ]);
    expect(applyChoice(proposal, new Set()).llmRows).toHaveLength(1);
  });
});

describe('a list of one’s own', () => {
  const CELLS = [
    ['provider', 'model', 'tier', 'input', 'output', 'discount', 'image_each', 'multiplier', 'currency', 'priority'],
    ['acme', 'm1', '', 2, 4, 0.1, 'hd=0.08; sd=0.02', '', '', ''],
    ['acme', 'm1', 'batch', '', '', '', '', 0.5, '', ''],
  ];
  const list = (cells: (string | number)[][]) => ownPriceRange({ address: 'Sheet1!A1:J3', cells, dates1904: false });
  const changed = (row: number, column: string, cell: string | number) =>
    CELLS.map((line, index) => (index === row ? line.map((old, at) => (CELLS[0][at] === column ? cell : old)) : line));
  const inForce: PriceRow[] = [
    {
      ...{ provider: 'acme', model: 'm1', input: 2, output: 4, discount: 0.1, image_each: 'hd=0.08; sd=0.02' },
      ...{ source: 'own-prices: Sheet1!A1:J3', checked: '2026-11-01' },
    },
    { provider: 'acme', model: 'm1', tier: 'batch', multiplier: 0.5, source: 'own-prices: Sheet1!A1:J3' },
  ];
  const refreshed = (cells: (string | number)[][]) =>
    collectPrices([list(cells)], { asOf: TODAY, llmRows: inForce, gpuOffers: [], sources: [] });

  test.each([
    ['discount', 1, 0.9, 0.1, 'acme/m1', 'changes by more than a factor of 3'], // 90 % of the price, then 10 %
    ['discount', 1, 0.2, 0.1, 'acme/m1', undefined],
    ['multiplier', 2, 5, 0.5, 'acme/m1, batch', 'changes by more than a factor of 3'],
    ['image_each', 1, 'hd=80; sd=0.02', 'hd=0.08; sd=0.02', 'acme/m1', 'changes by more than a factor of 3'],
    ['image_each', 1, 'hd=0.1; sd=0.02', 'hd=0.08; sd=0.02', 'acme/m1', undefined],
    ['currency', 1, 'EUR', undefined, 'acme/m1', 'changes, and with it what every price is in'],
    ['priority', 2, 7, undefined, 'acme/m1, batch', undefined],
  ] as const)('that changes its %s in row %p to %p has a card', async (column, row, now, old, what, oddity) => {
    const { cards } = await refreshed(changed(row, column, now));
    expect(cards).toMatchObject([{ changes: [{ what, column, old, new: now }] }]);
    expect(cards[0].changes).toHaveLength(1);
    expect(cards[0].cautions).toEqual(oddity ? [`${column.replace('_', ' ')} of ${what} ${oddity}`] : []);
  });

  test('that adds a tier at the prices of the model has a card, for it could not be asked for before', async () => {
    const { cards } = await refreshed([...CELLS, ['acme', 'm1', 'flex', '', '', '', '', '', '', '']]);
    expect(cards).toMatchObject([
      { changes: [{ what: 'acme/m1, flex', column: 'row', old: undefined, new: 'listed' }] },
    ]);
  });

  test('that says the same again has none, and gives its day', async () => {
    const proposal = await refreshed(CELLS);
    expect(proposal.cards).toEqual([]);
    const days = applyChoice(proposal, new Set()).llmRows.map(({ checked }) => checked);
    expect(days).toEqual([proposal.sources[0].retrieved?.slice(0, 10), proposal.sources[0].retrieved?.slice(0, 10)]);
  });
});

describe('for any two tables', () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
  const price = fc.constantFrom(1, 2, 2.5, 8);
  const rows = (source: string, checked: string) =>
    fc.array(
      fc
        .record({
          model: fc.constantFrom('a', 'b', 'c'),
          aliases: maybe(fc.constantFrom('x', 'y')),
          tier: maybe(fc.constantFrom('batch', 'fast')),
          region: maybe(fc.constant('us')),
          ctx_from: maybe(fc.constant(200_001)),
          valid_from: maybe(fc.constantFrom('2026-01-01', '2026-11-02')),
          input: maybe(price),
          cached_input: maybe(fc.constantFrom(0.25, 0.5)),
          output: maybe(price),
          web_search_per_1k: maybe(fc.constantFrom(10, 25)),
          image_each: maybe(fc.constantFrom(0.04, 'hd=0.08', 'hd=0.1;sd=0.04')),
          multiplier: maybe(fc.constantFrom(0.5, 1.1)),
          discount: maybe(fc.constantFrom(0.1, 0.2)),
          currency: maybe(fc.constant('EUR')),
          priority: maybe(fc.constantFrom(1, 2)),
          my_input: maybe(price),
          my_discount: maybe(fc.constant(0.3)),
        })
        .map((fields): PriceRow => ({ provider: 'acme', source, checked, ...withoutBlanks(fields) })),
      { maxLength: 6 },
    );
  const tables = fc
    .record({
      inForce: rows('litellm', '2026-11-01'),
      others: rows('litellm', TODAY),
      // the same again but for a column, as most records of a list are
      dropped: maybe(fc.constantFrom('output', 'multiplier', 'discount', 'image_each', 'cached_input', 'my_input')),
      trust: fc.constantFrom<ListTrust>('public', 'own', 'bundled'),
    })
    .map(({ inForce, others, dropped, trust }) => {
      const again = inForce.map((row): PriceRow => ({
        ...row,
        checked: TODAY,
        ...(dropped && { [dropped]: undefined }),
      }));
      return { inForce, listed: [...again, ...others].slice(0, Math.max(again.length, others.length)), trust };
    });
  const proposalFrom = (inForce: PriceRow[], listed: PriceRow[], trust: ListTrust): RefreshProposal | undefined => {
    const from = { source: 'litellm', today: TODAY, trust, allowShorter: true };
    const proposal = proposePrices(inForce, { rows: listed, unreadable: [] }, from);
    if (proposal.kind !== 'proposed') return undefined;
    const copy = { url: '', retrieved: `${TODAY}T10:00:00Z`, sha256: 'a' };
    const result: SourceResult = { feed: LITE_LLM_FEED, state: 'ok', problem: '', copy, ...proposal };
    return proposalOf([result], { asOf: '2026-11-01', llmRows: inForce, gpuOffers: [], sources: [] }, TODAY);
  };
  const cellName = ({ what, column }: { what: string; column: string }) => `${what}|${column}`;
  const PRICING = [
    ...(['input', 'cached_input', 'output', 'web_search_per_1k', 'image_each'] as const),
    ...(['multiplier', 'discount', 'currency', 'priority'] as const),
  ];
  const MOVING = [...PRICING, 'my_input', 'my_discount', 'aliases'] as const;
  const moving = (row: PriceRow) => [rowKey(row), ...MOVING.map((column) => row[column])];

  test('confirming moves no number: every row of a model stays in its order, with its prices, factors and names', () => {
    fc.assert(
      fc.property(tables, ({ inForce, listed, trust }) => {
        const proposal = proposalFrom(inForce, listed, trust);
        if (!proposal) return;
        const { llmRows } = applyChoice(proposal, new Set());
        expect(llmRows).toHaveLength(inForce.length);
        for (const model of ['a', 'b', 'c']) {
          const of = (table: readonly PriceRow[]) => table.filter((row) => row.model === model).map(moving);
          expect(of(llmRows)).toEqual(of(inForce));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('accepting moves nothing that the cards do not name', () => {
    fc.assert(
      fc.property(tables, ({ inForce, listed, trust }) => {
        const proposal = proposalFrom(inForce, listed, trust);
        if (!proposal) return;
        const accepted = applyChoice(proposal, new Set(proposal.cards.map(({ key }) => key))).llmRows;
        const named = new Set(proposal.cards.flatMap(({ changes }) => changes.map(cellName)));
        const cells = (rows: readonly PriceRow[], what: string, column: (typeof PRICING)[number]) =>
          rows.filter((row) => describeRow(row) === what).map((row) => row[column]);
        for (const what of new Set([...inForce, ...accepted].map(describeRow))) {
          for (const column of PRICING) {
            const [before, after] = [cells(inForce, what, column), cells(accepted, what, column)];
            const isSame = JSON.stringify(before) === JSON.stringify(after);
            const rowComesOrGoes = before.length !== after.length && [...named].some((name) => name.startsWith(what));
            if (!isSame && !rowComesOrGoes) expect(named).toContain(cellName({ what, column }));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  function withoutBlanks<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
    return Object.fromEntries(Object.entries(fields).filter(([, cell]) => cell !== undefined)) as {
      [K in keyof T]: Exclude<T[K], undefined>;
    };
  }
});
