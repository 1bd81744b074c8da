export interface RoutedTraffic {
  readonly requests: number;
  readonly weakUsdPerRequest: number;
  readonly strongUsdPerRequest: number;
  /** Part of the requests that the router sends to the strong model, 0..1. */
  readonly strongShare: number;
  /** What the router itself costs for each request [USD]. */
  readonly routerUsdPerRequest: number;
  /** Part of the weak model's answers that fail and are asked again of the strong model, 0..1. */
  readonly misroutedShare: number;
}

/**
 * What traffic costs behind a router: every request pays the router and one model, a misrouted one pays both models.
 * @returns [USD] requests × (router + (1 − s)·(weak + misrouted·strong) + s·strong)
 * @source strategy reference §4, threshold router and misroute repair, 2026-11-23
 * @example 30,000 requests, 0.003 and 0.009, 20 % strong, router 0.0001 → 129
 */
export function routerUsd(traffic: RoutedTraffic): number {
  const { requests, weakUsdPerRequest, strongUsdPerRequest, strongShare, routerUsdPerRequest, misroutedShare } =
    traffic;
  const weakPathUsd = weakUsdPerRequest + misroutedShare * strongUsdPerRequest;
  return requests * (routerUsdPerRequest + (1 - strongShare) * weakPathUsd + strongShare * strongUsdPerRequest);
}
