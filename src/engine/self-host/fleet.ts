import { EngineError } from '../errors';
import { shortly } from '../units/shortly';
import { defaultLayout, GPUS_PER_SERVER, validGpuCounts } from './layout';
import { fitVerdict } from './memory';
import {
  idleLatency,
  refuseImpossibleService,
  replicaCapacity,
  replicaOn,
  replicaResidency,
  type LatencyTargets,
  type Replica,
  type ReplicaCapacity,
  type ServiceSpec,
} from './replicaCapacity';

/** GPUs for a traffic: working and spare replicas of one layout. */
export interface Fleet {
  readonly replica: ReplicaCapacity;
  /** Replicas that carry the traffic. */
  readonly workingReplicas: number;
  readonly spareReplicas: number;
  readonly replicas: number;
  readonly gpusPerReplica: number;
  readonly gpus: number;
}

/** Share of a replica's best rate that one plans with. @source self-hosting reference §8: 90 % planning capacity */
export const PLANNING_SHARE = 0.9;

/**
 * The fewest GPUs that carry `requestsPerS` within the targets. Of the layouts a model may have (1, 2, 4, 8 GPUs, or
 * several servers where none of these holds it), the one with the smallest total, and of equals the smallest.
 * @param requestsPerS the rate at the peak that has to be carried, above 0
 * @throws gpu-lacks-precision, context-too-long, gpus-too-few, latency-missed
 * @source self-hosting reference §9, 2026-11-23
 */
export function smallestFleet(
  spec: ServiceSpec,
  requestsPerS: number,
  targets: LatencyTargets,
  spareReplicas: number,
  planningShare: number = PLANNING_SHARE,
): Fleet {
  const fewest = ({ layout, queue }: Replica): number =>
    layout.gpus * (Math.ceil(requestsPerS / (planningShare * queue.mostRequestsPerS)) + spareReplicas);
  const replicas = fittingReplicas(spec);
  let best: Fleet | undefined;
  for (const candidate of [...replicas].sort((a, b) => fewest(a) - fewest(b))) {
    if (best && fewest(candidate) > best.gpus) break;
    const replica = replicaCapacity(candidate, targets, planningShare);
    if (!replica) continue;
    const fleet = fleetOf(replica, requestsPerS, spareReplicas);
    if (!best || fleet.gpus < best.gpus || (fleet.gpus === best.gpus && fleet.gpusPerReplica < best.gpusPerReplica)) {
      best = fleet;
    }
  }
  return best ?? refuseTargets(replicas, targets);
}

/**
 * The replica with the fewest GPUs per request, for traffic large enough to fill it.
 * @throws gpu-lacks-precision, context-too-long, gpus-too-few, latency-missed
 */
export function cheapestReplica(spec: ServiceSpec, targets: LatencyTargets, planningShare: number): ReplicaCapacity {
  const replicas = fittingReplicas(spec);
  const gpusPerRequest = ({ layout, requestsPerS }: ReplicaCapacity): number => layout.gpus / requestsPerS;
  const able = present(replicas.map((replica) => replicaCapacity(replica, targets, planningShare)));
  if (able.length === 0) return refuseTargets(replicas, targets);
  return able.reduce((best, replica) => (gpusPerRequest(replica) < gpusPerRequest(best) ? replica : best));
}

/** As many replicas of this kind as the traffic needs. */
function fleetOf(replica: ReplicaCapacity, requestsPerS: number, spareReplicas: number): Fleet {
  const workingReplicas = Math.max(1, Math.ceil(requestsPerS / replica.requestsPerS - 1e-9));
  const replicas = workingReplicas + spareReplicas;
  const gpusPerReplica = replica.layout.gpus;
  return { replica, workingReplicas, spareReplicas, replicas, gpusPerReplica, gpus: replicas * gpusPerReplica };
}

/** "40 GPUs = 5 replicas × 8, 1 of them spare" */
export function fleetInWords({ gpus, replicas, gpusPerReplica, spareReplicas }: Fleet): string {
  const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  const spare = spareReplicas === 0 ? '' : `, ${spareReplicas} of them spare`;
  return `${plural(gpus, 'GPU')} = ${plural(replicas, 'replica')} × ${gpusPerReplica}${spare}`;
}

/** Replicas that hold the model and at least one request, inside one server if any does. */
function fittingReplicas(spec: ServiceSpec): Replica[] {
  refuseImpossibleService(spec);
  const layouts = validGpuCounts(spec.model).map(defaultLayout);
  const inOneServer = present(
    layouts.filter(({ gpus }) => gpus <= GPUS_PER_SERVER).map((layout) => replicaOn(spec, layout)),
  );
  if (inOneServer.length > 0) return inOneServer;
  for (const layout of layouts) {
    const replica = replicaOn(spec, layout);
    if (replica) return [replica];
  }
  const largest = layouts[layouts.length - 1];
  const needs = fitVerdict(replicaResidency(spec, largest), 1, undefined).words;
  const { model, precision, accelerator } = spec;
  throw new EngineError('gpus-too-few', {
    model: model.name,
    precision,
    gpus: largest.gpus,
    gpu: accelerator.name,
    needs,
  });
}

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}

/** Even the fastest layout misses a target: say by how much. */
function refuseTargets(replicas: readonly Replica[], { ttftS, tpotS }: LatencyTargets): never {
  const idle = replicas.map(idleLatency);
  const fastestTpotS = Math.min(...idle.map((latency) => latency.tpotS));
  if (tpotS !== undefined && fastestTpotS > tpotS) throw missed('tpot_ms', tpotS * 1e3, fastestTpotS * 1e3, 'ms');
  throw missed('ttft_s', ttftS ?? NaN, Math.min(...idle.map((latency) => latency.ttftS)), 's');
}

function missed(target: string, asked: number, fastest: number, unit: string): EngineError {
  return new EngineError('latency-missed', { target, asked: shortly(asked), fastest: shortly(fastest), unit });
}
