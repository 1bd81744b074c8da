import { HOURS_PER_MONTH, type CostRates } from '../../engine/self-host/costRates';
import type { AssumptionKey } from '../../engine/self-host/assumptionKeys';
import type { AssumptionCells } from './assumptionCells';

/**
 * What licences, people and set-up cost a month on top of the machines, as far as there is any: what costs nothing and
 * was not given is left out.
 * @param gpus   address of their number
 * @param shared how what does not grow with the GPUs is divided: "/C31", or nothing
 * @returns terms [USD per month] in the order of `monthlyCostItems`
 */
export function peopleAndSoftware(
  rates: CostRates,
  gpus: string,
  given: AssumptionCells,
  shared: () => string = () => '',
): string[] {
  const counts = (figure: number, ...keys: AssumptionKey[]): boolean =>
    figure !== 0 || keys.some((key) => given.assumptions.isGiven(key));
  const terms: string[] = [];
  if (counts(rates.licenceUsdPerGpuYear, 'licence_usd_per_gpu_year')) {
    terms.push(`${gpus}*${given.cellOf('licence_usd_per_gpu_year')}/12`);
  }
  const grows = rates.gpusPerFte !== Infinity;
  if (grows || counts(rates.staffFte, 'staff_fte')) {
    const fte = `${given.cellOf('staff_fte')}${shared()}`;
    const all = grows ? `(${fte}+${gpus}/${given.cellOf('gpus_per_fte')})` : fte;
    terms.push(`${all}*${given.cellOf('staff_usd_per_year')}/12`);
  }
  if (counts(rates.setupUsd, 'setup_usd')) {
    const isBought = rates.machines.kind === 'buy';
    const life = isBought ? `MAX(1,ROUND(${given.cellOf('life_years')}*12,0))` : undefined;
    const years = `${given.cellOf('horizon_months', 'all GPUs', life)}/12`;
    terms.push(`-PMT(${given.cellOf('discount_rate')},${years},${given.cellOf('setup_usd')})/12${shared()}`);
  }
  if (counts(rates.otherUsdPerMonth, 'other_usd_per_month')) {
    terms.push(`${given.cellOf('other_usd_per_month')}${shared()}`);
  }
  return terms;
}

/** Hours of a month in which the fleet can serve, as text of a formula. */
export function servingHoursText({ machines }: CostRates, given: AssumptionCells): string {
  const isOnSchedule = machines.kind === 'rent' && machines.billing === 'schedule';
  return isOnSchedule ? given.cellOf('active_hours_per_month') : String(HOURS_PER_MONTH);
}

/** Terms as a sum; one that begins with a minus needs no plus. */
export function sumText(terms: readonly string[]): string {
  return terms.join('+').replaceAll('+-', '-');
}
