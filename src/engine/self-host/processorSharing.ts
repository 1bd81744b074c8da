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

/** Requests per second that a replica finishes with every place taken: it is stable below. */
export function mostRequestsPerS(replica: ReplicaTiming): number {
  return completionRate(replica, Math.max(1, replica.mostResidents));
}

/**
 * Latencies of a replica that receives Poisson traffic.
 * @param requestsPerS arrivals at this replica, above 0
 * @returns undefined when the replica cannot keep up
 */
export function loadReplica(replica: ReplicaTiming, requestsPerS: number): LoadedReplica | undefined {
  if (requestsPerS >= mostRequestsPerS(replica)) return undefined;
  const states = occupancy(replica, requestsPerS);
  const { prefillS, stallS, outputTokens } = replica;
  const waitS = states.meanWaiting / requestsPerS;
  const endToEndS = states.meanRequests / requestsPerS;

  // Prefills that arrive during one iteration run in the next, X' = step + stall·Poisson(λX). Its mean is `iterationS`,
  // its variance stall²λ·mean/(1−ρ²). An arrival sees a long iteration more often than a short one (`seenS` on average),
  // waits for its rest (half of it), and then for one whole iteration with everybody who came meanwhile.
  const rho = Math.min(requestsPerS * stallS, 0.95);
  const iterationS = states.meanStepS / (1 - rho);
  const spreadS = (stallS * stallS * requestsPerS) / (1 - rho * rho);
  const seenS = iterationS + spreadS;
  const busy = 1 - states.emptyShare;
  const firstIterationsS = busy * (states.meanStepS + (0.5 + rho) * seenS) + states.emptyShare * replica.stepS(0);

  // Second moment of the same sum, the iteration seen taken as gamma distributed above its shortest length.
  const seenVarianceS2 = spreadS * (iterationS + 2 * spreadS);
  const joinedVarianceS2 = stallS * stallS * requestsPerS * seenS;
  const restVarianceS2 = (1 / 3 + rho + rho * rho) * (seenVarianceS2 + seenS * seenS) - ((0.5 + rho) * seenS) ** 2;
  const ttftWithPlaceS = prefillS + firstIterationsS;
  const ttft95WithPlaceS = ttftWithPlaceS + SKEWED_95 * Math.sqrt(busy * (restVarianceS2 + joinedVarianceS2));

  // A request is slow because many are inside, or because more prompts than usual arrive while it decodes.
  const meanTpotS = (endToEndS - waitS - prefillS) / outputTokens;
  const slowIterationS = iterationWith(replica, states.requests95 + 1);
  const luckOfStallsS = (SKEWED_95 * stallS * Math.sqrt(requestsPerS * (endToEndS - waitS))) / outputTokens;

  return {
    endToEndS,
    tpotS: meanTpotS,
    tpot95S: meanTpotS + Math.hypot(slowIterationS - meanTpotS, luckOfStallsS),
    ttftS: waitS + ttftWithPlaceS,
    ttft95S: ttft95WithPlaceS + wait95(waitS, states.waitingShare),
    waitS,
    waitingShare: states.waitingShare,
    meanRequests: states.meanRequests,
  };
}

/** 95 % point of these right-skewed sums in standard deviations; a normal one would be 1.645. */
const SKEWED_95 = 2;
/** 60 nats below the likeliest state nothing counts any more. */
const NEGLIGIBLE = Math.exp(-60);

interface Occupancy {
  readonly emptyShare: number;
  readonly meanRequests: number;
  readonly meanWaiting: number;
  readonly waitingShare: number;
  readonly meanStepS: number;
  readonly requests95: number;
}

/** The stationary distribution p(n) ~ Π λ/μ(k), summed once upwards with weights relative to the likeliest state. */
function occupancy(replica: ReplicaTiming, requestsPerS: number): Occupancy {
  const places = Math.max(1, replica.mostResidents);
  const weights: number[] = [1];
  let peak = 1;
  for (let n = 1; ; n++) {
    const weight = (weights[n - 1] * requestsPerS) / completionRate(replica, Math.min(n, places));
    if (weight > LARGE) {
      scaleDown(weights);
      peak /= LARGE;
      n--;
      continue;
    }
    weights.push(weight);
    if (weight > peak) peak = weight;
    else if (weight < peak * NEGLIGIBLE) break;
  }
  let total = 0;
  let requests = 0;
  let waiting = 0;
  let waitingWeight = 0;
  let stepWeight = 0;
  weights.forEach((weight, n) => {
    total += weight;
    requests += n * weight;
    stepWeight += weight * replica.stepS(Math.min(n, places));
    if (n >= places) {
      waiting += (n - places) * weight;
      waitingWeight += weight;
    }
  });
  return {
    emptyShare: weights[0] / total,
    meanRequests: requests / total,
    meanWaiting: waiting / total,
    waitingShare: waitingWeight / total,
    meanStepS: stepWeight / total,
    requests95: quantile(weights, total * 0.95),
  };
}

const LARGE = 1e200;

function scaleDown(weights: number[]): void {
  for (let n = 0; n < weights.length; n++) weights[n] /= LARGE;
}

function quantile(weights: readonly number[], target: number): number {
  let below = 0;
  for (let n = 0; n < weights.length; n++) {
    below += weights[n];
    if (below >= target) return n;
  }
  return weights.length - 1;
}

function completionRate({ stepS, stallS, outputTokens }: ReplicaTiming, residents: number): number {
  return residents / (outputTokens * stepS(residents) + residents * stallS);
}

/** One iteration with k resident requests and the prefills that keep them at k. */
function iterationWith({ stepS, stallS, outputTokens, mostResidents }: ReplicaTiming, k: number): number {
  const residents = Math.min(k, Math.max(1, mostResidents));
  return stepS(residents) + (residents / outputTokens) * stallS;
}

/** Those who wait at all wait about exponentially long. */
function wait95(meanWaitS: number, waitingShare: number): number {
  return waitingShare > 0.05 ? (meanWaitS / waitingShare) * Math.log(waitingShare / 0.05) : 0;
}
