import { entryInWords } from '../../../src/taskpane/prices/history/entryInWords';
import { loggedCurrency } from '../../../src/taskpane/prices/history/loggedCurrency';
import type { LogEntry } from '../../../src/workbook/readHistory';

const entry: LogEntry = {
  ...{ date: '2026-11-24T09:30:00.000Z', snapshot: '2026-11-24-5e6f7a8b' },
  ...{ provider: 'openai', model: 'gpt-4o', conditions: '', field: 'input', old: 2.5, new: 2, source: 'genai-prices' },
};
const write = { ...entry, provider: '', model: '', field: 'snapshot', new: '2026-11-24-5e6f7a8b' };

const inUsd = () => 'USD';

test('a changed price says from what to what, when and from where', () => {
  expect(entryInWords(entry, inUsd)).toEqual({
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
  expect(entryInWords(line, inUsd)).toEqual({ title, change, about });
});

test.each([
  [{ old: '', new: 0.1, field: 'my_discount' }, '10 %, new'],
  [{ old: 0.1, new: '', field: 'my_discount' }, '10 %, no longer there'],
  [{ old: '', new: 2, field: 'input' }, '$2, new'],
  [{ old: '', new: 'added', field: 'row' }, 'Added to the table'],
  [{ old: 'listed', new: 'removed', field: 'row' }, 'Taken out of the table'],
  [{ old: 0.1, new: 0.2, field: 'my_discount' }, '10 % → 20 %'],
  [{ old: 0.5, new: 0.6, field: 'multiplier' }, '× 0.5 → × 0.6'],
  [{ old: 128000, new: 200000, field: 'context_window' }, '128,000 → 200,000'],
  [{ old: '', new: 'EUR', field: 'currency' }, 'EUR, new'],
])('what came or went is said in words: %j', (values, change) => {
  expect(entryInWords({ ...entry, ...values }, inUsd).change).toBe(change);
});

describe('the currency of a line', () => {
  const eur = { provider: 'Mistral', model: 'm', currency: 'EUR', input: 2 };
  const rows = [
    { provider: 'openai', model: 'gpt-4o', input: 2.5 },
    eur,
    { provider: 'Mistral', model: 'm', tier: 'batch', input: 1 },
    { provider: 'x', model: 'two', input: 1 },
    { provider: 'x', model: 'two', region: 'eu', currency: 'EUR', input: 1 },
  ];
  const changed = (provider: string, model: string, field = 'input', log: readonly LogEntry[] = []) =>
    entryInWords({ ...entry, provider, model, field }, loggedCurrency(rows, log)).change;

  test("is that of the model's rows, and of a GPU hour the dollar", () => {
    expect(changed('openai', 'gpt-4o')).toBe('$2.5 → $2 (−20 %, cheaper)');
    expect(changed('mistral', 'm')).toBe('2.5 EUR → 2 EUR (−20 %, cheaper)');
    expect(changed('lambda', 'H100', 'usd_per_gpu_hour')).toBe('$2.5 → $2 (−20 %, cheaper)');
  });

  test('is not guessed where it may have been another one', () => {
    const figures = '2.5 → 2 (−20 %, cheaper)';
    expect(changed('x', 'two')).toBe(figures);
    expect(changed('gone', 'model')).toBe(figures);
    const switched = { ...entry, provider: 'Mistral', model: 'm', field: 'currency', old: '', new: 'EUR' };
    expect(changed('Mistral', 'm', 'input', [switched])).toBe(figures);
  });
});
