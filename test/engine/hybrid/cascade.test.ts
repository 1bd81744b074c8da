import fc from 'fast-check';
import { breakEvenEscalation, cascadeTraffic, type CascadeStage } from '../../../src/engine/hybrid/cascade';
import { SHARE, USD } from './arbitraries';

const STAGES = fc.array(fc.record({ usdPerRequest: USD, judgeUsdPerRequest: USD, acceptedShare: SHARE }), {
  minLength: 2,
  maxLength: 6,
});

function usdOf(requests: number, stages: readonly CascadeStage[]): number {
  return cascadeTraffic(requests, stages).reduce((sum, { modelUsd, judgeUsd }) => sum + modelUsd + judgeUsd, 0);
}

describe('a cascade', () => {
  it('sends on what each judge rejects', () => {
    // strategy reference §18: 0.0005 + 0.0002 + 0.4 × (0.003 + 0.0004) + 0.12 × 0.015 = 0.00386
    const stages = [
      { usdPerRequest: 0.0005, judgeUsdPerRequest: 0.0002, acceptedShare: 0.6 },
      { usdPerRequest: 0.003, judgeUsdPerRequest: 0.0004, acceptedShare: 0.7 },
      { usdPerRequest: 0.015, judgeUsdPerRequest: 0, acceptedShare: 1 },
    ];
    const reached = cascadeTraffic(1000, stages).map(({ requests }) => requests);
    expect(reached[0]).toBe(1000);
    expect(reached[1]).toBeCloseTo(400, 10);
    expect(reached[2]).toBeCloseTo(120, 10);
    expect(usdOf(1, stages)).toBeCloseTo(0.00386, 15);
  });

  it('ends at the first model when everything is accepted, and pays every stage when nothing is', () => {
    fc.assert(
      fc.property(STAGES, (stages) => {
        const [first] = stages;
        const accepted = stages.map((stage) => ({ ...stage, acceptedShare: 1 }));
        expect(usdOf(1, accepted)).toBe(first.usdPerRequest + first.judgeUsdPerRequest);
        const rejected = stages.map((stage) => ({ ...stage, acceptedShare: 0 }));
        const everything = stages.reduce((sum, stage) => sum + stage.usdPerRequest + stage.judgeUsdPerRequest, 0);
        expect(usdOf(1, rejected)).toBeCloseTo(everything, 9);
      }),
    );
  });

  it('reaches later stages less and less, and never costs more when a judge lets more pass', () => {
    fc.assert(
      fc.property(STAGES, SHARE, (stages, otherShare) => {
        const reach = cascadeTraffic(1, stages).map(({ reachShare }) => reachShare);
        expect(reach).toEqual([...reach].sort((a, b) => b - a));
        const [strict, lenient] = [stages[0].acceptedShare, otherShare].sort((a, b) => a - b);
        const withFirst = (acceptedShare: number): CascadeStage[] => [
          { ...stages[0], acceptedShare },
          ...stages.slice(1),
        ];
        expect(usdOf(1, withFirst(lenient))).toBeLessThanOrEqual(usdOf(1, withFirst(strict)) + 1e-9);
      }),
    );
  });
});

describe('the break-even escalation', () => {
  it('is 1 − (weak + judge) ÷ strong', () => {
    expect(breakEvenEscalation(0.003, 0.009, 0.0004)).toBeCloseTo(0.622222, 6); // strategy reference §18
    expect(breakEvenEscalation(0.00221, 0.00663, 0.0004)).toBeCloseTo(0.606335, 6);
  });

  it('does not exist when the weak model and its judge cost as much as the strong one', () => {
    expect(breakEvenEscalation(0.75, 1, 0.25)).toBeUndefined();
    expect(breakEvenEscalation(2, 1, 0)).toBeUndefined();
  });

  it('makes the cascade cost as much as the strong model alone', () => {
    fc.assert(
      fc.property(USD, USD, USD, (weakUsd, judgeUsd, dearerUsd) => {
        const strongUsd = weakUsd + judgeUsd + dearerUsd + 0.001;
        const share = breakEvenEscalation(weakUsd, strongUsd, judgeUsd) ?? NaN;
        const cascadeUsd = usdOf(1, [
          { usdPerRequest: weakUsd, judgeUsdPerRequest: judgeUsd, acceptedShare: 1 - share },
          { usdPerRequest: strongUsd, judgeUsdPerRequest: 0, acceptedShare: 1 },
        ]);
        expect(cascadeUsd).toBeCloseTo(strongUsd, 9);
      }),
    );
  });
});
