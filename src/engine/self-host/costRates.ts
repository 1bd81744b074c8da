/** The prices and shares that turn a number of GPUs into a bill, read once from the assumptions. */
import type { Accelerator } from './accelerator';
import type { Assumptions, DerivedDefault } from './assumptions';

export const HOURS_PER_MONTH = 730;

/** Owned: whole servers, their power and their place. */
export interface BoughtMachines {
  readonly kind: 'buy';
  readonly gpusPerServer: number;
  readonly serverPriceUsd: number;
  readonly networkShare: number;
  readonly lifeYears: number;
  readonly residualShare: number;
  readonly maintenanceRate: number;
  readonly gpuLoadW: number;
  readonly gpuIdleW: number;
  readonly serverBaseW: number;
  readonly pue: number;
  readonly kwhUsd: number;
  readonly coloUsdPerServerMonth: number;
}

/** Rented by the GPU-hour. */
export interface RentedMachines {
  readonly kind: 'rent';
  readonly gpuHourUsd: number;
  readonly billing: 'always_on' | 'schedule' | 'scale_to_zero';
  /** Hours in which the fleet is up; all of them unless it follows a schedule. */
  readonly activeHours: number;
  /** Hours paid per GPU and month around the load, when it scales to zero. */
  readonly startHours: number;
  /** Paid ÷ useful hours: spot interruptions are paid twice. */
  readonly paidPerUsefulHour: number;
}

export interface CostRates {
  readonly machines: BoughtMachines | RentedMachines;
  readonly licenceUsdPerGpuYear: number;
  readonly staffFte: number;
  /** Infinity when staff does not grow with the fleet. */
  readonly gpusPerFte: number;
  readonly staffUsdPerYear: number;
  readonly setupUsd: number;
  readonly otherUsdPerMonth: number;
  readonly discountRate: number;
  readonly horizonMonths: number;
}

/** What is looked up for the defaults of one case. */
export interface CostFacts {
  readonly accelerator?: Accelerator;
  /** What the GPU rents for under the chosen plan; throws when nobody offers it. */
  readonly gpuHour?: (plan: 'on_demand' | 'reserved' | 'spot') => DerivedDefault<number>;
  /** Machines only: no staff, set-up or other costs unless they are given (cost per token). */
  readonly machinesOnly?: boolean;
}

/** @throws assumption-missing for what is neither given nor known of the GPU */
export function readCostRates(assumptions: Assumptions, ownership: 'buy' | 'rent', facts: CostFacts): CostRates {
  const machines = ownership === 'buy' ? boughtMachines(assumptions, facts) : rentedMachines(assumptions, facts);
  const horizon = (): DerivedDefault<number> =>
    machines.kind === 'buy'
      ? { value: Math.max(1, Math.round(machines.lifeYears * 12)), why: 'the life of the servers' }
      : { value: 36, why: 'three years' };
  const none = facts.machinesOnly ? (): DerivedDefault<number> => ({ value: 0, why: 'machines only' }) : undefined;
  return {
    machines,
    licenceUsdPerGpuYear: assumptions.number('licence_usd_per_gpu_year'),
    staffFte: assumptions.number('staff_fte', none),
    gpusPerFte: assumptions.optionalNumber('gpus_per_fte', defaultGpusPerFte(assumptions, facts)) ?? Infinity,
    staffUsdPerYear: assumptions.number('staff_usd_per_year'),
    setupUsd: assumptions.number('setup_usd', none),
    otherUsdPerMonth: assumptions.number('other_usd_per_month'),
    discountRate: assumptions.number('discount_rate'),
    horizonMonths: assumptions.number('horizon_months', horizon),
  };
}

/** Who gives the staff gives all of it. */
function defaultGpusPerFte(assumptions: Assumptions, facts: CostFacts): (() => DerivedDefault<number>) | undefined {
  if (facts.machinesOnly || assumptions.isGiven('staff_fte')) return undefined;
  return () => ({ value: 75, why: '50–100 seen' });
}

