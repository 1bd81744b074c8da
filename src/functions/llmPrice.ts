import type { PricedModel } from '../catalog/pricedModel';
import type { ResolvedCard } from '../catalog/resolveCard';
import { EngineError } from '../engine/errors';
import { UNITS, variantName, type Unit } from '../engine/units/units';
import { readUsageKey } from '../engine/units/usage';
import { AS_OF, MODEL, PRICES, TIER } from './apiCostArguments';
import { catalogOfCall } from './catalogOfCall';
import { defineFunction } from './definition';

export const llmPrice = defineFunction({
  id: 'LLMPRICE',
  description: "The price of one item of a model: USD per 1M tokens, or per the item's own unit.",
  category: 'API cost',
  arguments: [
    MODEL,
    {
      name: 'item',
      kind: 'text',
      default: 'input',
      optional: true,
      broadcast: true,
      description:
        'input, output, cached_input, cache_write, cache_write_1h, reasoning, web_search, images:1024x1024, …',
      example: '"output"',
    },
    TIER,
    AS_OF,
    {
      name: 'region',
      kind: 'text',
      optional: true,
      broadcast: true,
      description: 'us, eu, …: whichever the model has; omitted is the price without a region.',
      example: '"us"',
    },
    PRICES,
  ],
  returns: { shape: 'cell', unit: 'USD per 1M tokens; for fees USD per the unit in the column of the price table' },
  unitBy: {
    argument: 'item',
    units: Object.fromEntries(UNITS.map(({ key, ...unit }) => [key, usdPer(unit)])),
  },
  examples: [
    { formula: '=LLMPRICE("gpt-4o")', shows: '2.5 USD per 1M input tokens' },
    { formula: '=LLMPRICE("gpt-4o",{"input","cached_input","output"})', shows: 'three prices side by side' },
    { formula: '=LLMPRICE("gpt-5.1","output","batch")', shows: 'half of the standard price' },
  ],
  formula: 'the rate in force for a short prompt, conditions applied; a blank takes the price of what it is a part of',
  errors: [
    'model-unknown',
    'model-ambiguous',
    'model-rejected',
    'tier-unknown',
    'region-unknown',
    'price-not-valid',
    'price-missing',
    'usage-unknown-unit',
    'price-table-header',
    'currency-unknown',
  ],
  evaluate({ model: name, item, tier, as_of, region = '', prices }, context) {
    const model = catalogOfCall(prices, context).find(name);
    const [card] = model.bands(tier, region, as_of?.utcMs).cards;
    return rateOf(model, card, item);
  },
});

function rateOf(model: PricedModel, card: ResolvedCard, item: string): number {
  const { unit, variant } = readUsageKey(item);
  const { key } = UNITS[unit];
  const usd = variant === undefined ? card.usd[unit] : (card.named.get(variantName(key, variant)) ?? NaN);
  if (!Number.isNaN(usd)) return usd;
  const names = [...card.named.keys()].filter((name) => name.startsWith(`${key}:`));
  const bucket = names.length > 0 ? `${item}, but for ${names.slice(0, 3).join(', ')}` : key;
  throw new EngineError('price-missing', { model: model.model, bucket });
}

/** "USD per 1M tokens"; a fee says of what: "USD per 1,000 (web searches)". */
function usdPer({ side, perLabel, label }: Pick<Unit, 'side' | 'perLabel' | 'label'>): string {
  return side === 'fee' && !perLabel.includes(label) ? `USD per ${perLabel} (${label})` : `USD per ${perLabel}`;
}
