import fc from 'fast-check';
import {
  erlangB,
  erlangC,
  erlangMeanWait,
  erlangServers,
  erlangWaitsLonger,
} from '../../../src/engine/self-host/erlang';
import golden from '../../golden/erlang.json';

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(golden.toleranceRel);
}

describe('a queue with c servers', () => {
  it.each(golden.direct)('agrees with exact arithmetic at A = $A, c = $c', (expected) => {
    const { A, c } = expected;
    expectClose(erlangB(A, c), expected.erlangB);
    expectClose(erlangC(A, c), expected.erlangC);
    expectClose(erlangMeanWait(A, c), expected.meanWait);
    expectClose(erlangWaitsLonger(A, c, 1), expected.waitsLongerThanOne);
  });

  it.each(golden.inverse)('needs $servers servers for A = $A and a waiting share of $targetShare', (expected) => {
    expect(erlangServers(expected.A, expected.targetShare)).toBe(expected.servers);
  });

  it('never keeps up with a load of c Erlang or more', () => {
    expect(erlangC(5, 5)).toBe(1);
    expect(erlangMeanWait(6, 5)).toBe(Infinity);
    expect(erlangWaitsLonger(5, 5, 100)).toBe(1);
  });

  it('lets fewer wait with every server that is added', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 300, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (load, servers) => {
          expect(erlangC(load, servers + 1)).toBeLessThanOrEqual(erlangC(load, servers));
        },
      ),
    );
  });
});
