import { accelerator, openModel } from '../catalog/facts';
import { EngineError } from '../engine/errors';
import { refuseLongContext } from '../engine/self-host/contextLimit';
import { refuseInvalidLayout } from '../engine/self-host/layout';
import { residency, smallestFit } from '../engine/self-host/memory';
import { refuseMissingUnit, type Precision } from '../engine/self-host/precision';
import {
  largestBatch,
  servingSystem,
  speedAtLoad,
  stallSeconds,
  stepParts,
  usualMemoryRules,
  type ServingSystem,
  type Speed,
} from '../engine/self-host/throughput';
import { extrapolations, MEASURED_UNTIL, speedBand, type MeasuredLoad } from '../engine/self-host/throughputBand';
import { defineFunction, type CellValue } from './definition';
import { ANSWER_TOKENS, GPU, OPEN_MODEL, PRECISION, PROMPT_TOKENS } from './selfHostArguments';
import { layoutInWords, readEngine, readLayout, readMemoryRules, SERVING_OPTIONS } from './servingOptions';

export const gpuThroughput = defineFunction({
  id: 'GPUTHROUGHPUT',
  description:
    'How fast GPUs serve an open model at a load: tokens per second, time to first token, time per output token.',
  category: 'Self-hosting',
  arguments: [
    { ...OPEN_MODEL, name: 'model' },
    GPU,
    {
      name: 'gpus',
      kind: 'number',
      unit: 'GPUs',
      min: 1,
      max: 64,
      whole: true,
      broadcast: true,
      description: 'GPUs of one replica.',
      example: '4',
    },
    PROMPT_TOKENS,
    ANSWER_TOKENS,
    {
      name: 'concurrency',
      kind: 'number',
      unit: 'requests',
      min: 1,
      max: 1e6,
      optional: true,
      broadcast: true,
      description: 'Requests at the same time; blank is as many as stay in memory.',
      example: '64',
    },
    PRECISION,
    {
      name: 'measure',
      kind: 'choice',
      choices: ['tokens_per_s', 'ttft_ms', 'tpot_ms', 'all'],
      default: 'tokens_per_s',
      optional: true,
      description: 'tokens_per_s (output of all requests together), ttft_ms, tpot_ms, or all: with low and high.',
      example: '"all"',
    },
    {
      name: 'options',
      kind: 'pairs',
      keys: SERVING_OPTIONS,
      optional: true,
      description:
        'engine (vllm, trtllm, sglang); tp, pp, ep, dp_attention; kv_precision; utilization (0.9 of the memory).',
      example: '"engine=trtllm; tp=4"',
    },
  ],
  returns: { shape: 'cell', unit: 'output tokens per second, or ms' },
  unitBy: {
    argument: 'measure',
    units: {
      tokens_per_s: 'output tokens per second, all requests together',
      ttft_ms: 'ms to the first token',
      tpot_ms: 'ms per output token',
    },
  },
  examples: [
    {
      formula: '=GPUTHROUGHPUT("llama-3.3-70b","H200",4,1024,1024,64,"fp8")',
      shows: 'output tokens per second of 64 requests',
    },
    {
      formula: '=GPUTHROUGHPUT("llama-3.3-70b","H100",4,1000,300,,"fp8","all")',
      shows: 'the largest load that fits, with low, base and high',
    },
  ],
  formula:
    'requests ÷ (weights and cache read ÷ bandwidth + work ÷ compute + communication + overhead), fitted to measured runs',
  errors: [
    'gpu-unknown',
    'open-model-unknown',
    'gpu-lacks-precision',
    'gpus-not-valid',
    'gpus-too-few',
    'context-too-long',
    'option-not-valid',
  ],
  sources: ['1,828 measured runs to 2026-09-24; errors in src/engine/self-host/accuracy.md'],
  evaluate(values) {
    const model = openModel(values.model);
    const precision = (values.precision ?? model.nativePrecision) as Precision;
    const { input_tokens: inputTokens, output_tokens: outputTokens } = values;
    const gpu = accelerator(values.gpu);
    refuseMissingUnit(gpu, precision);
    refuseLongContext(model, inputTokens + outputTokens);
    const { options } = values;
    const layout = readLayout(options, values.gpus);
    refuseInvalidLayout(model, layout);
    const engine = readEngine(options);
    const memory = readMemoryRules(options, usualMemoryRules(engine, precision));
    const system = servingSystem(model, gpu, layout, precision, engine, memory);
    refuseTooFew(system, inputTokens + outputTokens);
    const concurrency = values.concurrency ?? Math.floor(largestBatch(system, inputTokens, outputTokens));
    const load = { inputTokens, outputTokens, concurrency };
    const speed = speedAtLoad(system, load);
    switch (values.measure) {
      case 'ttft_ms':
        return speed.ttftS * 1e3;
      case 'tpot_ms':
        return speed.tpotS * 1e3;
      case 'all':
        return withBands(system, load, speed, {
          concurrency: values.concurrency === undefined,
          precision: values.precision === undefined,
          engine: options?.get('engine') === undefined,
        });
      default:
        return speed.tokensPerS;
    }
  },
});

