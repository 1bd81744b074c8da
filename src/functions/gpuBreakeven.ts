import { accelerator, openModel } from '../catalog/facts';
import { gpuHourPrice } from '../catalog/gpuPriceCatalog';
import { EngineError } from '../engine/errors';
import { Assumptions } from '../engine/self-host/assumptions';
import { breakEven, peakRate, type BreakEven, type BreakEvenCase } from '../engine/self-host/breakEven';
import { breakEvenScenarios, speedBandOf, type Band } from '../engine/self-host/breakEvenBand';
import { PLACEHOLDER_SPREAD, readCostRates, type CostRates } from '../engine/self-host/costRates';
import { peakToMeanOfProfile } from '../engine/self-host/hourlyProfile';
import { servingHours } from '../engine/self-host/fleetCost';
import { readRateQuestion, replicaRate, type ReplicaRate } from '../engine/self-host/replicaRate';
import { readServiceSpec } from '../engine/self-host/serviceSpec';
import { breakEvenRows, refusedRows } from './breakEvenRows';
import type { FunctionContext } from './context';
import { defineFunction, type CellResult, type CellValue } from './definition';
import { gpuHourDefault } from './gpuHourDefault';
import { knownUsd } from './knownUsd';
import { ANSWER_TOKENS, ASSUMPTIONS_ARGUMENT, GPU, OPEN_MODEL, PROMPT_TOKENS } from './selfHostArguments';
import { textUsage } from './textUsage';

export const gpuBreakeven = defineFunction({
  id: 'GPUBREAKEVEN',
  description:
    'When own or rented GPUs with an open model are cheaper than an API: months, traffic, utilisation or price.',
  category: 'Self-hosting',
  arguments: [
    {
      name: 'api_model',
      kind: 'name',
      names: 'model',
      broadcast: true,
      description: 'The API model to replace, in quotes.',
      example: '"gpt-5.1"',
    },
    OPEN_MODEL,
    GPU,
    {
      name: 'requests_per_month',
      kind: 'number',
      unit: 'requests per month',
      min: 0,
      aboveMin: true,
      max: 1e13,
      broadcast: true,
      description: 'Requests in a month.',
      example: '20000000',
    },
    PROMPT_TOKENS,
    ANSWER_TOKENS,
    {
      name: 'ownership',
      kind: 'choice',
      choices: ['buy', 'rent'],
      default: 'buy',
      optional: true,
      description: 'buy (blank) or rent.',
      example: '"rent"',
    },
    {
      name: 'answer',
      kind: 'choice',
      choices: ['months', 'requests', 'utilization', 'price', 'all'],
      default: 'months',
      optional: true,
      description: 'months (blank), requests a month, utilization, price (USD per 1M tokens), or all: the whole chain.',
      example: '"all"',
    },
    ASSUMPTIONS_ARGUMENT,
  ],
  returns: { shape: 'cell', unit: 'months, requests per month, share, or USD per 1M tokens' },
  unitBy: {
    argument: 'answer',
    units: {
      months: 'months',
      requests: 'requests per month',
      utilization: 'share, 0 to 1',
      price: 'USD per 1M tokens',
    },
  },
  examples: [
    {
      formula: '=GPUBREAKEVEN("gpt-5.1","llama-3.3-70b","H100",20000000,1000,300)',
      shows: 'months until bought servers paid back',
    },
    {
      formula: '=GPUBREAKEVEN("gpt-5.1","llama-3.3-70b","H100",20000000,1000,300,"rent","requests","precision=fp8")',
      shows: 'requests a month from which rented GPUs are cheaper for good',
    },
    {
      formula: '=GPUBREAKEVEN("gpt-5.1","llama-3.3-70b","H100",20000000,1000,300,"buy","all")',
      shows: 'the chain from memory to verdict with its band and every default',
    },
  ],
  formula: 'first t with −upfront + Σ (API − running cost) discounted + resale ≥ 0; traffic and cost in whole replicas',
  errors: [
    'payback-never',
    'payback-beyond-life',
    'crossing-never',
    'utilization-never',
    'gpus-too-few',
    'latency-missed',
    'gpu-lacks-precision',
    'gpu-price-no-offer',
    'gpu-offer-rejected',
    'price-missing',
  ],
  evaluate(values, context): CellResult {
    const assumptions = new Assumptions(values.assumptions ?? new Map());
    const gpu = accelerator(values.gpu);
    const { input_tokens: inputTokens, output_tokens: outputTokens, answer } = values;
    const apiUsdPerRequest = apiRequestUsd(values, assumptions, context);
    const spec = readServiceSpec(assumptions, openModel(values.open_model), gpu, inputTokens, outputTokens);
    const facts = { accelerator: gpu, gpuHour: gpuHourDefault(context.gpuPrices, values.gpu) };
    const rates = readCostRates(assumptions, values.ownership as 'buy' | 'rent', facts);
    const question = readCase(assumptions, values.requests_per_month, inputTokens + outputTokens, apiUsdPerRequest);
    const rateQuestion = readRateQuestion(assumptions, spec, question.spareReplicas);

    let rate: ReplicaRate;
    try {
      const ownRequests = question.requestsPerMonth * (1 - question.apiShare);
      rate = replicaRate(rateQuestion, peakRate(ownRequests, servingHours(rates), question.peakToMean));
    } catch (thrown) {
      const isVerdict = thrown instanceof EngineError && VERDICTS.includes(thrown.code);
      if (answer === 'all' && isVerdict) return refusedRows(thrown, question, assumptions);
      throw thrown;
    }
    if (answer !== 'all') return scalar(answer, breakEven(rate, rates, question));
    const scenarios = breakEvenScenarios(
      rateQuestion,
      { rate, rates, question },
      speedBandOf(rate, spec),
      machinePriceBand(assumptions, rates, values.gpu, context),
    );
    return breakEvenRows({ apiModel: values.api_model, spec, question, scenarios, assumptions });
  },
});

