import { textRequestUsd } from '../engine/api-cost/textRequestUsd';
import {
  AS_OF,
  CACHED_TOKENS,
  CACHE_WRITE_TOKENS,
  INPUT_TOKENS,
  MODEL,
  OUTPUT_TOKENS,
  PRICES,
  TIER,
} from './apiCostArguments';
import { catalogOfCall } from './catalogOfCall';
import { defineFunction } from './definition';
import { knownUsd } from './knownUsd';
import { textUsage } from './textUsage';

export const llmCost = defineFunction({
  id: 'LLMCOST',
  description:
    'What one request to a model costs in USD; tokens are gross: cached and written ones are parts of the input.',
  category: 'API cost',
  arguments: [MODEL, INPUT_TOKENS, OUTPUT_TOKENS, CACHED_TOKENS, CACHE_WRITE_TOKENS, TIER, AS_OF, PRICES],
  returns: { shape: 'cell', unit: 'USD per request' },
  examples: [
    { formula: '=LLMCOST("gpt-4o",1000,100)', shows: '0.0035 USD: 1,000 × 2.50 + 100 × 10.00 per 1M' },
    { formula: '=LLMCOST("claude-sonnet-4-5",12000,900,9000)', shows: 'with 9,000 of the input read from the cache' },
    { formula: '=LLMCOST("gpt-5.1",{1000;2000;4000},300,,,"batch")', shows: 'three requests at the batch price' },
    {
      formula: '=LLMCOST("our-model",1000,100,,,,,{"model","input","output";"our-model",1.5,6})',
      shows: 'priced by a table of your own',
    },
  ],
  formula:
    '(input − cached − written) × input rate + cached × cached rate + written × write rate + output × output rate, ' +
    'each per 1M tokens, plus the fee of one request where there is one; the input chooses the long-context rate',
  errors: [
    'model-unknown',
    'model-ambiguous',
    'model-rejected',
    'tier-unknown',
    'price-not-valid',
    'price-missing',
    'cached-exceeds-input',
    'written-exceeds-input',
    'cached-and-written-exceed-input',
    'price-table-header',
    'currency-unknown',
  ],
  evaluate(values, context) {
    const { input_tokens, output_tokens, cached_tokens, cache_write_tokens, as_of } = values;
    const model = catalogOfCall(values.prices, context).find(values.model);
    const bands = model.bands(values.tier, '', as_of?.utcMs);
    const usd = textRequestUsd(bands, input_tokens, output_tokens, cached_tokens, cache_write_tokens);
    return usd === usd ? usd : knownUsd(model, bands, textUsage(values)); // NaN: says which bucket has no price
  },
});
