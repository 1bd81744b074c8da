import { accelerator, openModel } from '../catalog/facts';
import { EngineError } from '../engine/errors';
import type { Accelerator } from '../engine/self-host/accelerator';
import { refuseLongContext } from '../engine/self-host/contextLimit';
import { defaultLayout, validGpuCounts } from '../engine/self-host/layout';
import { fitVerdict, residency, smallestFit, type Residency } from '../engine/self-host/memory';
import type { OpenModel } from '../engine/self-host/openModel';
import { refuseMissingUnit, type Precision } from '../engine/self-host/precision';
import { defineFunction, type CellValue } from './definition';
import { CONCURRENT_REQUESTS, CONTEXT_TOKENS, GPU, OPEN_MODEL, PRECISION } from './selfHostArguments';
import { layoutInWords } from './servingOptions';

const GB = 1e9;

export const gpuFit = defineFunction({
  id: 'GPUFIT',
  description:
    'The fewest GPUs that hold an open model with the requests asked for, and how many requests stay resident.',
  category: 'Self-hosting',
  arguments: [
    { ...OPEN_MODEL, name: 'model' },
    GPU,
    PRECISION,
    CONTEXT_TOKENS,
    CONCURRENT_REQUESTS,
    {
      name: 'answer',
      kind: 'choice',
      choices: ['gpus', 'resident', 'all', 'counts'],
      default: 'gpus',
      optional: true,
      description:
        'gpus, resident (requests that stay in memory), all (the memory in parts), or counts: a verdict for each GPU count.',
      example: '"all"',
    },
  ],
  returns: { shape: 'cell', unit: 'GPUs' },
  examples: [
    { formula: '=GPUFIT("llama-3.3-70b","H100","fp8",8192,32)', shows: 'GPUs for 32 requests of 8,192 tokens' },
    {
      formula: '=GPUFIT("llama-3.3-70b","H100","fp16",2176,1,"all")',
      shows: 'what is left for the cache, and for how many requests',
    },
    {
      formula: '=GPUFIT("llama-3.3-70b","H100","fp16",2176,32,"counts")',
      shows: 'fits, KV-starved or does not fit, by GPU count',
    },
  ],
  formula: 'smallest count whose memory, less weights with their copies and reserve, holds the cache of the requests',
  errors: ['gpu-unknown', 'open-model-unknown', 'gpu-lacks-precision', 'gpus-too-few', 'context-too-long'],
  evaluate(values) {
    const model = openModel(values.model);
    const gpu = accelerator(values.gpu);
    const precision = (values.precision ?? model.nativePrecision) as Precision;
    const { context_tokens: contextTokens, concurrent_requests: requests } = values;
    refuseMissingUnit(gpu, precision);
    refuseLongContext(model, contextTokens);
    if (values.answer === 'counts') return verdicts(model, gpu, precision, contextTokens, requests);
    const fit = smallestFit(model, precision, gpu, contextTokens, requests);
    if (!fit) throw tooFew(model, gpu, precision, requests);
    if (values.answer === 'resident') return fit.resident.requests;
    return values.answer === 'all' ? parts(fit, gpu, requests) : fit.gpus;
  },
});

/** Every valid count up to the first that holds the requests and the one after it. */
function verdicts(
  model: OpenModel,
  gpu: Accelerator,
  precision: Precision,
  contextTokens: number,
  requests: number,
): CellValue[][] {
  const counts = validGpuCounts(model);
  const smallest = smallestFit(model, precision, gpu, contextTokens, 1)?.gpus;
  const enough = smallestFit(model, precision, gpu, contextTokens, requests)?.gpus;
  const shown = enough === undefined ? counts : counts.slice(0, counts.indexOf(enough) + 2);
  return [
    ['gpus', 'layout', 'weights_gb', 'left_for_cache_gb', 'resident_requests', 'verdict'],
    ...shown.map((gpus) => {
      const layout = defaultLayout(gpus);
      const resident = residency(model, precision, gpu, layout, contextTokens);
      const leftGb = Math.max(0, resident.cachePool) / GB;
      const { words } = fitVerdict(resident, requests, smallest);
      return [gpus, layoutInWords(layout), resident.weights / GB, leftGb, resident.requests, words];
    }),
  ];
}

function tooFew(model: OpenModel, gpu: Accelerator, precision: Precision, requests: number): EngineError {
  const gpus = Math.max(...validGpuCounts(model));
  return new EngineError('gpus-too-few', {
    model: model.name,
    precision,
    gpus,
    gpu: gpu.name,
    needs: `${requests} requests need more`,
  });
}

function parts(
  { gpus, resident }: { gpus: number; resident: Residency },
  gpu: Accelerator,
  requests: number,
): CellValue[][] {
  return [
    ['item', 'value', 'unit', 'note'],
    ['GPUs', gpus, 'GPUs', `${gpu.name}, memory ${resident.memoryBasis}`],
    ['weights', resident.weights / GB, 'GB', 'in all GPUs together, with copies'],
    ['engine reserve', resident.reserve / GB, 'GB', 'default per GPU, with communication buffers'],
    ['left for the cache', resident.cachePool / GB, 'GB', 'at 90 % of the memory (default)'],
    ['cache of one request', resident.perRequest / GB, 'GB', 'with copies'],
    ['resident requests', resident.requests, 'requests', `asked for ${requests}`],
    ['verdict', fitVerdict(resident, requests, gpus).words, '', `limited by ${resident.limitedBy}`],
  ];
}