/** @throws gpus-too-few, with the count that would do */
function refuseTooFew(system: ServingSystem, contextTokens: number): void {
  const { model, accelerator: gpu, precision, layout, memory } = system;
  if (residency(model, precision, gpu, layout, contextTokens, memory).requests >= 1) return;
  const enough = smallestFit(model, precision, gpu, contextTokens, 1, memory);
  const needs = enough ? `needs at least ${enough.gpus} GPUs` : 'no valid count is enough';
  throw new EngineError('gpus-too-few', { model: model.name, precision, gpus: layout.gpus, gpu: gpu.name, needs });
}

type Defaulted = Readonly<Record<'concurrency' | 'precision' | 'engine', boolean>>;

function withBands(
  system: ServingSystem,
  load: Required<MeasuredLoad>,
  speed: Speed,
  isDefault: Defaulted,
): CellValue[][] {
  const row = (label: string, unit: string, value: number, measure: 'tokensPerS' | 'ttft' | 'tpot'): CellValue[] => {
    const { low, high } = speedBand(system, measure, load);
    return [label, value * low, value, value * high, unit];
  };
  const reasons = extrapolations(system, load);
  return [
    ['measure', 'low', 'base', 'high', 'unit'],
    row('tokens per second', 'output tokens/s, all requests', speed.tokensPerS, 'tokensPerS'),
    row('time to first token', 'ms', speed.ttftS * 1e3, 'ttft'),
    row('time per output token', 'ms', speed.tpotS * 1e3, 'tpot'),
    [
      'requests at a time',
      '',
      load.concurrency,
      '',
      isDefault.concurrency ? 'the most that stay in memory (default)' : 'as asked',
    ],
    ['decoded together', '', speed.batch, '', 'requests'],
    ['bound by', '', ...bound(system, load, speed)],
    ['engine', '', system.engine, '', `${isDefault.engine ? 'default; ' : ''}${layoutInWords(system.layout)}`],
    ['precision', '', system.precision, '', isDefault.precision ? 'as published (default)' : 'as asked'],
    [
      'memory for the engine',
      '',
      system.memory.utilization,
      '',
      `share; cache of ${system.memory.kvElementBytes} bytes an element`,
    ],
    ['measured until', '', MEASURED_UNTIL, '', 'low to high holds 80 % of the measured runs'],
    ['extrapolates', '', reasons.length > 0 ? 'yes' : 'no', '', reasons.join('; ') || 'inside the measured range'],
  ];
}

/** What a faster answer would need more of: [word, '', note]. */
function bound(system: ServingSystem, load: Required<MeasuredLoad>, { batch, tpotS }: Speed): [string, string, string] {
  const { inputTokens, outputTokens, concurrency } = load;
  if (batch < concurrency) {
    return [
      'memory for the cache',
      '',
      `${Math.floor(batch)} of ${concurrency} requests are decoded together, the others wait`,
    ];
  }
  const parts = stepParts(system, batch, inputTokens + outputTokens / 2);
  const prefill = (batch / outputTokens) * stallSeconds(system, inputTokens);
  const times: [string, number][] = [
    ['reading weights', parts.weights],
    ['reading the KV cache', parts.kvCache],
    ['arithmetic', parts.compute],
    ['communication between GPUs', parts.communication],
    ['engine overhead', parts.overhead],
    ['prefill of new requests', prefill],
  ];
  const [name, seconds] = times.reduce((longest, each) => (each[1] > longest[1] ? each : longest));
  return [name, '', `${Math.round((100 * seconds) / tpotS)} % of the time per output token`];
}
