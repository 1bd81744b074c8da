import { compileCatalog } from '../../catalog/compileCatalog';
import { embeddedGpuPrices } from '../../catalog/embeddedGpuPrices';
import { embeddedPrices } from '../../catalog/embeddedPrices';
import { accelerator, openModel } from '../../catalog/facts';
import { compileGpuPrices } from '../../catalog/gpuPriceCatalog';
import { defaultLayout } from '../../engine/self-host/layout';
import { residency } from '../../engine/self-host/memory';
import { servingSystem, speedAtLoad, stepSeconds } from '../../engine/self-host/throughput';
import { adapt } from '../../functions/adapter';
import { gpuThroughput } from '../../functions/gpuThroughput';
import type { BenchSection } from './benchRow';
import { timesTogether } from './timesTogether';

const EVALUATIONS = 1000;
const MULTIPLY_ADDS = 100;

/** The throughput model and a whole cell, against a loop of 100 multiply-adds. */
export function measureThroughput(): BenchSection {
  const model = openModel('deepseek-v3');
  const gpu = accelerator('B200');
  const layout = defaultLayout(8);
  const system = servingSystem(model, gpu, layout, 'fp8', 'vllm');
  const context = { prices: compileCatalog(embeddedPrices()), gpuPrices: compileGpuPrices(embeddedGpuPrices()) };
  const cell = adapt(gpuThroughput, () => context);
  let sum = 0;
  const repeated = (evaluate: (turn: number) => number) => (): void => {
    for (let turn = 1; turn <= EVALUATIONS; turn += 1) sum += evaluate(turn);
  };
  const load = (concurrency: number) => ({ inputTokens: 1024, outputTokens: 1024, concurrency });

  const measured = [
    { name: 'one decode step', loop: repeated((turn) => stepSeconds(system, turn, 1536)) },
    {
      name: 'memory of one replica',
      loop: repeated((turn) => residency(model, 'fp8', gpu, layout, 1536 + turn).requests),
    },
    { name: 'speed at a load', loop: repeated((turn) => speedAtLoad(system, load(turn)).tokensPerS) },
    {
      name: 'replica set up, and speed at a load',
      loop: repeated((turn) => speedAtLoad(servingSystem(model, gpu, layout, 'fp8', 'vllm'), load(turn)).tokensPerS),
      target: 'at most 5 µs',
    },
    {
      name: 'GPUTHROUGHPUT, a whole cell',
      loop: repeated((turn) => {
        const rows = cell('deepseek-v3', 'B200', 8, 1024, 1024, turn, 'fp8');
        return Array.isArray(rows) ? Number(rows[0][0]) : NaN;
      }),
      target: 'at most 5 µs without reading its arguments',
    },
  ];
  const bareLoop = repeated((turn) => multiplyAdds(turn));
  const [bare, ...times] = timesTogether([bareLoop, ...measured.map(({ loop }) => loop)], EVALUATIONS);
  if (!(sum > 0)) throw new RangeError('speeds are positive');
  return {
    title: `Throughput model (times a loop of ${MULTIPLY_ADDS} multiply-adds)`,
    rows: [
      { name: `${MULTIPLY_ADDS} multiply-adds`, nanoseconds: bare, ratio: 1 },
      ...measured.map(({ name, target }, index) => ({
        name,
        nanoseconds: times[index],
        ratio: times[index] / bare,
        ...(target && { target }),
      })),
    ],
  };
}

function multiplyAdds(start: number): number {
  let value = start;
  for (let k = 0; k < MULTIPLY_ADDS; k += 1) value = value * 0.999 + k;
  return value;
}
