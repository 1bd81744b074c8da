import fc from 'fast-check';
import type { PriceRow } from '../../src/catalog/priceRow';
import { CACHED_INPUT, CACHE_WRITE, CACHE_WRITE_1H, INPUT, OUTPUT, unitIndex } from '../../src/engine/units/units';
import { catalogOf, utc } from './support';

const BASE: PriceRow = { provider: 'acme', model: 'm', input: 2, cached_input: 0.5, cache_write: 2.5, output: 8 };
const row = (fields: Partial<PriceRow>): PriceRow => ({ provider: 'acme', model: 'm', ...fields });

interface Asked {
  readonly tier?: string;
  readonly region?: string;
  readonly at?: string;
  readonly input?: number;
}

/** The rate of a unit for a prompt of the asked size. */
function rate(
  rows: readonly PriceRow[],
  unit: number,
  asked: Asked = {},
  usdPerUnit: Record<string, number> = {},
): number {
  const { tier = '', region = '', at, input = 0 } = asked;
  const bands = catalogOf(rows, usdPerUnit)
    .find('m')
    .bands(tier, region, at === undefined ? undefined : utc(at));
  const band = bands.from.filter((from) => from <= input).length - 1;
  return bands.cards[band].usd[unit];
}

describe('overlays', () => {
  it('replace with an explicit rate, scale with a multiplier and keep what is blank', () => {
    const rows = [BASE, row({ tier: 'batch', multiplier: 0.5, output: 3 })];
    expect(rate(rows, INPUT, { tier: 'batch' })).toBe(1);
    expect(rate(rows, CACHED_INPUT, { tier: 'batch' })).toBe(0.25);
    expect(rate(rows, OUTPUT, { tier: 'batch' })).toBe(3);
    expect(rate(rows, OUTPUT)).toBe(8);
  });

  it('apply in the order window, context, tier, schedule, region, wherever they stand in the table, own prices over their like', () => {
    const staged = [
      row({
        my_input: 64,
        region: 'us',
        tier: 'batch',
        hours: '00:00-12:00',
        ctx_from: 1_000,
        valid_from: '2026-01-01',
      }),
      row({ region: 'us', input: 32 }),
      row({ hours: '00:00-12:00', input: 16 }),
      row({ tier: 'batch', input: 8 }),
      row({ ctx_from: 1_000, input: 4 }),
      row({ valid_from: '2026-01-01', input: 3 }),
      BASE,
    ];
    const asked = { tier: 'batch', region: 'us', at: '2026-11-23T06:00:00Z', input: 1_000 };
    const expected = [64, 32, 16, 8, 4, 3, 2];
    expected.forEach((input, index) => {
      const rest = staged.slice(index);
      const { tier, region, ...always } = asked;
      const known = {
        ...always,
        ...(rest.some((each) => each.tier) ? { tier } : {}),
        ...(rest.some((each) => each.region) ? { region } : {}),
      };
      expect(rate(rest, INPUT, known)).toBe(input);
    });
  });

  it('give the same rates in whatever order the rows stand, when their conditions differ', () => {
    const rows = [
      BASE,
      row({ ctx_from: 1_000, input: 4, output: 12 }),
      row({ tier: 'batch', multiplier: 0.5 }),
      row({ tier: 'batch', ctx_from: 1_000, output: 5 }),
      row({ days: 'Mon-Fri', hours: '08:00-20:00', multiplier: 2 }),
      row({ region: 'us', multiplier: 1.1 }),
      row({ valid_from: '2026-01-01', valid_to: '2027-01-01', cached_input: 0.4 }),
    ];
    const asked = { tier: 'batch', region: 'us', at: '2026-11-23T09:00:00Z', input: 5_000 };
    const units = [INPUT, CACHED_INPUT, CACHE_WRITE, OUTPUT];
    const inOrder = units.map((unit) => rate(rows, unit, asked));
    // 4 × 0.5 × 2 × 1.1; 0.4 × 0.5 × 2 × 1.1; 2.5 × 0.5 × 2 × 1.1; 5 × 2 × 1.1
    [4.4, 0.44, 2.75, 11].forEach((expected, index) => expect(inOrder[index]).toBeCloseTo(expected, 12));
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(units.map((unit) => rate(shuffled, unit, asked))).toEqual(inOrder);
      }),
      { numRuns: 50 },
    );
  });

  it('apply the one with fewer conditions first, then by priority, then the later one in the table', () => {
    const specific = row({ tier: 'batch', ctx_from: 10, input: 0.7 });
    expect(rate([BASE, specific, row({ tier: 'batch', input: 0.9 })], INPUT, { tier: 'batch', input: 10 })).toBe(0.7);
    const preferred = row({ tier: 'batch', input: 0.6, priority: 1 });
    expect(rate([BASE, preferred, row({ tier: 'batch', input: 0.9 })], INPUT, { tier: 'batch' })).toBe(0.6);
    const last = row({ tier: 'batch', input: 0.8 });
    expect(rate([BASE, row({ tier: 'batch', input: 0.9 }), last], INPUT, { tier: 'batch' })).toBe(0.8);
  });

  it('let the largest threshold that is reached decide', () => {
    const rows = [BASE, row({ ctx_from: 500, input: 6 }), row({ ctx_from: 100, input: 4 })];
    expect([99, 100, 499, 500].map((input) => rate(rows, INPUT, { input }))).toEqual([2, 4, 4, 6]);
  });

  it('scale what the context selected: a tier above a long-context row', () => {
    const rows = [BASE, row({ ctx_from: 100, input: 4 }), row({ tier: 'flex', multiplier: 0.5 })];
    expect(rate(rows, INPUT, { tier: 'flex', input: 100 })).toBe(2);
  });

  it('leave fees to the discount and not to the multiplier', () => {
    const rows = [
      { ...BASE, web_search_per_1k: 10 },
      row({ tier: 'batch', multiplier: 0.5 }),
      row({ tier: 'deal', discount: 0.2 }),
    ];
    const search = unitIndex('web_search') ?? -1;
    expect(rate(rows, search, { tier: 'batch' })).toBe(10);
    expect(rate(rows, search, { tier: 'deal' })).toBe(8);
    expect(rate(rows, INPUT, { tier: 'deal' })).toBe(1.6);
  });

  it('scale a base card by its own discount', () => {
    expect(rate([{ ...BASE, discount: 0.25 }], INPUT)).toBe(1.5);
  });
});

