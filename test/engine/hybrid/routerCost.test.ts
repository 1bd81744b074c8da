import fc from 'fast-check';
import { routerUsd } from '../../../src/engine/hybrid/routerCost';
import { SHARE, USD } from './arbitraries';

const TRAFFIC = fc.record({
  requests: fc.integer({ min: 0, max: 10_000_000 }),
  weakUsdPerRequest: USD,
  strongUsdPerRequest: USD,
  strongShare: SHARE,
  routerUsdPerRequest: USD,
  misroutedShare: SHARE,
});

describe('a router', () => {
  it('costs each request the router and one model', () => {
    // strategy reference §18: 30,000 × (0.0001 + 0.8 × 0.003 + 0.2 × 0.009)
    const usd = routerUsd({
      requests: 30_000,
      weakUsdPerRequest: 0.003,
      strongUsdPerRequest: 0.009,
      strongShare: 0.2,
      routerUsdPerRequest: 0.0001,
      misroutedShare: 0,
    });
    expect(usd).toBeCloseTo(129, 10);
  });

  it('costs both models for what is misrouted', () => {
    // 1,000 × (0.75 × (0.002 + 0.1 × 0.01) + 0.25 × 0.01) = 1,000 × (0.00225 + 0.0025)
    const usd = routerUsd({
      requests: 1000,
      weakUsdPerRequest: 0.002,
      strongUsdPerRequest: 0.01,
      strongShare: 0.25,
      routerUsdPerRequest: 0,
      misroutedShare: 0.1,
    });
    expect(usd).toBeCloseTo(4.75, 12);
  });

  it('is the strong model and the router alone when everything goes there', () => {
    fc.assert(
      fc.property(TRAFFIC, (traffic) => {
        const alone = traffic.requests * (traffic.strongUsdPerRequest + traffic.routerUsdPerRequest);
        expect(routerUsd({ ...traffic, strongShare: 1 })).toBeCloseTo(alone, 6);
      }),
    );
  });

  it('never gets cheaper with more misroutes, and lies between its two ends', () => {
    fc.assert(
      fc.property(TRAFFIC, SHARE, (traffic, otherShare) => {
        const [few, many] = [traffic.misroutedShare, otherShare].sort((a, b) => a - b);
        const usd = routerUsd({ ...traffic, misroutedShare: few });
        const margin = 1e-9 * (1 + usd);
        expect(routerUsd({ ...traffic, misroutedShare: many })).toBeGreaterThanOrEqual(usd - margin);
        const ends = [0, 1].map((strongShare) => routerUsd({ ...traffic, misroutedShare: few, strongShare }));
        expect(usd).toBeGreaterThanOrEqual(Math.min(...ends) - margin);
        expect(usd).toBeLessThanOrEqual(Math.max(...ends) + margin);
      }),
    );
  });
});
