/**
 * How fast one replica serves: a closed form of the roofline kind with fitted global constants, no table per model or
 * GPU. Accuracy against measured runs is in accuracy.md beside this file.
 * @source self-hosting reference §6, 2026-11-23, with terms of our own: activation traffic, work per sequence, 4-bit
 * experts, prefill of MoE models and of bursts, capacity from memory.ts
 */
import type { Accelerator } from './accelerator';
import { kvBytesPerRequest } from './kvCache';
import type { Layout } from './layout';
import { DEFAULT_MEMORY_RULES, residency, type MemoryRules } from './memory';
import type { OpenModel } from './openModel';
import { peakFlops, type Precision } from './precision';
import { FITTED, type Engine, type EngineConstants, type ThroughputConstants } from './throughputConstants';
import { weightBytes } from './weights';

/** One replica: everything that does not depend on the load. Sizes in bytes, rates per second. */
export interface ServingSystem {
  readonly model: OpenModel;
  readonly accelerator: Accelerator;
  readonly layout: Layout;
  readonly precision: Precision;
  readonly engine: Engine;
  readonly memory: MemoryRules;
  readonly constants: ThroughputConstants;
  /** Read by every step: all but the experts and the input embedding. */
  readonly denseReadBytes: number;
  readonly expertBytes: number;
  /** Attention heads × width over the layers that see the whole context, and over sliding layers. */
  readonly fullAttentionWidth: number;
  readonly slidingAttentionWidth: number;
  /** Activations of one token, once over all layers. */
  readonly activationBytes: number;
  readonly flops: number;
  readonly bf16Flops: number;
  readonly isFastFp4: boolean;
  readonly bandwidth: number;
  readonly link: number;
}

/** Where the link is unknown: PCIe 4.0 x16, one direction [bytes/s]. */
const UNKNOWN_LINK = 32e9;
const FAST_FP4_FLOPS = 6e15;
/** Sequences per attention rank that engines are built for; larger batches were not measured. */
const MOST_SEQUENCES_PER_RANK = 2048;
/** Matrices of a dense layer's activations (attention and feed-forward), in hidden sizes. */
const DENSE_ACTIVATIONS = 8;

/** @param memory what the engine may take; without it the engine's usual cache format: TensorRT-LLM FP8 for FP8 and FP4 */
export function servingSystem(
  model: OpenModel,
  accelerator: Accelerator,
  layout: Layout,
  precision: Precision,
  engine: Engine,
  memory: MemoryRules = usualMemoryRules(engine, precision),
  constants: ThroughputConstants = FITTED,
): ServingSystem {
  const weights = weightBytes(model, precision);
  const { mla, moe, hidden, layers } = model;
  const slidingLayers = model.sliding?.layers ?? 0;
  const fullLayers = layers - slidingLayers - (model.linear?.layers ?? 0);
  const width = mla ? (model.heads * (mla.nope + mla.rope + mla.v)) / 2 : model.heads * (model.headDim ?? 0);
  const expertActivations = moe ? moe.layers * moe.topK * (2 * hidden + 3 * moe.ffn) : 0;
  const flops = peakFlops(accelerator, precision);
  return {
    model,
    accelerator,
    layout,
    precision,
    engine,
    memory,
    constants,
    denseReadBytes: weights.linear + model.vocab * hidden * 2,
    expertBytes: weights.experts,
    fullAttentionWidth: width * fullLayers,
    slidingAttentionWidth: width * slidingLayers,
    activationBytes: 2 * (layers * DENSE_ACTIVATIONS * hidden + expertActivations),
    flops,
    bf16Flops: accelerator.tflops.bf16 * 1e12,
    isFastFp4: flops > FAST_FP4_FLOPS,
    bandwidth: accelerator.bandwidthGbs * 1e9,
    link: accelerator.linkGbs === undefined ? UNKNOWN_LINK : accelerator.linkGbs * 1e9,
  };
}

export function usualMemoryRules(engine: Engine, precision: Precision): MemoryRules {
  const isFp8Cache = engine === 'trtllm' && (precision === 'fp8' || precision === 'fp4');
  return isFp8Cache ? { ...DEFAULT_MEMORY_RULES, kvElementBytes: 1 } : DEFAULT_MEMORY_RULES;
}

/** Where the time of one decode iteration goes [s]. */
export interface StepParts {
  weights: number;
  kvCache: number;
  compute: number;
  communication: number;
  overhead: number;
}