describe('a multiplier or discount of the list', () => {
  const batch = row({ tier: 'batch', multiplier: 0.5 });
  const since = row({ tier: 'Batch', multiplier: 0.5, valid_from: '2026-01-01' });

  it('scales once for its conditions, however many rows with other dates state it', () => {
    for (const table of [
      [BASE, batch, since],
      [BASE, since, batch],
      [BASE, batch, batch, row({ tier: 'batch', multiplier: 0.5, valid_to: '2027-01-01' })],
    ]) {
      expect(rate(table, INPUT, { tier: 'batch' })).toBe(1); // 2 × 0.5
      expect(rate(table, OUTPUT, { tier: 'batch' })).toBe(4); // 8 × 0.5
    }
  });

  it('is that of the row that started last', () => {
    const dearer = row({ tier: 'batch', multiplier: 0.75, valid_from: '2026-06-01' });
    const asked = (at: string) => ({ tier: 'batch', at });
    expect(rate([BASE, dearer, batch, since], INPUT, asked('2026-05-31T00:00:00Z'))).toBe(1); // 2 × 0.5
    expect(rate([BASE, dearer, batch, since], INPUT, asked('2026-06-01T00:00:00Z'))).toBe(1.5); // 2 × 0.75
    const nothingOff = row({ tier: 'batch', multiplier: 1, valid_from: '2026-06-01' });
    expect(rate([BASE, batch, nothingOff], INPUT, { tier: 'batch' })).toBe(2); // 2 × 1
    const search = unitIndex('web_search') ?? -1;
    const deals = [
      { ...BASE, web_search_per_1k: 10 },
      row({ tier: 'deal', discount: 0.2 }),
      row({ tier: 'deal', discount: 0.1, valid_from: '2026-06-01' }),
    ];
    expect(rate(deals, search, { tier: 'deal' })).toBe(9); // 10 × 0.9
  });

  it('of other conditions is due as well', () => {
    const us = row({ region: 'us', multiplier: 1.1 });
    const usSince = row({ region: 'US', multiplier: 1.1, valid_from: '2026-01-01' });
    const asked = { tier: 'batch', region: 'us' };
    expect(rate([BASE, batch, us, since, usSince], INPUT, asked)).toBe(1.1); // 2 × 0.5 × 1.1
  });

  it('knows the same hours in another spelling', () => {
    const peak = row({ days: 'Mon-Fri', hours: '08:00-20:00', multiplier: 2 });
    const again = row({
      days: 'monday-friday',
      hours: '8:00-20:00',
      tz: 'UTC',
      multiplier: 2,
      valid_from: '2026-01-01',
    });
    const evening = row({ hours: '18:00-22:00', multiplier: 3 });
    expect(rate([BASE, peak, again, evening], INPUT, { at: '2026-11-23T19:00:00Z' })).toBe(12); // 2 × 2 × 3
  });

  it('of the card that started last is taken off its own rates, whether the one before has an end or not', () => {
    const card = row({ valid_from: '2026-06-01', input: 3, output: 10, discount: 0.2 });
    for (const before of [
      { ...BASE, discount: 0.5 },
      { ...BASE, discount: 0.5, valid_to: '2026-06-01' },
    ]) {
      expect(rate([before, card], INPUT)).toBeCloseTo(2.4, 12); // 3 × 0.8
      expect(rate([before, card], OUTPUT)).toBe(8); // 10 × 0.8
    }
  });
});

