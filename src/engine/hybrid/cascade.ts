/** A model that is tried, and the judge that looks at its answer. */
export interface CascadeStage {
  readonly usdPerRequest: number;
  /** What judging one answer costs [USD]; 0 for the last stage, whose answer is always taken. */
  readonly judgeUsdPerRequest: number;
  /** Part of the answers that the judge lets pass, 0..1; 1 for the last stage. */
  readonly acceptedShare: number;
}

export interface StageTraffic {
  /** Part of all requests that comes this far, 0..1. */
  readonly reachShare: number;
  readonly requests: number;
  readonly modelUsd: number;
  readonly judgeUsd: number;
}

/**
 * The traffic of a cascade: every request goes to the first model, what a judge rejects goes on to the next.
 * @param requests number of requests
 * @param stages   in the order in which they are tried
 * @returns one entry a stage; reach 1 for the first, then reach × (1 − accepted)
 * @source strategy reference §4, cascade of k stages, 2026-11-23
 */
export function cascadeTraffic(requests: number, stages: readonly CascadeStage[]): StageTraffic[] {
  let reachShare = 1;
  return stages.map(({ usdPerRequest, judgeUsdPerRequest, acceptedShare }) => {
    const here = requests * reachShare;
    const traffic = {
      reachShare,
      requests: here,
      modelUsd: here * usdPerRequest,
      judgeUsd: here * judgeUsdPerRequest,
    };
    reachShare *= 1 - acceptedShare;
    return traffic;
  });
}

/**
 * The part of the requests that may go on to the strong model before a cascade of two costs more than the strong model
 * alone: 1 − (weak + judge) ÷ strong.
 * @returns share 0..1, or undefined when the weak model and its judge cost as much as the strong model or more
 * @source strategy reference §4, break-even e*, 2026-11-23
 * @example breakEvenEscalation(0.003, 0.009, 0.0004) //=> 0.6222…
 */
export function breakEvenEscalation(
  weakUsdPerRequest: number,
  strongUsdPerRequest: number,
  judgeUsdPerRequest: number,
): number | undefined {
  const share = 1 - (weakUsdPerRequest + judgeUsdPerRequest) / strongUsdPerRequest;
  return share > 0 ? share : undefined;
}
