import fc from 'fast-check';
import { erlangB, erlangC } from '../../../src/engine/self-host/erlang';
import golden from '../../golden/erlang.json';

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(golden.toleranceRel);
}

describe('a queue with c servers', () => {
  it.each(golden.direct)('agrees with exact arithmetic at A = $A, c = $c', (expected) => {
    const { A, c } = expected;
    expectClose(erlangB(A, c), expected.erlangB);
    expectClose(erlangC(A, c), expected.erlangC);
  });

  it('never keeps up with a load of c Erlang or more', () => {
    expect(erlangC(5, 5)).toBe(1);
    expect(erlangC(6, 5)).toBe(1);
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
