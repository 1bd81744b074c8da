import { openModel } from '../catalog/facts';
import { refuseLongContext } from '../engine/self-host/contextLimit';
import { DEFAULT_MEMORY_RULES, memoryNeed } from '../engine/self-host/memory';
import type { Precision } from '../engine/self-host/precision';
import { defineFunction } from './definition';
import { CONCURRENT_REQUESTS, CONTEXT_TOKENS, OPEN_MODEL, PRECISION } from './selfHostArguments';

const GB = 1e9;

export const gpuMemory = defineFunction({
  id: 'GPUMEMORY',
  description:
    'GPU memory that an open model needs for its weights, the cache of the requests and the engine, on one GPU.',
  category: 'Self-hosting',
  arguments: [
    { ...OPEN_MODEL, name: 'model' },
    PRECISION,
    CONTEXT_TOKENS,
    CONCURRENT_REQUESTS,
    {
      name: 'answer',
      kind: 'choice',
      choices: ['total', 'weights', 'kv_cache', 'all'],
      default: 'total',
      optional: true,
      description: 'total, weights, kv_cache, or all: every part with what it assumes.',
      example: '"all"',
    },
  ],
  returns: { shape: 'cell', unit: 'GB (1e9 bytes)' },
  examples: [
    { formula: '=GPUMEMORY("llama-3.3-70b","fp8",8192,32)', shows: 'GB for 32 requests of 8,192 tokens' },
    { formula: '=GPUMEMORY("deepseek-v3",,32768,16,"all")', shows: 'weights, cache and reserve, part by part' },
  ],
  formula: 'weights by tensor class × bytes + requests × cache per request + engine reserve',
  errors: ['open-model-unknown', 'context-too-long'],
  evaluate(values) {
    const model = openModel(values.model);
    const precision = (values.precision ?? model.nativePrecision) as Precision;
    const { context_tokens: contextTokens, concurrent_requests: requests } = values;
    refuseLongContext(model, contextTokens);
    const need = memoryNeed(model, precision, contextTokens, requests);
    switch (values.answer) {
      case 'weights':
        return need.weights / GB;
      case 'kv_cache':
        return need.kvCache / GB;
      case 'all':
        return [
          ['item', 'GB', 'note'],
          [
            'weights',
            need.weights / GB,
            `${model.name} in ${precision}${values.precision ? '' : ', as published (default)'}`,
          ],
          [
            'KV cache',
            need.kvCache / GB,
            `${requests} × ${contextTokens} tokens, ${DEFAULT_MEMORY_RULES.kvElementBytes} bytes an element (default)`,
          ],
          ...(need.indexer > 0 ? [['indexer cache', need.indexer / GB, 'keys of sparse attention']] : []),
          ['engine reserve', need.reserve / GB, 'per GPU (default)'],
          ['total', need.total / GB, 'on one GPU, before any copies over several'],
        ];
      default:
        return need.total / GB;
    }
  },
});
