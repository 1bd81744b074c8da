import fc from 'fast-check';
import { payback, paybackOfConstantTraffic, type Payback } from '../../../src/engine/self-host/payback';

const PLAIN = { apiMonthlyUsd: 24_000, upfrontUsd: 285_000, runningMonthlyUsd: 9_000, discountRate: 0, apiDecline: 0 };

/** For comparisons: what never pays back takes for ever. */
function monthsOf(result: Payback): number {
  return result.kind === 'never' ? Infinity : result.months;
}

describe('payback', () => {
  it('is upfront ÷ saving without discounting', () => {
    expect(paybackOfConstantTraffic(PLAIN)).toEqual({ kind: 'paid', months: 19 }); // 285,000 ÷ 15,000
  });

  it('counts discounted months as a spreadsheet does', () => {
    // NPER(1.1^(1/12)-1, -15000, 285000) = 20.6855; ours is linear within the last month
    const result = paybackOfConstantTraffic({ ...PLAIN, discountRate: 0.1 });
    expect(monthsOf(result)).toBeCloseTo(20.6855, 2);
  });

  it('is never when running costs as much as the API, and at once when nothing is paid upfront', () => {
    expect(paybackOfConstantTraffic({ ...PLAIN, runningMonthlyUsd: 24_000 })).toEqual({ kind: 'never' });
    expect(paybackOfConstantTraffic({ ...PLAIN, upfrontUsd: 0, discountRate: 0.1 })).toEqual({
      kind: 'paid',
      months: 0,
    });
    expect(paybackOfConstantTraffic({ ...PLAIN, upfrontUsd: 0, runningMonthlyUsd: 30_000 })).toEqual({ kind: 'never' });
  });

  it('is never when the API becomes cheaper than running before the savings add up', () => {
    // A·q^m falls below O in month ln(9/24)/ln(0.4^(1/12)) = 12.8; until then 15 k a month and falling add up to 84 k
    expect(paybackOfConstantTraffic({ ...PLAIN, apiDecline: 0.6 })).toEqual({ kind: 'never' });
  });

  it('knows the end of the hardware, also without discounting', () => {
    expect(paybackOfConstantTraffic({ ...PLAIN, lifeMonths: 18 })).toEqual({ kind: 'beyond-life', months: 19 });
    expect(paybackOfConstantTraffic({ ...PLAIN, discountRate: 0.1, lifeMonths: 20 }).kind).toBe('beyond-life');
  });

  it('says when what was won is lost again within the life', () => {
    const result = payback({
      upfrontUsd: 100,
      savingUsdInMonth: (month) => (month <= 3 ? 50 : -20),
      discountRate: 0,
      lifeMonths: 24,
    });
    expect(result).toEqual({ kind: 'paid', months: 2, lostAgainInMonth: 6 }); // +50 after month 3, 0 would be 5.5
  });

  it('counts the resale at the moment of the sale', () => {
    const sold = { upfrontUsd: 100, savingUsdInMonth: () => 4, discountRate: 0, lifeMonths: 20 };
    const result = payback({ ...sold, residualUsdAfterMonth: (month) => (month === 20 ? 30 : 0) });
    expect(result.kind).toBe('paid');
    expect(monthsOf(result)).toBeGreaterThan(19);
    expect(payback(sold)).toEqual({ kind: 'beyond-life', months: 25 });
  });

  it('falls as the API gets dearer, and rises with the rate, the decline and the price', () => {
    const usd = fc.double({ min: 1, max: 1e6, noNaN: true });
    const share = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(
        usd,
        usd,
        usd,
        share,
        share,
        fc.double({ min: 1, max: 2, noNaN: true }),
        (api, upfront, running, rate, decline, more) => {
          const inputs = {
            apiMonthlyUsd: api,
            upfrontUsd: upfront,
            runningMonthlyUsd: running,
            discountRate: rate,
            apiDecline: decline,
          };
          const months = (changed: Partial<typeof inputs>): number =>
            monthsOf(paybackOfConstantTraffic({ ...inputs, ...changed }));
          const base = months({}) * (1 - 1e-9);
          expect(months({ apiMonthlyUsd: api * more }) * (1 - 1e-9)).toBeLessThanOrEqual(months({}));
          expect(months({ discountRate: rate * more + 1e-6 })).toBeGreaterThanOrEqual(base);
          expect(months({ apiDecline: Math.min(0.9, decline * more + 1e-6) })).toBeGreaterThanOrEqual(base);
          expect(months({ upfrontUsd: upfront * more })).toBeGreaterThanOrEqual(base);
        },
      ),
      { numRuns: 60 },
    );
  });
});
