/** Weight formats: what they take in memory and which arithmetic unit they run on. */
import { EngineError } from '../errors';
import type { Accelerator } from './accelerator';

interface PrecisionEntry {
  /** Bytes per weight of the quantised matrices, with their scales. */
  readonly bytes: number;
  /** The unit that multiplies; weight-only formats are unpacked and multiplied as BF16. */
  readonly unit: 'bf16' | 'fp8' | 'fp4' | 'int8';
}

/**
 * @source self-hosting reference §4, 2026-11-23: NVFP4 4 bit + an FP8 scale per 16, MXFP4 4 bit + 8-bit scale per 32,
 * INT4 in groups of 128; GGUF by block layout.
 */
export const PRECISIONS = {
  bf16: { bytes: 2, unit: 'bf16' },
  fp16: { bytes: 2, unit: 'bf16' },
  fp8: { bytes: 1, unit: 'fp8' },
  int8: { bytes: 1, unit: 'int8' },
  fp4: { bytes: 0.5625, unit: 'fp4' },
  mxfp4: { bytes: 0.53, unit: 'bf16' },
  int4: { bytes: 0.53, unit: 'bf16' },
  q8_0: { bytes: 1.0625, unit: 'bf16' },
  q6_k: { bytes: 0.8203, unit: 'bf16' },
  q5_k: { bytes: 0.6875, unit: 'bf16' },
  q4_k: { bytes: 0.5625, unit: 'bf16' },
  q4_0: { bytes: 0.5625, unit: 'bf16' },
} as const satisfies Record<string, PrecisionEntry>;

export type Precision = keyof typeof PRECISIONS;
export const PRECISION_NAMES = Object.keys(PRECISIONS) as Precision[];

/** FP8 and FP4 weights need the unit: unpacked weights would run at the BF16 rate, a different answer. */
export function refuseMissingUnit(accelerator: Accelerator, precision: Precision): void {
  const { unit } = PRECISIONS[precision];
  const { name, tflops } = accelerator;
  if ((unit === 'fp8' || unit === 'fp4') && tflops[unit] === undefined) {
    const use = unit === 'fp4' && tflops.fp8 !== undefined ? 'fp8, bf16 or int4' : 'bf16, int8 or int4';
    throw new EngineError('gpu-lacks-precision', { gpu: name, precision, use });
  }
}

/** Dense peak of the unit that this format multiplies on [FLOP/s]. */
export function peakFlops(accelerator: Accelerator, precision: Precision): number {
  const { tflops } = accelerator;
  if (precision === 'mxfp4' && tflops.fp4 !== undefined) return (tflops.fp8 ?? tflops.bf16) * 1e12; // W4A8 kernels
  const int8 = tflops.int8 ?? tflops.fp8 ?? tflops.bf16;
  const byUnit = { bf16: tflops.bf16, fp8: tflops.fp8, fp4: tflops.fp4, int8 };
  return (byUnit[PRECISIONS[precision].unit] ?? tflops.bf16) * 1e12;
}