function boughtMachines(assumptions: Assumptions, facts: CostFacts): BoughtMachines {
  const gpusPerServer = assumptions.number('gpus_per_server');
  const gpuLoadW = assumptions.number('gpu_load_w', wattsOf(facts, LOAD_SHARE));
  const serverBaseW = assumptions.number('server_base_w', () => ({
    value: BASE_W_PER_GPU * gpusPerServer,
    why: `${BASE_W_PER_GPU} W per GPU: processors, fans, disks`,
  }));
  const peakKw = (serverBaseW + gpusPerServer * (facts.accelerator?.tdpW ?? gpuLoadW)) / 1000;
  return {
    kind: 'buy',
    gpusPerServer,
    serverPriceUsd: assumptions.number('server_price_usd', serverPricePlaceholder(facts, gpusPerServer)),
    networkShare: assumptions.number('network_share'),
    lifeYears: assumptions.number('life_years'),
    residualShare: assumptions.number('residual_share'),
    maintenanceRate: assumptions.number('maintenance_rate'),
    gpuLoadW,
    gpuIdleW: assumptions.number('gpu_idle_w', wattsOf(facts, IDLE_SHARE)),
    serverBaseW,
    pue: assumptions.number('pue'),
    kwhUsd: assumptions.number('power_usd_per_kwh'),
    coloUsdPerServerMonth: assumptions.number('colo_usd_per_month', () => ({
      value: COLO_USD_PER_KW * peakKw,
      why: `${COLO_USD_PER_KW} USD per kW, 150–300 seen`,
    })),
  };
}

function rentedMachines(assumptions: Assumptions, { gpuHour }: CostFacts): RentedMachines {
  const plan = assumptions.choice('plan');
  // A reservation is paid around the clock.
  const billing = plan === 'reserved' ? 'always_on' : assumptions.choice('billing');
  const onSchedule = billing === 'schedule';
  const scalesToZero = billing === 'scale_to_zero';
  const minutesPerStart = scalesToZero ? assumptions.number('start_minutes') + assumptions.number('idle_minutes') : 0;
  return {
    kind: 'rent',
    gpuHourUsd: assumptions.number('gpu_hour_usd', gpuHour && (() => gpuHour(plan))),
    billing,
    activeHours: onSchedule ? assumptions.number('active_hours_per_month') : HOURS_PER_MONTH,
    startHours: scalesToZero ? (assumptions.number('starts_per_month') * minutesPerStart) / 60 : 0,
    paidPerUsefulHour: plan === 'spot' ? 1 / (1 - Math.min(assumptions.number('spot_loss_share'), 0.99)) : 1,
  };
}

/** Measured 387–690 W per loaded H100 of 700 W. @source tgarg01/silybench-data, 2026-09-24 */
const LOAD_SHARE = 0.8;
/** An H100 without work draws 70–100 of its 700 W. */
const IDLE_SHARE = 0.12;
export const BASE_W_PER_GPU = 250;
/** @source self-hosting reference §8, 2026-11-23 */
export const COLO_USD_PER_KW = 150;
/** Chassis, processors, memory: an 8×H100 server lists at 250k (Lenovo, 2026) beside 8 GPUs of 25–30k. */
const SERVER_PER_GPU_PRICE = 1.15;

function wattsOf({ accelerator }: CostFacts, share: number): (() => DerivedDefault<number>) | undefined {
  const tdpW = accelerator?.tdpW;
  if (tdpW === undefined) return undefined;
  return () => ({ value: share * tdpW, why: `${share * 100} % of its ${tdpW} W` });
}

/** The collections of market figures call themselves rough, ±20–40 %: the placeholder's band is the wider of these. */
export const PLACEHOLDER_SPREAD = 0.4;

/** Server quotes of one vendor differ by a factor of 3: this only keeps the sheet alive until there is a quote. */
function serverPricePlaceholder(facts: CostFacts, gpusPerServer: number): (() => DerivedDefault<number>) | undefined {
  const gpuUsd = middlePurchaseUsd(facts.accelerator);
  if (gpuUsd === undefined) return undefined;
  return () => ({
    value: SERVER_PER_GPU_PRICE * gpusPerServer * gpuUsd,
    why: `PLACEHOLDER from market figures ±${PLACEHOLDER_SPREAD * 100} %: ask for a quote`,
  });
}

/** The middle of the market figures, or the list price [USD per GPU]. */
function middlePurchaseUsd(accelerator: Accelerator | undefined): number | undefined {
  const { low, high, list } = accelerator?.purchaseUsd ?? {};
  if (low !== undefined && high !== undefined) return (low + high) / 2;
  return list ?? low ?? high;
}
