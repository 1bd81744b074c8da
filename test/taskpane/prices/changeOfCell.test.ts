import type { ProposedChange } from '../../../src/feeds/priceChanges';
import { effectInWords, figuresInWords } from '../../../src/taskpane/prices/difference/changeOfCell';
import { cellInWords } from '../../../src/taskpane/prices/inWords';

type Cell = ProposedChange['old'];
type Column = ProposedChange['column'];

test.each<[Column, Cell, Cell, string]>([
  ['input', 2.5, 2, '$2.5 → $2: −20 %, cheaper'],
  ['multiplier', 2, 6, '× 2 → × 6: ×3, dearer'],
  ['multiplier', 0.5, undefined, '× 0.5 → –: no longer stated'],
  ['multiplier', undefined, 1.1, '– → × 1.1: new'],
  // of $1, 90 cents are paid and then 10
  ['discount', 0.1, 0.9, '10 % → 90 %: ÷9, cheaper'],
  ['discount', undefined, 0.075, '– → 7.5 %: −7.5 %, cheaper'],
  ['discount', 0.2, undefined, '20 % → –: +25 %, dearer'],
  ['discount', 0.5, 1, '50 % → 100 %: now free'],
  ['image_each', 'hd=0.08', 'hd=80', 'hd=0.08 → hd=80: changed'],
  ['image_each', 0.04, 'hd=0.08', '$0.04 → hd=0.08: changed'],
  ['image_each', 'hd=0.08', undefined, 'hd=0.08 → –: no price any more'],
  ['currency', undefined, 'EUR', '– → EUR: new'],
  ['priority', 1, 2, '1 → 2: changed'],
  ['row', undefined, 'listed', '– → listed: new row'],
  ['row', 'listed', undefined, 'listed → –: row goes'],
  ['usd_per_gpu_hour', 4.29, 3.99, '$4.29 → $3.99: −6.99 %, cheaper'],
])('%s from %p to %p', (column, old, now, words) => {
  const effect = effectInWords({ what: 'openai/gpt-4o', column, old, new: now });
  expect(`${cellInWords(column, old)} → ${cellInWords(column, now)}: ${effect}`).toBe(words);
});

test('a list of prices is shown with its first 120 signs', () => {
  const list = Array.from({ length: 400 }, (_, size) => `${size}x${size}=0.04`).join(';');
  expect(cellInWords('image_each', list)).toHaveLength(120);
  expect(cellInWords('image_each', list)).toMatch(/^0x0=0\.04;1x1=0\.04;.*…$/);
});

test('each figure is in the currency of its row, and two currencies have no ratio', () => {
  const change = { what: 'mistral/m', column: 'input', old: 2, new: 3, newCurrency: 'EUR' } as const;
  const both = { ...change, oldCurrency: 'EUR' } as const;
  expect([figuresInWords(both), effectInWords(both)]).toEqual([{ old: '2 EUR', new: '3 EUR' }, '+50 %, dearer']);
  expect([figuresInWords(change), effectInWords(change)]).toEqual([{ old: '$2', new: '3 EUR' }, 'changed']);
  expect(effectInWords({ ...change, column: 'multiplier' })).toBe('+50 %, dearer');
});

test('a figure that was typed over the list says that it is kept, and that the bill does not move', () => {
  const change = { what: 'openai/gpt-4o', column: 'input', old: 2, new: 3, keptAs: 'own price' } as const;
  expect(effectInWords(change)).toBe(
    'list price only; you typed $2 here, it is kept as your own price and still counts',
  );
  expect(effectInWords({ ...change, oldCurrency: 'EUR', newCurrency: 'EUR' })).toContain('you typed 2 EUR here');
  const factor = { ...change, column: 'multiplier', keptAs: 'as typed' } as const;
  expect(effectInWords(factor)).toBe('not written; you typed × 2 here, it stays');
  expect(effectInWords({ ...factor, old: undefined })).toBe('not written; you emptied this cell, it stays');
});
