import { EngineError } from '../engine/errors';
import { CACHE_WRITE, CACHE_WRITE_1H, UNITS } from '../engine/units/units';
import { usageOf, type Usage } from '../engine/units/usage';
import { MODEL, PRICES } from './apiCostArguments';
import { readPriceDate } from './arguments/readDate';
import { catalogOfCall } from './catalogOfCall';
import { defineFunction, type CellValue } from './definition';
import { knownUsd } from './knownUsd';

export const llmBill = defineFunction({
  id: 'LLMBILL',
  description:
    'What any mix of units costs in USD: gross tokens of every kind, requests, searches, images, audio and storage.',
  category: 'API cost',
  arguments: [
    MODEL,
    {
      name: 'usage',
      kind: 'pairs',
      description:
        'Rows of unit and quantity, or text such as "input=1000; output=100; web_search=2"; parts lie within totals.',
      example: '"input=1000; output=100"',
    },
    {
      name: 'context',
      kind: 'pairs',
      keys: ['tier', 'region', 'at', 'ttl'],
      optional: true,
      description:
        'tier, region, at (a date, or a date-time with its zone) and ttl (5m or 1h: how long writes are kept).',
      example: '"tier=batch; region=us"',
    },
    PRICES,
  ],
  returns: { shape: 'cell', unit: 'USD' },
  examples: [
    { formula: '=LLMBILL("gpt-4o","input=1000; output=100")', shows: '0.0035, as LLMCOST' },
    {
      formula: '=LLMBILL("claude-sonnet-4-5",{"input",5000;"cache_write",4000;"output",300},"ttl=1h")',
      shows: 'writes kept for an hour',
    },
    {
      formula: '=LLMBILL("deepseek-v4-pro","input=1000000","at=2026-11-23 10:00 Asia/Shanghai")',
      shows: 'the price of the peak hours',
    },
  ],
  formula:
    'the quantity of each unit, less the parts that have a line of their own, × its rate; with requests above 1 the ' +
    'counts are totals and their average per request chooses the long-context rate. ' +
    `Units: ${UNITS.map(({ key }) => key).join(', ')}`,
  errors: [
    'model-unknown',
    'model-ambiguous',
    'model-rejected',
    'tier-unknown',
    'region-unknown',
    'price-not-valid',
    'price-missing',
    'usage-unknown-unit',
    'usage-not-a-number',
    'usage-negative',
    'usage-part-exceeds-whole',
    'usage-parts-exceed-whole',
    'price-table-header',
    'currency-unknown',
  ],
  evaluate({ model: name, usage, context: settings = NO_SETTINGS, prices }, context) {
    const model = catalogOfCall(prices, context).find(name);
    const at = settings.get('at');
    const utcMs = at === undefined ? undefined : readPriceDate(at, 'at in context', context.dates1904).utcMs;
    const bands = model.bands(text(settings, 'tier'), text(settings, 'region'), utcMs);
    return knownUsd(model, bands, keptFor(settings.get('ttl'), usageOf(usage)));
  },
});

const NO_SETTINGS: ReadonlyMap<string, CellValue> = new Map();

function text(settings: ReadonlyMap<string, CellValue>, key: string): string {
  const value = settings.get(key) ?? '';
  if (typeof value !== 'string') throw new EngineError('argument-not-text', { argument: `${key} in context` });
  return value;
}

/** Writes without a lifetime of their own take the one of the context. */
export function keptFor(ttl: CellValue | undefined, { counts, named }: Usage): Usage {
  const lifetime = String(ttl ?? '5m')
    .trim()
    .toLowerCase();
  if (lifetime === '5m') return { counts, named };
  if (lifetime !== '1h')
    throw new EngineError('argument-not-a-choice', { argument: 'ttl in context', choices: '5m, 1h' });
  const moved = Float64Array.from(counts);
  moved[CACHE_WRITE_1H] += counts[CACHE_WRITE];
  moved[CACHE_WRITE] = 0;
  return { counts: moved, named };
}