/** One decode iteration of `batch` sequences with `contextTokens` each [s]. */
export function stepSeconds(system: ServingSystem, batch: number, contextTokens: number): number {
  const parts = stepParts(system, batch, contextTokens);
  return parts.weights + parts.kvCache + parts.compute + parts.communication + parts.overhead;
}

export function stepParts(system: ServingSystem, batch: number, contextTokens: number): StepParts {
  const { model, layout, constants: c } = system;
  const { gpus, pipelineParallel: stages, attentionDataParallel: dataRanks } = layout;
  const engine = c.engines[system.engine];
  const inStage = batch / stages; // micro-batches follow each other through the stages
  const decodeFlops = (system.isFastFp4 ? c.decodeComputeFastFp4 : c.decodeCompute) * system.flops;
  const attended = attendedTokens(system, contextTokens);
  const activations =
    (inStage * system.activationBytes * c.activationPasses) / gpus / (c.weightBandwidth * system.bandwidth);
  const multiply = (2 * inStage * model.params.active) / gpus / decodeFlops;
  const attend = (4 * inStage * attended) / gpus / (c.decodeCompute * system.bf16Flops);
  return {
    weights: stages * weightSeconds(system, inStage, engine),
    kvCache: stages * cacheSeconds(system, inStage, contextTokens),
    compute: stages * (multiply + attend + activations),
    communication: stages * collectiveSeconds(system, inStage / dataRanks, gpus / stages, engine.collectiveTime, true),
    overhead:
      engine.stepOverheadS +
      model.layers * c.layerOverheadS * engine.layerTime +
      (model.moe?.layers ?? 0) * c.moeLayerOverheadS +
      batch * c.sequenceOverheadS,
  };
}

/** Processing a prompt of `tokens` alone [s]. */
export function prefillSeconds(system: ServingSystem, tokens: number): number {
  const { model, layout, constants: c } = system;
  const { gpus, attentionDataParallel: dataRanks } = layout;
  const flops = (system.isFastFp4 ? c.prefillComputeFastFp4 : c.prefillCompute) * system.flops;
  const work = 2 * tokens * model.params.active * (model.moe ? c.moePrefillWork : 1);
  const attention = 4 * tokens * attendedTokens(system, tokens / 2); // causal: half the prompt on average
  const activations = (tokens * system.activationBytes * c.activationPasses) / (c.weightBandwidth * system.bandwidth);
  return (
    (work / flops + attention / (c.prefillCompute * system.bf16Flops) + activations) / gpus +
    collectiveSeconds(system, tokens / dataRanks, gpus, 1, false)
  );
}

/** By how much one prompt of `tokens` delays the requests that are decoding [s]. */
export function stallSeconds(system: ServingSystem, tokens: number): number {
  return system.constants.prefillInterference * prefillSeconds(system, tokens);
}

/**
 * The most requests decoded together: memory for prompt and part of the output, and what engines are built for.
 * May be a fraction; at least 1 (whether anything fits at all is memory.ts's question).
 */
export function largestBatch(system: ServingSystem, inputTokens: number, outputTokens: number): number {
  const { model, precision, accelerator, layout, memory, constants } = system;
  const admitted = inputTokens + constants.admittedOutputShare * outputTokens;
  const { cachePool, perRequest } = residency(model, precision, accelerator, layout, admitted, memory);
  return Math.max(1, Math.min(cachePool / perRequest, MOST_SEQUENCES_PER_RANK * layout.attentionDataParallel));
}

export interface Speed {
  /** Requests decoded together. */
  readonly batch: number;
  /** Output tokens per second of all requests together. */
  readonly tokensPerS: number;
  /** Time to the first token, waiting for a place included [s]. */
  readonly ttftS: number;
  /** Time per output token after the first [s]. */
  readonly tpotS: number;
}

/**
 * A closed loop of `concurrency` requests: each is followed by the next at once.
 * @param batchLimit at most so many are decoded together; the others wait
 */
