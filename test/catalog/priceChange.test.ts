import fc from 'fast-check';
import { admitRows } from '../../src/catalog/admitRows';
import type { PriceRow } from '../../src/catalog/priceRow';

const TODAY = '2026-11-23';
const JUMP = 'changes by more than a factor of 3';
const row = (fields: Partial<PriceRow>, model = 'gpt-x'): PriceRow => ({ provider: 'openai', model, ...fields });
/** Nineteen models that stay as they are, so that one that moves is no fault of the whole feed. */
const OTHERS = Array.from({ length: 19 }, (_, index) => row({ input: 1, output: 4 }, `other-${index}`));
const CARD = { input: 2.5, cached_input: 0.25, output: 10 };
const LONG = { ctx_from: 200_001, input: 5, output: 15 };
const TEN_TIMES = { input: 25, cached_input: 2.5, output: 100 };

/** Why rows that a list offers are held back, beside those in force of the same model. */
function heldBack(inForce: readonly Partial<PriceRow>[], offered: readonly Partial<PriceRow>[]): string[] {
  const rows = (cells: readonly Partial<PriceRow>[]) => [...cells.map((fields) => row(fields)), ...OTHERS];
  const admission = admitRows(rows(offered), rows(inForce), { today: TODAY });
  return admission.kind === 'rejected' ? [admission.reason] : admission.quarantined.map(({ reason }) => reason);
}

describe('P04 a jump under another date or threshold', () => {
  test.each<[string, Partial<PriceRow>[], Partial<PriceRow>[]]>([
    [
      '×10 since a day that has passed',
      [CARD],
      [
        { ...CARD, valid_to: '2026-07-02' },
        { ...TEN_TIMES, valid_from: '2026-07-02' },
      ],
    ],
    ['÷1,000 since a day that has passed', [CARD], [{ input: 0.0025, output: 0.01, valid_from: '2026-07-02' }]],
    [
      '×10 from tomorrow',
      [CARD],
      [
        { ...CARD, valid_to: '2026-11-24' },
        { ...TEN_TIMES, valid_from: '2026-11-24' },
      ],
    ],
    [
      'dates taken away',
      [
        { ...TEN_TIMES, valid_to: '2026-03-13' },
        { ...CARD, valid_from: '2026-03-13' },
      ],
      [TEN_TIMES],
    ],
    ['the older of two open cards', [CARD, { ...TEN_TIMES, valid_from: '2026-03-13' }], [CARD]],
    [
      'a past price, its last day moved',
      [
        { ...CARD, valid_to: '2026-03-13' },
        { ...CARD, valid_from: '2026-03-13' },
      ],
      [
        { ...TEN_TIMES, valid_to: '2026-03-20' },
        { ...CARD, valid_from: '2026-03-20' },
      ],
    ],
    [
      'a card that ended, taken up again',
      [{ ...CARD, valid_to: '2026-11-01' }],
      [{ ...TEN_TIMES, valid_from: '2026-11-20' }],
    ],
    ['the threshold raised', [CARD, LONG], [CARD, { ctx_from: 272_000, input: 50, output: 150 }]],
    ['the threshold lowered', [CARD, LONG], [CARD, { ctx_from: 128_001, input: 50, output: 150 }]],
    [
      'one of two thresholds moved',
      [CARD, LONG, { ctx_from: 1_000_001, input: 50, output: 150 }],
      [CARD, { ...LONG, ctx_from: 272_000, input: 50, output: 150 }, { ctx_from: 1_000_001, input: 50, output: 150 }],
    ],
    ['a first threshold, at which next to every prompt costs ×10', [CARD], [CARD, { ...TEN_TIMES, ctx_from: 2 }]],
    [
      'a tier written in capitals',
      [CARD, { tier: 'batch', input: 1.25, output: 5 }],
      [CARD, { tier: ' Batch', input: 12.5, output: 50 }],
    ],
    [
      'hours moved',
      [CARD, { hours: '16:00-24:00', input: 1.25, output: 5 }],
      [CARD, { hours: '17:00-24:00', input: 12.5, output: 50 }],
    ],
  ])('%s is held back', (_what, inForce, offered) => {
    expect(heldBack(inForce, offered)).toEqual([JUMP]);
  });

  test.each<[string, Partial<PriceRow>[], Partial<PriceRow>[]]>([
    [
      'a price halved since a day that has passed',
      [CARD],
      [
        { ...CARD, valid_to: '2026-07-02' },
        { input: 1.25, output: 5, valid_from: '2026-07-02' },
      ],
    ],
    [
      'a price that was six times as high before the table begins',
      [CARD],
      [
        { input: 15, output: 60, valid_to: '2025-06-10' },
        { ...CARD, valid_from: '2025-06-10' },
      ],
    ],
    [
      'an announced rise of ten times that is in force already',
      [
        { ...CARD, valid_to: '2027-01-01' },
        { ...TEN_TIMES, valid_from: '2027-01-01' },
      ],
      [
        { ...CARD, valid_to: '2027-01-01' },
        { ...TEN_TIMES, valid_from: '2027-01-01' },
      ],
    ],
    ['the same price with a threshold moved', [CARD, LONG], [CARD, { ...LONG, ctx_from: 272_000 }]],
    ['a first long-context price, twice the short one', [CARD], [CARD, LONG]],
    ['a first batch price', [CARD], [CARD, { tier: 'batch', input: 0.25, output: 1 }]],
    [
      'peak and off-peak hours moved by an hour',
      [CARD, { hours: '00:00-08:00', input: 0.5, output: 2 }, { hours: '08:00-24:00', input: 2.5, output: 10 }],
      [CARD, { hours: '00:00-09:00', input: 0.5, output: 2 }, { hours: '09:00-24:00', input: 2.5, output: 10 }],
    ],
  ])('%s passes', (_what, inForce, offered) => {
    expect(heldBack(inForce, offered)).toEqual([]);
  });

  test('whatever conditions it is written with', () => {
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
    const kinds = fc.record(
      {
        tier: fc.constantFrom('batch', 'Flex'),
        region: fc.constantFrom('us', 'EU'),
        ctx_from: fc.integer({ min: 1, max: 2e6 }),
      },
      { requiredKeys: [] },
    );
    const dates = fc.record({ valid_from: day }, { requiredKeys: [] });
    const moved = fc.integer({ min: 1, max: 2e6 });
    fc.assert(
      fc.property(
        kinds,
        dates,
        dates,
        moved,
        fc.double({ min: 3.01, max: 20, noNaN: true }),
        (kind, then, now, to, factor) => {
          const known = { ...kind, ...then, input: 2, output: 8 };
          const threshold = kind.ctx_from === undefined ? {} : { ctx_from: to };
          const offered = { ...kind, ...threshold, ...now, input: 2 * factor, output: 8 * factor };
          // one that only begins in the future has no price today to jump from
          fc.pre((then.valid_from ?? '') <= TODAY);
          expect(heldBack([known], [offered])).toEqual([JUMP]);
          expect(heldBack([known], [{ ...offered, input: 2, output: 8 }])).toEqual([]);
        },
      ),
    );
  });
});

