export interface FallbackTraffic {
  readonly requests: number;
  readonly primaryUsdPerRequest: number;
  /** Part of the requests that the primary answers, 0..1. */
  readonly primaryAvailability: number;
  readonly backupUsdPerRequest: number;
  /** Part of the requests handed over that the backup answers, 0..1. */
  readonly backupAvailability: number;
  /** Part of the primary's price that a failed call costs all the same, 0..1. */
  readonly failedBilledShare: number;
}

export interface FallbackOutcome {
  readonly usd: number;
  /** Part of the requests that get an answer from one of the two. */
  readonly availability: number;
  /** Requests that get none. */
  readonly unservedRequests: number;
}

/**
 * What traffic costs when a backup takes the requests that the primary fails, and how much of it stays unserved, as if
 * the two failed independently. The gateway that switches is a third part in line: multiply its availability in.
 * @source strategy reference §4, fallback, 2026-11-23
 * @example 1,000,000 requests, 0.004 at 99.5 %, backup 0.012 at 99.9 % → 4,039.94 USD, 0.999995, 5 unserved
 */
export function fallbackOutcome(traffic: FallbackTraffic): FallbackOutcome {
  const { requests, primaryUsdPerRequest, primaryAvailability, backupUsdPerRequest, backupAvailability } = traffic;
  const failedShare = 1 - primaryAvailability;
  const unservedShare = failedShare * (1 - backupAvailability);
  const afterFailureUsd = traffic.failedBilledShare * primaryUsdPerRequest + backupAvailability * backupUsdPerRequest;
  return {
    usd: requests * (primaryAvailability * primaryUsdPerRequest + failedShare * afterFailureUsd),
    availability: 1 - unservedShare,
    unservedRequests: requests * unservedShare,
  };
}
