/**
 * How fast one replica serves: a closed form of the roofline kind with fitted global constants. No table per model or
 * GPU, no search: well below a microsecond once a `ServingSystem` is made.
 * @source self-hosting reference §6, 2026-11-23
 */
import type { Accelerator } from './accelerator';
import { kvBytesPerRequest } from './kvCache';
import type { Layout } from './layout';
import type { OpenModel } from './openModel';
import { peakFlops, type Precision } from './precision';
import { FITTED, type Engine, type ThroughputConstants } from './throughputConstants';
import { weightBytes } from './weights';

/** Everything that does not depend on the load, as plain numbers. */
export interface ServingSystem {
  readonly model: OpenModel;
  readonly layout: Layout;
  readonly constants: ThroughputConstants;
  readonly engine: Engine;
  /** Cache element [bytes]. */
  readonly kvElementBytes: number;
  /** All weights in all GPUs [bytes]. */
  readonly residentBytes: number;
  readonly cachePoolBytes: number;
  /** Read in every step: all but the experts and the input embedding [bytes]. */
  readonly denseReadBytes: number;
  readonly expertBytes: number;
  /** Attention work per token of prompt and context [multiply-adds]. */
  readonly attentionWidth: number;
  readonly flops: number;
  readonly bf16Flops: number;
  readonly fastFp4: boolean;
  readonly bandwidth: number;
  readonly link: number;
}

/** Where the link is unknown: PCIe 4.0 x16, one direction [bytes/s]. */
const UNKNOWN_LINK = 32e9;
const FAST_FP4_FLOPS = 6e15;

export function servingSystem(
  model: OpenModel,
  accelerator: Accelerator,
  layout: Layout,
  precision: Precision,
  engine: Engine,
  constants: ThroughputConstants = FITTED,
): ServingSystem {
  const { gpus, attentionDataParallel } = layout;
  const weights = weightBytes(model, precision);
  const quantisedCache = engine === 'trtllm' && (precision === 'fp8' || precision === 'fp4');
  const residentBytes = weights.total + (attentionDataParallel - 1) * (weights.linear + weights.embedding);
  const mla = model.mla;
  const flops = peakFlops(accelerator, precision);
  const fullLayers = model.layers - (model.sliding?.layers ?? 0) - (model.linear?.layers ?? 0);
  return {
    model,
    layout,
    constants,
    engine,
    kvElementBytes: quantisedCache ? 1 : 2,
    residentBytes,
    cachePoolBytes: 0.955e9 * accelerator.memoryGb * gpus - residentBytes - 1e9 * gpus,
    denseReadBytes: weights.linear + model.vocab * model.hidden * 2,
    expertBytes: weights.experts,
    attentionWidth: mla
      ? (model.heads * (mla.nope + mla.rope + mla.v) * model.layers) / 2
      : model.heads * (model.headDim ?? 0) * fullLayers,
    flops,
    bf16Flops: accelerator.tflops.bf16 * 1e12,
    fastFp4: flops > FAST_FP4_FLOPS,
    bandwidth: accelerator.bandwidthGbs * 1e9,
    link: accelerator.linkGbs === undefined ? UNKNOWN_LINK : accelerator.linkGbs * 1e9,
  };
}

/** One decode iteration of `batch` sequences with `contextTokens` each [s]. */
export function stepSeconds(system: ServingSystem, batch: number, contextTokens: number): number {
  const { model, layout, constants: c } = system;
  const { gpus, tensorParallel, pipelineParallel: pp, attentionDataParallel: dp } = layout;
  const engine = c.engines[system.engine];
  const ranks = gpus / pp;
  const b = batch / pp;
  const moe = model.moe;
  const expertsHit = moe ? 1 - (1 - moe.topK / moe.experts) ** b : 0;
  const denseShare = dp > 1 ? 1 : gpus;
  const weightSeconds =
    ((system.denseReadBytes * engine.weights) / denseShare + (system.expertBytes * expertsHit) / gpus / c.expertReads) /
    (c.weightBandwidth * system.bandwidth);
  const kvBytes = kvBytesPerRequest(model.kv, contextTokens, system.kvElementBytes) * (model.mla ? c.mlaKvTraffic : 1);
  const kvSeconds = (b * kvBytes) / (kvParts(system) * pp * c.kvBandwidth * system.bandwidth);
  const computeSeconds =
    (2 * b * model.params.active) / gpus / ((system.fastFp4 ? c.decodeComputeFp4 : c.decodeCompute) * system.flops) +
    (4 * b * contextTokens * system.attentionWidth) / gpus / (c.decodeCompute * system.bf16Flops);
  let collectiveSeconds = 0;
  if (tensorParallel > 1 || dp > 1) {
    const count = dp > 1 && !moe ? 0 : (2 * model.layers) / pp;
    const bytes = (b / dp) * model.hidden * 4 * ((ranks - 1) / ranks);
    const latency = c.collectiveLatencyS * Math.log2(Math.max(ranks, 2));
    collectiveSeconds = count * engine.collectives * (latency + bytes / (c.linkEfficiency * system.link));
  }
  const overhead =
    engine.stepOverheadS +
    model.layers * c.layerOverheadS * engine.layers +
    (moe ? model.layers * c.moeLayerOverheadS : 0);
  return pp * (weightSeconds + kvSeconds + computeSeconds + collectiveSeconds) + overhead;
}

