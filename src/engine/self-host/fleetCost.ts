/**
 * What a fleet of GPUs costs a month, item by item. Reservation based: an installed or reserved GPU costs the same
 * whether it works or not; only energy, and rent that scales to zero, follow the load.
 * @source self-hosting reference §8, 2026-11-23
 */
import { shortly } from '../units/shortly';
import { HOURS_PER_MONTH, type BoughtMachines, type CostRates, type RentedMachines } from './costRates';

export interface CostItem {
  readonly item: string;
  readonly usdPerMonth: number;
  /** Leaves the account every month; false for purchases and set-up spread over their life. */
  readonly cash: boolean;
  readonly note: string;
}

/** Equivalent monthly cost by item: purchases as depreciation and cost of capital. */
export function monthlyCostItems(rates: CostRates, gpus: number, busyGpuHours: number): CostItem[] {
  const setupUsd = (rates.setupUsd * capitalRecovery(rates.discountRate, rates.horizonMonths / 12)) / 12;
  return [
    ...machineCostItems(rates, gpus, busyGpuHours),
    cash('software licences', (rates.licenceUsdPerGpuYear * gpus) / 12),
    cash(
      'operations staff',
      (staffFte(rates, gpus) * rates.staffUsdPerYear) / 12,
      `${shortly(staffFte(rates, gpus))} FTE`,
    ),
    spread('set-up', setupUsd, `once, over ${rates.horizonMonths} months`),
    cash('other', rates.otherUsdPerMonth),
  ];
}

/** The items of the machines alone: without people, software and set-up. */
export function machineCostItems(rates: CostRates, gpus: number, busyGpuHours: number): CostItem[] {
  const { machines } = rates;
  return machines.kind === 'buy'
    ? boughtItems(rates, machines, gpus, busyGpuHours)
    : rentedItems(machines, gpus, busyGpuHours);
}

/** Equivalent cost of a month [USD]. */
export function monthlyCostUsd(rates: CostRates, gpus: number, busyGpuHours: number): number {
  let total = 0;
  for (const { usdPerMonth } of monthlyCostItems(rates, gpus, busyGpuHours)) total += usdPerMonth;
  return total;
}

/** Paid at the start: servers with network and installation [USD]; 0 when rented. */
export function hardwareUsd({ machines }: CostRates, gpus: number): number {
  if (machines.kind === 'rent') return 0;
  return serversFor(machines, gpus) * machines.serverPriceUsd * (1 + machines.networkShare);
}

/** What the servers bring at the end of their life [USD]. */
export function residualUsd({ machines }: CostRates, gpus: number): number {
  if (machines.kind === 'rent') return 0;
  return serversFor(machines, gpus) * machines.serverPriceUsd * machines.residualShare;
}

/** Cash that leaves every month: everything but purchases and set-up [USD]. */
export function runningUsdPerMonth(rates: CostRates, gpus: number, busyGpuHours: number): number {
  let total = 0;
  for (const { usdPerMonth, cash } of monthlyCostItems(rates, gpus, busyGpuHours)) if (cash) total += usdPerMonth;
  return total;
}

/** What one more hour of load on one GPU costs: energy above idle, or the rent when it scales to zero [USD]. */
export function usdPerBusyGpuHour({ machines }: CostRates): number {
  if (machines.kind === 'rent') {
    return machines.billing === 'scale_to_zero' ? machines.gpuHourUsd * machines.paidPerUsefulHour : 0;
  }
  return ((machines.gpuLoadW - machines.gpuIdleW) / 1000) * machines.pue * machines.kwhUsd;
}

/** Hours a month in which the fleet can serve. */
export function servingHours({ machines }: CostRates): number {
  return machines.kind === 'rent' ? machines.activeHours : HOURS_PER_MONTH;
}

/** Servers are bought whole. */
export function serversFor({ gpusPerServer }: BoughtMachines, gpus: number): number {
  return Math.ceil(gpus / gpusPerServer);
}

/** The fewest GPUs in whole replicas that leave no GPU of a server without work. */
export function gpusThatFillServers({ machines }: CostRates, gpusPerReplica: number): number {
  return gpusPerReplica * replicasPerPeriod(machines, gpusPerReplica);
}

/** After so many replicas the fleet fills whole servers again; rented GPUs come one by one. */
export function replicasPerPeriod(machines: CostRates['machines'], gpusPerReplica: number): number {
  if (machines.kind === 'rent') return 1;
  return machines.gpusPerServer / greatestCommonDivisor(machines.gpusPerServer, gpusPerReplica);
}

/** The part of a loan that one year pays back, interest included: r(1+r)^n ÷ ((1+r)^n − 1). */
export function capitalRecovery(yearlyRate: number, years: number): number {
  if (yearlyRate === 0) return 1 / years;
  const growth = (1 + yearlyRate) ** years;
  return (yearlyRate * growth) / (growth - 1);
}

function boughtItems(rates: CostRates, machines: BoughtMachines, gpus: number, busyGpuHours: number): CostItem[] {
  const { lifeYears, gpusPerServer, pue, kwhUsd, gpuIdleW, serverBaseW } = machines;
  const servers = serversFor(machines, gpus);
  const purchaseUsd = hardwareUsd(rates, gpus);
  const resaleUsd = residualUsd(rates, gpus);
  const depreciationUsd = (purchaseUsd - resaleUsd) / lifeYears / 12;
  const resaleTodayUsd = resaleUsd / (1 + rates.discountRate) ** lifeYears;
  const annuityUsd = ((purchaseUsd - resaleTodayUsd) * capitalRecovery(rates.discountRate, lifeYears)) / 12;
  const idleKw = (servers * (serverBaseW + gpusPerServer * gpuIdleW)) / 1000;
  return [
    spread(
      'depreciation',
      depreciationUsd,
      `${servers} whole server${servers === 1 ? '' : 's'} over ${lifeYears} years, net of resale`,
    ),
    spread('cost of capital', annuityUsd - depreciationUsd, 'annuity less depreciation'),
    cash('power, idle', idleKw * HOURS_PER_MONTH * pue * kwhUsd, 'all installed GPUs and servers'),
    cash('power, load', busyGpuHours * usdPerBusyGpuHour(rates), 'above idle'),
    cash('space', servers * machines.coloUsdPerServerMonth, 'colocation'),
    cash('maintenance and spares', (purchaseUsd * machines.maintenanceRate) / 12),
  ];
}

function rentedItems(machines: RentedMachines, gpus: number, busyGpuHours: number): CostItem[] {
  const { billing, activeHours, startHours, gpuHourUsd, paidPerUsefulHour } = machines;
  const usefulHourUsd = gpuHourUsd * paidPerUsefulHour;
  if (billing !== 'scale_to_zero') {
    return [cash('GPU rent', gpus * activeHours * usefulHourUsd, `${activeHours} hours of ${gpus} GPUs, busy or not`)];
  }
  return [
    cash('GPU rent', busyGpuHours * usefulHourUsd, 'hours under load'),
    cash('GPU rent around starts', gpus * startHours * usefulHourUsd, 'while models load and after the last request'),
  ];
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function staffFte({ staffFte: base, gpusPerFte }: CostRates, gpus: number): number {
  return base + gpus / gpusPerFte;
}

function cash(item: string, usdPerMonth: number, note = ''): CostItem {
  return { item, usdPerMonth, cash: true, note };
}

function spread(item: string, usdPerMonth: number, note: string): CostItem {
  return { item, usdPerMonth, cash: false, note };
}
