import fc from 'fast-check';
import { areEqual, nativeTwins, type PlainCell, type Twin, type TwinCase } from '../support/nativeTwins';

const COUNT = 240;
/** As people write them: LibreOffice takes a difference in the last two digits for none. */
const SHARE = fc.integer({ min: 0, max: 10_000 }).map((count) => count / 10_000);
const USD = fc.integer({ min: 0, max: 5_000_000 }).map((micros) => micros / 1e6);
const VOLUME = fc.integer({ min: 0, max: 5_000_000 });
const MONTHLY = fc.integer({ min: 0, max: 20_000 });
const optional = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { freq: 3 });

/** Cases with these cells; in one of five a cell is later filled with what the function refuses, or emptied. */
function cellCases(formula: string, cells: readonly fc.Arbitrary<number | null>[]): TwinCase[] {
  const fault = fc.constantFrom<PlainCell>('many', null, -1, 7.5); // TRUE is a number to LibreOffice, not to Excel
  const row = fc.tuple(fc.tuple(...cells), fc.nat(4), fc.nat(cells.length - 1), fault);
  return fc.sample(row, { numRuns: COUNT, seed: 20_261_126 }).map(([values, fifth, place, changed]) => ({
    formula,
    cells: values,
    ...(fifth === 0 && { changedTo: values.map((value, index) => (index === place ? changed : value)) }),
  }));
}

const literal = (formula: string): TwinCase => ({ formula, cells: [] });
const ROUTE = [VOLUME, USD, USD, SHARE, optional(USD), optional(SHARE)];
const THREE_STAGES = [VOLUME, USD, USD, USD, SHARE, SHARE, USD, USD];
const FALLBACK = [VOLUME, USD, SHARE, USD, optional(SHARE), optional(SHARE)];
const RATE = fc.integer({ min: 0, max: 1000 }).map((count) => count / 1000);
const WORST = optional(fc.integer({ min: 10_000, max: 40_000 }));
const GATE = [
  fc.integer({ min: 0, max: 60_000 }),
  MONTHLY,
  fc.integer({ min: 0, max: 200_000 }),
  MONTHLY,
  optional(fc.double({ min: 0.5, max: 40, noNaN: true })),
  optional(RATE),
  optional(fc.integer({ min: 1, max: 120 })),
  WORST,
];

const CASES: Readonly<Record<string, readonly TwinCase[]>> = {
  LLMROUTE: cellCases('LLMROUTE(C#,D#,E#,F#,G#,H#)', ROUTE),
  'LLMROUTE in a longer formula': cellCases('1-LLMROUTE(1,D#*2,E#+1,F#)/LLMROUTE(1,D#,E#+1,1)', ROUTE),
  LLMCASCADECOST: cellCases('LLMCASCADECOST(C#,D#:F#,G#:H#,I#:J#)', THREE_STAGES),
  'LLMCASCADECOST with two models': cellCases('LLMCASCADECOST(C#,D#:E#,G#,I#)', THREE_STAGES),
  'LLMCASCADECOST without judge': cellCases('LLMCASCADECOST(C#,D#:F#,G#:H#)', THREE_STAGES),
  'LLMCASCADECOST with a blank end': cellCases('LLMCASCADECOST(C#,D#:F#,G#:H#,,"cost")', [
    VOLUME,
    USD,
    USD,
    fc.constant(null),
    SHARE,
    fc.constant(null),
  ]),
  LLMBREAKEVENESCALATION: cellCases('LLMBREAKEVENESCALATION(C#,D#,E#)', [USD, USD, optional(USD)]),
  ...Object.fromEntries(
    ['cost', 'availability', 'unserved'].map((answer) => [
      `LLMFALLBACKCOST ${answer}`,
      cellCases(`LLMFALLBACKCOST(C#,D#,E#,F#,G#,H#,"${answer}")`, FALLBACK),
    ]),
  ),
  ...Object.fromEntries(
    ['net', 'payback', 'npv', 'verdict'].map((answer) => [
      `LLMROUTINGGATE ${answer}`,
      cellCases(`LLMROUTINGGATE(C#,D#,E#,F#,G#,H#,I#,J#,"${answer}")`, GATE),
    ]),
  ),
  'the worked examples': [
    literal('LLMROUTE(1,0.24,24.7,13.4%)'),
    literal('LLMROUTE(30000,0.003,0.009,20%,0.0001)'),
    literal('LLMCASCADECOST(1,{0.003,0.009},{0.8},{0.0004})'),
    literal('LLMCASCADECOST(1,{0.0005,0.003,0.015},{0.6,0.7},{0.0002,0.0004})'),
    literal('LLMBREAKEVENESCALATION(0.003,0.009,0.0004)'),
    literal('LLMFALLBACKCOST(1000000,0.004,0.995,0.012,0.999,,"cost")'),
    literal('LLMROUTINGGATE(6630,3094,27000,2700,,,,,"payback")'),
    literal('LLMROUTINGGATE(6630,3094,27000,2700,,,,,"npv")'),
    literal('LLMROUTINGGATE(6630,3094,27000,2700,,,,,"verdict")'),
    literal('LLMROUTINGGATE(66300,30940,27000,2700,,,,36000,"verdict")'),
  ],
};

let twins: ReadonlyMap<string, readonly Twin[]>;

beforeAll(async () => {
  const all = (await nativeTwins(Object.values(CASES).flat())).twins;
  let position = 0;
  twins = new Map(Object.entries(CASES).map(([id, cases]) => [id, all.slice(position, (position += cases.length))]));
}, 300_000);

describe('the plain formula, calculated by excelts and by LibreOffice, is the function itself', () => {
  test.each(Object.keys(CASES))('%s', (id) => {
    const cases = twins.get(id) ?? [];
    const differ = cases.filter(
      ({ ours, excelts, libreOffice }) => !areEqual(ours, excelts) || !areEqual(ours, libreOffice),
    );
    expect(differ).toEqual([]);
    expect(cases.filter(({ ours }) => typeof ours !== 'object').length).toBeGreaterThanOrEqual(
      Math.min(cases.length, 50),
    );
  });
});

test('the worked examples have the figures of their source', () => {
  // strategy reference §18; the last verdict: net 32,660 a month, 27,600 at the worst, payback 0.83 months
  const figures = twins.get('the worked examples')?.map(({ libreOffice }) => libreOffice) ?? [];
  const expected = [3.51764, 129, 0.0052, 0.00386, 0.6222222222, 4039.94, 32.2966507177, -17469.1921746795];
  expect(
    figures
      .slice(0, 8)
      .filter((figure, index) => !areEqual(Number(figure).toPrecision(6), expected[index].toPrecision(6))),
  ).toEqual([]);
  expect(figures.slice(8)).toEqual(['NOT YET', 'ADD ROUTING']);
});
