/**
 * One replica (the GPUs that hold one copy of the model) under random traffic. Continuous batching slows all resident
 * requests down a little for each that joins, so the replica is a processor-sharing queue whose rate depends on the
 * load, with at most `mostResidents` inside and the rest waiting.
 * @source self-hosting reference §9, 2026-11-23; the time to first token has a second moment of our own (see below)
 */

/** What the queue needs to know of a replica. All times in seconds. */
export interface ReplicaTiming {
  /** One decode iteration of n resident requests; n may be 0 (an iteration that only prefills). */
  stepS(residents: number): number;
  /** Prefill of one prompt when nothing else runs. */
  readonly prefillS: number;
  /** By how much one prefill delays the requests that are decoding; less than `prefillS` when prefill is chunked. */
  readonly stallS: number;
  readonly outputTokens: number;
  /** How many requests memory or the engine admits at a time. */
  readonly mostResidents: number;
}

export interface LoadedReplica {
  /** Mean time from arrival to the last token. */
  readonly endToEndS: number;
  /** Mean time between tokens after the first, and the time that 95 % of the requests stay below. */
  readonly tpotS: number;
  readonly tpot95S: number;
  /** Mean time from arrival to the first token, with the wait for a place, and its 95 % point. */
  readonly ttftS: number;
  readonly ttft95S: number;
  /** Mean wait for a place, and the share of requests that find none. */
  readonly waitS: number;
  readonly waitingShare: number;
  /** Requests inside, waiting ones included, on average. */
  readonly meanRequests: number;
}

/** A replica with its steps calculated once, to be asked at many loads. */
export interface ReplicaQueue {
  /** Requests per second with every place taken: the replica keeps up with less. */
  readonly mostRequestsPerS: number;
  /** Latencies under Poisson arrivals; undefined when the replica cannot keep up. */
  at(requestsPerS: number): LoadedReplica | undefined;
}

export function replicaQueue(replica: ReplicaTiming): ReplicaQueue {
  const steps = stepTable(replica);
  const { places } = steps;
  const mostRequestsPerS = places / (replica.outputTokens * replica.stepS(places) + places * replica.stallS);
  if (!(mostRequestsPerS > 0)) throw new RangeError(`a replica that finishes ${mostRequestsPerS} requests per second`);
  return {
    mostRequestsPerS,
    at: (requestsPerS) => (requestsPerS < mostRequestsPerS ? loaded(replica, steps, requestsPerS) : undefined),
  };
}

function loaded(replica: ReplicaTiming, steps: StepTable, requestsPerS: number): LoadedReplica {
  const states = occupancy(steps, requestsPerS);
  const { prefillS, stallS, outputTokens } = replica;
  const waitS = states.meanWaiting / requestsPerS;
  const insideS = states.meanRequests / requestsPerS - waitS;

  // Prefills that arrive during one iteration run in the next, X' = step + stall·Poisson(λX). Its mean is `iterationS`,
  // its variance stall²λ·mean/(1−ρ²). An arrival sees a long iteration more often than a short one (`seenS` on
  // average), waits for its rest (half of it), and then for one whole iteration with everybody who came meanwhile.
  const rho = Math.min(requestsPerS * stallS, 0.95);
  const iterationS = states.meanStepS / (1 - rho);
  const spreadS = (stallS * stallS * requestsPerS) / (1 - rho * rho);
  const seenS = iterationS + spreadS;
  const busy = 1 - states.emptyShare;
  const firstIterationsS = busy * (states.meanStepS + (0.5 + rho) * seenS) + states.emptyShare * steps.stepS(0);

  // Second moment of the same sum, the iteration seen taken as gamma distributed.
  const seenVarianceS2 = spreadS * (iterationS + 2 * spreadS);
  const restVarianceS2 = (1 / 3 + rho + rho * rho) * (seenVarianceS2 + seenS * seenS) - ((0.5 + rho) * seenS) ** 2;
  const joinedVarianceS2 = stallS * stallS * requestsPerS * seenS;
  const ttftWithPlaceS = prefillS + firstIterationsS;
  const ttft95WithPlaceS = ttftWithPlaceS + SKEWED_95 * Math.sqrt(busy * (restVarianceS2 + joinedVarianceS2));

  // A request is slow because many are inside, or because more prompts than usual arrive while it decodes.
  const tpotS = (insideS - prefillS) / outputTokens;
  const slowIterationS = steps.iterationS(states.requests95 + 1);
  const luckOfStallsS = (SKEWED_95 * stallS * Math.sqrt(requestsPerS * insideS)) / outputTokens;

  return {
    endToEndS: waitS + insideS,
    tpotS,
    tpot95S: tpotS + Math.hypot(slowIterationS - tpotS, luckOfStallsS),
    ttftS: waitS + ttftWithPlaceS,
    ttft95S: ttft95WithPlaceS + wait95(waitS, states.waitingShare),
    waitS,
    waitingShare: states.waitingShare,
    meanRequests: states.meanRequests,
  };
}

