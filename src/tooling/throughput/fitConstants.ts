/** Fits the constants to runs, predicts runs, and compares. */
import { fullBatchTokensPerS, largestBatch, speedAtLoad } from '../../engine/self-host/throughput';
import type { ThroughputConstants } from '../../engine/self-host/throughputConstants';
import { FREE_CONSTANTS, fromVector, START, toVector } from './constantVector';
import type { MeasuredRun } from './measuredRuns';
import { robustFit } from './robustFit';

export const MEASURES = ['tpot', 'tokensPerS', 'fullBatch', 'ttft'] as const;
export type Measure = (typeof MEASURES)[number];
export type Prediction = Readonly<Partial<Record<Measure, number>>>;
export type Predict = (run: MeasuredRun) => Prediction;

/** One figure of a run: what was measured and what is predicted. */
export interface Comparison {
  readonly run: MeasuredRun;
  readonly measure: Measure;
  readonly measured: number;
  readonly predicted: number;
}

/** Of the two latencies the time to the first token counts less: it holds queueing that no run describes. */
const WEIGHT: Readonly<Record<Measure, number>> = { tpot: 1, tokensPerS: 1, fullBatch: 1, ttft: 0.4 };
/** Throughput of TensorRT-LLM 0.12 over what its time per token gives. @source self-hosting reference §6 */
const OLD_ENGINE_RATE = 1.09;
const ITERATIONS = 200;

export function predictRun(run: MeasuredRun, constants: ThroughputConstants): Prediction {
  const { inputTokens, outputTokens, concurrency, isOldEngine } = run;
  const share = isOldEngine ? 1 : constants.admittedOutputShare;
  const system = {
    ...run.system,
    memory: { ...run.system.memory, utilization: constants.benchmarkUtilization },
    constants: { ...constants, admittedOutputShare: share },
  };
  const limit = largestBatch(system, inputTokens, outputTokens);
  if (concurrency === undefined) {
    const batch = Math.min(limit, run.queuedAtOnce ?? limit);
    const tokensPerS = fullBatchTokensPerS(system, inputTokens, outputTokens, batch);
    return { fullBatch: tokensPerS * (isOldEngine ? OLD_ENGINE_RATE : 1) };
  }
  const speed = speedAtLoad(system, { inputTokens, outputTokens, concurrency }, limit);
  return { tpot: speed.tpotS, tokensPerS: speed.tokensPerS, ttft: speed.ttftS };
}

function measuredOf(run: MeasuredRun): Prediction {
  if (run.concurrency === undefined) return { fullBatch: run.tokensPerS };
  return {
    ...(run.tpotS === undefined ? {} : { tpot: run.tpotS }),
    tokensPerS: run.tokensPerS,
    ...(run.ttftS === undefined ? {} : { ttft: run.ttftS }),
  };
}

export function compare(runs: readonly MeasuredRun[], predict: Predict): Comparison[] {
  return runs.flatMap((run) => {
    const prediction = predict(run);
    const measurement = measuredOf(run);
    return MEASURES.flatMap((measure) => {
      const measured = measurement[measure];
      const predicted = prediction[measure];
      return measured === undefined || predicted === undefined ? [] : [{ run, measure, measured, predicted }];
    });
  });
}

export function fitConstants(runs: readonly MeasuredRun[]): ThroughputConstants {
  // Where the latencies are known, the rate follows from them and says nothing new.
  const observations = runs.flatMap((run) => {
    const measurement = measuredOf(run);
    return MEASURES.flatMap((measure) => {
      const measured = measurement[measure];
      if (measured === undefined || (measure === 'tokensPerS' && measurement.tpot !== undefined)) return [];
      return [{ run, measure, logMeasured: Math.log(measured) }];
    });
  });
  const fitted = robustFit(
    {
      start: toVector(START),
      lowest: FREE_CONSTANTS.map(({ lowest }) => lowest),
      highest: FREE_CONSTANTS.map(({ highest }) => highest),
      weights: Float64Array.from(observations, ({ measure }) => WEIGHT[measure]),
      residuals(vector, out) {
        const constants = fromVector(vector, START);
        let last: MeasuredRun | undefined;
        let prediction: Prediction = {};
        observations.forEach(({ run, measure, logMeasured }, index) => {
          if (run !== last) prediction = predictRun(run, constants);
          last = run;
          out[index] = Math.log(prediction[measure] ?? NaN) - logMeasured;
        });
      },
    },
    ITERATIONS,
  );
  return fromVector(fitted, START);
}

/** Predictions for each part by constants fitted on all the others. */
export function leaveOut(runs: readonly MeasuredRun[], partOf: (run: MeasuredRun) => string): Comparison[] {
  const parts = [...new Set(runs.map(partOf))].sort();
  return parts.flatMap((part) => {
    const constants = fitConstants(runs.filter((run) => partOf(run) !== part));
    return compare(
      runs.filter((run) => partOf(run) === part),
      (run) => predictRun(run, constants),
    );
  });
}

/** One of five parts, by the name of the curve: always the same, and a curve is never split. */
export function fifthOf(run: MeasuredRun, otherSplit = ''): string {
  let hash = 2166136261;
  for (const character of otherSplit + run.group) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return String((Math.imul(hash, 2654435761) >>> 8) % 5);
}
