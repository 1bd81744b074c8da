/**
 * An open-weights model: its published architecture, and what follows from it. Nothing is taken from a marketing
 * total: parameters per tensor class and cache elements per token are derived, and a test compares the totals.
 */
import type { Precision } from './precision';

/** The fields of a published config.json that decide memory and speed. */
export interface OpenModelArchitecture {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  /** Absent for MLA. */
  readonly kvHeads?: number;
  /** A field of its own, not hidden ÷ heads. Absent for MLA. */
  readonly headDim?: number;
  /** Of the dense layers. */
  readonly ffn?: number;
  readonly vocab: number;
  /** Input embedding and LM head are one matrix. */
  readonly tied?: boolean;
  readonly moe?: {
    readonly experts: number;
    readonly topK: number;
    readonly ffn: number;
    readonly sharedExperts?: number;
    /** Layers with experts; the others are dense. */
    readonly layers: number;
  };
  /** Multi-head latent attention. */
  readonly mla?: {
    readonly kvLora: number;
    readonly qLora: number;
    readonly nope: number;
    readonly rope: number;
    readonly v: number;
  };
  /** Layers that look back over at most `window` tokens (sliding or chunked). */
  readonly sliding?: { readonly layers: number; readonly window: number };
  /** Layers with linear attention: a constant state per request instead of a cache. */
  readonly linear?: {
    readonly layers: number;
    readonly kHeads: number;
    readonly vHeads: number;
    readonly kDim: number;
    readonly vDim: number;
    readonly conv: number;
  };
  /** Sparse attention reads at most this many cached tokens per query and layer. */
  readonly sparseTopK?: number;
  readonly gatedAttention?: boolean;
  readonly qkvBias?: boolean;
}

export interface OpenModelFacts extends OpenModelArchitecture {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Models of one family share an architecture, and what was measured for one says something about the others. */
  readonly family: string;
  readonly hf: string;
  readonly maxContext: number;
  /** As the weights are published; for mxfp4 and int4 only the experts. */
  readonly nativePrecision: Precision;
  readonly publishedTotalB: number;
  readonly publishedActiveB: number;
  readonly source: string;
  readonly note?: string;
}

export interface OpenModel extends OpenModelFacts {
  readonly params: ParameterCounts;
  readonly kv: KvGeometry;
}

/** Numbers of parameters by tensor class. */
export interface ParameterCounts {
  /** All routed experts. */
  readonly experts: number;
  /** Every other matrix of the layers: attention, dense feed-forward, shared experts, router. */
  readonly linear: number;
  /** Input embedding and LM head as kept in memory (one matrix when tied). */
  readonly embedding: number;
  readonly total: number;
  /** Used for one token, with the LM head, without the input embedding (a lookup). */
  readonly active: number;
}

/** Cache elements of one request, summed over the layers. */
export interface KvGeometry {
  /** Per token, for every token of the context. */
  readonly growing: number;
  /** Per token, for the last `windowTokens` only. */
  readonly windowed: number;
  readonly windowTokens: number;
  /** Key cache of a sparse-attention indexer [bytes per token]. */
  readonly indexerBytes: number;
  /** Recurrent state of linear attention [elements], and its convolution inputs [elements]. */
  readonly state: number;
  readonly convolution: number;
  /** Tensor-parallel ranks that hold different parts; beyond it the cache is duplicated. MLA: 1. */
  readonly shards: number;
}

/** 128 FP8 elements and one FP32 scale per token and layer, as DeepSeek-V3.2's indexer stores its keys. */
const INDEXER_BYTES_PER_LAYER = 132;

/** Adds what follows from the architecture. Done once per model, when it is first looked up. */
export function deriveOpenModel(facts: OpenModelFacts): OpenModel {
  return { ...facts, params: countParameters(facts), kv: kvGeometry(facts) };
}

/**
 * Parameters by tensor class. Norms and router biases (below 0.1 %) are left out.
 * @source self-hosting reference §4 and §6, 2026-11-23
 */
function countParameters(model: OpenModelArchitecture): ParameterCounts {
  const { layers, hidden, vocab, tied, moe, linear } = model;
  const linearLayers = linear?.layers ?? 0;
  const moeLayers = moe?.layers ?? 0;
  const attention = (layers - linearLayers) * attentionParameters(model) + linearLayers * linearAttention(model);
  const expert = 3 * hidden * (moe?.ffn ?? 0);
  const shared = moeLayers * (moe?.sharedExperts ?? 0) * expert;
  const router = moeLayers * hidden * (moe?.experts ?? 0);
  const denseFeedForward = (layers - moeLayers) * 3 * hidden * (model.ffn ?? 0);
  const linearTotal = attention + denseFeedForward + shared + router;
  const experts = moeLayers * (moe?.experts ?? 0) * expert;
  const embedding = (tied ? 1 : 2) * vocab * hidden;
  return {
    experts,
    linear: linearTotal,
    embedding,
    total: experts + linearTotal + embedding,
    active: linearTotal + moeLayers * (moe?.topK ?? 0) * expert + vocab * hidden,
  };
}

/** @source self-hosting reference §4, 2026-11-23 */
export function kvGeometry(model: OpenModelArchitecture): KvGeometry {
  const { layers, mla, sliding, linear, sparseTopK } = model;
  const slidingLayers = sliding?.layers ?? 0;
  const fullLayers = layers - slidingLayers - (linear?.layers ?? 0);
  const perLayer = mla ? mla.kvLora + mla.rope : 2 * (model.kvHeads ?? 0) * (model.headDim ?? 0);
  return {
    growing: fullLayers * perLayer,
    windowed: slidingLayers * perLayer,
    windowTokens: sliding?.window ?? 0,
    indexerBytes: sparseTopK === undefined ? 0 : layers * INDEXER_BYTES_PER_LAYER,
    state: linear ? linear.layers * linear.vHeads * linear.kDim * linear.vDim : 0,
    convolution: linear ? linear.layers * linearInputs(linear) * (linear.conv - 1) : 0,
    shards: mla ? 1 : (model.kvHeads ?? 1),
  };
}

function attentionParameters(model: OpenModelArchitecture): number {
  const { hidden, heads, mla } = model;
  if (mla) {
    const query = hidden * mla.qLora + mla.qLora * heads * (mla.nope + mla.rope);
    const keyValue = hidden * (mla.kvLora + mla.rope) + mla.kvLora * heads * (mla.nope + mla.v);
    return query + keyValue + heads * mla.v * hidden;
  }
  const queryWidth = heads * (model.headDim ?? 0);
  const kvWidth = (model.kvHeads ?? 0) * (model.headDim ?? 0);
  const bias = model.qkvBias ? queryWidth + 2 * kvWidth : 0;
  return hidden * queryWidth * (model.gatedAttention ? 3 : 2) + 2 * hidden * kvWidth + bias;
}

function linearAttention({ hidden, linear }: OpenModelArchitecture): number {
  if (!linear) return 0;
  const values = linear.vHeads * linear.vDim;
  const projections = hidden * (linearInputs(linear) + values + 2 * linear.vHeads); // q, k, v; gate; two scalars a head
  return projections + linearInputs(linear) * linear.conv + values * hidden;
}

function linearInputs(linear: NonNullable<OpenModelArchitecture['linear']>): number {
  return 2 * linear.kHeads * linear.kDim + linear.vHeads * linear.vDim;
}