/** 95 % point of these right-skewed sums in standard deviations; a normal one would be 1.645. */
const SKEWED_95 = 2;
/** Further below the likeliest state a double cannot see a difference. */
const NEGLIGIBLE = 1e-17;
const LARGE = 1e200;

interface Occupancy {
  readonly emptyShare: number;
  readonly meanRequests: number;
  readonly meanWaiting: number;
  readonly waitingShare: number;
  readonly meanStepS: number;
  readonly requests95: number;
}

/** The stationary distribution p(n) ~ Π λ/μ(k). */
function occupancy(steps: StepTable, requestsPerS: number): Occupancy {
  const { places } = steps;
  const weights = stateWeights(steps, requestsPerS);
  let total = 0;
  let requests = 0;
  let stepWeight = 0;
  for (let n = 0; n < weights.length; n++) {
    total += weights[n];
    requests += n * weights[n];
    stepWeight += weights[n] * steps.stepS(n);
  }
  let waiting = 0;
  let waitingWeight = 0;
  for (let n = places; n < weights.length; n++) {
    waiting += (n - places) * weights[n];
    waitingWeight += weights[n];
  }
  return {
    emptyShare: weights[0] / total,
    meanRequests: requests / total,
    meanWaiting: waiting / total,
    waitingShare: waitingWeight / total,
    meanStepS: stepWeight / total,
    requests95: quantile(weights, total * 0.95),
  };
}

/** Weights relative to the empty state, all scaled down together whenever they would overflow. */
function stateWeights(steps: StepTable, requestsPerS: number): number[] {
  const weights = [1];
  let peak = 1;
  for (let weight = 1, n = 1; weight >= peak * NEGLIGIBLE; n++) {
    weight *= requestsPerS / steps.completionsPerS(n);
    if (weight > peak) peak = weight;
    weights.push(weight);
    if (weight < LARGE) continue;
    for (let k = 0; k < weights.length; k++) weights[k] /= LARGE;
    weight /= LARGE;
    peak /= LARGE;
  }
  return weights;
}

function quantile(weights: readonly number[], target: number): number {
  let below = 0;
  for (let n = 0; n < weights.length; n++) {
    below += weights[n];
    if (below >= target) return n;
  }
  return weights.length - 1;
}

/** Those who wait at all wait about exponentially long. */
function wait95(meanWaitS: number, waitingShare: number): number {
  return waitingShare > 0.05 ? (meanWaitS / waitingShare) * Math.log(waitingShare / 0.05) : 0;
}

/** By the number of requests inside; beyond `places` nothing changes. */
interface StepTable {
  readonly places: number;
  stepS(requests: number): number;
  /** A decode iteration with the prefills that keep the number of residents. */
  iterationS(requests: number): number;
  completionsPerS(requests: number): number;
}

/** Steps are asked for again at every load, so each is calculated once, as far up as needed. */
function stepTable({ stepS, stallS, outputTokens, mostResidents }: ReplicaTiming): StepTable {
  const places = Math.max(1, Math.floor(mostResidents));
  const steps: number[] = [];
  const iterations: number[] = [];
  const completions: number[] = [];
  const upTo = (requests: number): number => {
    const residents = requests < places ? requests : places;
    while (steps.length <= residents) {
      const n = steps.length;
      steps.push(stepS(n));
      iterations.push(steps[n] + (n / outputTokens) * stallS);
      completions.push(n / (outputTokens * iterations[n]));
    }
    return residents;
  };
  return {
    places,
    stepS: (requests) => steps[upTo(requests)],
    iterationS: (requests) => iterations[upTo(requests)],
    completionsPerS: (requests) => completions[upTo(requests)],
  };
}
