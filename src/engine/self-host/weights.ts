/** Bytes of weights by tensor class: never parameters × bits ÷ 8, because formats mix within one model. */
import type { OpenModel } from './openModel';
import { PRECISIONS, type Precision } from './precision';

export interface WeightBytes {
  readonly experts: number;
  readonly linear: number;
  readonly embedding: number;
  readonly total: number;
}

/** NVFP4 builds of MLA models keep attention wider than 4 bit. */
const FP4_MLA_LINEAR_BYTES = 1.2;

/**
 * Weights of one copy of the model [bytes]. Embedding and LM head stay at 2 bytes.
 * @source self-hosting reference §4, 2026-11-23
 */
export function weightBytes(model: OpenModel, precision: Precision): WeightBytes {
  const experts = model.params.experts * PRECISIONS[precision].bytes;
  const linear = model.params.linear * linearBytesPerWeight(model, precision);
  const embedding = model.params.embedding * 2;
  return { experts, linear, embedding, total: experts + linear + embedding };
}

function linearBytesPerWeight(model: OpenModel, precision: Precision): number {
  const { bytes } = PRECISIONS[precision];
  const mixed = precision === 'mxfp4' || precision === 'int4';
  if (mixed && model.moe) return 2;
  if (precision === 'fp4' && model.mla) return FP4_MLA_LINEAR_BYTES;
  return bytes;
}
