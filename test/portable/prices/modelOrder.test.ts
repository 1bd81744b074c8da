import { rowsCurrentFirst } from '../../../src/portable/prices/modelOrder';
import { llmPriceSheet } from '../../../src/portable/priceSheets';
import { PRICES } from '../support';

test('of each provider the models come first whose prices were checked last, rows of a model together, ending ones last', () => {
  const rows = [
    { provider: 'a', model: 'old', checked: '2026-01-01' },
    { provider: 'a', model: 'new', checked: '2026-11-01' },
    { provider: 'b', model: 'other', checked: '2026-11-20' },
    { provider: 'a', model: 'ending', checked: '2026-11-22', status: 'deprecated' },
    { provider: 'a', model: 'new', tier: 'batch', checked: '2026-02-01' },
    { provider: 'a', model: 'undated' },
  ];
  expect(rowsCurrentFirst(rows).map(({ model, tier }) => [model, ...(tier ? [tier] : [])].join(' '))).toEqual([
    'new',
    'new batch',
    'old',
    'undated',
    'ending',
    'other',
  ]);
});

test('the price sheet of a copy does not begin with models of years ago', () => {
  const models = llmPriceSheet(PRICES)
    .draft.rows.slice(1)
    .map((row) => String((row[1] as { value?: unknown } | null)?.value));
  expect(models.length).toBe(PRICES.llm.rows.length);
  expect(models.indexOf('gpt-5.1')).toBeLessThan(models.indexOf('ada'));
  expect(models.slice(0, 20)).not.toEqual(expect.arrayContaining(['ada', 'babbage']));
});
