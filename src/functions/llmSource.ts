import type { PricedModel } from '../catalog/pricedModel';
import { sourceLicence } from '../catalog/sourceLicence';
import { MODEL } from './apiCostArguments';
import { defineFunction, type CellValue } from './definition';

const FIELDS = ['source', 'checked', 'agree', 'licence', 'note', 'origin', 'snapshot', 'date'] as const;
type Field = (typeof FIELDS)[number];

export const llmSource = defineFunction({
  id: 'LLMSOURCE',
  description:
    'Where the price of a model is from: source, date on which it was checked, agreement of sources, licence.',
  category: 'API cost',
  arguments: [
    MODEL,
    {
      name: 'field',
      kind: 'choice',
      choices: [...FIELDS, 'all'],
      default: 'source',
      optional: true,
      description:
        'source, checked, agree (how many sources give this price), licence, note, origin (workbook or embedded), ' +
        'snapshot, date (of the price table), or all.',
      example: '"checked"',
    },
  ],
  returns: { shape: 'cell', unit: 'text' },
  examples: [
    { formula: '=LLMSOURCE("gpt-4o")', shows: 'the source of the price' },
    { formula: '=LLMSOURCE("gpt-4o","checked")', shows: 'the date on which it was last confirmed' },
    { formula: '=LLMSOURCE("gpt-4o","all")', shows: 'everything that is known, in rows' },
  ],
  formula: 'from the row that states the standard price of the model at the date of the price table',
  errors: ['model-unknown', 'model-ambiguous', 'model-rejected', 'price-not-valid', 'currency-unknown'],
  evaluate({ model: name, field }, { prices }) {
    const facts = factsOf(prices.find(name));
    return field === 'all' ? FIELDS.map((each) => [each, facts[each]]) : facts[field as Field];
  },
});

function factsOf(model: PricedModel): Record<Field, CellValue> {
  const { origins } = model.bands('', '', undefined).cards[0];
  const row = origins.find((origin) => origin !== undefined)?.stated.row ?? model.rows[0];
  const { snapshot } = model.table;
  return {
    source: row.source ?? 'not stated',
    checked: row.checked ?? 'not stated',
    agree: row.agree ?? 'not stated',
    licence: sourceLicence(row.source) ?? 'not stated',
    note: row.note ?? '',
    origin: snapshot.origin,
    snapshot: snapshot.id,
    date: snapshot.asOf,
  };
}