describe('inheritance', () => {
  const rateOf = (fields: Partial<PriceRow>, key: string) =>
    rate([{ provider: 'acme', model: 'm', ...fields }], unitIndex(key) ?? -1);

  it('comes last: a blank takes the price of what it is a part of, scaled or replaced', () => {
    const rows = [row({ input: 2, output: 8 }), row({ tier: 'batch', multiplier: 0.5 })];
    expect(rate(rows, CACHED_INPUT, { tier: 'batch' })).toBe(1);
    expect(rate(rows, CACHE_WRITE_1H, { tier: 'batch' })).toBe(1);
    expect(rate(rows, unitIndex('reasoning') ?? -1, { tier: 'batch' })).toBe(4);
  });

  it.each([
    ['cache_write_1h', { input: 2, cache_write: 2.5 }, 2.5],
    ['cached_audio', { input: 2, cached_input: 0.2, input_audio: 6 }, 6],
    ['cached_audio', { input: 2, cached_input: 0.2 }, 0.2],
    ['cached_image', { input: 2, cached_input: 0.2, cached_image: 0.1 }, 0.1],
    ['output_video', { output: 9 }, 9],
    ['citation', { input: 1, output: 9 }, 9],
    ['cached_input', { input: 2, cached_input: 0 }, 0],
  ])('%s of %j is %d', (key, fields, expected) => {
    expect(rateOf(fields, key)).toBe(expected);
  });

  it('gives fees no parent, except that no request fee means none', () => {
    expect(rateOf({ input: 1, output: 1 }, 'web_search')).toBeNaN();
    expect(rateOf({ input: 1, output: 1 }, 'requests')).toBe(0);
    expect(rateOf({ input: 1 }, 'output')).toBeNaN();
  });
});

describe('dates', () => {
  const rows = [
    row({ valid_to: '2026-08-16T16:00:00Z', input: 1, output: 4 }),
    row({ valid_from: '2026-08-16T16:00:00Z', valid_to: '2026-12-01', input: 2, output: 8 }),
  ];

  it('hold from the start (inclusive) to the end (exclusive)', () => {
    expect(rate(rows, INPUT, { at: '2026-08-16T15:59:59Z' })).toBe(1);
    expect(rate(rows, INPUT, { at: '2026-08-16T16:00:00Z' })).toBe(2);
  });

  it('F13 refuse a moment before the first card and after the last', () => {
    const late = [row({ valid_from: '2026-08-16', input: 1 })];
    expect(() => rate(late, INPUT, { at: '2026-08-15T23:59:59Z' })).toThrow(
      'No price of m on 2026-08-15T23:59Z: the first one holds from 2026-08-16.',
    );
    expect(() => rate(rows, INPUT, { at: '2026-12-01T00:00:00Z' })).toThrow('the last one held before 2026-12-01.');
  });

  it('let the card that started last win, when cards have no end, in whatever order', () => {
    const old = row({ valid_from: '2026-01-01', input: 3 });
    const recent = row({ valid_from: '2026-06-01', input: 5 });
    for (const table of [
      [old, recent],
      [recent, old],
    ]) {
      expect(rate(table, INPUT, { at: '2026-05-31T00:00:00Z' })).toBe(3);
      expect(rate(table, INPUT, { at: '2026-06-01T00:00:00Z' })).toBe(5);
    }
  });

  it('do not let an undated overlay outlive its card', () => {
    const batch = row({ tier: 'batch', input: 1, output: 1 });
    expect(() => rate([...rows, batch], INPUT, { tier: 'batch', at: '2027-01-01T00:00:00Z' })).toThrow(
      'No price of m on 2027-01-01',
    );
  });

  it('take the date of the table and never the clock', () => {
    expect(rate([row({ valid_from: '2026-11-24', input: 9 }), row({ valid_to: '2026-11-24', input: 1 })], INPUT)).toBe(
      1,
    );
  });
});