describe('P04 a jump of a fee, a factor or a discount', () => {
  test.each<[string, Partial<PriceRow>, Partial<PriceRow>]>([
    ['a search ×10', { ...CARD, web_search_per_1k: 10 }, { ...CARD, web_search_per_1k: 100 }],
    ['a search ÷10', { ...CARD, web_search_per_1k: 10 }, { ...CARD, web_search_per_1k: 1 }],
    ['a session ×100', { ...CARD, code_session: 0.03 }, { ...CARD, code_session: 3 }],
    ['one picture of two', { ...CARD, image_each: 'hd=0.08;sd=0.04' }, { ...CARD, image_each: 'hd=80;sd=0.04' }],
    ['pictures at one price, then by size', { ...CARD, image_each: 0.04 }, { ...CARD, image_each: 'hd=0.4;sd=0.04' }],
    ['a fast mode ×2, then ×7', { tier: 'fast', multiplier: 2 }, { tier: 'fast', multiplier: 7 }],
    ['a region ×1.1, then ×9', { region: 'us', multiplier: 1.1 }, { region: 'US', multiplier: 9 }],
    ['batch ×0.5, then ×5', { tier: 'batch', multiplier: 0.5 }, { tier: 'batch', multiplier: 5 }],
    ['10 % off, then 90 %', { ...CARD, discount: 0.1 }, { ...CARD, discount: 0.9 }],
    ['90 % off, then none', { ...CARD, discount: 0.9 }, CARD],
    ['all of it off', CARD, { ...CARD, discount: 1 }],
  ])('%s is held back', (_what, before, after) => {
    expect(heldBack([before], [after])).toEqual([JUMP]);
    expect(heldBack([before], [{ ...after, valid_from: '2026-11-01' }])).toEqual([JUMP]);
    expect(heldBack([before], [before])).toEqual([]);
  });

  test.each<[string, Partial<PriceRow>, Partial<PriceRow>]>([
    ['a search from 10 to 14', { ...CARD, web_search_per_1k: 10 }, { ...CARD, web_search_per_1k: 14 }],
    ['a first search price', CARD, { ...CARD, web_search_per_1k: 35 }],
    ['a region from ×1.1 to ×1.2', { region: 'us', multiplier: 1.1 }, { region: 'us', multiplier: 1.2 }],
    ['10 % off, then 20 %', { ...CARD, discount: 0.1 }, { ...CARD, discount: 0.2 }],
  ])('%s passes', (_what, before, after) => {
    expect(heldBack([before], [after])).toEqual([]);
  });

  test('prices in the place of a factor are compared with what the factor came to, and the other way round', () => {
    const factor = { tier: 'batch', multiplier: 0.5 };
    const half = { tier: 'batch', input: 1.25, output: 5 };
    const fivefold = { tier: 'batch', input: 12.5, output: 50 };
    expect(heldBack([CARD, factor], [CARD, half])).toEqual([]);
    expect(heldBack([CARD, factor], [CARD, fivefold])).toEqual([JUMP]);
    expect(heldBack([CARD, half], [CARD, factor])).toEqual([]);
    expect(heldBack([CARD, half], [CARD, { ...factor, multiplier: 5 }])).toEqual([JUMP]);
    // for long prompts too, where the factor scaled the long-context price of 5
    const long = (input: number) => [CARD, LONG, half, { tier: 'batch', ctx_from: 200_001, input, output: 7.5 }];
    expect(heldBack([CARD, LONG, factor], long(2.5))).toEqual([]);
    expect(heldBack([CARD, LONG, factor], long(25))).toEqual([JUMP]);
  });
});

