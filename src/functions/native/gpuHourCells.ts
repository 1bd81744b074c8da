import {
  BASE_W_PER_GPU,
  COLO_USD_PER_KW,
  HOURS_PER_MONTH,
  type BoughtMachines,
  type CostRates,
  type RentedMachines,
} from '../../engine/self-host/costRates';
import { hardwareUsd, machineCostItems, usdPerBusyGpuHour } from '../../engine/self-host/fleetCost';
import { gpuPrice } from '../gpuPrice';
import type { AssumptionCells } from './assumptionCells';
import { factsAreThere, type FactCells } from './fact';
import type { GpuPriceQuestion, PriceSheets } from './nativeForm';

/** What is known of the GPU: its watts only where it is one of the catalogue. */
export interface NamedGpu {
  readonly name: string;
  readonly tdpW?: number;
}

/** What an hour of one GPU costs, as addresses of cells. */
export interface GpuHourCells {
  /** Paid whether it works or not [USD per GPU-hour]. */
  readonly paid: string;
  /** On top in an hour under load [USD per GPU-hour]; absent when load costs nothing. */
  readonly load?: string;
}

/** Writes the rent, or the ownership, of one GPU line by line on the sheet of facts, as `machineCostItems` adds it up. */
export function gpuHourCells(
  rates: CostRates,
  gpu: NamedGpu,
  given: AssumptionCells,
  tables: PriceSheets,
): GpuHourCells {
  const { machines } = rates;
  if (machines.kind === 'buy') return boughtHour(rates, machines, gpu, given, tables);
  return rentedHour(machines, gpu, given, tables);
}

function rentedHour(
  machines: RentedMachines,
  gpu: NamedGpu,
  given: AssumptionCells,
  tables: PriceSheets,
): GpuHourCells {
  const { gpuHourUsd, paidPerUsefulHour, startHours } = machines;
  const plan = given.assumptions.choice('plan');
  given.keep('plan', 'billing');
  const isGiven = given.assumptions.isGiven('gpu_hour_usd');
  const median = isGiven ? undefined : tables.gpuPrice(rentalQuestion(gpu.name, plan)).summary('median');
  const hour = given.cellOf('gpu_hour_usd', gpu.name, median);
  const line = lineOf(gpu, tables);
  const useful =
    plan === 'spot'
      ? line(
          'rent of a useful hour',
          gpuHourUsd * paidPerUsefulHour,
          `${hour}/(1-MIN(${given.cellOf('spot_loss_share')},0.99))`,
        )
      : hour;
  if (machines.billing !== 'scale_to_zero') return { paid: useful };
  const minutes = `(${given.cellOf('start_minutes')}+${given.cellOf('idle_minutes')})`;
  const aroundStarts = line(
    'rent around starts, spread over the month',
    (gpuHourUsd * paidPerUsefulHour * startHours) / HOURS_PER_MONTH,
    `${useful}*${given.cellOf('starts_per_month')}*${minutes}/60/${HOURS_PER_MONTH}`,
  );
  return { paid: aroundStarts, load: useful };
}

/** Asked as GPUPRICE would be. */
function rentalQuestion(gpu: string, plan: string): GpuPriceQuestion {
  const [gpuArgument, , planArgument] = gpuPrice.arguments;
  const constant = { kind: 'constant', isOmitted: false, text: '' } as const;
  return {
    gpu: { ...constant, definition: gpuArgument, value: gpu },
    plan: { ...constant, definition: planArgument, value: plan },
  };
}

function boughtHour(
  rates: CostRates,
  machines: BoughtMachines,
  gpu: NamedGpu,
  given: AssumptionCells,
  tables: PriceSheets,
): GpuHourCells {
  const { gpusPerServer } = machines;
  const line = lineOf(gpu, tables);
  const gpus = given.cellOf('gpus_per_server');
  const cell = {
    price: given.cellOf('server_price_usd', gpu.name, `${gpus}*${machines.serverPriceUsd / gpusPerServer}`),
    base: given.cellOf('server_base_w', 'all GPUs', `${gpus}*${BASE_W_PER_GPU}`),
    load: given.cellOf('gpu_load_w', gpu.name),
    idle: given.cellOf('gpu_idle_w', gpu.name),
    energy: `${given.cellOf('pue')}*${given.cellOf('power_usd_per_kwh')}`,
  };
  const peakW = gpu.tdpW ?? machines.gpuLoadW;
  const space = given.cellOf('colo_usd_per_month', gpu.name, `${COLO_USD_PER_KW}*(${cell.base}+${gpus}*${peakW})/1000`);
  const usdOf = new Map(machineCostItems(rates, gpusPerServer, 0).map(({ item, usdPerMonth }) => [item, usdPerMonth]));
  const usd = (...items: string[]): number => items.reduce((sum, item) => sum + (usdOf.get(item) ?? NaN), 0);

  const bought = line(
    'server with network and installation',
    hardwareUsd(rates, gpusPerServer),
    `${cell.price}*(1+${given.cellOf('network_share')})`,
    'USD',
  );
  const resale = `${cell.price}*${given.cellOf('residual_share')}`;
  const annuity = line(
    'server: depreciation and cost of capital',
    usd('depreciation', 'cost of capital'),
    `-PMT(${given.cellOf('discount_rate')},${given.cellOf('life_years')},${bought},-${resale})/12`,
    'USD per month',
  );
  const power = line(
    'server: power without load',
    usd('power, idle'),
    `(${cell.base}+${gpus}*${cell.idle})/1000*${HOURS_PER_MONTH}*${cell.energy}`,
    'USD per month',
  );
  const maintenance = line(
    'server: maintenance and spares',
    usd('maintenance and spares'),
    `${bought}*${given.cellOf('maintenance_rate')}/12`,
    'USD per month',
  );
  return {
    paid: line(
      'own GPU, busy or not',
      usd(...usdOf.keys()) / gpusPerServer / HOURS_PER_MONTH,
      `(${annuity}+${power}+${space}+${maintenance})/${gpus}/${HOURS_PER_MONTH}`,
    ),
    load: line(
      'own GPU, on top under load',
      usdPerBusyGpuHour(rates),
      `(${cell.load}-${cell.idle})/1000*${cell.energy}`,
    ),
  };
}

function lineOf(gpu: NamedGpu, cells: FactCells) {
  return (means: string, value: number, sum: string, unit = 'USD per GPU-hour'): string => {
    const formula = `IF(${factsAreThere(sum)},${sum},NA())`;
    return cells.cellOf({ about: gpu.name, means, value, formula, unit, kind: 'calculated', source: '' });
  };
}