/** Processing a prompt of `tokens` alone [s]. */
export function prefillSeconds(system: ServingSystem, tokens: number): number {
  const { model, layout, constants: c } = system;
  const { gpus, tensorParallel, attentionDataParallel: dp } = layout;
  const efficiency = system.fastFp4 ? c.prefillComputeFp4 : c.prefillCompute;
  const compute = (2 * tokens * model.params.active) / gpus / (efficiency * system.flops);
  const attention = (2 * tokens * tokens * system.attentionWidth) / gpus / (c.prefillCompute * system.bf16Flops);
  if (tensorParallel === 1 && dp === 1) return compute + attention;
  const bytes = 2 * model.layers * (tokens / dp) * model.hidden * 4 * ((gpus - 1) / gpus);
  return compute + attention + bytes / (c.linkEfficiency * system.link);
}

export interface Load {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
}

export interface Speed {
  /** Requests decoded together. */
  readonly batch: number;
  /** Output tokens per second of all requests together. */
  readonly tokensPerS: number;
  readonly ttftS: number;
  readonly tpotS: number;
}

/** Requests whose cache fits: an engine admits a request before its whole output is there. */
export function residentRequests(system: ServingSystem, inputTokens: number, outputTokens: number): number {
  const { model, layout, kvElementBytes } = system;
  const { gpus, tensorParallel, attentionDataParallel: dp } = layout;
  const perToken = (model.kv.growing + model.kv.windowed * (model.kv.windowTokens / 4096)) * kvElementBytes;
  const gqaCopies = tensorParallel / Math.min(tensorParallel, model.kv.shards);
  const copies = model.mla ? gpus / dp : gqaCopies;
  const tokens = Math.max(2000, system.cachePoolBytes / (perToken * copies));
  return Math.max(1, tokens / (inputTokens + 0.75 * outputTokens));
}

/** A closed loop of `concurrency` requests. */
export function speedAtLoad(system: ServingSystem, load: Load): Speed {
  const { inputTokens, outputTokens, concurrency } = load;
  const { constants: c } = system;
  const batch = Math.min(concurrency, residentRequests(system, inputTokens, outputTokens));
  const step = stepSeconds(system, batch, inputTokens + outputTokens / 2);
  const prefill = prefillSeconds(system, inputTokens);
  const tpotS = step + interference(system, batch, outputTokens, prefill);
  const busy = Math.min(0.97, (batch * prefill) / (outputTokens * tpotS));
  const decodeS = outputTokens * tpotS;
  const ttftS =
    c.ttftBaseS +
    prefill * (1 + (c.ttftQueue * busy) / (1 - busy)) +
    c.ttftSteps * step +
    (Math.max(concurrency - batch, 0) / batch) * decodeS;
  return { batch, tokensPerS: (batch * outputTokens) / (decodeS + Math.min(ttftS, 0.2 * decodeS)), ttftS, tpotS };
}

/** All requests queued: as many in the batch as memory and engine allow. */
export function maximumSpeed(system: ServingSystem, inputTokens: number, outputTokens: number): Speed {
  const most = 2048 * system.layout.attentionDataParallel;
  const batch = Math.min(most, residentRequests(system, inputTokens, outputTokens));
  const step = stepSeconds(system, batch, inputTokens + outputTokens / 2);
  const prefill = prefillSeconds(system, inputTokens);
  const tpotS = step + interference(system, batch, outputTokens, prefill);
  return { batch, tokensPerS: batch / tpotS, ttftS: NaN, tpotS };
}

function interference(system: ServingSystem, batch: number, outputTokens: number, prefill: number): number {
  const { constants: c, model } = system;
  const share = c.prefillInterference * c.engines[system.engine].interference * (model.moe ? c.moeInterference : 1);
  return share * (batch / outputTokens) * prefill;
}

function kvParts({ model, layout }: ServingSystem): number {
  const { tensorParallel, attentionDataParallel } = layout;
  return Math.min(tensorParallel, model.kv.shards) * attentionDataParallel;
}