export function speedAtLoad(
  system: ServingSystem,
  load: { readonly inputTokens: number; readonly outputTokens: number; readonly concurrency: number },
  batchLimit: number = largestBatch(system, load.inputTokens, load.outputTokens),
): Speed {
  const { inputTokens, outputTokens, concurrency } = load;
  const { constants: c } = system;
  const engine = c.engines[system.engine];
  const batch = Math.min(concurrency, batchLimit);
  const step = stepSeconds(system, batch, inputTokens + outputTokens / 2);
  const prefill = prefillSeconds(system, inputTokens);
  const tpotS = step + (batch / outputTokens) * c.prefillInterference * prefill;
  const decodeS = outputTokens * tpotS;
  const admittedS =
    engine.ttftBaseS + engine.ttftPrefills * prefill * (1 + c.prefillBurst * batch) + engine.ttftSteps * step;
  const waitS = (Math.max(concurrency - batch, 0) / batch) * decodeS;
  // Prefills of a burst overlap with decoding, so only part of the way to the first token is lost to the others.
  const tokensPerS = (batch * outputTokens) / (decodeS + Math.min(admittedS, 0.2 * decodeS));
  return { batch, tokensPerS, ttftS: admittedS + waitS, tpotS };
}

/** All requests queued, as in an offline run: output tokens per second with the batch full. */
export function fullBatchTokensPerS(
  system: ServingSystem,
  inputTokens: number,
  outputTokens: number,
  batch: number = largestBatch(system, inputTokens, outputTokens),
): number {
  return batch / speedAtLoad(system, { inputTokens, outputTokens, concurrency: batch }, batch).tpotS;
}

function weightSeconds(system: ServingSystem, inStage: number, engine: EngineConstants): number {
  const { model, layout, precision, constants: c } = system;
  const { gpus, pipelineParallel, attentionDataParallel: dataRanks } = layout;
  const denseShare = dataRanks > 1 ? pipelineParallel : gpus; // attention ranks keep all but the experts
  const { moe } = model;
  const readShare = moe ? 1 - (1 - moe.topK / moe.experts) ** inStage : 0;
  const fourBit = precision === 'fp4' ? c.fp4ExpertTime : weightOnly(precision) ? c.weightOnlyExpertTime : 1;
  const experts = (system.expertBytes * readShare * fourBit) / gpus / c.expertReads;
  return ((system.denseReadBytes * engine.weightTime) / denseShare + experts) / (c.weightBandwidth * system.bandwidth);
}

function cacheSeconds(system: ServingSystem, inStage: number, contextTokens: number): number {
  const { model, layout, memory, constants: c } = system;
  const { kv, sparseTopK } = model;
  const read = sparseTopK === undefined ? contextTokens : Math.min(contextTokens, sparseTopK);
  const cache = kvBytesPerRequest(kv, read, memory.kvElementBytes) + kv.indexerBytes * contextTokens;
  const state = kvBytesPerRequest(kv, 0, memory.kvElementBytes); // a recurrent state is also written back
  const parts = Math.min(layout.tensorParallel, kv.shards) * layout.attentionDataParallel * layout.pipelineParallel;
  const time = (inStage * (cache + state)) / parts / (c.kvBandwidth * system.bandwidth);
  return model.mla ? time * c.mlaCacheTime : time;
}

/** Two collectives per layer over the ranks of a stage; in decode their latency counts as well. */
function collectiveSeconds(
  system: ServingSystem,
  tokens: number,
  ranks: number,
  timeFactor: number,
  withLatency: boolean,
): number {
  const { model, layout, constants: c } = system;
  const { tensorParallel, attentionDataParallel: dataRanks, pipelineParallel: stages } = layout;
  if (tensorParallel === 1 && dataRanks === 1) return 0;
  if (withLatency && dataRanks > 1 && !model.moe) return 0; // independent copies
  const bytes = (tokens * model.hidden * 4 * (ranks - 1)) / ranks;
  const latency = withLatency ? c.collectiveLatencyS * Math.log2(Math.max(ranks, 2)) : 0;
  const layers = withLatency ? model.layers / stages : model.layers;
  return 2 * layers * timeFactor * (latency + bytes / (c.linkEfficiency * system.link));
}

/** Multiply-adds of attention per query when it sees `tokens`: sparse and sliding layers see fewer. */
function attendedTokens(system: ServingSystem, tokens: number): number {
  const { sparseTopK, sliding } = system.model;
  const full = sparseTopK === undefined ? tokens : Math.min(tokens, sparseTopK);
  return full * system.fullAttentionWidth + Math.min(tokens, sliding?.window ?? 0) * system.slidingAttentionWidth;
}

function weightOnly(precision: Precision): boolean {
  return precision === 'mxfp4' || precision === 'int4';
}
