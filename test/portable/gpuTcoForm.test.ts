import fc from 'fast-check';
import { areEqual, nativeTwins, type Twin, type TwinCase } from '../support/nativeTwins';
import { BOUGHT, EXTRAS, RENTED, share } from './gpuSettings';

const FLEET = fc.record({
  gpus: fc.integer({ min: 1, max: 300 }),
  gpu: fc.option(fc.constantFrom('H100', 'H200', 'B200'), { freq: 9 }),
  ownership: fc.constantFrom('rent', 'buy'),
  utilization: fc.option(share(1)),
  rented: RENTED,
  bought: BOUGHT,
  extras: EXTRAS,
  inCells: fc.boolean(),
});

const RANDOM = fc.sample(FLEET, { numRuns: 240, seed: 20_261_126 }).map((fleet): TwinCase => {
  const { gpus, gpu, ownership, utilization, rented, bought, extras, inCells } = fleet;
  // what is known of no GPU has to be given
  const own = gpu === null ? { server_price_usd: 250_000, gpu_load_w: 500, gpu_idle_w: 60, ...bought } : bought;
  const machines = ownership === 'rent' ? { gpu_hour_usd: 2.5, ...rented } : own;
  const settings = Object.entries({
    gpus,
    ...(gpu !== null && { gpu }),
    ownership,
    ...(utilization !== null && { utilization }),
    ...machines,
    ...extras,
  });
  if (inCells) return { formula: 'GPUTCO(@,"monthly")', cells: [], settings };
  return { formula: `GPUTCO("${settings.map(([key, value]) => `${key}=${value}`).join('; ')}","monthly")`, cells: [] };
});

const OWN = [
  ['gpus', 12],
  ['gpu', 'H100'],
  ['ownership', 'buy'],
  ['server_price_usd', 280_000],
  ['staff_fte', 0.5],
] as const;
const changed = (place: number, value: number | string | null): TwinCase => ({
  formula: 'GPUTCO(@,"monthly")',
  cells: [],
  settings: OWN,
  settingsChangedTo: OWN.map(([key, now], index) => [key, index === place ? value : now]),
});
const FOLLOWED = [changed(0, 17), changed(3, 140_000), changed(4, 2)];
const REFUSED = [changed(0, 1.5), changed(1, 'H200'), changed(2, 'rent'), changed(3, null), changed(4, 'half')];

let twins: readonly Twin[];

beforeAll(async () => {
  ({ twins } = await nativeTwins([...RANDOM, ...FOLLOWED, ...REFUSED]));
}, 300_000);

describe('the plain formula of GPUTCO for a month', () => {
  it('is the function itself in excelts and in LibreOffice, and follows the fleet, its price and its people', () => {
    const answered = twins.slice(0, RANDOM.length + FOLLOWED.length);
    const differ = answered.filter(
      ({ ours, excelts, libreOffice }) => !areEqual(ours, excelts) || !areEqual(ours, libreOffice),
    );
    expect(differ).toEqual([]);
    expect(answered.filter(({ ours }) => typeof ours === 'number').length).toBeGreaterThan(235);
  });

  it('is #N/A once another GPU or ownership is asked for or a figure is gone, and #VALUE! where one is wrong', () => {
    const refused = twins.slice(RANDOM.length + FOLLOWED.length);
    expect(refused.map(({ excelts, libreOffice }) => [excelts, libreOffice])).toEqual(
      ['#VALUE!', '#N/A', '#N/A', '#N/A', '#VALUE!'].map((error) => [{ error }, { error }]),
    );
  });
});
