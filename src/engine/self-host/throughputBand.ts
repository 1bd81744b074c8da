/**
 * How far measurements lie from the prediction, and what the prediction rests on. The factors (measured ÷ predicted,
 * 10 % and 90 % points) come from runs that the fit had not seen; the accuracy report says how many they cover.
 */
import fitted from './fittedThroughput.json';
import type { ServingSystem } from './throughput';

export type SpeedMeasure = 'tokensPerS' | 'fullBatch' | 'ttft' | 'tpot';

/** Measured ÷ predicted: 80 % of the measured points lie between. */
export interface SpeedBand {
  readonly low: number;
  readonly high: number;
}

/** What was never measured makes the band wider by this factor each way. */
const UNMEASURED_WIDENING = 2;

/** The band of one measure for this replica and load. `fullBatch` is tokens per second with all requests queued. */
export function speedBand(system: ServingSystem, measure: SpeedMeasure, load: MeasuredLoad = {}): SpeedBand {
  const isNewModel = !fitted.measured.models.includes(system.model.id);
  const [low, high] = (isNewModel ? fitted.bands.newModel : fitted.bands.measuredModel)[measure];
  const widening = extrapolations(system, load).length > 0 ? UNMEASURED_WIDENING : 1;
  return { low: low / widening, high: high * widening };
}

export interface MeasuredLoad {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly concurrency?: number;
}

/** What lies outside the measured range, in words; empty when nothing does. */
export function extrapolations(system: ServingSystem, load: MeasuredLoad = {}): string[] {
  const { model, accelerator, engine, precision, layout } = system;
  const { measured } = fitted;
  const { inputTokens = 0, outputTokens = 0, concurrency = 0 } = load;
  const reasons: string[] = [];
  if (!measured.gpus.includes(accelerator.id)) reasons.push(`no measured runs on ${accelerator.name}`);
  if (!measured.families.includes(model.family)) reasons.push(`no measured runs of the ${model.family} family`);
  if (!measured.engines.includes(engine)) reasons.push(`no measured runs with ${engine}`);
  if (!measured.precisions.includes(precision)) reasons.push(`no measured runs in ${precision}`);
  if (layout.gpus > measured.mostGpus) reasons.push(`measured up to ${measured.mostGpus} GPUs a replica`);
  if (layout.pipelineParallel > 1 && layout.gpus <= measured.mostGpus)
    reasons.push('pipeline stages: offline runs only');
  if (inputTokens > measured.longestInput) reasons.push(`measured up to ${measured.longestInput} prompt tokens`);
  if (outputTokens > measured.longestOutput) reasons.push(`measured up to ${measured.longestOutput} output tokens`);
  if (concurrency > measured.mostConcurrency)
    reasons.push(`measured up to ${measured.mostConcurrency} requests at a time`);
  return reasons;
}

/** The newest measurement behind the constants, as an ISO date. */
export const MEASURED_UNTIL: string = fitted.measuredUntil;