describe('P05 all of one kind ×2 reject the whole feed', () => {
  const models = OTHERS.map(({ model }) => model);
  const all = (...cells: Partial<PriceRow>[]) => models.flatMap((model) => cells.map((fields) => row(fields, model)));
  test.each<[string, PriceRow[], PriceRow[]]>([
    [
      'token prices since a day that has passed',
      all(CARD),
      all({ ...CARD, valid_to: '2026-07-02' }, { input: 5, cached_input: 0.5, output: 20, valid_from: '2026-07-02' }),
    ],
    ['long-context prices, their threshold moved', all(LONG), all({ ctx_from: 272_000, input: 10, output: 30 })],
    ['fees', all({ ...CARD, web_search_per_1k: 10 }), all({ ...CARD, web_search_per_1k: 20 })],
    ['factors', all({ tier: 'batch', multiplier: 0.5 }), all({ tier: 'batch', multiplier: 1 })],
    ['discounts', all({ ...CARD, discount: 0.5 }), all(CARD)],
  ])('%s', (_what, inForce, offered) => {
    expect(admitRows(offered, inForce, { today: TODAY })).toMatchObject({
      kind: 'rejected',
      reason: '19 of 19 known prices change by more than half',
    });
    expect(admitRows(inForce, inForce, { today: TODAY })).toMatchObject({ kind: 'admitted', quarantined: [] });
  });
});

test('P05 of a short list one price may move by more than half, two may not', () => {
  const card = row(CARD);
  const fast = (multiplier: number) => row({ tier: 'fast', multiplier });
  expect(admitRows([card, fast(6)], [card, fast(2)], { today: TODAY }).kind).toBe('admitted');
  const doubled = row({ input: 5, output: 20 });
  expect(admitRows([doubled, fast(6)], [card, fast(2)], { today: TODAY }).kind).toBe('rejected');
});

test('P05 first long-context prices of all models are no change of theirs', () => {
  const inForce = OTHERS;
  const long = OTHERS.map((other) => ({ ...other, ctx_from: 200_001, input: 2, output: 8 }));
  expect(admitRows([...OTHERS, ...long], inForce, { today: TODAY })).toMatchObject({
    kind: 'admitted',
    quarantined: [],
  });
});

test('P17 a row under a new date does not take the place of one checked later', () => {
  const inForce = [row({ ...CARD, checked: '2026-11-20' }), ...OTHERS];
  const older = [row({ ...CARD, valid_from: '2026-10-01', checked: '2026-11-01' }), ...OTHERS];
  const admission = admitRows(older, inForce, { today: TODAY });
  expect(admission.quarantined.map(({ reason }) => reason)).toEqual(['older than the price in force']);
});
