// `npx tsx src/tooling/fitThroughput.ts <throughput-measured.csv>`: fits the constants of the throughput model and
// writes them with their bands (fittedThroughput.json) and the accuracy report (accuracy.md). About two minutes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openModel } from '../catalog/facts';
import type { ThroughputConstants } from '../engine/self-host/throughputConstants';
import { accuracyReport, quantile } from './throughput/accuracyReport';
import {
  compare,
  fifthOf,
  fitConstants,
  leaveOut,
  MEASURES,
  predictRun,
  type Comparison,
  type Prediction,
} from './throughput/fitConstants';
import { readMeasuredRuns, type MeasuredRun } from './throughput/measuredRuns';
import { publishedSpeed } from './throughput/publishedForm';

const ENGINE_FOLDER = join(__dirname, '../engine/self-host');
/** With fewer runs a GPU, family or precision counts as not measured. */
const FEWEST_RUNS = 10;

function main(csvPath: string | undefined): void {
  if (csvPath === undefined) throw new Error('Give the path of throughput-measured.csv.');
  const runs = readMeasuredRuns(readFileSync(csvPath, 'utf8'));
  const constants = rounded(fitConstants(runs));
  const split = leaveOut(runs, (run) => fifthOf(run));
  const otherSplits = ['a', 'b', 'c', 'd'].map((name) => leaveOut(runs, (run) => fifthOf(run, name)));
  const gpuLeftOut = leaveOut(runs, ({ gpu }) => gpu);
  const modelLeftOut = leaveOut(runs, ({ model }) => model);
  const bands = { measuredModel: bandOf(split), newModel: bandOf(modelLeftOut) };
  const measuredUntil = runs.reduce((latest, { measured }) => (measured > latest ? measured : latest), '');
  const gpus = measuredOften(runs, ({ gpu }) => gpu);

  const fitted = { measuredUntil, runs: runs.length, constants, bands, measured: { ...rangeOf(runs), gpus } };
  writeFileSync(join(ENGINE_FOLDER, 'fittedThroughput.json'), `${JSON.stringify(fitted, null, 2)}\n`);
  const report = accuracyReport({
    runs,
    measuredUntil,
    inSample: compare(runs, (run) => predictRun(run, constants)),
    baseline: compare(runs, published),
    split,
    otherSplits,
    gpuLeftOut,
    modelLeftOut,
    bands,
    thin: [...new Set(runs.map(({ gpu }) => gpu))].filter((gpu) => !gpus.includes(gpu)),
  });
  writeFileSync(join(ENGINE_FOLDER, 'accuracy.md'), report);
  console.log(report.split('\n## Where')[0]);
}

function published(run: MeasuredRun): Prediction {
  const { tpotS, ttftS, tokensPerS } = publishedSpeed(run);
  return run.concurrency === undefined ? { fullBatch: tokensPerS } : { tpot: tpotS, ttft: ttftS, tokensPerS };
}

/** 10 % and 90 % points of measured ÷ predicted. */
function bandOf(comparisons: readonly Comparison[]): Record<(typeof MEASURES)[number], [number, number]> {
  const points = MEASURES.map((measure) => {
    const ratios = comparisons
      .filter((each) => each.measure === measure)
      .map(({ measured, predicted }) => measured / predicted);
    return [measure, [outward(quantile(ratios, 0.1), Math.floor), outward(quantile(ratios, 0.9), Math.ceil)]];
  });
  return Object.fromEntries(points) as Record<(typeof MEASURES)[number], [number, number]>;
}

function rangeOf(runs: readonly MeasuredRun[]) {
  return {
    models: measuredOften(runs, ({ model }) => model),
    families: measuredOften(runs, ({ model }) => openModel(model).family),
    engines: measuredOften(runs, ({ engine }) => engine),
    precisions: measuredOften(runs, ({ precision }) => precision),
    mostGpus: Math.max(...runs.map(({ system }) => system.layout.gpus)),
    longestInput: Math.max(...runs.map(({ inputTokens }) => inputTokens)),
    longestOutput: Math.max(...runs.map(({ outputTokens }) => outputTokens)),
    mostConcurrency: Math.max(...runs.map(({ concurrency }) => concurrency ?? 0)),
  };
}

function measuredOften(runs: readonly MeasuredRun[], keyOf: (run: MeasuredRun) => string): string[] {
  const counts = new Map<string, number>();
  for (const run of runs) counts.set(keyOf(run), (counts.get(keyOf(run)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= FEWEST_RUNS)
    .map(([key]) => key)
    .sort();
}

function rounded(constants: ThroughputConstants): ThroughputConstants {
  return JSON.parse(
    JSON.stringify(constants, (_, value: unknown) => (typeof value === 'number' ? significant(value, 3) : value)),
  ) as ThroughputConstants;
}

/** Two decimals, away from 1: rounding must not make the band narrower than what was found. */
function outward(ratio: number, round: (value: number) => number): number {
  return round(100 * ratio) / 100;
}

function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

main(process.argv[2]);
