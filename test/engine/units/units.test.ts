import { FEE_COLUMNS, TOKEN_RATE_COLUMNS } from '../../../src/catalog/priceRow';
import {
  CACHED_INPUT,
  CACHE_WRITE,
  CACHE_WRITE_1H,
  INPUT,
  OUTPUT,
  PARTS_OF,
  PRICED_AS,
  REQUESTS,
  UNITS,
  unitIndex,
} from '../../../src/engine/units/units';

describe('the unit registry', () => {
  it('has one unit for every price column, token rates first, in the order of the table', () => {
    expect(UNITS.map((unit) => unit.rate)).toEqual([...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS]);
  });

  it('keeps the indexes that the shortest path reads', () => {
    const keys = [INPUT, CACHED_INPUT, CACHE_WRITE, CACHE_WRITE_1H, OUTPUT, REQUESTS].map((index) => UNITS[index].key);
    expect(keys).toEqual(['input', 'cached_input', 'cache_write', 'cache_write_1h', 'output', 'requests']);
  });

  it('says in the suffix of the column for how many units the price is meant', () => {
    for (const { rate, per, side } of UNITS) {
      const suffix = /_per_(1k|1m|1g)$/.exec(rate)?.[1];
      const expected = side === 'fee' ? ({ '1k': 1e3, '1m': 1e6, '1g': 1e9 }[suffix ?? ''] ?? 1) : 1e6;
      expect([rate, per]).toEqual([rate, expected]);
    }
  });

  it('names only units as wholes and as prices to take, and lists a part after its whole', () => {
    UNITS.forEach((unit, index) => {
      for (const name of [...unit.partOf, ...unit.pricedAs]) {
        expect(UNITS.findIndex(({ key }) => key === name)).toBeGreaterThanOrEqual(0);
        expect(UNITS.findIndex(({ key }) => key === name)).toBeLessThan(index);
      }
    });
  });

  it('lets every token kind but input and output take the price of what it is a part of, and no fee', () => {
    const withoutParent = UNITS.filter((_, index) => PRICED_AS[index].length === 0);
    expect(withoutParent.filter(({ side }) => side !== 'fee').map(({ key }) => key)).toEqual(['input', 'output']);
    expect(UNITS.filter(({ side, partOf, pricedAs }) => side === 'fee' && partOf.length + pricedAs.length > 0)).toEqual(
      [],
    );
  });

  it('counts a part of two wholes once', () => {
    const cachedAudio = unitIndex('cached_audio');
    expect(PARTS_OF[INPUT].filter((part) => part === cachedAudio)).toHaveLength(1);
  });

  it('finds a unit by its key, its price column and the name of an LLMCOST argument', () => {
    expect(unitIndex('web_search')).toBe(unitIndex('web_search_per_1k'));
    expect(unitIndex('cached_tokens')).toBe(CACHED_INPUT);
    expect(unitIndex('output_tokens')).toBe(OUTPUT);
    expect(unitIndex('tokens')).toBeUndefined();
    expect(unitIndex('constructor')).toBeUndefined();
  });
});
