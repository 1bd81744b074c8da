const RUNS = 9;
const LEAST_RUN_NS = 20e6;

/**
 * Times of one evaluation of several loops, taken in turns so that whatever else the machine does hits all of them:
 * the median of nine runs each, after runs to warm up that are long enough for the clock.
 * @param loops       each evaluates `evaluations` times
 * @param evaluations in one call of a loop
 * @returns [ns] in the order of the loops
 */
export function timesTogether(loops: readonly (() => void)[], evaluations: number): number[] {
  const repeats = loops.map(repeatsFor);
  const times = loops.map((): number[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    loops.forEach((loop, index) => times[index].push(timeOf(loop, repeats[index]) / (repeats[index] * evaluations)));
  }
  return times.map((each) => each.sort((a, b) => a - b)[(RUNS - 1) / 2]);
}

function repeatsFor(loop: () => void): number {
  let repeats = 1;
  while (timeOf(loop, repeats) < LEAST_RUN_NS) repeats *= 2;
  return repeats;
}

function timeOf(loop: () => void, repeats: number): number {
  const start = process.hrtime.bigint();
  for (let run = 0; run < repeats; run += 1) loop();
  return Number(process.hrtime.bigint() - start);
}
