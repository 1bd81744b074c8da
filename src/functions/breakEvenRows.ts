import { gpuOwnerCost, OWNER_COST_SOURCE } from '../catalog/gpuOwnerCost';
import type { EngineError } from '../engine/errors';
import type { Assumptions } from '../engine/self-host/assumptions';
import type { BreakEven, BreakEvenCase } from '../engine/self-host/breakEven';
import { verdictNotes, verdictOf, type BreakEvenScenario } from '../engine/self-host/breakEvenBand';
import { HOURS_PER_MONTH } from '../engine/self-host/costRates';
import { machineCostItems, monthlyCostItems, serversFor } from '../engine/self-host/fleetCost';
import type { ReplicaRate } from '../engine/self-host/replicaRate';
import type { ServiceSpec } from '../engine/self-host/replicaCapacity';
import { weightBytes } from '../engine/self-host/weights';
import type { CellValue } from './definition';

export interface BreakEvenChain {
  readonly apiModel: string;
  readonly spec: ServiceSpec;
  readonly question: BreakEvenCase;
  readonly scenarios: readonly BreakEvenScenario[];
  readonly assumptions: Assumptions;
}

type Outcome = NonNullable<BreakEvenScenario['outcome']>;

const HEADER: CellValue[] = ['item', 'low cost', 'base', 'high cost', 'unit', 'note'];

/** The whole chain: verdict, memory, layout, speed, GPUs, monthly cost, crossings, and every assumption. */
export function breakEvenRows({ apiModel, spec, question, scenarios, assumptions }: BreakEvenChain): CellValue[][] {
  const row = (
    item: string,
    unit: string,
    note: string,
    value: (scenario: BreakEvenScenario) => CellValue,
  ): CellValue[] => [item, ...scenarios.map(value), unit, note];
  /** A row about the fleet: blank where there is none. */
  const own = (item: string, unit: string, note: string, value: (outcome: Outcome) => CellValue): CellValue[] =>
    row(item, unit, note, ({ outcome }) => (outcome ? value(outcome) : ''));
  const result = (item: string, unit: string, note: string, value: (result: BreakEven) => CellValue): CellValue[] =>
    own(item, unit, note, (outcome) => value(outcome.result));
  const capacity = (item: string, unit: string, note: string, value: (c: Capacity) => CellValue): CellValue[] =>
    own(item, unit, note, ({ rate }) => (rate.capacity ? value(rate.capacity) : 'as given'));

  const gigabytes = (bytes: number): number => bytes / 1e9;
  const { model, accelerator, precision } = spec;
  return [
    HEADER,
    row('verdict', '', verdictNotes(scenarios, spec, question.spareReplicas).join('; '), verdictOf),
    ['API', ...scenarios.map(() => question.apiUsdPerRequest), 'USD per request', apiModel],
    result('API price', 'USD per 1M tokens', 'input and output together', ({ apiUsdPerMTok }) => apiUsdPerMTok),
    row('weights', 'GB', `${model.name} in ${precision}`, () => gigabytes(weightBytes(model, precision).total)),
    capacity('KV cache of a request', 'GB', 'prompt and answer', ({ resident }) => gigabytes(resident.perRequest)),
    capacity('places in memory', 'requests', 'resident in one replica', ({ resident }) => resident.requests),
    own('GPUs per replica', 'GPUs', accelerator.name, ({ rate }) => rate.gpus),
    own('one replica carries', 'requests per second', 'at the peak', ({ rate }) => rate.requestsPerS),
    own('one replica makes', 'output tokens/s', '', ({ rate }) => rate.requestsPerS * spec.outputTokens),
    capacity('limited by', '', '', ({ limitedBy }) => limitedBy),
    capacity('time to first token, 95 %', 's', 'at that rate', ({ atCapacity }) => atCapacity.ttft95S),
    capacity('time per output token, 95 %', 'ms', 'at that rate', ({ atCapacity }) => atCapacity.tpot95S * 1e3),
    result('working replicas', 'replicas', 'for the peak', ({ workingReplicas }) => workingReplicas),
    result('spare replicas', 'replicas', 'stand by', () => question.spareReplicas),
    result('GPUs', 'GPUs', '(working + spare) × GPUs per replica', ({ gpus }) => gpus),
    ...serverRows(scenarios),
    result(
      'utilisation',
      'share',
      "of the fleet's planned capacity, peak allowed for",
      ({ utilization }) => utilization,
    ),
    ...machinePriceRow(scenarios),
    result('paid at the start', 'USD', 'servers, network, set-up', ({ upfrontUsd }) => upfrontUsd),
    ...costItemRows(scenarios),
    result('own cost', 'USD per month', 'purchases spread over their life', ({ ownUsdPerMonth }) => ownUsdPerMonth),
    row('machines alone', 'USD per GPU-hour', ownerCostNote(spec.accelerator.id), machineUsdPerGpuHour),
    result('API cost', 'USD per month', '', ({ apiUsdPerMonth }) => apiUsdPerMonth),
    result('own cost', 'USD per request', '', ({ ownUsdPerRequest }) => ownUsdPerRequest),
    result(
      'simple payback',
      'months',
      'upfront ÷ saving today',
      ({ simplePaybackMonths }) => simplePaybackMonths ?? 'never',
    ),
    result('payback', 'months', 'with cost of capital, growth and API decline', paybackInWords),
    result('paid back in month', 'month', 'whole months', wholeMonths),
    result(
      'first cheaper from',
      'requests per month',
      'may be lost again with the next replica',
      ({ crossings }) => crossings.firstEver ?? 'never',
    ),
    result(
      'cheaper for good from',
      'requests per month',
      'no later replica reverses it',
      ({ crossings }) => crossings.firstPermanent ?? 'never',
    ),
    result('break-even utilisation', 'share', "of the fleet's planned capacity", ({ breakEvenUtilization }) =>
      breakEvenUtilization <= 1 ? breakEvenUtilization : 'never',
    ),
    result('break-even API price', 'USD per 1M tokens', 'input and output together', (r) => r.breakEvenUsdPerMTok),
    ...assumptionLines(assumptions),
  ];
}

