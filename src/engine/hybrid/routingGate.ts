export interface RoutingProject {
  /** What the traffic costs today [USD per month]. */
  readonly baseUsdPerMonth: number;
  /** What it is expected to cost with routing [USD per month]. */
  readonly routedUsdPerMonth: number;
  /** The same at the pessimistic escalation rate; absent: not examined. */
  readonly routedWorstUsdPerMonth?: number;
  readonly buildUsd: number;
  /** Engineers, gateway and evaluations that routing needs from then on [USD per month]. */
  readonly runUsdPerMonth: number;
  /** The longest payback that is acceptable. */
  readonly hurdleMonths: number;
  /** Yearly cost of capital, 0..1. */
  readonly discountRate: number;
  readonly horizonMonths: number;
}

export interface RoutingGate {
  /** Saving after running costs [USD per month]; negative when routing costs more than it saves. */
  readonly netUsdPerMonth: number;
  /** The same at the pessimistic routed cost, or `netUsdPerMonth` when there is none. */
  readonly worstNetUsdPerMonth: number;
  /** Build ÷ net, not discounted; undefined when the net is not positive. */
  readonly paybackMonths?: number;
  /** −build + Σ net ÷ (1 + m)^k over the horizon [USD], m = (1 + rate)^(1/12) − 1. */
  readonly npvUsd: number;
  /** What stands against routing; undefined when nothing does. */
  readonly obstacle?: 'no-saving' | 'no-saving-at-worst' | 'payback-too-long';
}

/**
 * Whether routing is worth building: the saving must outlive the engineering, also when more is escalated than hoped.
 * @source strategy reference §4, savings gate, 2026-11-23
 * @example 6,630 and 3,094 a month, build 27,000, run 2,700 → net 836, payback 32.3 months, NPV −17,469 in a year at 10 %
 */
export function routingGate(project: RoutingProject): RoutingGate {
  const { baseUsdPerMonth, routedUsdPerMonth, routedWorstUsdPerMonth, buildUsd, runUsdPerMonth } = project;
  const netUsdPerMonth = baseUsdPerMonth - routedUsdPerMonth - runUsdPerMonth;
  const worstNetUsdPerMonth = baseUsdPerMonth - (routedWorstUsdPerMonth ?? routedUsdPerMonth) - runUsdPerMonth;
  const npvUsd = netUsdPerMonth * annuityFactor(project.discountRate, project.horizonMonths) - buildUsd;
  const figures = { netUsdPerMonth, worstNetUsdPerMonth, npvUsd };
  if (netUsdPerMonth <= 0) return { ...figures, obstacle: 'no-saving' };
  const paybackMonths = buildUsd / netUsdPerMonth;
  if (worstNetUsdPerMonth <= 0) return { ...figures, paybackMonths, obstacle: 'no-saving-at-worst' };
  if (paybackMonths > project.hurdleMonths) return { ...figures, paybackMonths, obstacle: 'payback-too-long' };
  return { ...figures, paybackMonths };
}

/** Present value of 1 at the end of each month; expm1 and log1p keep a rate near 0 exact. */
function annuityFactor(discountRate: number, months: number): number {
  const monthlyLog = Math.log1p(discountRate) / 12;
  if (monthlyLog === 0) return months;
  return -Math.expm1(-months * monthlyLog) / Math.expm1(monthlyLog);
}
