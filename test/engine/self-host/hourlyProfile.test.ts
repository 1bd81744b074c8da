import { peakToMeanOfProfile } from '../../../src/engine/self-host/hourlyProfile';
import { gpuBreakeven } from '../../../src/functions/gpuBreakeven';
import { callable } from '../../support/callFunction';
import { EMBEDDED_CONTEXT } from '../../support/embeddedContext';

const flat = Array(24).fill('1').join(' ');
/** Eight hours at 4 and sixteen at 1: the mean is (32 + 16) ÷ 24 = 2. */
const office = [...Array(8).fill('1'), ...Array(8).fill('4'), ...Array(8).fill('1')].join(' ');

test('a flat day has a peak of its mean, eight busy hours at four times the rest twice its mean', () => {
  expect(peakToMeanOfProfile(flat)).toBe(1);
  expect(peakToMeanOfProfile(office)).toBe(2);
});

test('anything but 24 numbers is refused in words', () => {
  for (const wrong of ['1 2 3', flat.replace('1', 'x'), flat.replace('1', '-1'), Array(24).fill('0').join(' ')]) {
    expect(() => peakToMeanOfProfile(wrong)).toThrow(
      'hourly_profile must be 24 numbers, one for each hour of the day, such as "1 1 1 2 4 8 …".',
    );
  }
});

test('GPUBREAKEVEN takes a 24-hour profile for the peak, and its table says so', () => {
  const breakEven = callable(gpuBreakeven, EMBEDDED_CONTEXT);
  const ask = (assumptions: string) =>
    breakEven('gpt-5.1', 'llama-3.3-70b', 'H100', 2e7, 1000, 300, 'buy', 'all', assumptions) as unknown[][];
  const gpus = (table: unknown[][]) => table.find(([item]) => item === 'GPUs')?.[2];
  const byProfile = ask(`precision=fp8; hourly_profile=${office}`);
  expect(gpus(byProfile)).toBe(gpus(ask('precision=fp8; peak_to_mean=2')));
  expect(byProfile.flat().join(' ')).toMatch(/peak_to_mean.*from hourly_profile/);
});
