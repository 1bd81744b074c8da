/** Bytes a request keeps in the cache, and how parallelism multiplies them. */
import type { Layout } from './layout';
import type { KvGeometry } from './openModel';

/** Recurrent state of linear attention is kept in FP32; no engine log confirms it. */
const STATE_BYTES = 4;

/**
 * Cache of one request with `contextTokens` of prompt and output [bytes], one copy, without an indexer's keys.
 * @param elementBytes 2 unless the engine quantises the cache (FP8: 1)
 * @source self-hosting reference §4, 2026-11-23
 */
export function kvBytesPerRequest(kv: KvGeometry, contextTokens: number, elementBytes: number): number {
  const elements = kv.growing * contextTokens + kv.windowed * Math.min(contextTokens, kv.windowTokens) + kv.convolution;
  return elements * elementBytes + kv.state * STATE_BYTES;
}

/** Keys of a sparse-attention indexer [bytes per request]. */
export function indexerBytesPerRequest(kv: KvGeometry, contextTokens: number): number {
  return kv.indexerBytes * contextTokens;
}

/**
 * How many copies of a request's cache there are in the replica: tensor-parallel ranks beyond the KV heads hold the same
 * part, and every rank holds all of an MLA latent. Attention data parallelism keeps each request on one rank.
 */
export function kvCopies(kv: KvGeometry, layout: Layout): number {
  return Math.max(1, layout.tensorParallel / kv.shards);
}
