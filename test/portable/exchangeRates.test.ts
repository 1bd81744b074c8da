import { recalculate } from '../support/libreOffice';
import { copyOf, valueIn, workbookOf } from './support';

jest.setTimeout(120_000);

test('an independent copy holds the rate of the table named Rates, and says which', async () => {
  const prices = {
    name: 'LLM Prices',
    rows: [
      ['Provider', 'Model', 'Input (USD/1M)', 'Output (USD/1M)', 'Currency', 'Source'],
      ['acme', 'euro', 3, 9, 'EUR', 'own list'],
    ],
    tables: [{ name: 'LlmPrices', rect: { row: 0, column: 0, rows: 2, columns: 6 } }],
  };
  const rates = {
    name: 'Rates',
    rows: [
      ['Currency', 'USD per unit', 'Source'],
      ['EUR', 1.25, 'ECB'],
    ],
    tables: [{ name: 'Rates', rect: { row: 0, column: 0, rows: 2, columns: 3 } }],
  };
  const book = await workbookOf([[{ formula: '=LLMCOST("euro",1000000,0)', value: 3.75 }]], prices, rates);
  const { bytes, report } = await copyOf(book);
  expect([report.converted, report.frozen, report.left, report.corrected]).toEqual([1, [], [], []]);
  const sheets = await recalculate(bytes);
  expect(valueIn(sheets, 'Plan!A1')).toBeCloseTo(3.75, 12); // 3 EUR × 1.25
  expect([...(sheets.get('Effective prices') ?? [])].map(([, value]) => value)).toContain(
    'list price; EUR at 1.25 USD (ECB)',
  );
});
