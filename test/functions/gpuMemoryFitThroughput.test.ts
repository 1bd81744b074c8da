import { gpuFit } from '../../src/functions/gpuFit';
import { gpuMemory } from '../../src/functions/gpuMemory';
import { gpuThroughput } from '../../src/functions/gpuThroughput';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const memory = callable(gpuMemory, EMBEDDED_CONTEXT);
const fit = callable(gpuFit, EMBEDDED_CONTEXT);
const throughput = callable(gpuThroughput, EMBEDDED_CONTEXT);
type Row = [string, ...(string | number)[]];
const rowOf = (table: unknown, item: string) => (table as Row[]).find(([name]) => name === item) ?? [];

describe('GPUMEMORY', () => {
  // self-hosting reference §4: non-embedding 68.45e9 × 1 byte + 2 × 128,256 × 8,192 × 2 bytes = 72.65 GB
  test('counts the weights of Llama 3.3 70B in FP8 by tensor class: 72.65 GB', () => {
    expect(memory('llama-3.3-70b', 'fp8', 8192, 1, 'weights')).toBeCloseTo(72.65, 2);
  });

  // 2 × 8 KV heads × 128 × 2 bytes × 80 layers = 327,680 bytes per token; × 8,192 × 32 = 85.899 GB
  test('counts the cache of 32 requests of 8,192 tokens: 85.90 GB', () => {
    expect(memory('llama-3.3-70b', 'fp8', 8192, 32, 'kv_cache')).toBeCloseTo(85.899, 3);
  });

  test('adds up to its total, and names every default', () => {
    const table = memory('llama-3.3-70b', null, null, null, 'all') as Row[];
    const parts = table.slice(1, -1).reduce((sum, [, gb]) => sum + Number(gb), 0);
    expect(parts).toBeCloseTo(Number(rowOf(table, 'total')[1]), 9);
    expect(table.flat().join(' ')).toMatch(/8192 tokens, 2 bytes an element \(default\).*per GPU \(default\)/);
  });

  test('refuses a context beyond the model, and an unquoted name', () => {
    expect(memory('llama-3.3-70b', 'fp8', 1e6)).toMatch(/^#VALUE! .*at most 131072 tokens/);
    expect(memory('', 'fp8')).toMatch(/^#VALUE! Put the name in quotes/);
    expect(memory('llama-9-70b')).toMatch(/^#N\/A No open model "llama-9-70b"/);
  });
});

describe('GPUFIT', () => {
  // self-hosting reference §1: 70B in FP16 holds on two H100 of 80 GB, but KV memory is then the limit
  test('says that a 70B model in FP16 holds on two H100, for four requests only', () => {
    expect(fit('llama-3.3-70b', 'H100', 'fp16', 2176, 1)).toBe(2);
    expect(fit('llama-3.3-70b', 'H100', 'fp16', 2176, 1, 'resident')).toBe(4);
    expect(fit('llama-3.3-70b', 'H100', 'fp16', 2176, 5)).toBe(4);
  });

  // reference §4: Kimi K2 at FP8 (1,026 GB) does not fit 8 × H100
  test('does not put Kimi K2 in FP8 on eight H100', () => {
    expect(Number(fit('kimi-k2', 'H100', 'fp8', 8192, 1))).toBeGreaterThan(8);
  });

  test('refuses FP8 on an A100, which has no such unit', () => {
    expect(fit('llama-3.3-70b', 'A100', 'fp8')).toMatch(/^#N\/A .*A100.* has no fp8 unit: use/);
  });

  test('gives a verdict for each count, from does not fit over starved to fits', () => {
    const table = fit('llama-3.3-70b', 'H100', 'fp16', 2176, 32, 'counts') as Row[];
    expect(table.slice(1).map((row) => [row[0], row[5]])).toEqual([
      [1, 'does not fit: needs at least 2 GPUs (weights)'],
      [2, 'fits but KV-starved: at most 4 resident requests of this size'],
      [4, 'fits'],
      [8, 'fits'],
    ]);
  });

  test('says what is left for the cache and what limits it', () => {
    const table = fit('llama-3.3-70b', 'H100', 'fp16', 2176, 1, 'all');
    expect(rowOf(table, 'resident requests')[1]).toBe(4);
    expect(rowOf(table, 'verdict')).toEqual(['verdict', 'fits', '', 'limited by kv cache']);
  });
});

describe('GPUTHROUGHPUT', () => {
  // measured: 13.66 ms per token, 529 ms to the first, 4,518 tokens/s; self-hosting reference §6, TensorRT-LLM on 4 × H200
  test('has a measured run of Llama 3.3 70B inside its band', () => {
    const table = throughput('llama-3.3-70b', 'H200', 4, 1024, 1024, 64, 'fp8', 'all', 'engine=trtllm');
    for (const [item, measured] of [
      ['tokens per second', 4518],
      ['time to first token', 529],
      ['time per output token', 13.66],
    ] as const) {
      const [, low, base, high] = rowOf(table, item).map(Number);
      expect(low).toBeLessThan(measured);
      expect(high).toBeGreaterThan(measured);
      expect(Math.abs(base / measured - 1)).toBeLessThan(0.4);
    }
    expect(rowOf(table, 'extrapolates')[2]).toBe('no');
  });

  test('answers the measures of its table one by one', () => {
    const table = throughput('llama-3.3-70b', 'H100', 4, 1000, 300, 32, 'fp8', 'all');
    expect(throughput('llama-3.3-70b', 'H100', 4, 1000, 300, 32, 'fp8')).toBe(rowOf(table, 'tokens per second')[2]);
    expect(throughput('llama-3.3-70b', 'H100', 4, 1000, 300, 32, 'fp8', 'ttft_ms')).toBe(
      rowOf(table, 'time to first token')[2],
    );
    expect(throughput('llama-3.3-70b', 'H100', 4, 1000, 300, 32, 'fp8', 'tpot_ms')).toBe(
      rowOf(table, 'time per output token')[2],
    );
  });

  test('says that it extrapolates where nothing was measured, with a wider band', () => {
    const table = throughput('llama-3.3-70b', 'MI300X', 4, 1000, 300, 32, 'fp8', 'all');
    expect(rowOf(table, 'extrapolates')[2]).toBe('yes');
    expect(rowOf(table, 'extrapolates')[4]).toMatch(/no measured runs on/);
    const [, low, , high] = rowOf(table, 'tokens per second').map(Number);
    expect(high / low).toBeGreaterThan(4);
  });

  test('takes engine, layout, cache format and memory share as options', () => {
    const call = (options: string, requests: number | null = 64) =>
      throughput('llama-3.3-70b', 'H100', 2, 8192, 1024, requests, 'fp8', 'all', options);
    const usual = call('');
    expect(rowOf(usual, 'bound by')).toEqual([
      'bound by',
      '',
      'memory for the cache',
      '',
      expect.stringMatching(/^\d+ of 64 requests/),
    ]);
    expect(Number(rowOf(call('kv_precision=fp8', null), 'decoded together')[2])).toBeGreaterThan(
      1.9 * Number(rowOf(call('', null), 'decoded together')[2]),
    );
    expect(Number(rowOf(call('utilization=0.95'), 'decoded together')[2])).toBeGreaterThan(
      Number(rowOf(usual, 'decoded together')[2]),
    );
    expect(call('utilization=90')).toBe('#VALUE! Option utilization must be a share from 0.1 to 0.99; it is 90.');
    expect(rowOf(call('tp=1'), 'engine')[4]).toBe('default; tp 1, pp 2');
    expect(call('tp=3')).toMatch(/^#VALUE! 2 GPUs in this layout/);
  });

  test('refuses what does not fit, layouts that do not divide, and unknown engines and options', () => {
    expect(throughput('llama-3.3-70b', 'H100', 1, 1000, 300, 1, 'fp16')).toMatch(
      /^#N\/A .*does not fit in 1 x H100.*: needs at least 2 GPUs/,
    );
    expect(throughput('llama-3.3-70b', 'H100', 3, 1000, 300, 1, 'fp8')).toMatch(
      /^#VALUE! 3 GPUs .*Counts that can: 1, 2, 4, 8/,
    );
    expect(throughput('llama-3.3-70b', 'H100', 4, 1000, 300, 1, 'fp8', null, 'engine=ollama')).toMatch(
      /^#VALUE! .*vllm/,
    );
    expect(throughput('llama-3.3-70b', 'H100', 4, 1000, 300, 1, 'fp8', null, 'speed=2')).toMatch(
      /^#VALUE! Unknown key "speed"/,
    );
    expect(throughput('llama-3.3-70b', 'H100', 4, 0, 300)).toMatch(/^#VALUE!/);
  });
});
