import fc from 'fast-check';
import { ACCELERATORS, accelerator, OPEN_MODEL_FACTS, openModel } from '../../../src/catalog/facts';
import { defaultLayout, validGpuCounts } from '../../../src/engine/self-host/layout';
import type { Precision } from '../../../src/engine/self-host/precision';
import {
  largestBatch,
  prefillSeconds,
  servingSystem,
  speedAtLoad,
  stallSeconds,
  stepParts,
  stepSeconds,
} from '../../../src/engine/self-host/throughput';
import { extrapolations, speedBand, type SpeedMeasure } from '../../../src/engine/self-host/throughputBand';
import { ENGINES, type Engine } from '../../../src/engine/self-host/throughputConstants';

const systemOf = (model: string, gpu: string, gpus: number, precision: Precision, engine: Engine) =>
  servingSystem(openModel(model), accelerator(gpu), defaultLayout(gpus), precision, engine);
const load = (inputTokens: number, outputTokens: number, concurrency: number) => ({
  inputTokens,
  outputTokens,
  concurrency,
});

describe('speed at a load', () => {
  // Runs as measured (TP over all GPUs): ai-dynamo/aiconfigurator@095f58a51 silicon_sample.csv (Apache-2.0). InferenceX
  // draws the lengths between 0.8 and 1.0 of the stated 1024/1024, hence 922. The band promises 80 % of the figures,
  // not each one: DeepSeek V3 (repeated runs differ: 932 and 1,208 tokens/s) and Kimi K2 lie outside in two of three.
  const MEASURED_RUNS: [string, string, Engine, Precision, number, number, number, number, number, number, number][] = [
    ['llama-3.3-70b', 'H200', 'trtllm', 'fp8', 4, 922, 922, 64, 13.662, 528.66, 4518.3], // 2025-10-29
    ['llama-3.3-70b', 'H100', 'vllm', 'fp8', 4, 922, 922, 64, 19.515, 256.36, 3241.2], // 2025-10-29
    ['minimax-m2.5', 'B200', 'vllm', 'fp8', 4, 922, 922, 64, 15.803, 150.81, 4016.4], // 2026-04-03, vLLM 0.19.0
    ['deepseek-v3', 'B200', 'sglang', 'fp4', 4, 922, 922, 16, 16.312, 889.77, 932.1], // 2025-11-10
    ['qwen3.5-397b-a17b', 'B300', 'sglang', 'fp8', 4, 922, 922, 32, 15.16, 279.44, 2075.4], // 2026-04-17
    ['qwen3-32b', 'H100', 'trtllm', 'fp8', 2, 1024, 512, 64, 18.612, 312.49, 3335.7], // NVIDIA, 1.0.0rc3
    ['kimi-k2', 'B200', 'vllm', 'int4', 8, 1024, 1024, 32, 19.52, 211.01, 1623.8], // NVIDIA, vLLM 0.15.1
  ];

  test('four of five figures of measured runs lie inside the band', () => {
    const isInside = MEASURED_RUNS.flatMap(
      ([model, gpu, engine, precision, gpus, input, output, requests, tpotMs, ttftMs, rate]) => {
        const system = systemOf(model, gpu, gpus, precision, engine);
        const speed = speedAtLoad(system, load(input, output, requests));
        const inBand = (measure: SpeedMeasure, ratio: number): boolean => {
          const { low, high } = speedBand(system, measure, load(input, output, requests));
          return ratio > low && ratio < high;
        };
        return [
          inBand('tpot', tpotMs / 1e3 / speed.tpotS),
          inBand('ttft', ttftMs / 1e3 / speed.ttftS),
          inBand('tokensPerS', rate / speed.tokensPerS),
        ];
      },
    );
    expect(isInside.filter(Boolean).length / isInside.length).toBeGreaterThanOrEqual(0.8);
  });

  // NVIDIA/TensorRT-LLM v0.12 performance overview: 721 tokens/s on two H100, 4,737 on four: memory, not arithmetic
  test('twice the GPUs of a model starved of cache give much more than twice the tokens', () => {
    const full = (gpus: number) => {
      const system = systemOf('llama-3.3-70b', 'H100', gpus, 'fp16', 'trtllm');
      return speedAtLoad(system, load(128, 2048, Math.floor(largestBatch(system, 128, 2048)))).tokensPerS;
    };
    expect(full(4) / full(2)).toBeGreaterThan(3);
  });

  test('is finite and positive for every model and accelerator that it may be asked for', () => {
    for (const { id, nativePrecision } of OPEN_MODEL_FACTS) {
      for (const gpu of ACCELERATORS) {
        const counts = validGpuCounts(openModel(id));
        const system = systemOf(id, gpu.id, counts[counts.length - 1], nativePrecision, 'vllm');
        const { tokensPerS, ttftS, tpotS } = speedAtLoad(system, load(1000, 300, 8));
        expect([tokensPerS, ttftS, tpotS].every((value) => Number.isFinite(value) && value > 0)).toBe(true);
      }
    }
  });

  const anySystem = fc
    .record({
      model: fc.constantFrom(
        'llama-3.3-70b',
        'deepseek-v3',
        'gpt-oss-120b',
        'qwen3-30b-a3b',
        'gemma-3-27b',
        'qwen3.5-397b-a17b',
      ),
      gpu: fc.constantFrom('H100', 'B200', 'A100', 'MI300X', 'L40S'),
      gpus: fc.constantFrom(1, 2, 4),
      precision: fc.constantFrom<Precision>('bf16', 'fp8', 'int4'),
      engine: fc.constantFrom(...ENGINES),
    })
    .map(({ model, gpu, gpus, precision, engine }) => systemOf(model, gpu, gpus, precision, engine));
  const tokens = fc.integer({ min: 1, max: 8000 });

  test('a larger batch never lowers the rate of all requests together, and never quickens one', () => {
    fc.assert(
      fc.property(anySystem, tokens, tokens, fc.integer({ min: 1, max: 900 }), (system, input, output, requests) => {
        const few = speedAtLoad(system, load(input, output, requests), 1000);
        const more = speedAtLoad(system, load(input, output, requests + 1), 1000);
        expect(more.tokensPerS).toBeGreaterThanOrEqual(few.tokensPerS);
        expect(more.tpotS).toBeGreaterThanOrEqual(few.tpotS);
        expect(more.ttftS).toBeGreaterThanOrEqual(few.ttftS);
      }),
    );
  });

  test('a longer context makes no step faster, a longer prompt no prefill', () => {
    fc.assert(
      fc.property(anySystem, tokens, fc.integer({ min: 1, max: 500 }), (system, context, batch) => {
        expect(stepSeconds(system, batch, context + 1)).toBeGreaterThanOrEqual(stepSeconds(system, batch, context));
        expect(prefillSeconds(system, context + 1)).toBeGreaterThan(prefillSeconds(system, context));
        expect(stallSeconds(system, context)).toBeLessThan(prefillSeconds(system, context));
      }),
    );
  });

  test('beyond the places in memory only the wait grows', () => {
    const system = systemOf('llama-3.3-70b', 'H100', 2, 'fp8', 'vllm');
    const places = largestBatch(system, 8192, 1024);
    const atLimit = speedAtLoad(system, load(8192, 1024, places));
    const beyond = speedAtLoad(system, load(8192, 1024, 2 * places));
    expect(beyond.tokensPerS).toBeCloseTo(atLimit.tokensPerS, 9);
    // as many again wait one whole answer: 1,024 tokens
    expect(beyond.ttftS - atLimit.ttftS).toBeCloseTo(1024 * atLimit.tpotS, 9);
  });

  test('the parts of a step add up to it', () => {
    const system = systemOf('deepseek-v3', 'B200', 8, 'fp8', 'sglang');
    const parts = Object.values(stepParts(system, 64, 2000)).reduce((sum, part) => sum + part, 0);
    expect(parts).toBeCloseTo(stepSeconds(system, 64, 2000), 12);
  });
});