/** A model that does not fit, or a target that cannot be kept, is a verdict and not an error of the whole table. */
export function refusedRows(refusal: EngineError, question: BreakEvenCase, assumptions: Assumptions): CellValue[][] {
  const verdict = refusal.code === 'latency-missed' ? 'violates the latency target' : 'does not fit';
  return [
    HEADER,
    ['verdict', verdict, verdict, verdict, '', refusal.message],
    ['API', '', question.apiUsdPerRequest, '', 'USD per request', ''],
    ...assumptionLines(assumptions),
  ];
}

type Capacity = NonNullable<ReplicaRate['capacity']>;

function paybackInWords({ payback }: BreakEven): CellValue {
  if (payback.kind === 'paid') return payback.months;
  return payback.kind === 'never' ? 'never' : 'not within the hardware life';
}

function wholeMonths({ payback }: BreakEven): CellValue {
  return payback.kind === 'paid' ? Math.ceil(payback.months) : '';
}

/** Without people, software and set-up, for every GPU that is needed. */
function machineUsdPerGpuHour({ rates, outcome }: BreakEvenScenario): CellValue {
  if (!outcome) return '';
  const { gpus, busyGpuHours } = outcome.result;
  const usdPerMonth = machineCostItems(rates, gpus, busyGpuHours).reduce((sum, item) => sum + item.usdPerMonth, 0);
  return usdPerMonth / gpus / HOURS_PER_MONTH;
}

function ownerCostNote(acceleratorId: string): string {
  const cost = gpuOwnerCost(acceleratorId);
  if (!cost) return 'without people, software and set-up';
  const note = cost.note ? `, ${cost.note}` : '';
  return `owners' cost is given as ${cost.hyperscalerUsd} to ${cost.neocloudUsd} (${OWNER_COST_SOURCE}${note})`;
}

function serverRows(scenarios: readonly BreakEvenScenario[]): CellValue[][] {
  const servers = scenarios.map(({ rates, outcome }) =>
    rates.machines.kind === 'buy' && outcome ? serversFor(rates.machines, outcome.result.gpus) : '',
  );
  return scenarios[0].rates.machines.kind === 'buy' ? [['servers', ...servers, 'servers', 'bought whole']] : [];
}

function machinePriceRow(scenarios: readonly BreakEvenScenario[]): CellValue[][] {
  const bought = scenarios[0].rates.machines.kind === 'buy';
  const prices = scenarios.map(({ rates: { machines } }) =>
    machines.kind === 'buy' ? machines.serverPriceUsd : machines.gpuHourUsd,
  );
  return [
    [bought ? 'server' : 'GPU rent', ...prices, bought ? 'USD per server' : 'USD per GPU-hour', 'see assumptions'],
  ];
}

function costItemRows(scenarios: readonly BreakEvenScenario[]): CellValue[][] {
  const itemised = scenarios.map(({ rates, outcome }) =>
    outcome ? monthlyCostItems(rates, outcome.result.gpus, outcome.result.busyGpuHours) : [],
  );
  const base = itemised[1].length > 0 ? itemised[1] : itemised[0];
  return base.map(({ item, note }, index) => [
    item,
    ...itemised.map((items) => items[index]?.usdPerMonth ?? ''),
    'USD per month',
    note,
  ]);
}

function assumptionLines(assumptions: Assumptions): CellValue[][] {
  return [
    ['assumption', '', 'value', '', 'unit', 'from'],
    ...assumptions
      .usedAssumptions()
      .map(({ key, value, unit, origin, note }) => [key, '', value, '', unit, `${origin}: ${note}`]),
    ...assumptions.unusedKeys().map((key) => [key, '', '', '', '', 'yours: has no effect here']),
  ];
}
