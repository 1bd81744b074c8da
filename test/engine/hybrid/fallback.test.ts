import fc from 'fast-check';
import { fallbackOutcome } from '../../../src/engine/hybrid/fallback';
import { SHARE, USD } from './arbitraries';

const TRAFFIC = fc.record({
  requests: fc.integer({ min: 0, max: 10_000_000 }),
  primaryUsdPerRequest: USD,
  primaryAvailability: SHARE,
  backupUsdPerRequest: USD,
  backupAvailability: SHARE,
  failedBilledShare: SHARE,
});

const PUBLISHED = {
  requests: 1_000_000,
  primaryUsdPerRequest: 0.004,
  primaryAvailability: 0.995,
  backupUsdPerRequest: 0.012,
  backupAvailability: 0.999,
  failedBilledShare: 0,
};

describe('a fallback', () => {
  it('costs the primary, and the backup for what the primary fails', () => {
    // strategy reference §18
    const { usd, availability, unservedRequests } = fallbackOutcome(PUBLISHED);
    expect(usd).toBeCloseTo(4039.94, 8);
    expect(availability).toBeCloseTo(0.999995, 14);
    expect(unservedRequests).toBeCloseTo(5, 8);
  });

  it('serves everything when the backup never fails', () => {
    const { usd, availability, unservedRequests } = fallbackOutcome({ ...PUBLISHED, backupAvailability: 1 });
    expect(usd).toBeCloseTo(4040, 8); // strategy reference §18
    expect([availability, unservedRequests]).toEqual([1, 0]);
  });

  it('pays failed calls of the primary as far as they are billed', () => {
    // 5,000 failed calls × 0.5 × 0.004 = 10
    expect(fallbackOutcome({ ...PUBLISHED, failedBilledShare: 0.5 }).usd).toBeCloseTo(4049.94, 8);
  });

  it('serves or fails every request, and needs no backup when the primary never fails', () => {
    fc.assert(
      fc.property(TRAFFIC, (traffic) => {
        const { availability, unservedRequests } = fallbackOutcome(traffic);
        expect(availability * traffic.requests + unservedRequests).toBeCloseTo(traffic.requests, 5);
        const reliable = fallbackOutcome({ ...traffic, primaryAvailability: 1 });
        expect(reliable.usd).toBe(traffic.requests * traffic.primaryUsdPerRequest);
        expect(reliable.unservedRequests).toBe(0);
      }),
    );
  });
});
