import fc from 'fast-check';
import { ACCELERATORS, accelerator, OPEN_MODEL_FACTS, openModel } from '../../../src/catalog/facts';
import { kvBytesPerRequest, kvCopies } from '../../../src/engine/self-host/kvCache';
import { defaultLayout, isValidLayout, validGpuCounts } from '../../../src/engine/self-host/layout';
import { DEFAULT_MEMORY_RULES, fitVerdict, residency, smallestFit } from '../../../src/engine/self-host/memory';
import { kvGeometry, type OpenModelArchitecture } from '../../../src/engine/self-host/openModel';
import type { Precision } from '../../../src/engine/self-host/precision';
import { weightBytes } from '../../../src/engine/self-host/weights';

const GIB = 2 ** 30;
const within = (actual: number, expected: number, share: number) =>
  expect(Math.abs(actual / expected - 1)).toBeLessThanOrEqual(share);

describe('KV cache of one request', () => {
  // unslothai/unsloth PR #4757 (2026-04-01), error table; the naive formula gives 81.38, 2.08, 5.73, 2.19 GiB
  test.each([
    ['gemma-3-27b', 131072, 10.41],
    ['deepseek-v3', 163840, 10.72],
  ])('%s with %i tokens takes %f GiB', (model, context, gib) => {
    within(kvBytesPerRequest(openModel(model).kv, context, 2) / GIB, gib, 0.005);
  });

  test('GLM-5 with its multi-token-prediction layer takes 17.18 GiB for 202,752 tokens', () => {
    within(kvBytesPerRequest(kvGeometry({ ...openModel('glm-5'), layers: 79 }), 202752, 2) / GIB, 17.18, 0.005);
  });

  test('Qwen3 0.6B, whose head width is not hidden ÷ heads, takes 4.38 GiB for 40,960 tokens', () => {
    const qwen: OpenModelArchitecture = {
      layers: 28,
      hidden: 1024,
      heads: 16,
      kvHeads: 8,
      headDim: 128,
      ffn: 3072,
      vocab: 151936,
    };
    within(kvBytesPerRequest(kvGeometry(qwen), 40960, 2) / GIB, 4.38, 0.005);
  });

  // lmstudio-ai/lmstudio-bug-tracker#1862, llama.cpp log: 16,384 MiB for the 16 of 64 layers that keep a cache
  test('a hybrid model keeps a cache only in its full-attention layers', () => {
    const { kv } = openModel('Qwen3.6 27B');
    const cacheOnly = kvBytesPerRequest(kv, 262144, 2) - kvBytesPerRequest(kv, 0, 2);
    within(cacheOnly / 2 ** 20, 16384, 0.001);
  });

  test('tensor parallelism beyond the KV heads, and any of MLA, keeps copies', () => {
    expect(kvCopies(openModel('qwen3-235b-a22b').kv, defaultLayout(8))).toBe(2);
    expect(kvCopies(openModel('llama-3.3-70b').kv, defaultLayout(8))).toBe(1);
    expect(kvCopies(openModel('deepseek-v3').kv, defaultLayout(8))).toBe(8);
    const attentionParallel = { ...defaultLayout(8), tensorParallel: 1, attentionDataParallel: 8 };
    expect(kvCopies(openModel('deepseek-v3').kv, attentionParallel)).toBe(1);
  });
});

describe('weights', () => {
  // self-hosting reference §6, check values, 2026-11-23 (GB); gpt-oss: real MXFP4 weights ≈ 63 GB, §4
  test.each<[string, Precision, number, number]>([
    ['llama-3.3-70b', 'fp8', 72.651, 0.0005],
    ['llama-3.3-70b', 'fp16', 141.1, 0.0005],
    ['minimax-m2.5', 'fp8', 229.92, 0.0005],
    ['deepseek-v3', 'fp4', 389.85, 0.0005],
    ['gpt-oss-120b', 'mxfp4', 63, 0.04],
    ['kimi-k2', 'fp8', 1026, 0.005],
  ])('%s in %s: %f GB', (model, precision, gigabytes, tolerance) => {
    within(weightBytes(openModel(model), precision).total / 1e9, gigabytes, tolerance);
  });
});

