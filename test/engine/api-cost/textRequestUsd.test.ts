import fc from 'fast-check';
import { billLines, quoteOf } from '../../../src/engine/api-cost/billLines';
import { emptyRates, rateCard, type PriceBands } from '../../../src/engine/api-cost/rateCard';
import { textRequestUsd } from '../../../src/engine/api-cost/textRequestUsd';
import { usageOf } from '../../../src/engine/units/usage';
import { REQUESTS, unitIndex } from '../../../src/engine/units/units';

type Rates = Readonly<Record<string, number>>;

function bandsOf(cards: readonly (readonly [from: number, rates: Rates, marginal?: boolean])[]): PriceBands {
  return {
    from: cards.map(([from]) => from),
    cards: cards.map(([, rates]) => {
      const usd = emptyRates();
      usd[REQUESTS] = 0;
      for (const [key, rate] of Object.entries(rates)) usd[unitIndex(key) ?? -1] = rate;
      return rateCard(usd, new Map());
    }),
    marginal: cards.map(([, , marginal]) => marginal ?? false),
  };
}

const SONNET_4 = { input: 3, cached_input: 0.3, cache_write: 3.75, output: 15 };

describe('textRequestUsd', () => {
  it('bills cached tokens once: Claude Sonnet 4, 12,000 in of which 9,000 cached, 900 out (pricing.md §9)', () => {
    expect(textRequestUsd(bandsOf([[0, SONNET_4]]), 12_000, 900, 9_000, 0)).toBeCloseTo(0.0252, 15);
  });

  it('F05 refuses cached tokens above input instead of cutting them', () => {
    expect(() => textRequestUsd(bandsOf([[0, SONNET_4]]), 100, 1, 101, 0)).toThrow(/cached_tokens \(101\)/);
    expect(() => textRequestUsd(bandsOf([[0, SONNET_4]]), 100, 1, 0, 101)).toThrow(/cache_write_tokens \(101\)/);
    expect(() => textRequestUsd(bandsOf([[0, SONNET_4]]), 100, 1, 60, 41)).toThrow(/exceed input_tokens/);
  });

  it('accepts averages whose parts add up to the whole only before binary rounding', () => {
    expect(textRequestUsd(bandsOf([[0, SONNET_4]]), 0.3, 0, 0.1, 0.2)).toBeCloseTo((0.1 * 0.3 + 0.2 * 3.75) / 1e6, 18);
  });

  it('F14 moves the whole request, output and cache included, at the threshold', () => {
    const sonnet45 = bandsOf([
      [0, SONNET_4],
      [200_001, { input: 6, cached_input: 0.6, cache_write: 7.5, output: 22.5 }],
    ]);
    expect(textRequestUsd(sonnet45, 200_000, 1_000, 0, 0)).toBeCloseTo(0.615, 12);
    expect(textRequestUsd(sonnet45, 200_001, 1_000, 0, 0)).toBeCloseTo(1.222506, 12);
    expect(textRequestUsd(sonnet45, 300_000, 0, 200_000, 100_000)).toBeCloseTo(0.12 + 0.75, 12);
  });

  it('prices only the tokens above a marginal threshold, and output at the band that the prompt reaches', () => {
    const graduated = bandsOf([
      [0, { input: 1, output: 4 }],
      [100_001, { input: 2, output: 8 }, true],
      [200_001, { input: 3, output: 8 }, true],
    ]);
    expect(textRequestUsd(graduated, 100_000, 1_000, 0, 0)).toBeCloseTo(0.104, 12);
    // 100,000 × 1 + 100,000 × 2 + 50,000 × 3 + 1,000 × 8
    expect(textRequestUsd(graduated, 250_000, 1_000, 0, 0)).toBeCloseTo(0.458, 12);
  });

  it('starts marginal counting again above a threshold that moves the whole request', () => {
    const mixed = bandsOf([
      [0, { input: 1, output: 1 }],
      [100, { input: 2, output: 2 }],
      [201, { input: 4, output: 4 }, true],
    ]);
    // 200 × 2 + 50 × 4
    expect(textRequestUsd(mixed, 250, 0, 0, 0)).toBeCloseTo(600e-6, 15);
  });

  it('has no amount for a used bucket without a price, and needs no price for an unused one', () => {
    const embedding = bandsOf([[0, { input: 0.02 }]]);
    expect(textRequestUsd(embedding, 1_000_000, 0, 0, 0)).toBe(0.02);
    expect(textRequestUsd(embedding, 1_000_000, 1, 0, 0)).toBeNaN();
  });

  it('adds the fee of one request', () => {
    expect(textRequestUsd(bandsOf([[0, { input: 1, output: 1, requests: 5 }]]), 1e6, 0, 0, 0)).toBe(1.005);
  });

  it('equals the sum of the lines of the bill for any usage and any thresholds', () => {
    const rate = fc.nat(1_000_000_000).map((millionths) => millionths / 1e6);
    const card = fc.record({ input: rate, cached_input: rate, cache_write: rate, output: rate, requests: rate });
    fc.assert(
      fc.property(
        fc.tuple(card, card, card),
        fc.tuple(fc.boolean(), fc.boolean()),
        fc.tuple(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), fc.nat(1e6)),
        ([low, middle, high], [marginalMiddle, marginalHigh], [uncached, cached, written, output]) => {
          const bands = bandsOf([
            [0, low],
            [200_001, middle, marginalMiddle],
            [900_000, high, marginalHigh],
          ]);
          const input = uncached + cached + written;
          const quote = quoteOf(
            billLines(
              bands,
              usageOf([
                ['input', input],
                ['cached_input', cached],
                ['cache_write', written],
                ['output', output],
              ]),
            ),
          );
          const usd = textRequestUsd(bands, input, output, cached, written);
          expect(quote.kind).toBe('known');
          if (quote.kind === 'known') expect(Math.abs(quote.usd - usd)).toBeLessThanOrEqual(1e-12 * usd);
        },
      ),
    );
  });
});