describe('tiers and regions', () => {
  const rows = [BASE, row({ tier: 'batch', multiplier: 0.5 }), row({ region: 'us', multiplier: 1.1 })];

  it('match ignoring case; standard is always known', () => {
    expect(rate(rows, INPUT, { tier: ' Batch ' })).toBe(1);
    expect(rate(rows, INPUT, { tier: 'STANDARD' })).toBe(2);
    expect(rate(rows, INPUT, { region: 'US' })).toBe(2 * 1.1);
    expect(rate([BASE], INPUT, { tier: 'standard' })).toBe(2);
  });

  it('that no row knows are refused with those there are, never answered with the standard price', () => {
    expect(() => rate(rows, INPUT, { tier: 'turbo' })).toThrow('m has no turbo price. It has: standard, batch.');
    expect(() => rate(rows, INPUT, { region: 'eu' })).toThrow('m has no price for region eu. It has: us.');
    expect(() => rate([BASE], INPUT, { region: 'eu' })).toThrow('one price for all regions');
  });

  it('that no row has on that day or in that size are refused as well', () => {
    const dated = [BASE, row({ tier: 'batch', multiplier: 0.5, valid_from: '2026-06-01' })];
    expect(() => rate(dated, INPUT, { tier: 'batch', at: '2026-05-01T00:00:00Z' })).toThrow(
      'm has no batch price on 2026-05-01.',
    );
    const large = [BASE, row({ tier: 'batch', ctx_from: 100, input: 1 })];
    expect(rate(large, INPUT, { tier: 'batch', input: 100 })).toBe(1);
    expect(() => rate(large, INPUT, { tier: 'batch', input: 99 })).not.toThrow();
    expect(rate(large, INPUT, { tier: 'batch', input: 99 })).toBeNaN();
  });

  it('can be cards of their own in a table without a card for all', () => {
    const cards = [row({ tier: 'standard', input: 2 }), row({ tier: 'batch', input: 1 })];
    expect(rate(cards, INPUT)).toBe(2);
    expect(rate(cards, INPUT, { tier: 'batch' })).toBe(1);
    const regional = [row({ region: 'us', input: 3 }), row({ region: 'eu', input: 4 })];
    expect(rate(regional, INPUT, { region: 'eu' })).toBe(4);
    expect(() => rate(regional, INPUT)).toThrow('it has prices only for us, eu');
  });
});

describe('currency', () => {
  it('is converted by the rates table, and an overlay without one has the currency of its card', () => {
    const rows = [
      row({ input: 10, output: 20, currency: 'eur' }),
      row({ tier: 'batch', input: 4 }),
      row({ tier: 'usd', input: 4, currency: 'USD' }),
    ];
    const rates = { EUR: 1.08 };
    expect(rate(rows, INPUT, {}, rates)).toBe(10.8);
    expect(rate(rows, INPUT, { tier: 'batch' }, rates)).toBe(4.32);
    expect(rate(rows, INPUT, { tier: 'usd' }, rates)).toBe(4);
  });

  it('without a rate has no price', () => {
    expect(() => rate([row({ input: 10, currency: 'EUR' })], INPUT)).toThrow('No exchange rate for EUR');
  });

  it('is converted before the limit is applied', () => {
    expect(rate([row({ input: 11_000, currency: 'JPY' })], INPUT, {}, { JPY: 0.0064 })).toBeCloseTo(70.4, 9);
    expect(() => rate([row({ input: 1_100, currency: 'GBP' })], INPUT, {}, { GBP: 1.3 })).toThrow('above 1000 USD');
  });
});

