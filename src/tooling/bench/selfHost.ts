import { compileCatalog } from '../../catalog/compileCatalog';
import { embeddedGpuPrices } from '../../catalog/embeddedGpuPrices';
import { embeddedPrices } from '../../catalog/embeddedPrices';
import { accelerator, openModel } from '../../catalog/facts';
import { compileGpuPrices } from '../../catalog/gpuPriceCatalog';
import { defaultLayout } from '../../engine/self-host/layout';
import { servingSystem, stepSeconds } from '../../engine/self-host/throughput';
import { adapt } from '../../functions/adapter';
import { gpuBreakeven } from '../../functions/gpuBreakeven';
import { gpuCount } from '../../functions/gpuCount';
import { gpuTco } from '../../functions/gpuTco';
import type { BenchSection } from './benchRow';
import { timesTogether } from './timesTogether';

const MODEL_ON_GPU = ['llama-3.3-70b', 'H100'];
const REQUESTS_PER_S = [0.5, 5, 20, 60, 200];
const PAYING_PER_MONTH = [2e7, 1e9];
const STEPS = 100;

/** Whole cells, with reading their arguments, against a loop of decode steps: the physics without queue and money. */
export function measureSelfHost(): BenchSection {
  const context = { prices: compileCatalog(embeddedPrices()), gpuPrices: compileGpuPrices(embeddedGpuPrices()) };
  const [count, breakeven, tco] = [gpuCount, gpuBreakeven, gpuTco].map((definition) =>
    adapt(definition, () => context),
  );
  const system = servingSystem(openModel('llama-3.3-70b'), accelerator('H100'), defaultLayout(4), 'fp8', 'vllm');
  let seconds = 0;
  const steps = (): void => {
    for (let batch = 1; batch <= STEPS; batch += 1) seconds += stepSeconds(system, batch, 1150);
  };
  const counting = (...targets: unknown[]) =>
    inTurns(REQUESTS_PER_S, (rate) => count(...MODEL_ON_GPU, rate, 1000, 300, ...targets));
  const breakingEven = (answer: string, volumes: readonly number[]) =>
    inTurns(volumes, (requests) =>
      breakeven('gpt-4o', ...MODEL_ON_GPU, requests, 1000, 300, 'buy', answer, 'precision=fp8; tpot_ms=50'),
    );

  const cells = [
    { name: 'GPUCOUNT', loop: counting(undefined, undefined, 'fp8') },
    { name: 'GPUCOUNT with latency targets', loop: counting(2, 50, 'fp8'), target: 'at most 200 µs' },
    { name: 'GPUTCO all', loop: () => tco('gpus=16; gpu=H100') },
    { name: 'GPUBREAKEVEN months', loop: breakingEven('months', PAYING_PER_MONTH) },
    { name: 'GPUBREAKEVEN all', loop: breakingEven('all', [1e5, 3e6, ...PAYING_PER_MONTH]), target: 'at most 5 ms' },
  ];
  const [bare, ...times] = timesTogether([steps, ...cells.map(({ loop }) => loop)], 1);
  if (!(seconds > 0)) throw new RangeError('decode steps take time');
  return {
    title: `Self-hosting (whole cells; times a loop of ${STEPS} decode steps)`,
    rows: [
      { name: `loop of ${STEPS} decode steps`, nanoseconds: bare, ratio: 1 },
      ...cells.map(({ name, target }, index) => ({
        name,
        nanoseconds: times[index],
        ratio: times[index] / bare,
        ...(target && { target }),
      })),
    ],
  };
}

/** A loop that evaluates one input after the other. */
function inTurns(inputs: readonly number[], evaluate: (input: number) => unknown): () => void {
  let turn = 0;
  return () => void evaluate(inputs[turn++ % inputs.length]);
}
