import { breakEven, type BreakEven, type BreakEvenCase } from './breakEven';
import type { CostRates } from './costRates';
import type { ReplicaCapacity, ServiceSpec } from './replicaCapacity';
import { replicaRateAtSpeed, type RateQuestion, type ReplicaRate } from './replicaRate';
import { extrapolations, speedBand, type MeasuredLoad } from './throughputBand';

/** Factors on the base value: 1 at both ends where the user gave the value. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** 80 % of the measured runs lie inside; what the user measured has no band. */
export function speedBandOf({ capacity }: ReplicaRate, spec: ServiceSpec): Band {
  return capacity ? speedBand(capacity.system, 'tokensPerS', loadOf(capacity, spec)) : { low: 1, high: 1 };
}

export interface BreakEvenScenario {
  readonly name: 'low cost' | 'base' | 'high cost';
  readonly rates: CostRates;
  /** Absent when the replica misses the latency target at this speed. */
  readonly outcome?: { readonly rate: ReplicaRate; readonly result: BreakEven };
}

/** Break-even in three cases: fast and cheap machines, as expected, slow and dear machines. */
export function breakEvenScenarios(
  rateQuestion: RateQuestion,
  base: { readonly rate: ReplicaRate; readonly rates: CostRates; readonly question: BreakEvenCase },
  speed: Band,
  machinePrice: Band,
): readonly [BreakEvenScenario, BreakEvenScenario, BreakEvenScenario] {
  const scenario = (name: BreakEvenScenario['name'], speedFactor: number, priceFactor: number): BreakEvenScenario => {
    const rates = withMachinePrice(base.rates, priceFactor);
    const rate = speedFactor === 1 ? base.rate : replicaRateAtSpeed(rateQuestion, base.rate, speedFactor);
    return { name, rates, ...(rate && { outcome: { rate, result: breakEven(rate, rates, base.question) } }) };
  };
  return [
    scenario('low cost', speed.high, machinePrice.low),
    scenario('base', 1, 1),
    scenario('high cost', speed.low, machinePrice.high),
  ];
}

export type Verdict =
  | 'self-hosting is cheaper'
  | 'already cheaper at zero volume'
  | 'pays back, then loses again'
  | 'not within the hardware life'
  | 'never'
  | 'violates the latency target';

/** The answer of one scenario in words. */
export function verdictOf({ outcome }: BreakEvenScenario): Verdict {
  if (!outcome) return 'violates the latency target';
  const { payback, cheaperAtZeroVolume } = outcome.result;
  if (payback.kind === 'never') return 'never';
  if (payback.kind === 'beyond-life') return 'not within the hardware life';
  if (payback.lostAgainInMonth !== undefined) return 'pays back, then loses again';
  return cheaperAtZeroVolume ? 'already cheaper at zero volume' : 'self-hosting is cheaper';
}

/** Whether the verdict is the same at both ends of the band, and what else one should know. */
export function verdictNotes(
  scenarios: readonly BreakEvenScenario[],
  spec: ServiceSpec,
  spareReplicas: number,
): string[] {
  const capacities = scenarios.flatMap(({ outcome }) => outcome?.rate.capacity ?? []);
  const favourable = scenarios.map((scenario) => isFavourable(verdictOf(scenario)));
  const flips = favourable.some((good) => good !== favourable[0]);
  const starved = capacities.some(({ limitedBy }) => limitedBy === 'places in memory');
  const unmeasured = capacities
    .slice(0, 1)
    .flatMap((capacity) => extrapolations(capacity.system, loadOf(capacity, spec)));
  return [
    flips ? 'verdict flips inside the uncertainty band' : 'same verdict across the band',
    ...(unmeasured.length > 0 ? [`outside the measured range: ${unmeasured.join(', ')}`] : []),
    ...(starved ? ['fits but KV-starved: memory limits the requests at a time'] : []),
    ...(spareReplicas === 0 ? ['needs N+1: no replica stands by'] : []),
  ];
}

function loadOf({ atCapacity }: ReplicaCapacity, { inputTokens, outputTokens }: ServiceSpec): MeasuredLoad {
  return { inputTokens, outputTokens, concurrency: atCapacity.meanRequests };
}

function isFavourable(verdict: Verdict): boolean {
  return verdict === 'self-hosting is cheaper' || verdict === 'already cheaper at zero volume';
}

function withMachinePrice(rates: CostRates, factor: number): CostRates {
  const { machines } = rates;
  if (machines.kind === 'rent')
    return { ...rates, machines: { ...machines, gpuHourUsd: machines.gpuHourUsd * factor } };
  return { ...rates, machines: { ...machines, serverPriceUsd: machines.serverPriceUsd * factor } };
}
