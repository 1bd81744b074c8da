import { EngineError } from '../engine/errors';
import { cascadeTraffic, type CascadeStage, type StageTraffic } from '../engine/hybrid/cascade';
import { sumUsd } from '../engine/money/usd';
import { defineFunction, type CellValue } from './definition';
import { numberList, SHARE, USD_PER_REQUEST, VOLUME } from './hybridArguments';

const MOST_STAGES = 20;

const UNIT_COSTS = {
  name: 'unit_costs',
  kind: 'block',
  holds: 'USD per request of each model',
  numbers: true,
  description: 'What each model costs, in the order in which they are tried.',
  example: '{0.003;0.009}',
} as const;
const ACCEPT = {
  name: 'accept',
  kind: 'block',
  holds: 'a share for each model but the last',
  numbers: true,
  description: 'Part of the answers of each model that its judge lets pass; the rest goes on to the next model.',
  example: '{0.8}',
} as const;
const JUDGE = {
  name: 'judge',
  kind: 'block',
  holds: 'USD per answer of each model but the last',
  numbers: true,
  optional: true,
  description: 'What judging one answer costs; blank is 0.',
  example: '{0.0004}',
} as const;

export const llmCascadeCost = defineFunction({
  id: 'LLMCASCADECOST',
  description: 'What a cascade costs: every request tries the first model, what its judge rejects goes on to the next.',
  category: 'Hybrid',
  arguments: [
    VOLUME,
    UNIT_COSTS,
    ACCEPT,
    JUDGE,
    {
      name: 'output',
      kind: 'choice',
      choices: ['cost', 'stages'],
      default: 'cost',
      optional: true,
      description: 'cost (blank), or stages: what reaches each model and what it costs there.',
      example: '"stages"',
    },
  ],
  returns: { shape: 'cell', unit: 'USD for the volume' },
  examples: [
    {
      formula: '=LLMCASCADECOST(1,{0.0005,0.003,0.015},{0.6,0.7},{0.0002,0.0004})',
      shows: '0.00386 USD per request with three models',
    },
    {
      formula: '=LLMCASCADECOST(1000000,{0.00221,0.00663},{0.8},{0.0004},"stages")',
      shows: 'model by model: what reaches it and what it costs',
    },
  ],
  formula: 'volume × Σ reach × (cost + judge); reach is 1 for the first model, then reach × (1 − accept)',
  errors: ['stages-too-few', 'stage-values-count'],
  evaluate({ volume, unit_costs, accept, judge, output }) {
    const traffic = cascadeTraffic(volume, stagesOf(unit_costs, accept, judge));
    const usd = sumUsd(traffic.flatMap(({ modelUsd, judgeUsd }) => [modelUsd, judgeUsd]));
    return output === 'stages' ? stageRows(traffic, volume, usd) : usd;
  },
});

type Block = readonly (readonly CellValue[])[];

function stagesOf(unitCosts: Block, accept: Block, judge: Block | undefined): CascadeStage[] {
  const costsUsd = numberList(unitCosts, UNIT_COSTS, USD_PER_REQUEST);
  const acceptedShares = numberList(accept, ACCEPT, SHARE);
  const judgesUsd = judge && numberList(judge, JUDGE, USD_PER_REQUEST);
  refuseStageCounts(costsUsd.length, acceptedShares.length, judgesUsd?.length);
  return costsUsd.map((usdPerRequest, index) =>
    index === costsUsd.length - 1
      ? { usdPerRequest, judgeUsdPerRequest: 0, acceptedShare: 1 }
      : {
          usdPerRequest,
          judgeUsdPerRequest: judgesUsd?.[index] ?? 0,
          acceptedShare: acceptedShares[index],
        },
  );
}

/**
 * Every model but the last has a judge, which costs nothing when no costs are given.
 * @throws stages-too-few, stage-values-count → #VALUE!
 */
export function refuseStageCounts(costs: number, accepted: number, judges: number | undefined): void {
  if (costs < 2 || costs > MOST_STAGES) {
    throw new EngineError('stages-too-few', { argument: UNIT_COSTS.name, max: MOST_STAGES, count: costs });
  }
  const judged = costs - 1;
  if (accepted !== judged) {
    const expected = judged === 1 ? '1 share' : `${judged} shares`;
    throw new EngineError('stage-values-count', { argument: ACCEPT.name, expected, count: accepted });
  }
  if (judges !== undefined && judges !== judged) {
    const expected = judged === 1 ? '1 cost' : `${judged} costs`;
    throw new EngineError('stage-values-count', { argument: JUDGE.name, expected, count: judges });
  }
}

function stageRows(traffic: readonly StageTraffic[], volume: number, usd: number): CellValue[][] {
  return [
    ['stage', 'reaches it', 'requests', 'model USD', 'judge USD', 'USD'],
    ...traffic.map(({ reachShare, requests, modelUsd, judgeUsd }, index) => [
      index + 1,
      reachShare,
      requests,
      modelUsd,
      judgeUsd,
      modelUsd + judgeUsd,
    ]),
    [
      'total',
      1,
      volume,
      sumUsd(traffic.map(({ modelUsd }) => modelUsd)),
      sumUsd(traffic.map(({ judgeUsd }) => judgeUsd)),
      usd,
    ],
  ];
}