/** Refusals that answer the question: in the table they are the verdict. */
const VERDICTS: readonly string[] = ['gpus-too-few', 'latency-missed'];

/** @throws payback-never, payback-beyond-life, crossing-never, utilization-never → #N/A */
function scalar(answer: string, result: BreakEven): CellValue {
  const { payback, crossings, breakEvenUtilization } = result;
  switch (answer) {
    case 'requests':
      if (crossings.firstPermanent === undefined) throw new EngineError('crossing-never');
      return crossings.firstPermanent;
    case 'utilization':
      if (breakEvenUtilization <= 1) return breakEvenUtilization;
      throw new EngineError('utilization-never');
    case 'price':
      return result.breakEvenUsdPerMTok;
    default:
      if (payback.kind === 'paid') return payback.months;
      if (payback.kind === 'never') throw new EngineError('payback-never');
      throw new EngineError('payback-beyond-life', { months: payback.months.toPrecision(3), life: result.lifeMonths });
  }
}

function apiRequestUsd(
  values: { readonly api_model: string; readonly input_tokens: number; readonly output_tokens: number },
  assumptions: Assumptions,
  { prices }: FunctionContext,
): number {
  const model = prices.find(values.api_model);
  const { input_tokens, output_tokens } = values;
  const cached_tokens = input_tokens * assumptions.number('cached_share');
  const cache_write_tokens = input_tokens * assumptions.number('cache_write_share');
  const bands = model.bands(assumptions.text('tier') ?? '', assumptions.text('region') ?? '', undefined);
  const listUsd = knownUsd(model, bands, textUsage({ input_tokens, output_tokens, cached_tokens, cache_write_tokens }));
  return listUsd * (1 - assumptions.number('discount'));
}

function readCase(
  assumptions: Assumptions,
  requestsPerMonth: number,
  tokensPerRequest: number,
  apiUsdPerRequest: number,
): BreakEvenCase {
  return {
    requestsPerMonth,
    tokensPerRequest,
    apiUsdPerRequest,
    apiShare: assumptions.number('api_share'),
    apiStaffFte: assumptions.number('api_staff_fte'),
    apiSetupUsd: assumptions.number('api_setup_usd'),
    apiDeclinePerYear: assumptions.number('api_price_decline_per_year'),
    growthPerMonth: assumptions.number('growth_per_month'),
    peakToMean: peakToMean(assumptions),
    spareReplicas: assumptions.number('spare_replicas'),
  };
}

/** From the day's profile where one is given; a ratio of the user's own wins. */
function peakToMean(assumptions: Assumptions): number {
  const profile = assumptions.text('hourly_profile');
  if (profile === undefined) return assumptions.number('peak_to_mean');
  const value = peakToMeanOfProfile(profile);
  return assumptions.number('peak_to_mean', () => ({ value, why: 'from hourly_profile' }));
}

/** From the cheapest and the dearest offer, or around the placeholder; a price that was given has no band. */
function machinePriceBand(
  assumptions: Assumptions,
  { machines }: CostRates,
  gpuName: string,
  { gpuPrices }: FunctionContext,
): Band {
  if (assumptions.isGiven(machines.kind === 'buy' ? 'server_price_usd' : 'gpu_hour_usd')) return { low: 1, high: 1 };
  if (machines.kind === 'rent') {
    const { medianUsd, lowUsd, highUsd } = gpuHourPrice(gpuPrices, gpuName, undefined, assumptions.choice('plan'));
    return { low: lowUsd / medianUsd, high: highUsd / medianUsd };
  }
  return { low: 1 - PLACEHOLDER_SPREAD, high: 1 + PLACEHOLDER_SPREAD };
}
