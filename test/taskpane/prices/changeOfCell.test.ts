import type { ProposedChange } from '../../../src/feeds/priceChanges';
import { cellInWords, effectInWords } from '../../../src/taskpane/prices/difference/changeOfCell';

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