describe("the user's own prices", () => {
  it('win field by field', () => {
    const rows = [{ ...BASE, my_input: 1.5 }];
    expect(rate(rows, INPUT)).toBe(1.5);
    expect(rate(rows, OUTPUT)).toBe(8);
    expect(rate([{ ...BASE, my_input: 0 }], INPUT)).toBe(0);
  });

  it('take a discount off whatever they do not replace', () => {
    const rows = [{ ...BASE, my_input: 1.5, my_discount: 0.1 }, row({ tier: 'batch', multiplier: 0.5 })];
    expect(rate(rows, INPUT)).toBe(1.5);
    expect(rate(rows, OUTPUT)).toBe(7.2);
    expect(rate(rows, OUTPUT, { tier: 'batch' })).toBe(3.6);
  });

  it('are scaled like a list price, and give way to what the list states for a tier, a long input or an hour', () => {
    const rows = [
      { ...BASE, my_input: 1 },
      row({ tier: 'batch', multiplier: 0.5 }),
      row({ tier: 'priority', input: 5 }),
      row({ ctx_from: 1_000, input: 4 }),
      row({ hours: '00:00-12:00', input: 3 }),
      row({ region: 'us', multiplier: 1.1 }),
    ];
    const evening = '2026-11-23T18:00:00Z';
    expect(rate(rows, INPUT, { at: evening })).toBe(1);
    expect(rate(rows, INPUT, { at: evening, tier: 'batch' })).toBe(0.5);
    expect(rate(rows, INPUT, { at: evening, tier: 'priority' })).toBe(5);
    expect(rate(rows, INPUT, { at: evening, input: 1_000 })).toBe(4);
    expect(rate(rows, INPUT, { at: '2026-11-23T06:00:00Z' })).toBe(3);
    expect(rate(rows, INPUT, { at: evening, region: 'us' })).toBe(1.1);
  });

  it('stay over a list price that a later list brings', () => {
    const later = row({ valid_from: '2026-11-01', input: 1.5, output: 6 });
    expect(rate([{ ...BASE, my_input: 1 }, later], INPUT)).toBe(1);
    expect(rate([{ ...BASE, my_input: 1 }, later], OUTPUT)).toBe(6);
  });

  it('have the discounts of their own row and of more general ones in them', () => {
    const rows = [
      { ...BASE, my_input: 1, my_discount: 0.1 },
      row({ tier: 'batch', multiplier: 0.5, my_discount: 0.2 }),
    ];
    expect(rate(rows, INPUT)).toBe(1);
    expect(rate(rows, INPUT, { tier: 'batch' })).toBe(0.4);
    expect(rate(rows, OUTPUT, { tier: 'batch' })).toBe(3.2); // 8 × 0.5 × 0.8
    const ownBatch = [{ ...BASE, my_discount: 0.1 }, row({ tier: 'batch', multiplier: 0.5, my_input: 0.7 })];
    expect(rate(ownBatch, INPUT, { tier: 'batch' })).toBe(0.7);
  });

  it('with one discount filled down the column take it once', () => {
    const off = { my_discount: 0.1 };
    const rows = [
      { ...BASE, ...off },
      row({ tier: 'batch', multiplier: 0.5, ...off }),
      row({ region: 'us', multiplier: 1.1, ...off }),
      row({ valid_from: '2026-01-01', input: 3, ...off }),
    ];
    expect(rate(rows, INPUT)).toBe(2.7); // 3 × 0.9
    expect(rate(rows, OUTPUT, { tier: 'batch' })).toBe(3.6); // 8 × 0.5 × 0.9
    expect(rate(rows, OUTPUT, { tier: 'batch', region: 'us' })).toBeCloseTo(3.96, 12); // 8 × 0.5 × 1.1 × 0.9
  });

  it('take the discount of the most specific row that has one, also none at all', () => {
    const rows = [
      { ...BASE, my_discount: 0.1 },
      row({ tier: 'batch', multiplier: 0.5, my_discount: 0 }),
      row({ ctx_from: 1_000, input: 4, my_discount: 0.25 }),
    ];
    expect(rate(rows, INPUT)).toBe(1.8); // 2 × 0.9
    expect(rate(rows, INPUT, { input: 1_000 })).toBe(3); // 4 × 0.75
    expect(rate(rows, INPUT, { tier: 'batch' })).toBe(1); // 2 × 0.5
    expect(rate(rows, INPUT, { tier: 'batch', input: 1_000 })).toBe(2); // 4 × 0.5
  });

  it('are the same in whatever order the rows stand', () => {
    const off = fc.option(fc.constantFrom(0, 0.1, 0.25, 0.5), { nil: undefined });
    fc.assert(
      fc.property(off, off, off, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (general, batch, dated, order) => {
        const rows = [
          { ...BASE, my_discount: general },
          row({ tier: 'batch', multiplier: 0.5, my_discount: batch }),
          row({ tier: 'batch', multiplier: 0.5, valid_from: '2026-01-01', my_discount: dated }),
        ];
        // 8 × 0.5, less one of the discounts
        const expected = 4 * (1 - (dated ?? batch ?? general ?? 0));
        const shuffled = order.map((index) => rows[index]);
        expect(rate(shuffled, OUTPUT, { tier: 'batch' })).toBe(expected);
      }),
    );
  });

  it('hold under the conditions of their row', () => {
    const rows = [BASE, row({ tier: 'batch', multiplier: 0.5, my_output: 2 })];
    expect(rate(rows, OUTPUT, { tier: 'batch' })).toBe(2);
    expect(rate(rows, OUTPUT)).toBe(8);
  });
});

