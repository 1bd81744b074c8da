import { accelerator, openModel } from '../catalog/facts';
import { erlangC } from '../engine/self-host/erlang';
import { fleetInWords, PLANNING_SHARE, smallestFleet, type Fleet } from '../engine/self-host/fleet';
import { GPUS_PER_SERVER } from '../engine/self-host/layout';
import type { Precision } from '../engine/self-host/precision';
import { defineFunction, type CellValue } from './definition';
import { ANSWER_TOKENS, GPU, OPEN_MODEL, PRECISION, PROMPT_TOKENS } from './selfHostArguments';

export const gpuCount = defineFunction({
  id: 'GPUCOUNT',
  description: 'How many GPUs carry a traffic of an open model within latency targets, spare replicas included.',
  category: 'Self-hosting',
  arguments: [
    { ...OPEN_MODEL, name: 'model' },
    GPU,
    {
      name: 'requests_per_s',
      kind: 'number',
      unit: 'requests per second',
      min: 0,
      aboveMin: true,
      max: 1e6,
      broadcast: true,
      description: 'Requests per second at the peak, arriving at random.',
      example: '10',
    },
    PROMPT_TOKENS,
    ANSWER_TOKENS,
    {
      name: 'ttft_s',
      kind: 'number',
      unit: 'seconds',
      min: 0,
      aboveMin: true,
      optional: true,
      broadcast: true,
      description: 'Time to the first token that 95 % of the requests must get; blank sets no target.',
      example: '2',
    },
    {
      name: 'tpot_ms',
      kind: 'number',
      unit: 'milliseconds',
      min: 0,
      aboveMin: true,
      optional: true,
      broadcast: true,
      description: 'Time per output token that 95 % of the requests must get; blank sets no target.',
      example: '50',
    },
    PRECISION,
    {
      name: 'spare_replicas',
      kind: 'number',
      unit: 'replicas',
      min: 0,
      max: 100,
      whole: true,
      default: 1,
      optional: true,
      broadcast: true,
      description: 'Replicas that stand by for a failure (N+1); blank is 1.',
      example: '1',
    },
    {
      name: 'answer',
      kind: 'choice',
      choices: ['gpus', 'replicas', 'words', 'all'],
      default: 'gpus',
      optional: true,
      description: 'gpus, replicas, words ("40 GPUs = 5 replicas × 8"), or all: the chain with latencies.',
      example: '"all"',
    },
  ],
  returns: { shape: 'cell', unit: 'GPUs' },
  examples: [
    { formula: '=GPUCOUNT("llama-3.3-70b","H100",10,1000,300,2,50,"fp8")', shows: 'GPUs with one spare replica' },
    {
      formula: '=GPUCOUNT("llama-3.3-70b","H100",10,1000,300,2,50,"fp8",1,"words")',
      shows: 'replicas × GPUs in words',
    },
    {
      formula: '=GPUCOUNT("llama-3.3-70b","H100",10,1000,300,2,50,"fp8",1,"all")',
      shows: 'the chain behind the number',
    },
  ],
  formula:
    '(⌈requests per second ÷ what one replica carries within the targets⌉ + spare) × GPUs per replica, fewest in total',
  errors: [
    'gpu-unknown',
    'open-model-unknown',
    'gpu-lacks-precision',
    'gpus-too-few',
    'latency-missed',
    'context-too-long',
  ],
  evaluate(values) {
    const model = openModel(values.model);
    const precision = (values.precision ?? model.nativePrecision) as Precision;
    const spec = {
      model,
      accelerator: accelerator(values.gpu),
      precision,
      engine: 'vllm',
      inputTokens: values.input_tokens,
      outputTokens: values.output_tokens,
      speed: 1,
    } as const;
    const targets = {
      ...(values.ttft_s === undefined ? {} : { ttftS: values.ttft_s }),
      ...(values.tpot_ms === undefined ? {} : { tpotS: values.tpot_ms / 1e3 }),
    };
    const fleet = smallestFleet(spec, values.requests_per_s, targets, values.spare_replicas);
    switch (values.answer) {
      case 'replicas':
        return fleet.replicas;
      case 'words':
        return fleetInWords(fleet);
      case 'all':
        return chain(fleet, values.requests_per_s, precision);
      default:
        return fleet.gpus;
    }
  },
});

function chain(fleet: Fleet, requestsPerS: number, precision: string): CellValue[][] {
  const { replica, workingReplicas } = fleet;
  const share = requestsPerS / workingReplicas;
  const loaded = replica.queue.at(share) ?? replica.atCapacity;
  const places = replica.resident.requests;
  const ms = (seconds: number): number => seconds * 1e3;
  return [
    ['item', 'value', 'unit', 'note'],
    ['GPUs', fleet.gpus, 'GPUs', fleetInWords(fleet)],
    ['replicas', fleet.replicas, 'replicas', `${workingReplicas} carry the traffic, ${fleet.spareReplicas} stand by`],
    ['GPUs per replica', fleet.gpusPerReplica, 'GPUs', `tensor parallel, weights in ${precision}`],
    ['servers', Math.ceil(fleet.gpus / GPUS_PER_SERVER), 'servers', `whole servers of ${GPUS_PER_SERVER}`],
    ['places in memory', places, 'requests', 'requests of this size that stay resident in one replica'],
    ['one replica carries', replica.requestsPerS, 'requests per second', `limited by ${replica.limitedBy}`],
    ['one replica receives', share, 'requests per second', 'the peak shared by the working replicas'],
    ['requests inside', loaded.meanRequests, 'requests', 'on average, in one replica'],
    ['time to first token', loaded.ttftS, 's', 'mean'],
    ['time to first token, 95 %', loaded.ttft95S, 's', '95 % of the requests are faster'],
    ['time per output token', ms(loaded.tpotS), 'ms', 'mean'],
    ['time per output token, 95 %', ms(loaded.tpot95S), 'ms', '95 % of the requests are faster'],
    ['whole answer', loaded.endToEndS, 's', 'mean, from arrival to the last token'],
    ['find no place', loaded.waitingShare, 'share', 'have to wait for another request to end'],
    [
      'find no place, fixed slots',
      erlangC(share * (loaded.endToEndS - loaded.waitS), places),
      'share',
      'Erlang C, as if load did not slow requests down: an upper check',
    ],
    ['planning share', PLANNING_SHARE, 'share', 'default: part of the best rate that is planned with'],
    ['engine', 'vllm', '', 'default'],
  ];
}
