import fc from 'fast-check';
import { routingGate } from '../../../src/engine/hybrid/routingGate';

/** Strategy reference §17, scenario 1: a support assistant with one model, or routed 80/20. */
const SUPPORT_ASSISTANT = {
  baseUsdPerMonth: 6630,
  routedUsdPerMonth: 3094,
  buildUsd: 27_000,
  runUsdPerMonth: 2700,
  hurdleMonths: 6,
  discountRate: 0.1,
  horizonMonths: 12,
};

describe('the gate before routing is built', () => {
  it('weighs the saving against the engineering', () => {
    const gate = routingGate(SUPPORT_ASSISTANT);
    expect(gate.netUsdPerMonth).toBe(836);
    expect(gate.paybackMonths).toBeCloseTo(32.3, 2);
    expect(gate.npvUsd).toBeCloseTo(-17_469.192, 3); // −27,000 + Σ 836 ÷ 1.1^(k/12), k = 1…12, summed in decimals
    expect(gate.obstacle).toBe('payback-too-long');
  });

  it('adds up undiscounted when capital costs nothing', () => {
    expect(routingGate({ ...SUPPORT_ASSISTANT, discountRate: 0 }).npvUsd).toBe(-16_968); // 12 × 836 − 27,000
    expect(routingGate({ ...SUPPORT_ASSISTANT, discountRate: 1e-12 }).npvUsd).toBeCloseTo(-16_968, 6);
  });

  it('has no payback when running costs eat the saving', () => {
    const gate = routingGate({ ...SUPPORT_ASSISTANT, runUsdPerMonth: 3536 });
    expect(gate).toMatchObject({ netUsdPerMonth: 0, obstacle: 'no-saving', npvUsd: -27_000 });
    expect(gate.paybackMonths).toBeUndefined();
  });

  it('asks for a saving at the pessimistic cost as well', () => {
    const small = { ...SUPPORT_ASSISTANT, buildUsd: 1000 };
    expect(routingGate(small).obstacle).toBeUndefined();
    expect(routingGate({ ...small, routedWorstUsdPerMonth: 3929 })).toMatchObject({ worstNetUsdPerMonth: 1 });
    expect(routingGate({ ...small, routedWorstUsdPerMonth: 3929 }).obstacle).toBeUndefined();
    expect(routingGate({ ...small, routedWorstUsdPerMonth: 3930 }).obstacle).toBe('no-saving-at-worst');
  });

  it('agrees with the present value summed month by month, and never opens for a dearer build', () => {
    // in cents: a saving of 1e-323 USD, which a double can hold, pays nothing back
    const USD = fc.integer({ min: 0, max: 100_000_000 }).map((cents) => cents / 100);
    const project = fc.record({
      baseUsdPerMonth: USD,
      routedUsdPerMonth: USD,
      buildUsd: USD,
      runUsdPerMonth: USD,
      hurdleMonths: fc.double({ min: 0.1, max: 60, noNaN: true }),
      discountRate: fc.double({ min: 0, max: 1, noNaN: true }),
      horizonMonths: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(project, USD, (given, moreUsd) => {
        const gate = routingGate(given);
        let summedUsd = -given.buildUsd;
        for (let month = 1; month <= given.horizonMonths; month += 1) {
          summedUsd += gate.netUsdPerMonth / (1 + given.discountRate) ** (month / 12);
        }
        expect(Math.abs(gate.npvUsd - summedUsd)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(gate.netUsdPerMonth) * 120));
        if (gate.obstacle) expect(routingGate({ ...given, buildUsd: given.buildUsd + moreUsd }).obstacle).toBeDefined();
        if (gate.paybackMonths !== undefined) {
          expect(gate.paybackMonths * gate.netUsdPerMonth).toBeCloseTo(given.buildUsd, 5);
        }
      }),
    );
  });
});
