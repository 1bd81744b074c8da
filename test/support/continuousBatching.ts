/**
 * A discrete-event simulation of continuous batching, one iteration after the other, to check the closed form of
 * `processorSharing.ts` against. In each iteration every resident request gets one token; prompts that arrived in the
 * meantime are prefilled first, as far as there are places, and get their first token at its end.
 */
export interface SimulatedReplica {
  readonly stepS: (residents: number) => number;
  readonly prefillS: number;
  readonly meanOutputTokens: number;
  readonly places: number;
}

export interface Simulated {
  readonly endToEndS: number;
  readonly tpotS: number;
  readonly tpot95S: number;
  readonly ttftS: number;
  readonly ttft95S: number;
}

export type OutputLengths = 'exponential' | 'fixed' | 'uniform';

interface Request {
  readonly arrivedS: number;
  readonly counted: boolean;
  firstTokenS: number;
  tokens: number;
  left: number;
}

export function simulateContinuousBatching(
  replica: SimulatedReplica,
  requestsPerS: number,
  lengths: OutputLengths,
  requests: number,
  seed: number,
): Simulated {
  const random = mulberry32(seed);
  const drawTokens = tokenDraw(lengths, replica.meanOutputTokens, random);
  const gapS = (): number => -Math.log(1 - random()) / requestsPerS;
  const warmUp = requests / 10;
  const waiting: Request[] = [];
  const ttft: number[] = [];
  const tpot: number[] = [];
  const endToEnd: number[] = [];
  let resident: Request[] = [];
  let nextWaiting = 0;
  let nowS = 0;
  let nextArrivalS = gapS();

  while (endToEnd.length < requests) {
    while (nextArrivalS <= nowS) {
      waiting.push({ arrivedS: nextArrivalS, counted: waiting.length > warmUp, firstTokenS: 0, tokens: 0, left: 0 });
      nextArrivalS += gapS();
    }
    if (resident.length === 0 && nextWaiting === waiting.length) {
      nowS = nextArrivalS;
      continue;
    }
    const admitted = waiting.slice(nextWaiting, nextWaiting + replica.places - resident.length);
    nextWaiting += admitted.length;
    nowS += replica.stepS(resident.length) + replica.prefillS * admitted.length;
    for (const request of admitted) {
      request.firstTokenS = nowS;
      request.tokens = drawTokens();
      request.left = request.tokens;
      if (request.counted) ttft.push(nowS - request.arrivedS);
    }
    resident = [...resident, ...admitted].filter((request) => {
      request.left -= 1;
      if (request.left > 0) return true;
      if (request.counted) {
        endToEnd.push(nowS - request.arrivedS);
        if (request.tokens > 1) tpot.push((nowS - request.firstTokenS) / (request.tokens - 1));
      }
      return false;
    });
  }
  return {
    endToEndS: mean(endToEnd),
    tpotS: mean(tpot),
    tpot95S: percentile95(tpot),
    ttftS: mean(ttft),
    ttft95S: percentile95(ttft),
  };
}

function tokenDraw(lengths: OutputLengths, meanTokens: number, random: () => number): () => number {
  if (lengths === 'fixed') return () => meanTokens;
  if (lengths === 'uniform') return () => 1 + Math.floor(random() * (2 * meanTokens - 1));
  return () => Math.max(1, Math.round(-meanTokens * Math.log(1 - random())));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percentile95(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(0.95 * values.length)];
}

/** A small published generator, so that every run of the tests sees the same traffic. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
