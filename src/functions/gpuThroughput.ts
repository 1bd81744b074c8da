import { accelerator, openModel } from '../catalog/facts';
import { EngineError } from '../engine/errors';
import { refuseLongContext } from '../engine/self-host/contextLimit';
import { defaultLayout, refuseInvalidLayout, type Layout } from '../engine/self-host/layout';
import { residency } from '../engine/self-host/memory';
import type { OpenModel } from '../engine/self-host/openModel';
import { refuseMissingUnit, type Precision } from '../engine/self-host/precision';
import { largestBatch, servingSystem, speedAtLoad, stepParts, usualMemoryRules, type ServingSystem, type Speed } from '../engine/self-host/throughput';
import { extrapolations, MEASURED_UNTIL, speedBand, type MeasuredLoad } from '../engine/self-host/throughputBand';
import { ENGINES, type Engine } from '../engine/self-host/throughputConstants';
import { defineFunction, type CellValue } from './definition';
import { ANSWER_TOKENS, GPU, OPEN_MODEL, PRECISION, PROMPT_TOKENS } from './selfHostArguments';

const OPTION_KEYS = ['engine', 'tp', 'pp', 'ep', 'dp_attention'] as const;
const DEFAULT_ENGINE: Engine = 'vllm';

export const gpuThroughput = defineFunction({
  id: 'GPUTHROUGHPUT',
  description: 'How fast GPUs serve an open model at a load: tokens per second, time to first token, time per output token.',
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
      keys: OPTION_KEYS,
      optional: true,
      description: 'engine (vllm, trtllm, sglang) and layout: tp, pp, ep, dp_attention.',
      example: '"engine=trtllm; tp=4"',
    },
  ],
  returns: { shape: 'cell', unit: 'output tokens per second, or ms' },
  examples: [
    { formula: '=GPUTHROUGHPUT("llama-3.3-70b","H200",4,1024,1024,64,"fp8")', shows: 'output tokens per second of 64 requests' },
    { formula: '=GPUTHROUGHPUT("llama-3.3-70b","H100",4,1000,300,,"fp8","all")', shows: 'the largest load that fits, with low, base and high' },
  ],
  formula: 'requests ÷ (weights and cache read ÷ bandwidth + work ÷ compute + communication + overhead), fitted to measured runs',
  errors: ['gpu-unknown', 'open-model-unknown', 'gpu-lacks-precision', 'gpus-not-valid', 'gpus-too-few', 'context-too-long'],
  evaluate(values) {
    const model = openModel(values.model);
    const precision = (values.precision ?? model.nativePrecision) as Precision;
    const { input_tokens: inputTokens, output_tokens: outputTokens } = values;
    const gpu = accelerator(values.gpu);
    refuseMissingUnit(gpu, precision);
    refuseLongContext(model, inputTokens + outputTokens);
    const layout = layoutOf(values.gpus, values.options);
    refuseInvalidLayout(model, layout);
    const engine = engineOf(values.options);
    const { requests } = residency(model, precision, gpu, layout, inputTokens + outputTokens, usualMemoryRules(engine, precision));
    if (requests < 1) throw doesNotFit(model, precision, values.gpus, gpu.name);

    const system = servingSystem(model, gpu, layout, precision, engine);
    const concurrency = values.concurrency ?? Math.floor(largestBatch(system, inputTokens, outputTokens));
    const load = { inputTokens, outputTokens, concurrency };
    const speed = speedAtLoad(system, load);
    switch (values.measure) {
      case 'ttft_ms':
        return speed.ttftS * 1e3;
      case 'tpot_ms':
        return speed.tpotS * 1e3;
      case 'all':
        return withBands(system, load, speed, values.concurrency === undefined);
      default:
        return speed.tokensPerS;
    }
  },
});

type Options = ReadonlyMap<string, CellValue> | undefined;

function layoutOf(gpus: number, options: Options): Layout {
  const asked = (key: string) => (options?.has(key) ? wholeOption(key, options.get(key)) : undefined);
  const usual = defaultLayout(gpus);
  const attentionDataParallel = asked('dp_attention') ?? 1;
  const pipelineParallel = asked('pp') ?? (attentionDataParallel > 1 ? 1 : usual.pipelineParallel);
  const tensorParallel = asked('tp') ?? gpus / pipelineParallel / attentionDataParallel;
  return { gpus, tensorParallel, pipelineParallel, attentionDataParallel, expertParallel: asked('ep') ?? (attentionDataParallel > 1 ? gpus : 1) };
}

function wholeOption(key: string, given: CellValue | undefined): number {
  const number = typeof given === 'number' ? given : Number.NaN;
  if (!Number.isInteger(number) || number < 1) throw new EngineError('argument-not-whole', { argument: key, value: String(given) });
  return number;
}

function engineOf(options: Options): Engine {
  const given = String(options?.get('engine') ?? DEFAULT_ENGINE).toLowerCase();
  const engine = ENGINES.find((known) => known === given);
  if (!engine) throw new EngineError('argument-not-a-choice', { argument: 'engine', choices: ENGINES.join(', ') });
  return engine;
}

function doesNotFit(model: OpenModel, precision: Precision, gpus: number, gpu: string): EngineError {
  return new EngineError('gpus-too-few', { model: model.name, precision, gpus, gpu, needs: 'GPUFIT tells how many do' });
}

function withBands(system: ServingSystem, load: Required<MeasuredLoad>, speed: Speed, isLargestLoad: boolean): CellValue[][] {
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
    ['requests at a time', '', load.concurrency, '', isLargestLoad ? 'the most that stay in memory (default)' : 'as asked'],
    ['decoded together', '', speed.batch, '', 'requests'],
    ['bound by', '', slowestPart(system, load, speed), '', 'largest part of a decode step'],
    ['engine', '', system.engine, '', `precision ${system.precision}, ${layoutInWords(system.layout)}`],
    ['measured until', '', MEASURED_UNTIL, '', 'low to high holds 80 % of the measured runs'],
    ['extrapolates', '', reasons.length > 0 ? 'yes' : 'no', '', reasons.join('; ') || 'inside the measured range'],
  ];
}

function slowestPart(system: ServingSystem, { inputTokens, outputTokens }: Required<MeasuredLoad>, { batch }: Speed): string {
  const named = {
    weights: 'reading weights',
    kvCache: 'reading the KV cache',
    compute: 'compute',
    communication: 'communication between GPUs',
    overhead: 'fixed overhead',
  };
  const parts = stepParts(system, batch, inputTokens + outputTokens / 2);
  const [largest] = (Object.keys(named) as (keyof typeof named)[]).sort((a, b) => parts[b] - parts[a]);
  return named[largest];
}

function layoutInWords({ tensorParallel, pipelineParallel, attentionDataParallel }: Layout): string {
  return `tp ${tensorParallel}, pp ${pipelineParallel}, attention-dp ${attentionDataParallel}`;
}
