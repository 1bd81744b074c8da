/** From which traffic own machines are cheaper than the API, when they come in whole replicas and whole servers. */

export interface VolumeQuestion {
  /** What the API costs more than the own machines per request [USD]; energy and requests still sent to it deducted. */
  readonly marginUsdPerRequest: number;
  /** Monthly cost of the fleet with so many working replicas, less what the API costs at no traffic [USD]. */
  readonly fixedUsd: (workingReplicas: number) => number;
  /** Requests a month that one replica carries. */
  readonly requestsPerReplica: number;
  /** Replicas after which whole servers repeat: from there `fixedUsd` grows evenly. */
  readonly replicasPerPeriod: number;
}

export interface VolumeCrossings {
  /** The smallest traffic at which own machines cost no more [requests per month]. */
  readonly firstEver?: number;
  /** The traffic beyond which no further replica makes the API cheaper again [requests per month]. */
  readonly firstPermanent?: number;
}

/**
 * Cost is a step function of the traffic, so own machines can become cheaper, lose again when the next replica is
 * needed, and win for good later. On step k (from (k−1) to k full replicas) they win from fixed(k)/margin on.
 * @source self-hosting reference §8, 2026-11-23
 */
export function volumeCrossings(question: VolumeQuestion): VolumeCrossings {
  const { marginUsdPerRequest: margin, fixedUsd, requestsPerReplica: capacity, replicasPerPeriod: period } = question;
  if (margin <= 0) return {};
  const gainPerPeriod = margin * period * capacity - (fixedUsd(1 + period) - fixedUsd(1));
  let firstStep = Infinity;
  let lastLosingStep = 0;
  for (let k = 1; k <= period; k++) {
    const short = fixedUsd(k) - margin * k * capacity; // what is missing when the step is fully used
    if (short <= 0) firstStep = Math.min(firstStep, k);
    else if (gainPerPeriod > 0) firstStep = Math.min(firstStep, k + period * Math.ceil(short / gainPerPeriod));
    const shortAtStart = fixedUsd(k) - margin * (k - 1) * capacity;
    if (shortAtStart > 0) {
      const periods = gainPerPeriod > 0 ? Math.ceil(shortAtStart / gainPerPeriod) - 1 : Infinity;
      lastLosingStep = Math.max(lastLosingStep, k + period * periods);
    }
  }
  return {
    ...(Number.isFinite(firstStep) && { firstEver: winsFrom(question, firstStep) }),
    ...(Number.isFinite(lastLosingStep) && { firstPermanent: winsFrom(question, lastLosingStep) }),
  };
}

/** Where own machines win on step k, or the end of the step if they do not win on it; 0 when they always win. */
function winsFrom({ marginUsdPerRequest, fixedUsd, requestsPerReplica }: VolumeQuestion, step: number): number {
  if (step === 0) return 0;
  const crossing = Math.max(0, fixedUsd(step) / marginUsdPerRequest);
  return Math.min(Math.max(crossing, (step - 1) * requestsPerReplica), step * requestsPerReplica);
}
