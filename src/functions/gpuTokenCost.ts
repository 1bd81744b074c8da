import { accelerator, openModel } from '../catalog/facts';
import type { GpuPriceCatalog } from '../catalog/gpuPriceCatalog';
import { Assumptions } from '../engine/self-host/assumptions';
import { readCostRates } from '../engine/self-host/costRates';
import { gpusThatFillServers, monthlyCostItems, servingHours } from '../engine/self-host/fleetCost';
import { readRateQuestion, replicaRate } from '../engine/self-host/replicaRate';
import { readServiceSpec } from '../engine/self-host/serviceSpec';
import { assumptionRows, sameWidth } from './assumptionRows';
import { defineFunction, type CellValue } from './definition';
import { gpuHourDefault } from './gpuHourDefault';
import { ANSWER_TOKENS, ASSUMPTIONS_ARGUMENT, GPU, OPEN_MODEL, PROMPT_TOKENS } from './selfHostArguments';

export const gpuTokenCost = defineFunction({
  id: 'GPUTOKENCOST',
  description: 'What 1M tokens cost on own or rented GPUs that are paid whether they work or not.',
  category: 'Self-hosting',
  arguments: [
    { ...OPEN_MODEL, name: 'model' },
    GPU,
    PROMPT_TOKENS,
    ANSWER_TOKENS,
    {
      name: 'utilization',
      kind: 'number',
      unit: 'share, 0 to 1',
      min: 0,
      aboveMin: true,
      max: 1,
      optional: true,
      broadcast: true,
      description: 'Part of the paid hours under full load: 0.5, not 50; blank is 0.5.',
      example: '0.5',
    },
    {
      name: 'ownership',
      kind: 'choice',
      choices: ['rent', 'buy'],
      default: 'rent',
      optional: true,
      description: 'rent (blank) or buy.',
      example: '"buy"',
    },
    ASSUMPTIONS_ARGUMENT,
    {
      name: 'measure',
      kind: 'choice',
      choices: ['output', 'all_tokens', 'all'],
      default: 'output',
      optional: true,
      description: 'Per 1M output tokens (blank), per 1M of all_tokens, or all: the chain with every assumption.',
      example: '"all"',
    },
  ],
  returns: { shape: 'cell', unit: 'USD per 1M tokens' },
  examples: [
    { formula: '=GPUTOKENCOST("llama-3.3-70b","H100",1000,300,0.6)', shows: 'rented, 60 % of the hours under load' },
    { formula: '=GPUTOKENCOST("llama-3.3-70b","H100",1000,300,0.6,"buy","precision=fp8","all")', shows: 'the chain' },
  ],
  formula:
    'cost of a replica per hour ÷ (tokens per second × 3600 × utilisation) × 1,000,000; machines only unless told',
  errors: [
    'gpu-unknown',
    'open-model-unknown',
    'gpu-lacks-precision',
    'gpus-too-few',
    'latency-missed',
    'gpu-price-no-offer',
    'gpu-offer-rejected',
  ],
  evaluate(values, { gpuPrices }) {
    const assumptions = new Assumptions(values.assumptions ?? new Map());
    const { rate, rates } = tokenCostCase(assumptions, values, gpuPrices);
    const { input_tokens: inputTokens, output_tokens: outputTokens } = values;
    const utilization = values.utilization ?? assumptions.number('utilization');

    const gpus = gpusThatFillServers(rates, rate.gpus);
    const replicas = gpus / rate.gpus;
    const hours = servingHours(rates);
    const items = monthlyCostItems(rates, gpus, gpus * hours * utilization);
    const usdPerHour = items.reduce((sum, { usdPerMonth }) => sum + usdPerMonth, 0) / hours / replicas;
    const outputTokensPerS = rate.requestsPerS * outputTokens;
    const usdPerOutputMTok = usdPerMillion(usdPerHour, outputTokensPerS * utilization);
    const usdPerMTok = usdPerMillion(usdPerHour, rate.requestsPerS * (inputTokens + outputTokens) * utilization);
    if (values.measure === 'output') return usdPerOutputMTok;
    if (values.measure === 'all_tokens') return usdPerMTok;
    const chain: CellValue[][] = [
      ['item', 'value', 'unit', '', 'note'],
      ['output tokens', usdPerOutputMTok, 'USD per 1M', '', 'whole cost laid on the output'],
      ['all tokens', usdPerMTok, 'USD per 1M', '', 'whole cost laid on input and output'],
      ['GPUs per replica', rate.gpus, 'GPUs', '', ''],
      ['speed at full load', outputTokensPerS, 'output tokens/s', '', rate.capacity?.limitedBy ?? 'as given'],
      ['utilisation', utilization, 'share', '', 'of the paid hours'],
      ['one replica', usdPerHour, 'USD per hour', '', `share of ${gpus} GPUs`],
      ...items.map(({ item, usdPerMonth, note }) => [item, usdPerMonth / replicas, 'USD per month', '', note]),
    ];
    return sameWidth([...chain, [''], ...assumptionRows(assumptions)]);
  },
});

/** What carries the tokens and what it costs, read from the arguments and the assumptions. */
export function tokenCostCase(
  assumptions: Assumptions,
  asked: { model: string; gpu: string; input_tokens: number; output_tokens: number; ownership: string },
  gpuPrices: GpuPriceCatalog,
) {
  const gpu = accelerator(asked.gpu);
  const spec = readServiceSpec(assumptions, openModel(asked.model), gpu, asked.input_tokens, asked.output_tokens);
  const measuredShare = { value: 1, why: 'utilisation says how full it is' };
  const rate = replicaRate(readRateQuestion(assumptions, spec, 0, measuredShare));
  const facts = { accelerator: gpu, gpuHour: gpuHourDefault(gpuPrices, asked.gpu), machinesOnly: true };
  return { spec, rate, rates: readCostRates(assumptions, asked.ownership as 'rent' | 'buy', facts) };
}

function usdPerMillion(usdPerHour: number, tokensPerS: number): number {
  return (usdPerHour / 3600 / tokensPerS) * 1e6;
}
