import { EngineError } from '../engine/errors';
import { routingGate, type RoutingGate, type RoutingProject } from '../engine/hybrid/routingGate';
import { shortly } from '../engine/units/shortly';
import { defineFunction } from './definition';

export const ROUTING_VERDICTS = { add: 'ADD ROUTING', wait: 'NOT YET' } as const;

const USD_PER_MONTH = { kind: 'number', unit: 'USD per month', min: 0, broadcast: true } as const;

export const llmRoutingGate = defineFunction({
  id: 'LLMROUTINGGATE',
  description:
    'Whether routing is worth building: what it saves each month, its payback, net present value and verdict.',
  category: 'Hybrid',
  arguments: [
    { ...USD_PER_MONTH, name: 'base_mo', description: 'What the traffic costs today.', example: '6630' },
    { ...USD_PER_MONTH, name: 'routed_mo', description: 'What it is expected to cost with routing.', example: '3094' },
    { ...USD_PER_MONTH, name: 'build', unit: 'USD', description: 'What building it costs, once.', example: '27000' },
    {
      ...USD_PER_MONTH,
      name: 'run_mo',
      description: 'Engineers, gateway and evaluations that routing needs from then on.',
      example: '2700',
    },
    {
      name: 'hurdle',
      kind: 'number',
      unit: 'months',
      min: 0,
      aboveMin: true,
      default: 6,
      optional: true,
      broadcast: true,
      description: 'The longest payback that is acceptable; blank is 6, a choice of this add-in.',
      example: '6',
    },
    {
      name: 'rate',
      kind: 'number',
      unit: 'share per year, 0 to 1',
      min: 0,
      max: 1,
      default: 0.1,
      optional: true,
      broadcast: true,
      description: 'Yearly cost of capital; blank is 0.1.',
      example: '0.1',
    },
    {
      name: 'horizon',
      kind: 'number',
      unit: 'months',
      min: 1,
      max: 600,
      whole: true,
      default: 12,
      optional: true,
      broadcast: true,
      description: 'Months that the net present value looks ahead; blank is 12.',
      example: '12',
    },
    {
      ...USD_PER_MONTH,
      name: 'routed_worst',
      optional: true,
      description: 'Cost with routing at the pessimistic escalation rate of the pilot; blank leaves that test out.',
      example: '3600',
    },
    {
      name: 'answer',
      kind: 'choice',
      choices: ['all', 'net', 'payback', 'npv', 'verdict', 'reason'],
      default: 'all',
      optional: true,
      description: 'all, or one: net and npv in USD, payback in months, verdict and reason in words.',
      example: '"verdict"',
    },
  ],
  returns: { shape: 'cell', unit: 'USD per month; months; USD; words' },
  unitBy: {
    argument: 'answer',
    units: { net: 'USD per month', payback: 'months', npv: 'USD', verdict: 'words', reason: 'words' },
  },
  examples: [
    {
      formula: '=LLMROUTINGGATE(6630,3094,27000,2700)',
      shows: 'net 836 a month, payback 32.3 months, NPV −17,469, NOT YET',
    },
    {
      formula: '=LLMROUTINGGATE(66300,30940,27000,2700,,,,36000,"verdict")',
      shows: 'ADD ROUTING: ten times the traffic, also at the pessimistic cost',
    },
  ],
  formula:
    'net = base − routed − run; payback = build ÷ net; NPV = −build + Σ net ÷ (1 + rate)^(month ÷ 12); ADD ROUTING if ' +
    'net is above 0 also at routed_worst and payback is within the hurdle; answers of lower quality are not counted',
  errors: ['routed-worst-below', 'routing-never-pays'],
  evaluate({ base_mo, routed_mo, build, run_mo, hurdle, rate, horizon, routed_worst, answer }) {
    if (routed_worst !== undefined && routed_worst < routed_mo) {
      throw new EngineError('routed-worst-below', { worst: routed_worst, routed: routed_mo });
    }
    const project = {
      baseUsdPerMonth: base_mo,
      routedUsdPerMonth: routed_mo,
      buildUsd: build,
      runUsdPerMonth: run_mo,
      hurdleMonths: hurdle,
      discountRate: rate,
      horizonMonths: horizon,
      ...(routed_worst === undefined ? {} : { routedWorstUsdPerMonth: routed_worst }),
    };
    const gate = routingGate(project);
    switch (answer) {
      case 'net':
        return gate.netUsdPerMonth;
      case 'payback':
        if (gate.paybackMonths === undefined) throw new EngineError('routing-never-pays');
        return gate.paybackMonths;
      case 'npv':
        return gate.npvUsd;
      case 'verdict':
        return verdict(gate);
      case 'reason':
        return reason(gate, project);
      default:
        return [
          ['net', gate.netUsdPerMonth, 'USD per month'],
          ['payback', gate.paybackMonths ?? 'never', `months; acceptable: ${hurdle}`],
          ['NPV', gate.npvUsd, `USD in ${horizon} months at ${shortly(rate * 100)} % a year`],
          ['verdict', verdict(gate), ''],
          ['reason', reason(gate, project), ''],
        ];
    }
  },
});

function verdict(gate: RoutingGate): string {
  return gate.obstacle === undefined ? ROUTING_VERDICTS.add : ROUTING_VERDICTS.wait;
}

function reason(gate: RoutingGate, project: RoutingProject): string {
  const { netUsdPerMonth, worstNetUsdPerMonth, paybackMonths = Infinity } = gate;
  const { hurdleMonths, routedWorstUsdPerMonth } = project;
  const payback = `It pays back in ${shortly(paybackMonths)} months`;
  switch (gate.obstacle) {
    case 'no-saving':
      return `Routing saves nothing after its running cost: ${shortly(netUsdPerMonth)} USD a month.`;
    case 'no-saving-at-worst':
      return `At the pessimistic cost it saves nothing: ${shortly(worstNetUsdPerMonth)} USD a month.`;
    case 'payback-too-long':
      return `${payback}, later than the ${hurdleMonths} that are acceptable.`;
    default:
      return routedWorstUsdPerMonth === undefined
        ? `${payback}, within ${hurdleMonths}; not tested at a pessimistic cost: give routed_worst.`
        : `${payback}, within ${hurdleMonths}, and saves ${shortly(worstNetUsdPerMonth)} USD a month at the pessimistic cost.`;
  }
}
