/**
 * The constants of the throughput model: one set for all models and accelerators, fitted on measured serving runs by
 * `src/tooling/fitThroughput.ts`. There are 37 free ones (those fixed at 1 for TensorRT-LLM are its unit).
 * Efficiencies may exceed what one would expect of a kernel: reads overlap with arithmetic, and the model adds them.
 */
import fitted from './fittedThroughput.json';

export const ENGINES = ['trtllm', 'vllm', 'sglang'] as const;
export type Engine = (typeof ENGINES)[number];

export interface ThroughputConstants {
  /** Share of the memory bandwidth at which weights are read. */
  readonly weightBandwidth: number;
  /** Share of the memory bandwidth at which the KV cache is read. */
  readonly kvBandwidth: number;
  /** Share of the peak in decode; and where the peak is above 6e15 FLOP/s (FP4 units of data-centre parts). */
  readonly decodeCompute: number;
  readonly decodeComputeFastFp4: number;
  /** The same in prefill. */
  readonly prefillCompute: number;
  readonly prefillComputeFastFp4: number;
  /** Bandwidth at which experts are read, relative to dense weights. */
  readonly expertReads: number;
  /** Time per byte of NVFP4 experts relative to 8 and 16 bit; below 1 because routing is skewed: fewer are read. */
  readonly fp4ExpertTime: number;
  /** The same for weight-only 4 bit (MXFP4, INT4). */
  readonly weightOnlyExpertTime: number;
  /** Time per byte of an MLA cache relative to others. */
  readonly mlaCacheTime: number;
  /** Reads and writes of activations, relative to one pass over them. */
  readonly activationPasses: number;
  /** Share of the link bandwidth that collectives reach. */
  readonly linkEfficiency: number;
  /** Latency of a collective per doubling of the ranks [s]. */
  readonly collectiveLatencyS: number;
  /** Launches and small operations per layer [s], and on top per layer with experts [s]. */
  readonly layerOverheadS: number;
  readonly moeLayerOverheadS: number;
  /** Scheduling and sampling per sequence and step [s]. */
  readonly sequenceOverheadS: number;
  /** Part of a prefill by which it delays the decoding requests. */
  readonly prefillInterference: number;
  /** Prefill work of MoE models relative to their active parameters. */
  readonly moePrefillWork: number;
  /** Requests per resident request that are prefilled together when load arrives in bursts. */
  readonly prefillBurst: number;
  /** Part of the output for which memory has to be free when a request is admitted. */
  readonly admittedOutputShare: number;
  /** Share of the memory that the measured runs allowed; used in the fit only, users have their own setting. */
  readonly benchmarkUtilization: number;
  readonly engines: Readonly<Record<Engine, EngineConstants>>;
}

export interface EngineConstants {
  /** Per step [s]. */
  readonly stepOverheadS: number;
  /** Factors relative to TensorRT-LLM. */
  readonly weightTime: number;
  readonly collectiveTime: number;
  readonly layerTime: number;
  /** Time to the first token: fixed part [s], decode steps waited for, and prefills. */
  readonly ttftBaseS: number;
  readonly ttftSteps: number;
  readonly ttftPrefills: number;
}

/** @source accuracy.md beside this file: rows, dates and errors of the fit */
export const FITTED: ThroughputConstants = fitted.constants;
