import fc from 'fast-check';
import { areEqual, nativeTwins, type PlainCell, type Twin, type TwinCase } from '../support/nativeTwins';
import { BOUGHT, EXTRAS, RENTED, share } from './gpuSettings';

const TOKENS = fc.integer({ min: 1, max: 4000 });
const PREDICTION = fc.record(
  { precision: fc.constantFrom('fp8', 'bf16'), planning_share: fc.constantFrom(0.5, 0.8) },
  { requiredKeys: [] },
);
const MEASURED = fc.option(fc.record({ tokens_per_s: share(9000), gpus_per_replica: fc.constantFrom(1, 2, 3, 4, 8) }));
const CALL = fc.record({
  model: fc.constantFrom('llama-3.1-8b', 'Llama 3.3 70B', 'qwen3-32b'),
  gpu: fc.constantFrom('H100', 'h200', 'B200'),
  input: TOKENS,
  output: TOKENS,
  utilization: fc.option(share(1)),
  ownership: fc.constantFrom('rent', 'buy'),
  rented: RENTED,
  bought: BOUGHT,
  extras: fc.option(EXTRAS, { freq: 2 }),
  prediction: PREDICTION,
  measured: MEASURED,
  measure: fc.constantFrom('output', 'all_tokens'),
  inCells: fc.boolean(),
});

type Call = typeof CALL extends fc.Arbitrary<infer C> ? C : never;

/** Everything written in the formula, or everything in cells. */
function twinCase({ model, gpu, input, output, utilization, ownership, measure, inCells, ...call }: Call): TwinCase {
  const machines = ownership === 'rent' ? { gpu_hour_usd: 2.5, ...call.rented } : call.bought;
  const settings = Object.entries({ ...machines, ...call.extras, ...call.prediction, ...call.measured });
  const cells: PlainCell[] = [model, gpu, input, output, utilization];
  if (inCells && settings.length > 0) {
    return { formula: `GPUTOKENCOST(C#,D#,E#,F#,G#,"${ownership}",@,"${measure}")`, cells, settings };
  }
  const text = settings.map(([key, value]) => `${key}=${value}`).join('; ');
  const written = `"${model}","${gpu}",${input},${output},${utilization ?? ''},"${ownership}","${text}","${measure}"`;
  return { formula: `GPUTOKENCOST(${written})`, cells };
}

/** The examples of the function, and rents from the price table. */
const WRITTEN = [
  'GPUTOKENCOST("llama-3.3-70b","H100",1000,300,0.6)',
  'GPUTOKENCOST("llama-3.3-70b","H100",1000,300,0.6,"buy","precision=fp8")',
  'GPUTOKENCOST("llama-3.3-70b","H100",1000,300,,,"plan=spot")',
  'GPUTOKENCOST("qwen3-32b","L40S",E#,300,,,"precision=fp8","all_tokens")*2',
].map((formula): TwinCase => ({ formula, cells: [null, null, 1000] }));

const RANDOM = [...WRITTEN, ...fc.sample(CALL, { numRuns: 300, seed: 20_261_126 }).map(twinCase)];

const PREDICTED = 'GPUTOKENCOST(C#,D#,E#,F#,G#,H#,@)';
const CELLS: readonly PlainCell[] = ['llama-3.3-70b', 'H100', 1000, 300, 0.6, 'buy'];
const SETTINGS: readonly (readonly [PlainCell, PlainCell])[] = [
  ['server_price_usd', 280_000],
  ['Life years', 4],
  ['precision', 'fp8'],
  ['pue', null],
  [null, null],
];
const changed = (place: number, cell: PlainCell): TwinCase => ({
  formula: PREDICTED,
  cells: CELLS,
  settings: SETTINGS,
  changedTo: CELLS.map((each, index) => (index === place ? cell : each)),
});
const resettled = (place: number, pair: readonly [PlainCell, PlainCell]): TwinCase => ({
  formula: PREDICTED,
  cells: CELLS,
  settings: SETTINGS,
  settingsChangedTo: SETTINGS.map((each, index) => (index === place ? pair : each)),
});
/** What the formula follows: the answer of the function moves with it. */
const FOLLOWED = [
  changed(4, 0.35),
  resettled(0, ['server_price_usd', 140_000]),
  resettled(0, ['server_price_usd', -5]),
  resettled(1, ['Life years', 5]),
  changed(4, 1.5),
];
/** What the predicted speed or the choice of assumptions depends on. */
const REFUSED = [
  changed(0, 'llama-3.1-8b'),
  changed(1, 'H200'),
  changed(2, 1001),
  changed(3, 299),
  changed(3, null),
  changed(4, null),
  changed(5, 'rent'),
  resettled(1, ['horizon_months', 4]),
  resettled(2, ['precision', 'bf16']),
  resettled(3, ['pue', 1.2]),
  resettled(4, ['network_share', 0.1]),
];

let random: readonly Twin[];
let followed: readonly Twin[];
let refused: readonly Twin[];
let facts: unknown[][];

beforeAll(async () => {
  const { twins, drafts } = await nativeTwins([...RANDOM, ...FOLLOWED, ...REFUSED]);
  random = twins.slice(0, RANDOM.length);
  followed = twins.slice(RANDOM.length, RANDOM.length + FOLLOWED.length);
  refused = twins.slice(RANDOM.length + FOLLOWED.length);
  const rows = drafts.find(({ name }) => name === 'Model and GPU facts')?.rows ?? [];
  facts = rows.slice(4).map((row) => (row as ({ value: unknown } | null)[]).map((cell) => cell?.value));
}, 300_000);

describe('the plain formula of GPUTOKENCOST', () => {
  it('is the function itself in excelts and in LibreOffice, rented and owned, predicted and measured', () => {
    const differ = random.filter(
      ({ ours, excelts, libreOffice }) => !areEqual(ours, excelts) || !areEqual(ours, libreOffice),
    );
    expect(differ).toEqual([]);
    expect(facts).toContainEqual(
      expect.arrayContaining(['rent of one GPU', 3.85, expect.stringContaining('median of 7 on_demand offers')]),
    );
    expect(random.filter(({ ours }) => typeof ours === 'number').length).toBeGreaterThan(250);
  });

  it('follows utilisation and the assumptions of money', () => {
    expect(
      followed.filter(({ ours, excelts, libreOffice }) => !areEqual(ours, excelts) || !areEqual(ours, libreOffice)),
    ).toEqual([]);
    expect(new Set(followed.map(({ libreOffice }) => libreOffice)).size).toBeGreaterThan(3);
  });

  it('is #N/A once something is changed that the predicted speed rests on, or that other assumptions are chosen by', () => {
    expect(refused.map(({ excelts, libreOffice }) => [excelts, libreOffice])).toEqual(
      refused.map(() => [{ error: '#N/A' }, { error: '#N/A' }]),
    );
  });

  it('shows what was predicted as kept, with the arguments it holds for, and assumptions with their reason', () => {
    const kept = facts.filter(
      ([about, , , , , kind]) => kind === 'kept' && about === 'Llama 3.3 70B on H100 SXM5 80GB',
    );
    expect(kept.map(([, means]) => means)).toContain('GPUs of one replica: 1000 tokens in, 300 out, fp8, vllm');
    const pue = facts.find(
      ([, means, , , , , source]) => means === 'facility power ÷ machine power' && source === 'pue: default; 1.2–1.6',
    );
    expect(pue?.slice(2, 6)).toEqual([1.3, undefined, 'ratio', 'assumption']);
  });
});
