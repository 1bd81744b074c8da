/**
 * The closed form and the constants of the self-hosting reference §6 as published: the baseline of the accuracy
 * report, and a check of the derived sizes, because the reference prints its intermediate values.
 * @source self-hosting reference §6, 2026-11-23
 */
import { weightBytes } from '../../engine/self-host/weights';
import type { MeasuredRun } from './measuredRuns';

export interface PublishedSpeed {
  readonly weightBytes: number;
  readonly batch: number;
  readonly stepS: number;
  readonly prefillS: number;
  readonly tpotS: number;
  readonly ttftS: number;
  readonly tokensPerS: number;
}

const BY_ENGINE = {
  trtllm: { stepS: 0.981e-3, weights: 1, collectives: 1, interference: 1, layers: 1 },
  vllm: { stepS: 0.246e-3, weights: 0.944, collectives: 1.1, interference: 0.553, layers: 1.54 },
  sglang: { stepS: 0.572e-3, weights: 1.88, collectives: 2.96, interference: 0.941, layers: 1.21 },
};

export function publishedSpeed(
  run: Pick<MeasuredRun, 'system' | 'inputTokens' | 'outputTokens' | 'concurrency' | 'queuedAtOnce' | 'isOldEngine'>,
): PublishedSpeed {
  const { system, inputTokens, outputTokens, concurrency, isOldEngine } = run;
  const { model, layout, accelerator, flops, bf16Flops, isFastFp4, bandwidth, link } = system;
  const { gpus, tensorParallel, pipelineParallel: pp, attentionDataParallel: dp } = layout;
  const engine = BY_ENGINE[system.engine];
  const { moe, mla, layers, hidden, kv } = model;
  const weights = weightBytes(model, system.precision);
  const cacheBytes = system.memory.kvElementBytes;
  const [growing, window] = [kv.growing * cacheBytes, kv.windowed * kv.windowTokens * cacheBytes];
  const isParallel = tensorParallel > 1 || dp > 1;
  const attention = system.fullAttentionWidth;
  const efficiency = { decode: isFastFp4 ? 0.306 : 0.485, prefill: isFastFp4 ? 0.225 : 0.32 };

  const stepAt = (batch: number, context: number): number => {
    const b = batch / pp;
    const hit = moe ? 1 - (1 - moe.topK / moe.experts) ** b : 0;
    const dense = (system.denseReadBytes * engine.weights) / (dp > 1 ? 1 : gpus);
    const read = (dense + (system.expertBytes * hit) / gpus / 0.843) / (0.95 * bandwidth);
    const parts = (mla ? dp : Math.min(tensorParallel, kv.shards) * dp) * pp;
    const cache = ((b * (context * growing + window)) / parts / (0.722 * bandwidth)) * (mla ? 2.13 : 1);
    const multiply = (2 * b * model.params.active) / gpus / (efficiency.decode * flops);
    const attend = (4 * b * context * attention) / gpus / (0.485 * bf16Flops);
    const ranks = gpus / pp;
    const collectives = dp > 1 && !moe ? 0 : (2 * layers) / pp;
    const bytes = ((b / dp) * hidden * 4 * (ranks - 1)) / ranks;
    const communicate = isParallel
      ? collectives * engine.collectives * (2.85e-6 * Math.log2(Math.max(ranks, 2)) + bytes / (0.235 * link))
      : 0;
    const overhead = engine.stepS + layers * 33.3e-6 * engine.layers + (moe ? layers * 25.3e-6 : 0);
    return pp * (read + cache + multiply + attend + communicate) + overhead;
  };

  const T = inputTokens;
  const prefillBytes = (2 * layers * (T / dp) * hidden * 4 * (gpus - 1)) / gpus;
  const prefillS =
    (2 * T * model.params.active) / gpus / (efficiency.prefill * flops) +
    (2 * T * T * attention) / gpus / (0.32 * bf16Flops) +
    (isParallel ? prefillBytes / (0.235 * link) : 0);
  const copiesOfDense = dp > 1 ? (weights.linear + weights.embedding) * (gpus - 1) : 0;
  const pool = 0.955e9 * accelerator.memoryGb * gpus - weights.total - copiesOfDense - 1e9 * gpus;
  const copies = mla ? gpus / dp : tensorParallel / Math.min(tensorParallel, kv.shards);
  const tokens = Math.max(2000, pool / ((growing + window / 4096) * copies));
  const limit = Math.max(1, tokens / (T + (isOldEngine ? 1 : 0.75) * outputTokens));
  const batch = Math.min(limit, concurrency ?? Math.min(2048 * dp, run.queuedAtOnce ?? Infinity));

  const stepS = stepAt(batch, T + outputTokens / 2);
  const tpotS = stepS + 0.479 * engine.interference * (moe ? 2.06 : 1) * (batch / outputTokens) * prefillS;
  const decodeS = outputTokens * tpotS;
  const busy = Math.min(0.97, (batch * prefillS) / decodeS);
  const waitS = (Math.max((concurrency ?? batch) - batch, 0) / batch) * decodeS;
  const ttftS = 8.67e-3 + prefillS * (1 + (0.0566 * busy) / (1 - busy)) + 12.2 * stepS + waitS;
  const tokensPerS =
    concurrency === undefined
      ? (batch / tpotS) * (isOldEngine ? 1.09 : 1)
      : (batch * outputTokens) / (decodeS + Math.min(ttftS, 0.2 * decodeS));
  return { weightBytes: weights.total, batch, stepS, prefillS, tpotS, ttftS, tokensPerS };
}
