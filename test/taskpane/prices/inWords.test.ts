import fc from 'fast-check';
import {
  ageInWords,
  bytesInWords,
  changeInWords,
  columnInWords,
  count,
  priceInWords,
} from '../../../src/taskpane/prices/inWords';

test.each([
  [2.5, 2, '−20 %, cheaper'],
  [2, 2.5, '+25 %, dearer'],
  [1, 3, '×3, dearer'],
  [10, 4, '÷2.5, cheaper'],
  [1, 2, '×2, dearer'],
  [1, 0.5, '÷2, cheaper'],
  [0.3, 0.1, '÷3, cheaper'],
  [1, 1.0004, '+less than 0.1 %, dearer'],
  [1, 1000, '×1,000, dearer'],
  [0, 1, 'was free'],
  [1, 0, 'now free'],
  [undefined, 1, 'new price'],
  [1, undefined, 'no price any more'],
  [1, 1, 'unchanged'],
])('from %p to %p USD is "%s"', (oldUsd, newUsd, words) => {
  expect(changeInWords(oldUsd, newUsd)).toBe(words);
});

test('a dearer price never says cheaper, and the other way round', () => {
  const price = fc.double({ min: 1e-6, max: 1000, noNaN: true });
  fc.assert(
    fc.property(price, price, (oldUsd, newUsd) => {
      const words = changeInWords(oldUsd, newUsd);
      if (newUsd > oldUsd) expect(words).toMatch(/^[+×].*, dearer$/);
      if (newUsd < oldUsd) expect(words).toMatch(/^[−÷].*, cheaper$/);
    }),
  );
});

test('prices keep six digits, and one that is missing is never a zero', () => {
  expect([2.5, 0.0375, 1234.56, 0].map((price) => priceInWords(price))).toEqual(['$2.5', '$0.0375', '$1,234.56', '$0']);
  expect(priceInWords(undefined)).toBe('–');
  expect([priceInWords(2.5, 'EUR'), priceInWords(1234.5, '')]).toEqual(['2.5 EUR', '1,234.5']);
});

test('columns are named as over the table', () => {
  expect(['cached_input', 'web_search_per_1k', 'usd_per_gpu_hour'].map(columnInWords)).toEqual([
    'cached input',
    'web search per 1k',
    'USD per GPU hour',
  ]);
});

test('counts, ages and sizes', () => {
  expect([count(1, 'model'), count(2012, 'model')]).toEqual(['1 model', '2,012 models']);
  expect([0, 1, 59, 92].map(ageInWords)).toEqual(['today', '1 day old', '59 days old', '3 months old']);
  expect([999, 340_400, 1_240_000].map(bytesInWords)).toEqual(['1 kB', '340 kB', '1.2 MB']);
});