describe('DeepSeek V4 Pro', () => {
  const peak = { hours: '09:00-12:00;14:00-18:00', tz: 'Asia/Shanghai', input: 1.32, output: 3.96 };
  const rows = [
    row({ valid_to: '2026-08-16T16:00:00Z', input: 0.435, output: 0.87 }),
    row({ valid_from: '2026-08-16T16:00:00Z', input: 0.66, output: 1.98 }),
    row({ ...peak, valid_from: '2026-08-16T16:00:00Z', valid_to: '2026-08-22T16:00:00Z' }),
    row({ ...peak, days: 'Mon-Fri', calendar: 'cn-public-holidays', valid_from: '2026-08-22T16:00:00Z' }),
  ];

  it.each([
    ['2026-08-10T02:00:00Z', 0.435, 'before the schedule'],
    ['2026-08-16T15:59:59Z', 0.435, 'a second before it'],
    ['2026-08-17T01:00:00Z', 1.32, 'a Monday, 09:00 in Beijing'],
    ['2026-08-17T04:00:00Z', 0.66, 'noon there'],
    ['2026-08-22T06:00:00Z', 1.32, 'Saturday: still every day'],
    ['2026-08-23T06:00:00Z', 0.66, 'Sunday: weekdays only by then'],
    ['2026-08-24T06:00:00Z', 1.32, 'Monday'],
    ['2026-08-24T09:59:59Z', 1.32, 'a second before 18:00'],
    ['2026-08-24T10:00:00Z', 0.66, '18:00 there'],
    ['2026-10-01T02:00:00Z', 0.66, 'National Day, a Thursday'],
    ['2026-11-28T02:00:00Z', 0.66, 'Saturday morning'],
  ])('at %s costs %d (%s)', (at, input) => {
    expect(rate(rows, INPUT, { at })).toBe(input);
  });
});

describe('a model with very many schedules', () => {
  it('keeps them apart', () => {
    const minutes = Array.from({ length: 60 }, (_, minute) => String(minute).padStart(2, '0'));
    const rows = [
      BASE,
      ...minutes.map((minute, index) =>
        row({ hours: `10:${minute}-11:${minute}`, input: 100 + index, priority: index }),
      ),
    ];
    const model = catalogOf(rows).find('m');
    const inputAt = (iso: string) => model.bands('', '', utc(iso)).cards[0].usd[INPUT];
    expect(minutes.map((minute) => inputAt(`2026-11-23T10:${minute}:00Z`))).toEqual(
      minutes.map((_, index) => 100 + index),
    );
    expect(inputAt('2026-11-23T12:00:00Z')).toBe(2);
  });
});
