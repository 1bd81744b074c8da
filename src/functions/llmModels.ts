import { FEE_COLUMNS, PRICE_COLUMNS, TOKEN_RATE_COLUMNS, normaliseHeader, type PriceColumn } from '../catalog/priceRow';
import type { PricedModel } from '../catalog/pricedModel';
import { sourcesOfCard } from '../catalog/rateSources';
import type { ResolvedCard } from '../catalog/resolveCard';
import { EngineError } from '../engine/errors';
import { UNITS } from '../engine/units/units';
import { PRICES } from './apiCostArguments';
import { catalogOfCall } from './catalogOfCall';
import { defineFunction, type CellValue } from './definition';

const USUAL_COLUMNS = [
  'provider',
  'model',
  'input',
  'cached_input',
  'output',
  'context_window',
  'checked',
  'source',
] as const;

export const llmModels = defineFunction({
  id: 'LLMMODELS',
  description: 'The models of the price table with their prices, in full or those that match a search.',
  category: 'API cost',
  arguments: [
    {
      name: 'search',
      kind: 'text',
      optional: true,
      description: 'Words that all occur in provider, model, name, aliases or family.',
      example: '"claude sonnet"',
    },
    {
      name: 'columns',
      kind: 'block',
      holds: 'names of columns',
      optional: true,
      description: `Columns of the price table, in a range or separated by commas; omitted: ${USUAL_COLUMNS.join(', ')}.`,
      example: '"model,input,output"',
    },
    PRICES,
  ],
  returns: { shape: 'spill', unit: 'one row per model; prices in USD per 1M tokens at the date of the table' },
  examples: [
    { formula: '=LLMMODELS("claude sonnet")', shows: 'the Sonnet models of every provider' },
    { formula: '=LLMMODELS("openai gpt-5","model,input,output,tier")', shows: 'chosen columns; tier lists the tiers' },
  ],
  formula:
    'standard prices for a short prompt; a blank price is not stated and takes the price of what it is a part of',
  errors: ['models-none-found', 'options-unknown-key', 'price-table-header'],
  evaluate({ search = '', columns, prices }, context) {
    const shown = columns === undefined ? USUAL_COLUMNS : readColumns(columns.flat());
    const words = search
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const found = catalogOfCall(prices, context).models.filter((model) => matches(model, words));
    if (found.length === 0) throw new EngineError('models-none-found', { search: search.slice(0, 40) });
    return [[...shown], ...found.map((model) => rowOf(model, shown))];
  },
});

function readColumns(cells: readonly CellValue[]): PriceColumn[] {
  const names = cells
    .flatMap((cell) => String(cell).split(/[,;]/))
    .map(normaliseHeader)
    .filter((name) => name !== '');
  return names.map((name) => {
    const column = PRICE_COLUMNS.find((known) => known === name);
    if (column) return column;
    const known = `${USUAL_COLUMNS.slice(0, 5).join(', ')}, …`;
    throw new EngineError('options-unknown-key', { key: name.slice(0, 30), argument: 'columns', known });
  });
}

function matches(model: PricedModel, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const texts = model.rows.flatMap(({ name, aliases, family }) => [name, aliases, family]);
  const text = [model.provider, model.model, ...texts].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function rowOf(model: PricedModel, columns: readonly PriceColumn[]): CellValue[] {
  const card = standardCard(model);
  return columns.map((column) => {
    if (isRate(column)) return card ? statedRate(card, column) : '';
    if (column === 'tier') return card ? model.tiers().join(', ') : '';
    if (column === 'region') return card ? model.regions().join(', ') : '';
    if (column === 'provider' || column === 'model') return model[column];
    if (card && (column === 'source' || column === 'checked')) return sourcesOfCard(card)[column];
    if (card && column === 'agree') return sourcesOfCard(card).rows[0]?.agree ?? '';
    return model.fact(column) ?? '';
  });
}

/** Undefined when the model has no price at the date of the table. */
function standardCard(model: PricedModel): ResolvedCard | undefined {
  try {
    return model.bands('', '', undefined).cards[0];
  } catch (thrown) {
    if (thrown instanceof EngineError) return undefined;
    throw thrown;
  }
}

function statedRate(card: ResolvedCard, column: PriceColumn): CellValue {
  const unit = UNITS.findIndex(({ rate }) => rate === column);
  const named = [...card.named].filter(([name]) => name.startsWith(`${UNITS[unit].key}:`));
  if (named.length > 0) return named.map(([name, usd]) => `${name.slice(name.indexOf(':') + 1)}=${usd}`).join(';');
  const origin = card.origins[unit];
  return origin && origin.pricedAs === undefined ? card.usd[unit] : '';
}

function isRate(column: PriceColumn): boolean {
  return ([...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS] as readonly PriceColumn[]).includes(column);
}
