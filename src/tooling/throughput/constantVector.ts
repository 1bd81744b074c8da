/** The free constants as a list of numbers for the fit, and back. */
import {
  ENGINES,
  type Engine,
  type EngineConstants,
  type ThroughputConstants,
} from '../../engine/self-host/throughputConstants';

export interface FreeConstant {
  readonly name: string;
  /** Bounds that keep a constant physical. */
  readonly lowest: number;
  readonly highest: number;
}

type GlobalName = Exclude<keyof ThroughputConstants, 'engines'>;
type EngineName = keyof EngineConstants;

const SHARE = [0.05, 1] as const;
const FACTOR = [0.05, 10] as const;
const SECONDS = [1e-8, 0.1] as const;

const GLOBAL: Readonly<Record<GlobalName, readonly [number, number]>> = {
  weightBandwidth: [0.3, 0.95],
  kvBandwidth: SHARE,
  decodeCompute: SHARE,
  decodeComputeFastFp4: SHARE,
  prefillCompute: SHARE,
  prefillComputeFastFp4: SHARE,
  expertReads: [0.3, 1],
  fp4ExpertTime: FACTOR,
  weightOnlyExpertTime: FACTOR,
  mlaCacheTime: FACTOR,
  activationPasses: [0.05, 20],
  linkEfficiency: SHARE,
  collectiveLatencyS: SECONDS,
  layerOverheadS: SECONDS,
  moeLayerOverheadS: SECONDS,
  sequenceOverheadS: SECONDS,
  prefillInterference: [0.05, 1.5],
  moePrefillWork: FACTOR,
  prefillBurst: [1e-4, 1],
  admittedOutputShare: [0.4, 1],
  benchmarkUtilization: [0.85, 0.96],
};
const PER_ENGINE: Readonly<Record<EngineName, readonly [number, number]>> = {
  stepOverheadS: [3e-5, 0.1],
  weightTime: FACTOR,
  collectiveTime: FACTOR,
  layerTime: FACTOR,
  ttftBaseS: [1e-4, 1],
  ttftSteps: [0.1, 100],
  ttftPrefills: FACTOR,
};
/** The unit of the relative factors; vLLM's prefills in the time to the first token came out as 1 and stay there. */
const FIXED = new Set([
  'trtllm.weightTime',
  'trtllm.collectiveTime',
  'trtllm.layerTime',
  'trtllm.ttftPrefills',
  'vllm.ttftPrefills',
]);

const GLOBAL_NAMES = Object.keys(GLOBAL) as GlobalName[];
const ENGINE_NAMES = Object.keys(PER_ENGINE) as EngineName[];
const ENGINE_PAIRS = ENGINES.flatMap((engine) => ENGINE_NAMES.map((name) => ({ engine, name }))).filter(
  ({ engine, name }) => !FIXED.has(`${engine}.${name}`),
);

export const FREE_CONSTANTS: readonly FreeConstant[] = [
  ...GLOBAL_NAMES.map((name) => free(name, GLOBAL[name])),
  ...ENGINE_PAIRS.map(({ engine, name }) => free(`${engine}.${name}`, PER_ENGINE[name])),
];

export function toVector(constants: ThroughputConstants): number[] {
  return [
    ...GLOBAL_NAMES.map((name) => constants[name]),
    ...ENGINE_PAIRS.map(({ engine, name }) => constants.engines[engine][name]),
  ];
}

/** What is not free is taken from `base`. */
export function fromVector(vector: readonly number[], base: ThroughputConstants): ThroughputConstants {
  const global = Object.fromEntries(GLOBAL_NAMES.map((name, index) => [name, vector[index]]));
  const engines = Object.fromEntries(ENGINES.map((engine) => [engine, { ...base.engines[engine] }])) as Record<
    Engine,
    { -readonly [K in EngineName]: number }
  >;
  ENGINE_PAIRS.forEach(({ engine, name }, index) => {
    engines[engine][name] = vector[GLOBAL_NAMES.length + index];
  });
  return { ...base, ...global, engines };
}

function free(name: string, [lowest, highest]: readonly [number, number]): FreeConstant {
  return { name, lowest, highest };
}

/**
 * Where every fit starts, so that no fit knows another's result: the reference's constants (§6), and neutral guesses for
 * what it does not have.
 */
export const START: ThroughputConstants = {
  weightBandwidth: 0.9,
  kvBandwidth: 0.722,
  decodeCompute: 0.485,
  decodeComputeFastFp4: 0.306,
  prefillCompute: 0.5,
  prefillComputeFastFp4: 0.35,
  expertReads: 0.843,
  fp4ExpertTime: 1,
  weightOnlyExpertTime: 1,
  mlaCacheTime: 2.13,
  activationPasses: 2,
  linkEfficiency: 0.235,
  collectiveLatencyS: 2.85e-6,
  layerOverheadS: 33.3e-6,
  moeLayerOverheadS: 25.3e-6,
  sequenceOverheadS: 5e-6,
  prefillInterference: 0.6,
  moePrefillWork: 1.5,
  prefillBurst: 0.05,
  admittedOutputShare: 0.6,
  benchmarkUtilization: 0.92,
  engines: {
    trtllm: engineStart(0.981e-3, 1, 1, 1),
    vllm: engineStart(0.246e-3, 0.944, 1.1, 1.54),
    sglang: engineStart(0.572e-3, 1.3, 2, 1.21),
  },
};

function engineStart(
  stepOverheadS: number,
  weightTime: number,
  collectiveTime: number,
  layerTime: number,
): EngineConstants {
  return { stepOverheadS, weightTime, collectiveTime, layerTime, ttftBaseS: 8.67e-3, ttftSteps: 10, ttftPrefills: 1 };
}
