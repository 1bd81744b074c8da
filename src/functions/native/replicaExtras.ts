import { HOURS_PER_MONTH, type CostRates } from '../../engine/self-host/costRates';
import { replicasPerPeriod } from '../../engine/self-host/fleetCost';
import type { AssumptionCells } from './assumptionCells';
import type { FactCells } from './fact';

/**
 * What people, licences and set-up add to an hour of one replica, as far as the call gives them: without that a cost per
 * token is about machines alone.
 * @param gpus address of the GPUs of one replica
 * @returns terms [USD per hour]
 */
export function replicaExtras(
  rates: CostRates,
  gpus: { readonly text: string; readonly value: number },
  given: AssumptionCells,
  cells: FactCells,
): string[] {
  const { machines } = rates;
  const isGiven = (...keys: Parameters<typeof given.assumptions.isGiven>[0][]): boolean =>
    keys.some((key) => given.assumptions.isGiven(key));
  const terms: string[] = [];
  if (isGiven('licence_usd_per_gpu_year')) terms.push(`${gpus.text}*${given.cellOf('licence_usd_per_gpu_year')}/12`);
  if (isGiven('staff_fte', 'gpus_per_fte')) {
    const grown = isGiven('gpus_per_fte') ? `+${gpus.text}/${given.cellOf('gpus_per_fte')}` : '';
    const fte = `${given.cellOf('staff_fte')}${shared()}${grown}`;
    terms.push(`${grown === '' ? fte : `(${fte})`}*${given.cellOf('staff_usd_per_year')}/12`);
  }
  if (isGiven('setup_usd')) {
    const life = machines.kind === 'buy' ? `MAX(1,ROUND(${given.cellOf('life_years')}*12,0))` : undefined;
    const years = `${given.cellOf('horizon_months', 'all GPUs', life)}/12`;
    terms.push(`-PMT(${given.cellOf('discount_rate')},${years},${given.cellOf('setup_usd')})/12${shared()}`);
  }
  if (isGiven('other_usd_per_month')) terms.push(`${given.cellOf('other_usd_per_month')}${shared()}`);
  return terms.length === 0 ? [] : [`(${terms.join('+').replace('+-', '-')})/${hours()}`];

  /** Servers are bought whole, for several replicas if need be: they share what does not grow with the GPUs. */
  function shared(): string {
    if (machines.kind === 'rent') return '';
    const perServer = given.cellOf('gpus_per_server');
    const replicas = cells.cellOf({
      about: 'all GPUs',
      means: `replicas of ${gpus.value} GPUs that fill whole servers`,
      value: replicasPerPeriod(machines, gpus.value),
      formula: `${perServer}/GCD(${perServer},${gpus.text})`,
      unit: 'replicas',
      kind: 'calculated',
      source: '',
    });
    return `/${replicas}`;
  }

  function hours(): string {
    const onSchedule = machines.kind === 'rent' && machines.billing === 'schedule';
    return onSchedule ? given.cellOf('active_hours_per_month') : String(HOURS_PER_MONTH);
  }
}
