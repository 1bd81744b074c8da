import type { Accelerator } from './accelerator';
import { refuseLongContext } from './contextLimit';
import type { Layout } from './layout';
import { residency, type Residency } from './memory';
import type { OpenModel } from './openModel';
import { replicaQueue, type LoadedReplica, type ReplicaQueue, type ReplicaTiming } from './processorSharing';
import { refuseMissingUnit, type Precision } from './precision';
import {
  prefillSeconds,
  servingSystem,
  stallSeconds,
  stepSeconds,
  usualMemoryRules,
  type ServingSystem,
} from './throughput';
import type { Engine } from './throughputConstants';

/** What runs, on what, for which requests. */
export interface ServiceSpec {
  readonly model: OpenModel;
  readonly accelerator: Accelerator;
  readonly precision: Precision;
  readonly engine: Engine;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Measured ÷ predicted speed: 1, or an end of the throughput band. */
  readonly speed: number;
}

/** What 95 % of the requests must get; undefined asks for nothing. */
export interface LatencyTargets {
  readonly ttftS?: number;
  readonly tpotS?: number;
}

export type CapacityLimit = 'planning share' | 'time to first token' | 'time per output token' | 'places in memory';

/** What one replica can take. */
export interface ReplicaCapacity extends Replica {
  /** The most requests per second within the targets and the planning share. */
  readonly requestsPerS: number;
  readonly atCapacity: LoadedReplica;
  readonly limitedBy: CapacityLimit;
}

/** Engines admit no more requests at a time, whatever memory is left. @source vLLM max_num_seqs on large GPUs */
const MOST_IN_ENGINE = 1024;
/** With more waiting for a place the closed form is too hopeful (see the simulation in the tests). */
const MOST_WAITING_SHARE = 0.01;
/** Bisection ends at a relative step of 2⁻¹², always on the safe side. */
const HALVINGS = 12;

/** Refuses what no number of replicas can help: a precision without a unit, a context that is too long. */
export function refuseImpossibleService({
  model,
  accelerator,
  precision,
  inputTokens,
  outputTokens,
}: ServiceSpec): void {
  refuseMissingUnit(accelerator, precision);
  refuseLongContext(model, inputTokens + outputTokens);
}

/** One copy of the model on the GPUs of a layout. */
export interface Replica {
  readonly system: ServingSystem;
  readonly layout: Layout;
  readonly resident: Residency;
  readonly queue: ReplicaQueue;
}

/** @returns undefined when not even one request of this size stays resident */
export function replicaOn(spec: ServiceSpec, layout: Layout): Replica | undefined {
  const resident = replicaResidency(spec, layout);
  if (resident.requests < 1) return undefined;
  const system = servingSystem(spec.model, spec.accelerator, layout, spec.precision, spec.engine);
  return { system, layout, resident, queue: replicaQueue(replicaTiming(spec, system, resident)) };
}

/** Memory of one replica for requests of this size. */
export function replicaResidency(
  { model, precision, accelerator, engine, ...spec }: ServiceSpec,
  layout: Layout,
): Residency {
  const contextTokens = spec.inputTokens + spec.outputTokens;
  return residency(model, precision, accelerator, layout, contextTokens, usualMemoryRules(engine, precision));
}

/**
 * The highest Poisson rate at which a replica keeps the targets.
 * @param planningShare part of what the replica could do at best that one plans with, 0..1
 * @returns undefined when even a nearly idle replica misses a target
 * @source self-hosting reference §9, 2026-11-23
 */
export function replicaCapacity(
  replica: Replica,
  targets: LatencyTargets,
  planningShare: number,
): ReplicaCapacity | undefined {
  const { queue } = replica;
  let high = planningShare * queue.mostRequestsPerS;
  const atHigh = acceptable(queue, high, targets);
  if (typeof atHigh === 'object') {
    return { ...replica, requestsPerS: high, atCapacity: atHigh, limitedBy: 'planning share' };
  }
  let limitedBy: CapacityLimit = atHigh;
  let low = nearlyIdle(queue);
  let atLow = acceptable(queue, low, targets);
  if (typeof atLow === 'string') return undefined;
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2;
    const found = acceptable(queue, middle, targets);
    if (typeof found === 'string') {
      limitedBy = found;
      high = middle;
    } else {
      atLow = found;
      low = middle;
    }
  }
  return { ...replica, requestsPerS: low, atCapacity: atLow, limitedBy };
}

/** What 95 % of the requests get on a nearly idle replica: no target below can be kept. */
export function idleLatency({ queue }: Replica): { ttftS: number; tpotS: number } {
  const idle = queue.at(nearlyIdle(queue));
  return { ttftS: idle?.ttft95S ?? Infinity, tpotS: idle?.tpot95S ?? Infinity };
}

function nearlyIdle(queue: ReplicaQueue): number {
  return queue.mostRequestsPerS / 1000;
}

/** The latencies, or the first limit that they break. */
function acceptable(queue: ReplicaQueue, requestsPerS: number, targets: LatencyTargets): LoadedReplica | CapacityLimit {
  const loaded = queue.at(requestsPerS);
  if (!loaded || loaded.waitingShare > MOST_WAITING_SHARE) return 'places in memory';
  if (loaded.ttft95S > (targets.ttftS ?? Infinity)) return 'time to first token';
  if (loaded.tpot95S > (targets.tpotS ?? Infinity)) return 'time per output token';
  return loaded;
}

function replicaTiming(spec: ServiceSpec, system: ServingSystem, resident: Residency): ReplicaTiming {
  const { inputTokens, outputTokens, speed } = spec;
  const contextTokens = inputTokens + outputTokens / 2;
  return {
    stepS: (residents) => stepSeconds(system, residents, contextTokens) / speed,
    prefillS: prefillSeconds(system, inputTokens) / speed,
    stallS: stallSeconds(system, inputTokens) / speed,
    outputTokens,
    mostResidents: Math.min(resident.requests, MOST_IN_ENGINE),
  };
}
