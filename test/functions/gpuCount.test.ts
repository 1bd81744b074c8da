import fc from 'fast-check';
import { gpuCount } from '../../src/functions/gpuCount';
import { callable } from '../support/callFunction';
import { EMBEDDED_CONTEXT } from '../support/embeddedContext';

const GPUCOUNT = callable(gpuCount, EMBEDDED_CONTEXT);
const LLAMA = ['llama-3.3-70b', 'H100'] as const;

describe('GPUCOUNT', () => {
  it('answers in GPUs, replicas and words that agree with each other', () => {
    const call = [...LLAMA, 100, 1000, 300, 2, 0.05 * 1e3, 'fp8', 1] as const;
    const gpus = GPUCOUNT(...call, 'gpus');
    const replicas = GPUCOUNT(...call, 'replicas');
    expect(GPUCOUNT(...call)).toBe(gpus);
    const perReplica = Number(gpus) / Number(replicas);
    expect([1, 2, 4, 8]).toContain(perReplica);
    expect(GPUCOUNT(...call, 'words')).toBe(`${gpus} GPUs = ${replicas} replicas × ${perReplica}, 1 of them spare`);
  });

  it('adds one spare replica unless told otherwise', () => {
    const withSpare = GPUCOUNT(...LLAMA, 0.01, 1000, 300, undefined, undefined, 'fp8', undefined, 'replicas');
    const without = GPUCOUNT(...LLAMA, 0.01, 1000, 300, undefined, undefined, 'fp8', 0, 'replicas');
    expect([withSpare, without]).toEqual([2, 1]);
  });

  it('does not serve a 70B model on two 80 GB GPUs when four serve more than twice as much', () => {
    // TensorRT-LLM v0.12 overview: Llama-3-70B FP16 at 128/2048 makes 721 tokens/s on 2 and 4,737 on 4 H100
    const rows = GPUCOUNT(...LLAMA, 20, 128, 2048, undefined, undefined, 'fp16', 0, 'all') as unknown[][];
    expect(rows.find(([item]) => item === 'GPUs per replica')?.[1]).toBeGreaterThanOrEqual(4);
  });

  it('spills the chain behind the number with the planning share and the engine it assumed', () => {
    const rows = GPUCOUNT(...LLAMA, 10, 1000, 300, 2, 50, 'fp8', 1, 'all') as unknown[][];
    const value = (item: string): unknown => rows.find(([name]) => name === item)?.[1];
    expect(value('planning share')).toBe(0.9);
    expect(value('engine')).toBe('vllm');
    expect(value('time per output token, 95 %')).toBeLessThanOrEqual(50);
    expect(value('time to first token, 95 %')).toBeLessThanOrEqual(2);
    expect(value('one replica receives')).toBeLessThanOrEqual(Number(value('one replica carries')));
  });

  it('never needs fewer GPUs for more traffic, longer answers or a tighter target', () => {
    const rate = fc.double({ min: 0.01, max: 300, noNaN: true });
    const factor = fc.double({ min: 1, max: 4, noNaN: true });
    fc.assert(
      fc.property(rate, factor, (requestsPerS, more) => {
        const gpus = (rps: number, tpotMs: number): number =>
          Number(GPUCOUNT('llama-3.1-8b', 'L40S', rps, 1000, 300, 3, tpotMs));
        expect(gpus(requestsPerS * more, 60)).toBeGreaterThanOrEqual(gpus(requestsPerS, 60));
        expect(gpus(requestsPerS, 60)).toBeGreaterThanOrEqual(gpus(requestsPerS, 60 * more));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['an unquoted GPU', ['llama-3.3-70b', '', 1, 100, 100], '#VALUE! Put the name in quotes'],
    ['an unknown GPU', ['llama-3.3-70b', 'H1000', 1, 100, 100], '#N/A Unknown GPU "H1000"'],
    ['an API model', ['gpt-5.1', 'H100', 1, 100, 100], '#N/A No open model "gpt-5.1"'],
    ['no traffic', [...LLAMA, 0, 100, 100], '#VALUE! requests_per_s must be more than 0'],
    ['negative traffic', [...LLAMA, -1, 100, 100], '#VALUE! requests_per_s must be more than 0'],
    ['FP8 on an A100', ['llama-3.3-70b', 'A100', 1, 100, 100, '', '', 'fp8'], '#N/A A100 SXM4 80GB has no fp8 unit'],
    [
      'a target below one step',
      [...LLAMA, 1, 100, 100, 2, 0.5, 'fp8'],
      '#N/A violates the latency target: tpot_ms 0.5',
    ],
    [
      'a first token at once',
      [...LLAMA, 1, 4000, 100, 0.001, 50, 'fp8'],
      '#N/A violates the latency target: ttft_s 0.001',
    ],
    ['a prompt that is too long', [...LLAMA, 1, 200_000, 100], '#VALUE! Llama 3.3 70B takes at most 131072 tokens'],
    ['half a spare replica', [...LLAMA, 1, 100, 100, '', '', '', 0.5], '#VALUE! spare_replicas must be a whole number'],
    ['a model that fits nowhere', ['qwen3-coder-480b', 'TPU v5e', 1, 100, 100], 'does not fit in 64 x TPU v5e'],
  ])('refuses %s with a sentence', (_what, args, sentence) => {
    expect(String(GPUCOUNT(...args))).toContain(sentence);
  });
});
