import { sourceOfFact, type FactSource } from '../catalog/facts';
import type { PriceCatalog } from '../catalog/priceCatalog';
import type { PricedModel } from '../catalog/pricedModel';
import { sourcesOfCard } from '../catalog/rateSources';
import { sourceLicence } from '../catalog/sourceLicence';
import { EngineError } from '../engine/errors';
import { MODEL } from './apiCostArguments';
import { defineFunction, type CellValue } from './definition';

const PRICE_FIELDS = ['source', 'checked', 'agree', 'licence', 'note', 'origin', 'snapshot', 'date'] as const;
/** Of the architecture of an open model or the data of a GPU. */
const FACT_FIELDS = ['facts', 'facts_checked', 'verify'] as const;
type Field = (typeof PRICE_FIELDS)[number] | (typeof FACT_FIELDS)[number];

export const llmSource = defineFunction({
  id: 'LLMSOURCE',
  description:
    'Where the price of a model, or the data of an open model or GPU, is from: source, date, agreement, licence.',
  category: 'API cost',
  arguments: [
    { ...MODEL, description: 'The model, open model or GPU, in quotes.' },
    {
      name: 'field',
      kind: 'choice',
      choices: [...PRICE_FIELDS, ...FACT_FIELDS, 'all'],
      default: 'source',
      optional: true,
      description:
        'source, checked, agree (sources with this price), licence, note, origin, snapshot, date (of the table), ' +
        'facts, facts_checked, verify (still to be checked), or all.',
      example: '"checked"',
    },
  ],
  returns: { shape: 'cell', unit: 'text' },
  examples: [
    { formula: '=LLMSOURCE("gpt-4o")', shows: 'the source of the price' },
    { formula: '=LLMSOURCE("gpt-4o","checked")', shows: 'the date on which it was last confirmed' },
    { formula: '=LLMSOURCE("gpt-4o","all")', shows: 'everything that is known, in rows' },
    { formula: '=LLMSOURCE("H100 NVL","verify")', shows: 'what of a GPU has still to be checked with the vendor' },
  ],
  formula:
    'from the rows that state the standard price of the model at the date of the price table; a price or discount of your own is named as yours',
  errors: ['model-unknown', 'model-ambiguous', 'model-rejected', 'price-not-valid', 'currency-unknown'],
  evaluate({ model: name, field }, { prices }) {
    const fact = sourceOfFact(name);
    const isOfFact = fact !== undefined && FACT_FIELDS.some((each) => each === field);
    const model = isOfFact ? undefined : fact ? pricedIfKnown(prices, name) : prices.find(name);
    const known: Partial<Record<Field, CellValue>> = {
      ...(fact && aboutFact(fact, !model)),
      ...(model && aboutPrice(model)),
    };
    if (field !== 'all') return known[field as Field] ?? 'not stated';
    return [...PRICE_FIELDS, ...FACT_FIELDS].flatMap((each) => {
      const value = known[each];
      return value === undefined ? [] : [[each, value]];
    });
  },
});

/** A GPU has no price per token, and not every open model is sold by an API. */
function pricedIfKnown(prices: PriceCatalog, name: string): PricedModel | undefined {
  try {
    return prices.find(name);
  } catch (thrown) {
    if (thrown instanceof EngineError && thrown.code === 'model-unknown') return undefined;
    throw thrown;
  }
}

function aboutFact(fact: FactSource, isOnlyFact: boolean): Partial<Record<Field, CellValue>> {
  const { source, checked, verify = '', note = '' } = fact;
  const facts = { facts: source, facts_checked: checked, verify };
  return isOnlyFact ? { source, checked, note, origin: 'embedded', ...facts } : facts;
}

function aboutPrice(model: PricedModel): Record<(typeof PRICE_FIELDS)[number], CellValue> {
  const card = model.bands('', '', undefined).cards[0];
  const { source, checked, rows } = sourcesOfCard(card);
  const { snapshot } = model.table;
  return {
    source: source || 'not stated',
    checked: checked || 'not stated',
    agree: rows[0]?.agree ?? 'not stated',
    licence: sourceLicence(rows[0]?.source) ?? 'not stated',
    note: card.origins.find((origin) => origin !== undefined)?.stated.row.note ?? '',
    origin: snapshot.origin,
    snapshot: snapshot.id,
    date: snapshot.asOf,
  };
}
