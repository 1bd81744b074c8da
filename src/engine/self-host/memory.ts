/** Does it fit, and how many requests stay resident? Memory of one replica in bytes. */
import { usableMemory, type Accelerator } from './accelerator';
import { indexerBytesPerRequest, kvBytesPerRequest, kvCopies } from './kvCache';
import { defaultLayout, validGpuCounts, type Layout } from './layout';
import type { OpenModel } from './openModel';
import type { Precision } from './precision';
import { weightBytes } from './weights';

/** What an engine is told, or does by default. */
export interface MemoryRules {
  /** Share of the visible memory the engine may take (vLLM's gpu_memory_utilization), 0..1. */
  readonly utilization: number;
  /** CUDA context, activations and graphs [bytes per GPU]. */
  readonly reserveBytes: number;
  /** Cache element: 2, or 1 when the cache is FP8. */
  readonly kvElementBytes: number;
}

/** @source tgarg01/silybench-data, 2026-09-24: vLLM at 0.9 keeps 4.1 GB per H100 (10 of 10 capacities within 2 %). */
export const DEFAULT_MEMORY_RULES: MemoryRules = { utilization: 0.9, reserveBytes: 4.1e9, kvElementBytes: 2 };

/** Communication buffers of one GPU [bytes]. @source ai-dynamo/aiconfigurator@095f58a51: 342 MB for 2, 392 for 4 or 8. */
function communicationBytes(gpus: number): number {
  if (gpus === 1) return 0;
  return gpus === 2 ? 0.342e9 : 0.392e9;
}

export interface MemoryNeed {
  readonly weights: number;
  /** Of all requests together. */
  readonly kvCache: number;
  readonly indexer: number;
  readonly reserve: number;
  readonly total: number;
}

/**
 * Memory for one copy of the model and `requests` of `contextTokens` each [bytes], before any duplication over GPUs.
 * @source self-hosting reference §4, 2026-11-23
 */
export function memoryNeed(
  model: OpenModel,
  precision: Precision,
  contextTokens: number,
  requests: number,
  rules: MemoryRules = DEFAULT_MEMORY_RULES,
): MemoryNeed {
  const weights = weightBytes(model, precision).total;
  const kvCache = requests * kvBytesPerRequest(model.kv, contextTokens, rules.kvElementBytes);
  const indexer = requests * indexerBytesPerRequest(model.kv, contextTokens);
  const reserve = rules.reserveBytes;
  return { weights, kvCache, indexer, reserve, total: weights + kvCache + indexer + reserve };
}

export interface Residency {
  /** Weights in all GPUs together, with copies [bytes]. */
  readonly weights: number;
  readonly reserve: number;
  /** Left for the cache; negative when not even the weights fit [bytes]. */
  readonly cachePool: number;
  /** Taken by one request, with copies [bytes]. */
  readonly perRequest: number;
  /** Requests that stay resident; 0 when it does not fit. */
  readonly requests: number;
  /** Part that stands in the way of one more request. */
  readonly limitedBy: 'weights' | 'kv cache';
  readonly memoryBasis: 'measured' | 'capacity' | 'marketed';
}

/**
 * How many requests of `contextTokens` (prompt and output) stay resident in one replica.
 * @source self-hosting reference §4, 2026-11-23
 */
export function residency(
  model: OpenModel,
  precision: Precision,
  accelerator: Accelerator,
  layout: Layout,
  contextTokens: number,
  rules: MemoryRules = DEFAULT_MEMORY_RULES,
): Residency {
  const { gpus, attentionDataParallel } = layout;
  const bytes = weightBytes(model, precision);
  // With attention data parallelism every rank keeps all but the experts.
  const weights = bytes.total + (attentionDataParallel - 1) * (bytes.linear + bytes.embedding);
  const reserve = gpus * (rules.reserveBytes + communicationBytes(gpus));
  const { bytes: usable, basis } = usableMemory(accelerator);
  const cachePool = gpus * rules.utilization * usable - weights - reserve;
  const oneCopy =
    kvBytesPerRequest(model.kv, contextTokens, rules.kvElementBytes) + indexerBytesPerRequest(model.kv, contextTokens);
  const perRequest = oneCopy * kvCopies(model.kv, layout);
  const requests = Math.max(0, Math.floor(cachePool / perRequest));
  const limitedBy = cachePool < 0 ? 'weights' : 'kv cache';
  return { weights, reserve, cachePool, perRequest, requests, limitedBy, memoryBasis: basis };
}

export type FitVerdict =
  | { readonly kind: 'fits'; readonly words: string }
  | { readonly kind: 'kv-starved'; readonly words: string }
  | { readonly kind: 'does-not-fit'; readonly words: string };

/** The verdict in words, for `requests` asked at once. */
export function fitVerdict(resident: Residency, requests: number, smallestGpus: number | undefined): FitVerdict {
  if (resident.requests >= requests) return { kind: 'fits', words: 'fits' };
  if (resident.requests > 0) {
    const words = `fits but KV-starved: at most ${resident.requests} resident requests of this size`;
    return { kind: 'kv-starved', words };
  }
  const needs = smallestGpus === undefined ? 'no valid count is enough' : `needs at least ${smallestGpus} GPUs`;
  return { kind: 'does-not-fit', words: `does not fit: ${needs} (${resident.limitedBy})` };
}

/** The smallest valid GPU count that keeps `requests` resident, or undefined when none of them does. */
export function smallestFit(
  model: OpenModel,
  precision: Precision,
  accelerator: Accelerator,
  contextTokens: number,
  requests: number,
  rules: MemoryRules = DEFAULT_MEMORY_RULES,
): { gpus: number; resident: Residency } | undefined {
  for (const gpus of validGpuCounts(model)) {
    const resident = residency(model, precision, accelerator, defaultLayout(gpus), contextTokens, rules);
    if (resident.requests >= requests) return { gpus, resident };
  }
  return undefined;
}
