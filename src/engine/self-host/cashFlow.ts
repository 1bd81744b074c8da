import type { CostRates } from './costRates';
import { hardwareUsd, residualUsd, runningUsdPerMonth } from './fleetCost';

/** One year of payments [USD]; money that comes in is negative. Year 0 is the start. */
export interface CashFlowYear {
  readonly year: number;
  readonly hardwareUsd: number;
  readonly setupUsd: number;
  readonly runningUsd: number;
  readonly resaleUsd: number;
  readonly totalUsd: number;
  /** The total, discounted to the start. */
  readonly discountedUsd: number;
  readonly cumulatedUsd: number;
}

/**
 * What a fleet of constant size pays year by year until the horizon: servers are bought again at the end of their life,
 * and what is left of them at the horizon is sold at its straight-line value.
 * @source self-hosting reference §8, 2026-11-23
 */
export function cashFlow(rates: CostRates, gpus: number, busyGpuHours: number): CashFlowYear[] {
  const { machines, horizonMonths, discountRate } = rates;
  const years = Math.ceil(horizonMonths / 12);
  const runningUsd = runningUsdPerMonth(rates, gpus, busyGpuHours);
  const purchaseUsd = hardwareUsd(rates, gpus);
  const lifeMonths = machines.kind === 'buy' ? machines.lifeYears * 12 : Infinity;
  let cumulatedUsd = 0;
  return Array.from({ length: years + 1 }, (_, year) => {
    const from = 12 * (year - 1);
    const to = Math.min(12 * year, horizonMonths);
    const replaced = year === 0 ? 0 : replacements(lifeMonths, from, to, horizonMonths);
    const bought = year === 0 ? 1 : replaced;
    const soldAtEnd = year === years ? valueAtHorizon(rates, gpus, lifeMonths) : 0;
    const flow = {
      year,
      hardwareUsd: bought * purchaseUsd,
      setupUsd: year === 0 ? rates.setupUsd : 0,
      runningUsd: year === 0 ? 0 : runningUsd * (to - from),
      resaleUsd: -replaced * residualUsd(rates, gpus) - soldAtEnd,
    };
    const totalUsd = flow.hardwareUsd + flow.setupUsd + flow.runningUsd + flow.resaleUsd;
    cumulatedUsd += totalUsd;
    return { ...flow, totalUsd, discountedUsd: totalUsd / (1 + discountRate) ** (to < 0 ? 0 : to / 12), cumulatedUsd };
  });
}

/** How often the servers reach the end of their life in a year, before the horizon. */
function replacements(lifeMonths: number, from: number, to: number, horizonMonths: number): number {
  const endsBy = (month: number): number => Math.floor(month / lifeMonths + 1e-9);
  return endsBy(Math.min(to, horizonMonths - 1)) - endsBy(Math.min(from, horizonMonths - 1));
}

/** Servers lose value evenly from their price to their residual. */
function valueAtHorizon({ machines, horizonMonths }: CostRates, gpus: number, lifeMonths: number): number {
  if (machines.kind === 'rent') return 0;
  const servers = Math.ceil(gpus / machines.gpusPerServer);
  const ageMonths = horizonMonths % lifeMonths || lifeMonths;
  const lost = (1 - machines.residualShare) * (ageMonths / lifeMonths);
  return servers * machines.serverPriceUsd * (1 - lost);
}
