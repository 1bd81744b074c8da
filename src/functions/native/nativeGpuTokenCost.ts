import type { CostRates } from '../../engine/self-host/costRates';
import { replicasPerPeriod } from '../../engine/self-host/fleetCost';
import type { NumberArgument } from '../definition';
import { gpuTokenCost, tokenCostCase } from '../gpuTokenCost';
import { ArgumentChecks, constantOf, numberText } from './argumentChecks';
import { choiceNow, nameNow, numberNow } from './argumentsNow';
import { AssumptionCells } from './assumptionCells';
import { factsAreThere, type FactCells } from './fact';
import { gpuHourCells } from './gpuHourCells';
import { NotExpressible, nativeForm, type NativeArgument, type NumberText } from './nativeForm';
import { peopleAndSoftware, servingHoursText, sumText } from './peopleAndSoftware';

/**
 * GPUs of a replica × what an hour of one costs ÷ (speed × utilisation). The cost is live down to every assumption; the
 * speed is the one that was given, or what the add-in predicts for these token counts and for nothing else.
 */
export const nativeGpuTokenCost = nativeForm(gpuTokenCost, (args, tables, formulaSheet) => {
  const measure = constantOf(args.measure);
  if (measure === 'all') throw new NotExpressible('it answers a table of its own: ask for "output" to get a formula');
  const checks = new ArgumentChecks();
  const given = new AssumptionCells(args.assumptions, tables, checks, formulaSheet);
  const { assumptions } = given;
  const isSpeedGiven = assumptions.isGiven('tokens_per_s');
  const areGpusGiven = isSpeedGiven && assumptions.isGiven('gpus_per_replica');
  const model = nameNow(args.model, checks);
  const gpu = nameNow(args.gpu, checks);
  const ownership = String(choiceNow(args.ownership, checks));

  // With the replica given the token counts may change; a prediction holds for those of now.
  const input = areGpusGiven ? checks.required(args.input_tokens) : keptNumber(args.input_tokens, checks);
  const output = areGpusGiven ? checks.required(args.output_tokens) : keptNumber(args.output_tokens, checks);
  const tokens = { input_tokens: input.constant ?? 1, output_tokens: output.constant ?? 1 };
  const { spec, rate, rates } = tokenCostCase(
    assumptions,
    { model, gpu, ownership, ...tokens },
    tables.context.gpuPrices,
  );
  given.keep('precision', 'engine');
  if (!areGpusGiven) given.keep('planning_share');
  if (!isSpeedGiven) given.keep('ttft_s', 'tpot_ms');

  const replica = `${spec.inputTokens} tokens in, ${spec.outputTokens} out, ${spec.precision}, ${spec.engine}`;
  const kept = keptFacts(`${spec.model.name} on ${spec.accelerator.name}`, replica, given, tables);
  const gpus = areGpusGiven ? given.cellOf('gpus_per_replica') : kept('GPUs of one replica', rate.gpus, 'GPUs');
  const outputPerS = isSpeedGiven
    ? `${assumptions.isGiven('planning_share') ? `${given.cellOf('planning_share')}*` : ''}${given.cellOf('tokens_per_s')}`
    : kept('output tokens per second of one replica', rate.requestsPerS * spec.outputTokens, 'output tokens/s');
  const tokensPerS = measure === 'output' ? outputPerS : `${outputPerS}*(1+${input.text}/${output.text})`;

  const hour = gpuHourCells(rates, spec.accelerator, given, tables);
  const utilization = utilizationOf(args.utilization, given, checks);
  const gpuHour = hour.load === undefined ? hour.paid : `(${hour.paid}+${utilization}*${hour.load})`;
  const extras = peopleAndSoftware(rates, gpus, given, () => sharedByReplicas(rates, rate.gpus, gpus, given, tables));
  const usdPerHour = [
    `${gpus}*${gpuHour}`,
    ...(extras.length === 0 ? [] : [`(${sumText(extras)})/${servingHoursText(rates, given)}`]),
  ];
  const perHour = usdPerHour.length === 1 ? usdPerHour[0] : `(${usdPerHour.join('+')})`;
  const formula = `${perHour}/3600/(${tokensPerS}*${utilization})*10^6`;
  checks.onlyIf(factsAreThere(formula));
  return checks.guarded(formula);
});

/** A count that a prediction holds for. */
function keptNumber(argument: NativeArgument<NumberArgument>, checks: ArgumentChecks): NumberText {
  const constant = numberNow(argument, checks);
  return { text: numberText(constant), constant };
}

/** What only the add-in can predict, with all that it rests on in words. */
function keptFacts(about: string, replica: string, { assumptions }: AssumptionCells, cells: FactCells) {
  const targets = assumptions
    .usedAssumptions()
    .filter(({ key }) => ['planning_share', 'ttft_s', 'tpot_ms'].includes(key));
  const words = targets.map(({ key, value }) => `${key}=${value}`).join(', ');
  const source = `predicted by the add-in from measured runs of such GPUs; ${words}`;
  return (means: string, value: number, unit: string): string =>
    cells.cellOf({ about, means: `${means}: ${replica}`, value, unit, kind: 'kept', source });
}

/** Part of the paid hours under load; a blank cell is the assumption, and has to stay blank. */
function utilizationOf(
  argument: NativeArgument<NumberArgument>,
  given: AssumptionCells,
  checks: ArgumentChecks,
): string {
  const isBlank = argument.kind === 'cell' && (argument.now ?? '') === '';
  if (isBlank) checks.holdsWhile(`${argument.text}=""`);
  if (isBlank || (argument.kind === 'constant' && argument.value === undefined)) {
    given.assumptions.number('utilization');
    return given.cellOf('utilization');
  }
  return checks.filled(argument).text;
}

/** Servers are bought whole, for several replicas if need be: they share what does not grow with the GPUs. */
function sharedByReplicas(
  { machines }: CostRates,
  gpusPerReplica: number,
  gpus: string,
  given: AssumptionCells,
  cells: FactCells,
): string {
  if (machines.kind === 'rent') return '';
  const perServer = given.cellOf('gpus_per_server');
  const replicas = cells.cellOf({
    about: 'all GPUs',
    means: `replicas of ${gpusPerReplica} GPUs that fill whole servers`,
    value: replicasPerPeriod(machines, gpusPerReplica),
    formula: `${perServer}/GCD(${perServer},${gpus})`,
    unit: 'replicas',
    kind: 'calculated',
    source: '',
  });
  return `/${replicas}`;
}
