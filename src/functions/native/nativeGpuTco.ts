import { HOURS_PER_MONTH, type CostRates } from '../../engine/self-host/costRates';
import { gpuTco, tcoCase } from '../gpuTco';
import { ArgumentChecks, constantOf } from './argumentChecks';
import { AssumptionCells } from './assumptionCells';
import { factsAreThere } from './fact';
import { gpuHourCells, type GpuHourCells } from './gpuHourCells';
import { NotExpressible, nativeForm } from './nativeForm';
import { peopleAndSoftware, servingHoursText, sumText } from './peopleAndSoftware';

/** The cost of a month, live down to every assumption; what adds up a cash flow by year keeps its value. */
export const nativeGpuTco = nativeForm(gpuTco, (args, tables, formulaSheet) => {
  const output = constantOf(args.output);
  if (output === 'total' || output === 'npv') throw new NotExpressible('it adds up a cash flow year by year');
  if (output !== 'monthly')
    throw new NotExpressible('it answers a table of its own: ask for "monthly" to get a formula');
  const checks = new ArgumentChecks();
  const given = new AssumptionCells(args.assumptions, tables, checks, formulaSheet);
  const { rates, gpu } = tcoCase(given.assumptions, tables.context.gpuPrices);
  given.keep('gpu', 'ownership');
  const hour = gpuHourCells(rates, gpu ?? { name: 'these GPUs' }, given, tables);
  const gpus = given.cellOf('gpus', 'the fleet');
  const formula = sumText([...machines(rates, gpus, hour, given), ...peopleAndSoftware(rates, gpus, given)]);
  checks.onlyIf(factsAreThere(formula));
  return checks.guarded(formula);
});

/** Terms [USD per month]: what is paid for all installed GPUs, then what the load adds. */
function machines(rates: CostRates, gpus: string, hour: GpuHourCells, given: AssumptionCells): string[] {
  const paid = `${installedGpus(rates, gpus, given)}*${servingHoursText(rates, given)}*${hour.paid}`;
  if (hour.load === undefined) return [paid];
  given.assumptions.number('utilization');
  return [paid, `${gpus}*${HOURS_PER_MONTH}*${given.cellOf('utilization')}*${hour.load}`];
}

/** Servers are bought whole. */
function installedGpus(rates: CostRates, gpus: string, given: AssumptionCells): string {
  if (rates.machines.kind === 'rent') return gpus;
  const perServer = given.cellOf('gpus_per_server');
  return `ROUNDUP(${gpus}/${perServer},0)*${perServer}`;
}
