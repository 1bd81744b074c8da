import { readExchangeRates } from '../../src/catalog/readExchangeRates';

const HEADER = ['Currency', 'USD per unit', 'Source', 'Date'];

test('reads currency, rate, source and day, wherever the columns stand', () => {
  const { rates, rejected } = readExchangeRates([
    ['Note', 'USD per unit (1 EUR = …)', 'Date', 'currency', 'Source'],
    ['', 1.16, '2026-11-20', 'EUR', 'ECB'],
    ['', 0.0065, '', 'jpy', ''],
    ['', '', '', '', ''],
  ]);
  expect([...rates]).toEqual([
    ['EUR', { usd: 1.16, from: 'ECB, 2026-11-20' }],
    ['JPY', { usd: 0.0065, from: '' }],
  ]);
  expect(rejected).toEqual([]);
});

test.each([
  ['ERU', 1.16, 'the currency is not a code such as EUR'],
  ['euro', 1.16, 'the currency is not a code such as EUR'],
  ['', 1.16, 'the currency is not a code such as EUR'],
  ['USD', 1.1, 'USD needs no rate'],
  ['EUR', 0, 'USD per unit is not a number above 0'],
  ['EUR', -1.16, 'USD per unit is not a number above 0'],
  ['EUR', '1,16', 'USD per unit is not a number above 0'],
  ['EUR', '', 'USD per unit is not a number above 0'],
  ['EUR', true, 'USD per unit is not a number above 0'],
  // yen and yuan for a dollar instead of dollars for one of them; the Kuwaiti dinar is the dearest at 3.3
  ['JPY', 155, 'USD per unit is 155: no currency is worth that'],
  ['CNY', 7.1, 'USD per unit is 7.1: no currency is worth that'],
])('refuses %s at %s', (code, usd, reason) => {
  const { rates, rejected } = readExchangeRates([HEADER, ['GBP', 1.3, '', ''], [code, usd, '', '']]);
  expect([...rates.keys()]).toEqual(['GBP']);
  expect(rejected).toEqual([{ row: 2, what: code.toUpperCase(), reason }]);
});

test('refuses both rows of a currency that is there twice', () => {
  const { rates, rejected } = readExchangeRates([HEADER, ['EUR', 1.16, '', ''], [' eur', 1.16, '', '']]);
  expect([...rates]).toEqual([]);
  expect(rejected.map(({ row, reason }) => [row, reason])).toEqual([
    [1, 'the currency is there twice'],
    [2, 'the currency is there twice'],
  ]);
});
