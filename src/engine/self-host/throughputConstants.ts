/** The global constants of the throughput model: one generation of engines, fitted on measured serving runs. */
export interface ThroughputConstants {
  /** Share of the memory bandwidth reached when weights are read. */
  readonly weightBandwidth: number;
  /** Share of the memory bandwidth reached when the KV cache is read. */
  readonly kvBandwidth: number;
  /** Share of the peak reached in decode; and with fast FP4 (peak above 6e15 FLOP/s). */
  readonly decodeCompute: number;
  readonly decodeComputeFp4: number;
  /** The same in prefill. */
  readonly prefillCompute: number;
  readonly prefillComputeFp4: number;
  /** Efficiency of expert reads relative to dense weights. */
  readonly expertReads: number;
  /** KV traffic factor of MLA. */
  readonly mlaKvTraffic: number;
  /** Share of the link bandwidth reached in collectives. */
  readonly linkEfficiency: number;
  /** Latency of a collective per doubling of the ranks [s]. */
  readonly collectiveLatencyS: number;
  /** Kernel launches and small operations per layer [s], and more per MoE layer [s]. */
  readonly layerOverheadS: number;
  readonly moeLayerOverheadS: number;
  /** Share of a request's prefill that decoding requests feel, and the factor on it for MoE. */
  readonly prefillInterference: number;
  readonly moeInterference: number;
  /** Time to the first token: fixed part [s], queueing on load, decode steps waited for. */
  readonly ttftBaseS: number;
  readonly ttftQueue: number;
  readonly ttftSteps: number;
  readonly engines: Readonly<Record<Engine, EngineConstants>>;
}

export const ENGINES = ['trtllm', 'vllm', 'sglang'] as const;
export type Engine = (typeof ENGINES)[number];

export interface EngineConstants {
  /** Scheduler and sampling per step [s]. */
  readonly stepOverheadS: number;
  /** Factors on weight reads, collectives, prefill interference and layer overhead. */
  readonly weights: number;
  readonly collectives: number;
  readonly interference: number;
  readonly layers: number;
}

/** @source self-hosting reference §6, 2026-11-23: least squares on the clean rows of the measured table. */
export const FITTED: ThroughputConstants = {
  weightBandwidth: 0.95,
  kvBandwidth: 0.722,
  decodeCompute: 0.485,
  decodeComputeFp4: 0.306,
  prefillCompute: 0.32,
  prefillComputeFp4: 0.225,
  expertReads: 0.843,
  mlaKvTraffic: 2.13,
  linkEfficiency: 0.235,
  collectiveLatencyS: 2.85e-6,
  layerOverheadS: 33.3e-6,
  moeLayerOverheadS: 25.3e-6,
  prefillInterference: 0.479,
  moeInterference: 2.06,
  ttftBaseS: 8.67e-3,
  ttftQueue: 0.0566,
  ttftSteps: 12.2,
  engines: {
    trtllm: { stepOverheadS: 0.981e-3, weights: 1, collectives: 1, interference: 1, layers: 1 },
    vllm: { stepOverheadS: 0.246e-3, weights: 0.944, collectives: 1.1, interference: 0.553, layers: 1.54 },
    sglang: { stepOverheadS: 0.572e-3, weights: 1.88, collectives: 2.96, interference: 0.941, layers: 1.21 },
  },
};
