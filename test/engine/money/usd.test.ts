import fc from 'fast-check';
import { listedDecimal, sumUsd, usdPerMTok } from '../../../src/engine/money/usd';

describe('usdPerMTok', () => {
  it.each([
    [0.00000015, 0.15], // gpt-4o-mini input
    [0.0000006, 0.6],
    [0.00000027, 0.27],
    [0.000000435, 0.435],
    [0.0000000028, 0.0028],
    [0.0006, 600], // o1-pro output
  ])('gives the listed decimal of %d USD per token', (perToken, perMTok) => {
    expect(usdPerMTok(perToken)).toBe(perMTok);
  });

  it('gives back every price list figure with up to six decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (millionths) => {
        const listed = Number(`${millionths}e-6`);
        expect(usdPerMTok(Number(`${millionths}e-12`))).toBe(listed);
        expect(listedDecimal(listed)).toBe(listed);
      }),
    );
  });
});

describe('sumUsd', () => {
  it('keeps small amounts beside large ones', () => {
    expect(sumUsd([1e16, 1, -1e16])).toBe(1);
    expect(sumUsd(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(sumUsd([])).toBe(0);
  });

  it('does not depend on the order of the amounts beyond the last digit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true })), (amounts) => {
        const [sum, reversed] = [sumUsd(amounts), sumUsd([...amounts].reverse())];
        expect(Math.abs(sum - reversed)).toBeLessThanOrEqual(4e-16 * sum);
      }),
    );
  });
});
