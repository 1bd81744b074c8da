import { rowKey } from '../../src/catalog/rowKey';
import { rowCurrency } from '../../src/catalog/rowCurrency';

const ROW = { provider: 'openai', model: 'gpt-4o' };

test('a condition that is blank is none, and one is the same however it is written', () => {
  expect(rowKey({ ...ROW, tier: ' ', region: '' })).toBe(rowKey(ROW));
  expect(rowKey({ ...ROW, tier: ' Batch' })).toBe(rowKey({ provider: 'OpenAI', model: 'GPT-4o', tier: 'batch' }));
  expect(rowKey({ ...ROW, valid_from: '2026-07-01' })).toBe(rowKey({ ...ROW, valid_from: '2026-07-01T00:00Z' }));
  expect(rowKey({ ...ROW, tier: 'batch' })).not.toBe(rowKey({ ...ROW, region: 'batch' }));
});

test('a currency is that of the row or of its model’s base, and USD is none', () => {
  const [base, batch] = [
    { ...ROW, currency: ' eur ' },
    { ...ROW, tier: 'batch' },
  ];
  expect(rowCurrency([base, batch])(batch)).toBe('EUR');
  expect(rowCurrency([{ ...ROW, currency: ' usd' }, batch])(batch)).toBeUndefined();
});
