import type { Assumptions, DerivedDefault } from './assumptions';
import { cheapestReplica, smallestFleet } from './fleet';
import {
  replicaCapacity,
  replicaOn,
  type LatencyTargets,
  type ReplicaCapacity,
  type ServiceSpec,
} from './replicaCapacity';

/** What one replica carries, from the throughput model or as the user measured it. */
export interface ReplicaRate {
  readonly gpus: number;
  readonly requestsPerS: number;
  /** Absent when the speed was given. */
  readonly capacity?: ReplicaCapacity;
}

export interface RateQuestion {
  readonly spec: ServiceSpec;
  readonly targets: LatencyTargets;
  readonly planningShare: number;
  readonly spareReplicas: number;
  readonly measured?: { readonly tokensPerS: number; readonly gpus?: number };
}

/**
 * @param measuredShare default planning share of a speed that the user gives
 * @throws argument-too-small and the like for targets, planning share and measured speed
 */
export function readRateQuestion(
  assumptions: Assumptions,
  spec: ServiceSpec,
  spareReplicas: number,
  measuredShare?: DerivedDefault<number>,
): RateQuestion {
  const tokensPerS = assumptions.optionalNumber('tokens_per_s');
  if (tokensPerS !== undefined) {
    const gpus = assumptions.optionalNumber('gpus_per_replica');
    const measured = { tokensPerS, ...(gpus === undefined ? {} : { gpus }) };
    const planningShare = assumptions.number('planning_share', measuredShare && (() => measuredShare));
    return { spec, targets: {}, planningShare, spareReplicas, measured };
  }
  const ttftS = assumptions.optionalNumber('ttft_s');
  const tpotMs = assumptions.optionalNumber('tpot_ms');
  const targets = {
    ...(ttftS === undefined ? {} : { ttftS }),
    ...(tpotMs === undefined ? {} : { tpotS: tpotMs / 1e3 }),
  };
  return { spec, targets, planningShare: assumptions.number('planning_share'), spareReplicas };
}

/**
 * The replica to build from: with `peakRequestsPerS` the one that needs the fewest GPUs for it, without the one that
 * needs the fewest per request.
 */
export function replicaRate(question: RateQuestion, peakRequestsPerS?: number): ReplicaRate {
  const { spec, targets, planningShare, spareReplicas, measured } = question;
  if (measured) {
    const requestsPerS = (planningShare * measured.tokensPerS) / spec.outputTokens;
    return { gpus: measured.gpus ?? cheapestReplica(spec, {}, planningShare).layout.gpus, requestsPerS };
  }
  const capacity =
    peakRequestsPerS === undefined
      ? cheapestReplica(spec, targets, planningShare)
      : smallestFleet(spec, peakRequestsPerS, targets, spareReplicas, planningShare).replica;
  return { gpus: capacity.layout.gpus, requestsPerS: capacity.requestsPerS, capacity };
}

/** The same replica at another speed; undefined when it then misses a latency target. */
export function replicaRateAtSpeed(question: RateQuestion, rate: ReplicaRate, speed: number): ReplicaRate | undefined {
  if (!rate.capacity) return rate;
  const replica = replicaOn({ ...question.spec, speed }, rate.capacity.layout);
  const capacity = replica && replicaCapacity(replica, question.targets, question.planningShare);
  return capacity && { gpus: rate.gpus, requestsPerS: capacity.requestsPerS, capacity };
}