describe('resident requests', () => {
  // tgarg01/silybench-data derived/csv/capacity.csv (CC BY 4.0): vLLM's start-up KV pool ÷ (prompt + output), one H100
  test.each<[Precision, number, number]>([
    ['bf16', 1024 + 128, 327],
    ['fp8', 128 + 1024, 373],
    ['fp8', 8192 + 512, 49],
    ['fp8', 128 + 128, 1680],
    ['bf16', 128 + 128, 1472],
  ])('Qwen3 8B in %s with %i tokens: vLLM reports %i', (precision, context, reported) => {
    const { requests } = residency(openModel('qwen3-8b'), precision, accelerator('H100'), defaultLayout(1), context);
    within(requests, reported, 0.02);
  });

  // NVIDIA/TensorRT-LLM v0.12 performance overview has Llama-3-70B FP16 on two A100 80 GB, with collapsing throughput
  test('Llama 3 70B in FP16 on two A100 holds, but is starved of cache', () => {
    const model = openModel('llama-3.3-70b');
    const resident = residency(model, 'fp16', accelerator('A100'), defaultLayout(2), 2176);
    expect(resident.weights).toBeCloseTo(141.1e9, -8);
    expect(resident.requests).toBeGreaterThan(0);
    expect(fitVerdict(resident, 16, 2)).toEqual({
      kind: 'kv-starved',
      words: `fits but KV-starved: at most ${resident.requests} resident requests of this size`,
    });
  });

  test('what does not fit says how many GPUs would do, and what stands in the way', () => {
    const model = openModel('llama-3.3-70b');
    const resident = residency(model, 'fp16', accelerator('H100'), defaultLayout(1), 2048);
    expect(fitVerdict(resident, 1, 2).words).toBe('does not fit: needs at least 2 GPUs (weights)');
    expect(smallestFit(model, 'fp16', accelerator('H100'), 2048, 1)?.gpus).toBe(2);
  });

  test('attention data parallelism copies all weights but the experts', () => {
    const model = openModel('deepseek-v3');
    const layout = { ...defaultLayout(8), tensorParallel: 1, attentionDataParallel: 8 };
    const { linear, embedding, total } = weightBytes(model, 'fp8');
    expect(residency(model, 'fp8', accelerator('B200'), layout, 4096).weights).toBe(total + 7 * (linear + embedding));
  });

  test('are never fewer with more memory, and never more with a longer context', () => {
    const h100 = accelerator('H100');
    const requestsWith = (usableBytes: number, context: number) =>
      residency(openModel('llama-3.3-70b'), 'fp8', { ...h100, usableBytes }, defaultLayout(2), context).requests;
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 300 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 1, max: 130_000 }),
        (gb, more, context) => {
          expect(requestsWith((gb + more) * 1e9, context)).toBeGreaterThanOrEqual(requestsWith(gb * 1e9, context));
          expect(requestsWith(gb * 1e9, context + 1)).toBeLessThanOrEqual(requestsWith(gb * 1e9, context));
        },
      ),
    );
  });

  test('of a dense model are never fewer on more GPUs', () => {
    const dense = OPEN_MODEL_FACTS.filter(({ moe }) => moe === undefined).map(({ id }) => openModel(id));
    const anyCase = [
      fc.constantFrom(...dense),
      fc.constantFrom(...ACCELERATORS),
      fc.integer({ min: 1, max: 130_000 }),
    ] as const;
    fc.assert(
      fc.property(...anyCase, (model, gpu, context) => {
        const held = validGpuCounts(model).map(
          (gpus) => residency(model, 'fp8', gpu, defaultLayout(gpus), context).requests,
        );
        expect(held).toEqual([...held].sort((a, b) => a - b));
      }),
    );
  });

  test('an FP8 cache holds twice as many of a model that keeps nothing else', () => {
    const pool = (kvElementBytes: number) =>
      residency(openModel('llama-3.3-70b'), 'fp8', accelerator('H200'), defaultLayout(2), 8192, {
        ...DEFAULT_MEMORY_RULES,
        kvElementBytes,
      });
    expect(pool(1).perRequest).toBe(pool(2).perRequest / 2);
  });
});

describe('layouts', () => {
  test('a model runs on the counts that divide its heads', () => {
    expect(validGpuCounts(openModel('llama-3.3-70b')).slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
    expect(validGpuCounts(openModel('qwen2.5-7b'))).toEqual([1, 2, 4]); // 28 heads
    expect(validGpuCounts(openModel('phi-4-14b'))).toEqual([1, 2]); // 10 KV heads
  });

  test('attention data parallelism leaves no tensor parallelism', () => {
    const mixed = { gpus: 8, tensorParallel: 2, pipelineParallel: 1, attentionDataParallel: 4, expertParallel: 8 };
    expect(isValidLayout(openModel('deepseek-v3'), mixed)).toBe(false);
    expect(isValidLayout(openModel('deepseek-v3'), { ...mixed, tensorParallel: 1, attentionDataParallel: 8 })).toBe(
      true,
    );
  });
});
