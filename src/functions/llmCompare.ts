import type { PriceCatalog } from '../catalog/priceCatalog';
import { textRequestUsd } from '../engine/api-cost/textRequestUsd';
import { EngineError } from '../engine/errors';
import { INPUT } from '../engine/units/units';
import {
  AS_OF,
  CACHED_TOKENS,
  CACHE_WRITE_TOKENS,
  INPUT_TOKENS,
  OUTPUT_TOKENS,
  PRICES,
  TIER,
  single,
} from './apiCostArguments';
import { catalogOfCall } from './catalogOfCall';
import { defineFunction, type CellValue, type Instant } from './definition';
import { knownUsd } from './knownUsd';
import { textUsage, type TextTokens } from './textUsage';

const HEADER = ['model', 'provider', 'cost', 'times cheapest', 'context window', 'checked', 'note'];

export const llmCompare = defineFunction({
  id: 'LLMCOMPARE',
  description: 'What the same request costs with several models, cheapest first.',
  category: 'API cost',
  arguments: [
    {
      name: 'models',
      kind: 'block',
      holds: 'names of models',
      names: 'model',
      description: 'The names of the models.',
      example: '{"gpt-4o";"gpt-5.1"}',
    },
    single(INPUT_TOKENS),
    single(OUTPUT_TOKENS),
    single(CACHED_TOKENS),
    single(CACHE_WRITE_TOKENS),
    single(TIER),
    single(AS_OF),
    PRICES,
  ],
  returns: { shape: 'spill', unit: 'one row per model, costs in USD per request' },
  examples: [
    {
      formula: '=LLMCOMPARE({"gpt-4o";"gpt-5.1";"claude-sonnet-4-5"},1200,300)',
      shows: 'three models, the cheapest first',
    },
    { formula: '=LLMCOMPARE({"gpt-4o","gpt-5.1"},1200,300,,,"batch")', shows: 'two models at their batch prices' },
  ],
  formula:
    'LLMCOST of each model; times cheapest is its cost over the lowest; a model without a cost stands last with why',
  errors: [
    'name-not-quoted',
    'models-in-one-text',
    'cached-exceeds-input',
    'written-exceeds-input',
    'cached-and-written-exceed-input',
    'price-table-header',
  ],
  evaluate({ models, tier, as_of, prices, ...tokens }, context) {
    const names = models.flat().filter((name) => name !== '');
    if (names.length === 0)
      throw new EngineError('argument-missing', { argument: 'models', expected: 'names of models' });
    if (names.length === 1 && /[,;\n]/.test(String(names[0]))) throw new EngineError('models-in-one-text');
    const catalog = catalogOfCall(prices, context);
    const compared = names.map((name) => compare(catalog, name, tokens, tier, as_of));
    const priced = compared.filter((each) => each.usd !== undefined).sort((a, b) => (a.usd ?? 0) - (b.usd ?? 0));
    const cheapest = priced[0]?.usd ?? 0;
    return [
      HEADER,
      ...[...priced, ...compared.filter((each) => each.usd === undefined)].map((each) => toRow(each, cheapest)),
    ];
  },
});

interface Compared {
  readonly model: string;
  readonly provider: string;
  readonly usd?: number;
  readonly contextWindow?: number;
  readonly checked: string;
  readonly note: string;
}

function compare(
  catalog: PriceCatalog,
  name: CellValue,
  tokens: TextTokens,
  tier: string,
  asOf: Instant | undefined,
): Compared {
  if (typeof name !== 'string') throw new EngineError('name-not-quoted', { example: 'gpt-5.1' });
  try {
    const model = catalog.find(name);
    const bands = model.bands(tier, '', asOf?.utcMs);
    const { input_tokens, output_tokens, cached_tokens, cache_write_tokens } = tokens;
    const usd = textRequestUsd(bands, input_tokens, output_tokens, cached_tokens, cache_write_tokens);
    const { kind, row } = bands.cards[0].origins[INPUT]?.stated ?? {};
    const contextWindow = model.fact('context_window');
    const tooLong = contextWindow !== undefined && input_tokens + output_tokens > contextWindow;
    return {
      model: model.model,
      provider: model.provider,
      usd: Number.isNaN(usd) ? knownUsd(model, bands, textUsage(tokens)) : usd,
      contextWindow,
      checked: (kind === 'list' && row?.checked) || '',
      note: tooLong
        ? 'the request is longer than the context window'
        : model.hasSchedules()
          ? 'the price depends on the hour'
          : '',
    };
  } catch (thrown) {
    // the tokens are wrong for every model; anything else is about this one
    if (!(thrown instanceof EngineError) || thrown.cell !== 'notAvailable') throw thrown;
    return { model: name, provider: '', checked: '', note: thrown.message };
  }
}

function toRow({ model, provider, usd, contextWindow, checked, note }: Compared, cheapest: number): CellValue[] {
  const times = usd !== undefined && cheapest > 0 ? usd / cheapest : '';
  return [model, provider, usd ?? '', times, contextWindow ?? '', checked, note];
}
