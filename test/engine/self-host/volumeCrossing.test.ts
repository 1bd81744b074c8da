import fc from 'fast-check';
import { volumeCrossings, type VolumeQuestion } from '../../../src/engine/self-host/volumeCrossing';

/** Own machines in servers of `period` replicas: a price for each server, each replica and the service. */
function question(service: number, server: number, replica: number, period: number, margin: number): VolumeQuestion {
  return {
    marginUsdPerRequest: margin,
    fixedUsd: (replicas) => service + server * Math.ceil(replicas / period) + replica * replicas,
    requestsPerReplica: 100,
    replicasPerPeriod: period,
  };
}

/** Own cost less API cost at a traffic, by definition. */
function excessUsd({ fixedUsd, marginUsdPerRequest, requestsPerReplica }: VolumeQuestion, requests: number): number {
  return fixedUsd(Math.max(1, Math.ceil(requests / requestsPerReplica - 1e-9))) - marginUsdPerRequest * requests;
}

describe('from which traffic own machines are cheaper', () => {
  it('finds the crossing on the first replica', () => {
    // 60 USD ÷ 1 USD a request; the second replica costs 120 from 100 requests on: lost again, won for good at 120
    const crossings = volumeCrossings(question(0, 0, 60, 1, 1));
    expect(crossings.firstEver).toBe(60);
    expect(crossings.firstPermanent).toBe(120);
  });

  it('has no crossing when a full replica costs more than the API', () => {
    expect(volumeCrossings(question(0, 0, 101, 1, 1))).toEqual({});
    expect(volumeCrossings(question(10, 0, 100, 1, 1))).toEqual({});
    expect(volumeCrossings(question(0, 0, 1, 1, 0))).toEqual({});
  });

  it('finds a first crossing that never becomes permanent', () => {
    // a full server of 4 replicas breaks even exactly, so every next server loses at first
    const crossings = volumeCrossings(question(0, 400, 0, 4, 1));
    expect(crossings).toEqual({ firstEver: 400 });
  });

  it('is zero when own machines cost no more at no traffic', () => {
    expect(volumeCrossings(question(-50, 0, 10, 1, 1))).toEqual({ firstEver: 0, firstPermanent: 0 });
  });

  it('agrees with a search over the traffic, and the permanent crossing is not before the first', () => {
    const usd = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(usd(900), usd(500), usd(80), fc.integer({ min: 1, max: 8 }), (service, server, replica, period) => {
        const asked = question(service + 1, server, replica, period, 1);
        const { firstEver, firstPermanent } = volumeCrossings(asked);
        if (firstEver === undefined) {
          for (let requests = 1; requests < 5_000; requests += 7) expect(excessUsd(asked, requests)).toBeGreaterThan(0);
          return;
        }
        expect(excessUsd(asked, firstEver)).toBeLessThanOrEqual(0);
        for (let part = 0.02; part < 0.999; part += 0.02) expect(excessUsd(asked, firstEver * part)).toBeGreaterThan(0);
        if (firstPermanent === undefined) return;
        expect(firstPermanent).toBeGreaterThanOrEqual(firstEver - 1e-9);
        for (let beyond = 0.5; beyond < 2_000; beyond += 13) {
          expect(excessUsd(asked, firstPermanent + beyond)).toBeLessThanOrEqual(0);
        }
        expect(excessUsd(asked, firstPermanent - 0.5)).toBeGreaterThan(0);
      }),
    );
  });
});
