import { entryInWords } from '../../../src/taskpane/prices/history/entryInWords';
import type { LogEntry } from '../../../src/workbook/readHistory';

const entry: LogEntry = {
  ...{ date: '2026-11-24T09:30:00.000Z', snapshot: '2026-11-24-5e6f7a8b' },
  ...{ provider: 'openai', model: 'gpt-4o', conditions: '', field: 'input', old: 2.5, new: 2, source: 'genai-prices' },
};
const write = { ...entry, provider: '', model: '', field: 'snapshot', new: '2026-11-24-5e6f7a8b' };

test('a changed price says from what to what, when and from where', () => {
  expect(entryInWords(entry)).toEqual({
    title: 'openai/gpt-4o',
    change: '$2.5 → $2 (−20 %, cheaper)',
    about: '2026-11-24 09:30 UTC · genai-prices · input',
  });
});

test.each([
  [{ ...write, old: '' }, 'Price tables inserted', 'Prices of 2026-11-24', '2026-11-24 09:30 UTC · from genai-prices'],
  [
    { ...write, old: '2026-11-20-1a2b3c4d' },
    ...[
      'Prices refreshed',
      'Prices of 2026-11-20 became those of 2026-11-24',
      '2026-11-24 09:30 UTC · from genai-prices',
    ],
  ],
  [
    { ...write, old: '2026-11-24-1a2b3c4d' },
    ...['Prices refreshed', 'Prices of 2026-11-24, once more', '2026-11-24 09:30 UTC · from genai-prices'],
  ],
  [
    { ...write, old: '2026-11-26-1a2b3c4d', source: 'restored' },
    ...['Previous prices restored', 'The prices in force are again those of 2026-11-24', '2026-11-24 09:30 UTC'],
  ],
])('a write as a whole names the days and no checksum (%#)', (line, title, change, about) => {
  expect(entryInWords(line)).toEqual({ title, change, about });
});

test.each([
  [{ old: '', new: 0.1, field: 'my_discount' }, '10 %, new'],
  [{ old: 0.1, new: '', field: 'my_discount' }, '10 %, no longer there'],
  [{ old: '', new: 2, field: 'input' }, '$2, new'],
  [{ old: '', new: 'added', field: 'row' }, 'Added to the table'],
  [{ old: 'listed', new: 'removed', field: 'row' }, 'Taken out of the table'],
])('what came or went is said in words: %j', (values, change) => {
  expect(entryInWords({ ...entry, ...values }).change).toBe(change);
});
