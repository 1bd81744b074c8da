import fc from 'fast-check';
import { replicaQueue, type ReplicaTiming } from '../../../src/engine/self-host/processorSharing';
import { simulateContinuousBatching, type OutputLengths } from '../../support/continuousBatching';

const SYSTEMS = {
  '1k prompts': { baseMs: 6, perRequestMs: 0.03, prefillMs: 18, outputTokens: 256, places: 256 },
  '4k prompts': { baseMs: 18, perRequestMs: 0.12, prefillMs: 70, outputTokens: 300, places: 128 },
  'long answers': { baseMs: 14, perRequestMs: 0.05, prefillMs: 95, outputTokens: 1024, places: 128 },
};

function timing(name: keyof typeof SYSTEMS): ReplicaTiming {
  const { baseMs, perRequestMs, prefillMs, outputTokens, places } = SYSTEMS[name];
  return {
    stepS: (residents) => (baseMs + perRequestMs * residents) / 1e3,
    prefillS: prefillMs / 1e3,
    stallS: prefillMs / 1e3,
    outputTokens,
    mostResidents: places,
  };
}

function simulated(name: keyof typeof SYSTEMS, requestsPerS: number, lengths: OutputLengths) {
  const { stepS, prefillS, outputTokens, mostResidents } = timing(name);
  const replica = { stepS, prefillS, meanOutputTokens: outputTokens, places: mostResidents };
  return simulateContinuousBatching(replica, requestsPerS, lengths, 20_000, 1);
}

describe('a replica under random traffic', () => {
  // self-hosting reference §9, 2026-11-23: closed form and simulation of three cases with exponential answers
  it.each([
    {
      system: '1k prompts',
      rate: 15.7828,
      endToEndS: 2.626,
      tpotMs: 10.19,
      simulatedTtftMs: 37.58,
      simulatedP95: 12.69,
    },
    {
      system: '1k prompts',
      rate: 25.2525,
      endToEndS: 4.443,
      tpotMs: 17.28,
      simulatedTtftMs: 53.94,
      simulatedP95: 23.4,
    },
    { system: '4k prompts', rate: 3.3741, endToEndS: 8.572, tpotMs: 28.34, simulatedTtftMs: 124.8, simulatedP95: 34.7 },
  ] as const)('agrees with the published check at $rate requests per second ($system)', (expected) => {
    const loaded = replicaQueue(timing(expected.system)).at(expected.rate);
    expect(loaded?.endToEndS).toBeCloseTo(expected.endToEndS, 3);
    expect((loaded?.tpotS ?? 0) * 1e3).toBeCloseTo(expected.tpotMs, 2);
    // the published first-moment form gives 33.18, 43.76 and 112.2 ms: 12 to 19 % short; the second moment closes it
    expect(Math.abs(((loaded?.ttftS ?? 0) * 1e3) / expected.simulatedTtftMs - 1)).toBeLessThan(0.01);
    const tpot95 = ((loaded?.tpot95S ?? 0) * 1e3) / expected.simulatedP95;
    expect(tpot95).toBeGreaterThan(0.88);
    expect(tpot95).toBeLessThan(1.02);
  });

  it.each(
    (Object.keys(SYSTEMS) as (keyof typeof SYSTEMS)[]).flatMap((system) =>
      [0.3, 0.6, 0.8].flatMap((load) =>
        (['exponential', 'fixed'] as const).map((lengths) => ({ system, load, lengths })),
      ),
    ),
  )('agrees with a simulation: $system, load $load, $lengths answers', ({ system, load, lengths }) => {
    const queue = replicaQueue(timing(system));
    const rate = load * queue.mostRequestsPerS;
    const loaded = queue.at(rate);
    const real = simulated(system, rate, lengths);
    expect(Math.abs((loaded?.endToEndS ?? 0) / real.endToEndS - 1)).toBeLessThan(0.06);
    expect(Math.abs((loaded?.tpotS ?? 0) / real.tpotS - 1)).toBeLessThan(0.06);
    expect(Math.abs((loaded?.ttftS ?? 0) / real.ttftS - 1)).toBeLessThan(0.06); // the goal is 0.15
    expect(Math.abs((loaded?.tpot95S ?? 0) / real.tpot95S - 1)).toBeLessThan(0.15);
    expect(Math.abs((loaded?.ttft95S ?? 0) / real.ttft95S - 1)).toBeLessThan(0.18);
  });

  it('cannot keep up at its best rate or above', () => {
    const queue = replicaQueue(timing('4k prompts'));
    expect(queue.at(queue.mostRequestsPerS)).toBeUndefined();
    expect(queue.at(queue.mostRequestsPerS * 0.999)).toBeDefined();
  });

  it('follows Little’s law and gets slower with every request more', () => {
    const queue = replicaQueue(timing('1k prompts'));
    const share = fc.double({ min: 0.001, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((load) => queue.at(load * queue.mostRequestsPerS));
        if (!less || !more) throw new Error('both loads are below the best rate');
        expect(less.endToEndS).toBeLessThanOrEqual(more.endToEndS * (1 + 1e-12));
        expect(less.ttft95S).toBeLessThanOrEqual(more.ttft95S * (1 + 1e-12));
        expect(less.tpot95S).toBeLessThanOrEqual(more.tpot95S * (1 + 1e-12));
        expect(more.meanRequests).toBeCloseTo(Math.max(a, b) * queue.mostRequestsPerS * more.endToEndS, 6);
      }),
    );
  });
});
