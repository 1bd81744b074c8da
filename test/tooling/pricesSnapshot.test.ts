import { unpackPrices } from '../../src/catalog/embeddedPrices';
import type { PriceRow } from '../../src/catalog/priceRow';
import { buildSnapshot } from '../../src/tooling/prices/buildSnapshot';
import { applyCurated, readCurated, type CuratedFile } from '../../src/tooling/prices/curatedRows';
import { packPrices } from '../../src/tooling/prices/packPrices';
import { pairModels } from '../../src/tooling/prices/pairModels';
import { readGenaiPrices } from '../../src/tooling/prices/readGenaiPrices';
import { snapshotSources } from '../../src/tooling/prices/snapshotSources';
import type { SourceModel } from '../../src/feeds/sourceModel';

const SOURCES = snapshotSources();

function record(model: string, input: number, output: number, change: Partial<SourceModel> = {}): SourceModel {
  return { provider: 'acme', model, aliases: [], cards: [{ rates: { input, output }, longContext: [] }], ...change };
}
function build(fresh: SourceModel[], deep: SourceModel[], curated: CuratedFile[] = []): readonly PriceRow[] {
  return unpackPrices(buildSnapshot({ fresh, deep, curated, sources: SOURCES })).rows;
}

describe('the snapshot generator', () => {
  it('gives the same bytes for the same sources', () => {
    const inputs = { fresh: [], deep: readGenaiPrices(), curated: [], sources: SOURCES };
    const [first, second] = [buildSnapshot(inputs), buildSnapshot({ ...inputs, deep: readGenaiPrices() })];
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    expect(Object.values(first.rows).flat().length).toBeGreaterThan(300);
  });

  it('reads every price of genai-prices as the listed decimal', () => {
    const luna = readGenaiPrices().find(({ model }) => model === 'gpt-5.6-luna');
    expect(luna?.cards).toMatchObject([
      { rates: { input: 1, cache_write: 1.25, output: 6, web_search_per_1k: 10 } },
      {
        validFrom: '2026-07-30',
        rates: { input: 0.2 },
        longContext: [{ above: 271_999, rates: { input: 0.4, output: 1.8 } }],
      },
    ]);
  });

  it('takes the fresher price and keeps what the other source says in the note', () => {
    expect(build([record('one', 2, 8)], [record('one', 3, 9)])).toMatchObject([
      { input: 2, output: 8, agree: '1/2', note: 'genai-prices 0.1.8: 3/9', source: '@earendil-works/pi-ai 1.5.2' },
    ]);
    expect(build([record('one', 2, 8)], [record('one', 2, 8)])).toMatchObject([{ agree: '2/2' }]);
    expect(build([], [record('one', 3, 9)])).toMatchObject([{ agree: '1/1', source: '@pydantic/genai-prices 0.1.8' }]);
  });

  it('adds modalities from the deeper source only when it agrees on the price, and its tool fees always', () => {
    const deep = (input: number) =>
      record('one', input, 8, {
        cards: [{ rates: { input, output: 8, input_audio: 5, web_search_per_1k: 10 }, longContext: [] }],
      });
    expect(build([record('one', 2, 8)], [deep(2)])[0]).toMatchObject({ input_audio: 5, web_search_per_1k: 10 });
    const stale = build([record('one', 2, 8)], [deep(3)])[0];
    expect(stale.input_audio).toBeUndefined();
    expect(stale.web_search_per_1k).toBe(10);
  });

  it('dates past and announced prices as windows that touch', () => {
    const dated = record('one', 0, 0, {
      cards: [
        { rates: { input: 5, output: 30 }, longContext: [] },
        { validFrom: '2026-08-21', rates: { input: 4, output: 20 }, longContext: [] },
        { validFrom: '2027-01-01', rates: { input: 6, output: 24 }, longContext: [] },
      ],
    });
    const rows = build([record('one', 4, 20)], [dated]);
    expect(rows.map(({ valid_from, valid_to, input }) => [valid_from, valid_to, input])).toEqual([
      [undefined, '2026-08-21', 5],
      ['2026-08-21', '2027-01-01', 4],
      ['2027-01-01', undefined, 6],
    ]);
  });

  it('folds a dated id into its model at the same price, and keeps it apart at another', () => {
    const fold = pairModels([record('one', 2, 8), record('one-20261001', 2, 8)], []);
    expect(fold).toMatchObject([{ model: 'one', aliases: ['one-20261001'] }]);
    const apart = pairModels([record('one', 2, 8), record('one-20261001', 3, 8)], []);
    expect(apart.map(({ model }) => model)).toEqual(['one', 'one-20261001']);
  });

  it('never pairs by prefix: a successor is not its predecessor', () => {
    const pairs = pairModels([record('sonnet-5-5', 2, 10)], [record('sonnet-5', 3, 15)]);
    expect(pairs.map(({ model, fresh, deep }) => [model, fresh?.model, deep?.model])).toEqual([
      ['sonnet-5', undefined, 'sonnet-5'],
      ['sonnet-5-5', 'sonnet-5-5', undefined],
    ]);
  });

  it('refuses a curated overlay of a model that does not exist', () => {
    const cited = { source: 'https://x', checked: '2026-11-23' };
    const curated: CuratedFile = {
      about: 'a typing mistake',
      rows: [{ provider: 'acme', models: ['onne'], tier: 'batch', multiplier: 0.5, ...cited }],
    };
    const rows = [{ provider: 'acme', model: 'one', input: 1 }];
    expect(() => applyCurated(rows, [curated])).toThrow(/acme\/onne: no such model/);
  });

  it('refuses a cell that holds the separator', () => {
    expect(() => packPrices([{ provider: 'acme', model: 'one', note: 'a|b' }], '2026-11-23', [])).toThrow(/separator/);
  });
});

describe('the curated rows', () => {
  const rows = readCurated().flatMap((file) => file.rows);

  it('cite an https address and a date each', () => {
    const isCited = (source: string, checked: string) =>
      source.startsWith('https://') && /^2026-\d\d-\d\d$/.test(checked);
    expect(rows.filter(({ source, checked }) => !isCited(source, checked))).toEqual([]);
  });

  it('say what they are about, file by file', () => {
    expect(readCurated().filter(({ about }) => about.length < 80)).toEqual([]);
  });
});