describe('band', () => {
  test('is the measured one inside the measured range, and says nothing', () => {
    const system = systemOf('llama-3.3-70b', 'H100', 4, 'fp8', 'vllm');
    expect(extrapolations(system, load(1000, 300, 64))).toEqual([]);
    const { low, high } = speedBand(system, 'tokensPerS');
    expect(low).toBeGreaterThan(0.7);
    expect(high).toBeLessThan(1.4);
  });

  test.each<[string, string, number, Precision, RegExp]>([
    ['llama-3.3-70b', 'MI300X', 4, 'fp8', /no measured runs on Instinct MI300X/],
    ['llama-3.3-70b', 'RTX 4090', 4, 'fp8', /no measured runs on GeForce RTX 4090/],
    ['phi-4-14b', 'H100', 1, 'fp8', /no measured runs of the phi-4 family/],
    ['llama-3.3-70b', 'H100', 4, 'q4_k', /no measured runs in q4_k/],
    ['deepseek-v3', 'H100', 16, 'fp8', /measured up to 8 GPUs a replica/],
  ])('%s on %s × %i in %s is at least twice as wide each way', (model, gpu, gpus, precision, reason) => {
    const system = systemOf(model, gpu, gpus, precision, 'vllm');
    expect(extrapolations(system).join('; ')).toMatch(reason);
    for (const measure of ['tokensPerS', 'fullBatch', 'ttft', 'tpot'] as const) {
      const { low, high } = speedBand(system, measure);
      expect(low).toBeLessThanOrEqual(0.5);
      expect(high).toBeGreaterThanOrEqual(2);
    }
  });

  test('loads beyond the measured ones are named', () => {
    const system = systemOf('llama-3.3-70b', 'H100', 4, 'fp8', 'vllm');
    expect(extrapolations(system, load(100_000, 300, 64)).join()).toMatch(/measured up to 32768 prompt tokens/);
  });
});
