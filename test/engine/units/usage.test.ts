import fc from 'fast-check';
import { billedCounts, usageOf } from '../../../src/engine/units/usage';
import { UNITS, unitIndex } from '../../../src/engine/units/units';

const billed = (rows: readonly (readonly [string, number])[]) => {
  const counts = billedCounts(usageOf(rows).counts);
  return Object.fromEntries(
    UNITS.map((unit, index) => [unit.key, counts[index]] as const).filter(([, count]) => count > 0),
  );
};

describe('usageOf', () => {
  it('reads units as a sheet writes them and assumes one request', () => {
    const usage = usageOf([
      ['Input', 1000],
      ['cached input', 400],
      ['images_1024x1024', 2],
      ['other_tool:Code Interpreter', 3],
    ]);
    expect(usage.counts[unitIndex('input') ?? -1]).toBe(1000);
    expect(usage.counts[unitIndex('cached_input') ?? -1]).toBe(400);
    expect(usage.counts[unitIndex('requests') ?? -1]).toBe(1);
    expect([...usage.named]).toEqual([
      ['images:1024x1024', 2],
      ['other_tool:code_interpreter', 3],
    ]);
  });

  it('refuses unknown units, negative quantities and text, naming the unit', () => {
    expect(() => usageOf([['tokens', 1]])).toThrow('Unknown unit "tokens"');
    expect(() => usageOf([['__proto__', 1]])).toThrow('Unknown unit "__proto__"');
    expect(() => usageOf([['input:hot', 1]])).toThrow('Unknown unit "input:hot"');
    expect(() => usageOf([['input', -1]])).toThrow('The quantity of input must be at least 0; it is -1.');
    expect(() => usageOf([['input', '1,5']])).toThrow('The quantity of input must be a number.');
    expect(() => usageOf([['input', NaN]])).toThrow('The quantity of input must be a number.');
    expect(() => usageOf([['input', true]])).toThrow('The quantity of input must be a number.');
  });
});

describe('billedCounts', () => {
  it('takes parts out of their wholes', () => {
    expect(
      billed([
        ['input', 10_000],
        ['cached_input', 6_000],
        ['cache_write', 1_000],
        ['cache_write_1h', 500],
      ]),
    ).toEqual({
      input: 2_500,
      cached_input: 6_000,
      cache_write: 1_000,
      cache_write_1h: 500,
      requests: 1,
    });
    expect(
      billed([
        ['output', 900],
        ['reasoning', 700],
        ['output_audio', 100],
      ]),
    ).toMatchObject({
      output: 100,
      reasoning: 700,
      output_audio: 100,
    });
  });

  it('takes cached audio out of cached input and out of audio, and once out of input', () => {
    expect(
      billed([
        ['input', 1_000],
        ['cached_input', 300],
        ['input_audio', 400],
        ['cached_audio', 100],
      ]),
    ).toEqual({ input: 400, cached_input: 200, input_audio: 300, cached_audio: 100, requests: 1 });
  });

  it('F05 refuses a part above its whole, and parts that together exceed it', () => {
    expect(() =>
      billed([
        ['input', 100],
        ['cached_input', 101],
      ]),
    ).toThrow('cached_input (101) is a part of input (100)');
    expect(() =>
      billed([
        ['output', 5],
        ['reasoning', 6],
      ]),
    ).toThrow('reasoning (6) is a part of output (5)');
    expect(() =>
      billed([
        ['input', 9],
        ['input_audio', 9],
        ['cached_audio', 1],
      ]),
    ).toThrow('cached_audio (1) is a part of cached_input (0)');
    expect(() =>
      billed([
        ['input', 100],
        ['cached_input', 60],
        ['cache_write', 60],
      ]),
    ).toThrow('The parts of input add up to more');
  });

  it('adds up to the gross counts for any consistent usage', () => {
    const count = fc.nat(1e9);
    fc.assert(
      fc.property(count, count, count, count, count, (text, cachedText, audio, cachedAudio, written) => {
        const lines = billed([
          ['input', text + cachedText + audio + cachedAudio + written],
          ['cached_input', cachedText + cachedAudio],
          ['input_audio', audio + cachedAudio],
          ['cached_audio', cachedAudio],
          ['cache_write', written],
        ]);
        const { input = 0, cached_input = 0, input_audio = 0, cached_audio = 0, cache_write = 0 } = lines;
        expect([input, cached_input, input_audio, cached_audio, cache_write]).toEqual([
          text,
          cachedText,
          audio,
          cachedAudio,
          written,
        ]);
      }),
    );
  });
});
