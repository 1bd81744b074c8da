import fc from 'fast-check';
import { OPEN_MODEL_FACTS } from '../../src/catalog/facts';
import { PRECISION_NAMES } from '../../src/engine/self-host/precision';
import { areEqual, nativeTwins, type Twin, type TwinCase } from '../support/nativeTwins';

const CALL = fc.record({
  model: fc.constantFrom(...OPEN_MODEL_FACTS.map(({ name }) => name)),
  precision: fc.option(fc.constantFrom(...PRECISION_NAMES)),
  context: fc.option(fc.integer({ min: 1, max: 200_000 })),
  requests: fc.option(fc.integer({ min: 1, max: 500 })),
  answer: fc.constantFrom('total', 'total', 'weights', 'kv_cache'),
  isWritten: fc.boolean(),
});

/** Written in the formula, or in cells. */
const RANDOM: readonly TwinCase[] = fc
  .sample(CALL, { numRuns: 300, seed: 20_261_126 })
  .map(({ model, precision, context, requests, answer, isWritten }) => ({
    formula: isWritten
      ? `GPUMEMORY("${model}",${precision ? `"${precision}"` : ''},E#,F#,"${answer}")`
      : `GPUMEMORY(C#,D#,E#,F#,"${answer}")`,
    cells: [model, precision, context, requests],
  }));

const H = 'GPUMEMORY(C#,D#,E#,F#)';
const CELLS = ['llama-3.3-70b', 'fp8', 8192, 32];
const CHANGED: readonly TwinCase[] = [
  { formula: H, cells: CELLS, changedTo: ['llama-3.1-8b', 'fp8', 8192, 32] },
  { formula: H, cells: CELLS, changedTo: ['llama-3.3-70b', 'bf16', 8192, 32] },
  { formula: H, cells: CELLS, changedTo: ['llama-3.3-70b', null, 8192, 32] },
  { formula: H, cells: ['llama-3.3-70b', null, 8192, 32], changedTo: ['llama-3.3-70b', 'int4', 8192, 32] },
  { formula: H, cells: CELLS, changedTo: ['llama-3.3-70b', 'fp8', 131_073, 32] },
  { formula: H, cells: CELLS, changedTo: ['llama-3.3-70b', 'fp8', 8192, 1.5] },
  { formula: H, cells: CELLS, changedTo: ['llama-3.3-70b', 'fp8', '8192', 32] },
];
const FOLLOWED: TwinCase = { formula: H, cells: CELLS, changedTo: ['LLAMA-3.3-70B', 'fp8', 16_384, 64] };

let twins: readonly Twin[];
let facts: readonly unknown[];

beforeAll(async () => {
  const answered = await nativeTwins([...RANDOM, ...CHANGED, FOLLOWED]);
  twins = answered.twins;
  facts = answered.drafts.flatMap(({ name, rows }) => (name === 'Model and GPU facts' ? rows : []));
}, 300_000);

describe('the plain formula of GPUMEMORY', () => {
  it('is the function itself in excelts and in LibreOffice, for every model', () => {
    const random = twins.slice(0, RANDOM.length);
    expect(
      random.filter(({ ours, excelts, libreOffice }) => !areEqual(ours, excelts) || !areEqual(ours, libreOffice)),
    ).toEqual([]);
    expect(random.filter(({ ours }) => typeof ours === 'number').length).toBeGreaterThan(200);
  });

  it('follows the tokens and the requests, is #N/A once another model or precision is asked for, and #VALUE! where one is wrong', () => {
    const changed = twins.slice(RANDOM.length, RANDOM.length + CHANGED.length);
    expect(changed.map(({ excelts, libreOffice }) => [excelts, libreOffice])).toEqual(
      ['#N/A', '#N/A', '#N/A', '#N/A', '#VALUE!', '#VALUE!', '#VALUE!'].map((error) => [{ error }, { error }]),
    );
    const followed = twins[twins.length - 1];
    // 80 layers × 2 × 8 heads × 128 × 2 bytes = 327,680 a token; × 64 × 16,384 = 343.597e9; reserve 4.1e9
    expect(Number(followed.libreOffice) - 72.65 - 343.597 - 4.1).toBeCloseTo(0, 1);
    expect(areEqual(followed.ours, followed.libreOffice)).toBe(true);
  });

  it('rests on rows with unit, source and date', () => {
    const rows = facts.slice(4).map((row) => (row as ({ value: unknown } | null)[]).map((cell) => cell?.value));
    const weights = rows.find(([about, means]) => about === 'Llama 3.3 70B' && means === 'weights in fp8');
    // 68.45e9 parameters in the layers at 1 byte, 2 × 128,256 × 8,192 in the embeddings at 2 bytes
    expect(weights?.[2]).toBeCloseTo(72.65, 1);
    expect(weights?.slice(4)).toEqual(['GB', 'fact', expect.stringContaining('config'), '2026-11-23']);
  });
});
