import { GPU_PRICE_COLUMNS } from '../../src/catalog/gpuPriceCatalog';
import { normaliseHeader, PRICE_COLUMNS } from '../../src/catalog/priceRow';
import {
  CHANGES_TABLE,
  GPU_TABLE,
  LLM_TABLE,
  myColumnOf,
  SOURCES_TABLE,
  TABLE_LAYOUTS,
} from '../../src/workbook/priceTableLayout';

const headersOf = (table: typeof LLM_TABLE) => table.columns.map((column) => column.header);

test.each(TABLE_LAYOUTS.map((layout) => [layout.table, layout] as const))(
  'every header of %s normalises to its column key, none twice',
  (_, layout) => {
    const keys = layout.columns.map((column) => column.key);
    expect(headersOf(layout).map(normaliseHeader)).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  },
);

test('the LLM table has every canonical column and the user columns beside the prices', () => {
  const keys = LLM_TABLE.columns.map((column) => column.key);
  expect(keys).toEqual(expect.arrayContaining([...PRICE_COLUMNS]));
  expect(keys.length).toBe(PRICE_COLUMNS.length + 5);
  expect(headersOf(LLM_TABLE).slice(0, 14)).toEqual([
    'Provider',
    'Model',
    'Name',
    'Tier',
    'Ctx from (tokens)',
    'Input (USD/1M)',
    'Cached input (USD/1M)',
    'Cache write (USD/1M)',
    'Output (USD/1M)',
    'My input (USD/1M)',
    'My cached input (USD/1M)',
    'My cache write (USD/1M)',
    'My output (USD/1M)',
    'My discount',
  ]);
});

test('the GPU table has every offer column and one for the user', () => {
  expect(headersOf(GPU_TABLE)).toEqual([
    'GPU',
    'Provider',
    'Offer',
    'Plan',
    'USD per GPU hour',
    'My USD per GPU hour',
    'Min GPUs',
    'Region',
    'Checked',
    'Source',
    'N offers',
    'Note',
  ]);
  expect(GPU_TABLE.columns.length).toBe(GPU_PRICE_COLUMNS.length + 1);
});

test('everything that names, dates or describes is text, everything that counts is not', () => {
  const formatOf = (layout: typeof LLM_TABLE, key: string) =>
    layout.columns.find((column) => column.key === key)?.format;
  for (const key of ['provider', 'model', 'hours', 'days', 'valid_from', 'checked', 'agree', 'note'])
    expect(formatOf(LLM_TABLE, key)).toBe('@');
  for (const key of ['input', 'output', 'request_per_1k', 'image_each'])
    expect(formatOf(LLM_TABLE, key)).toBe('0.00####');
  for (const key of ['ctx_from', 'context_window', 'priority']) expect(formatOf(LLM_TABLE, key)).toBe('#,##0');
  expect(formatOf(LLM_TABLE, 'my_discount')).toBe('0.0%');
  expect(formatOf(SOURCES_TABLE, 'stamp')).toBe('@');
  expect(formatOf(CHANGES_TABLE, 'date')).toBe('@');
});

test('a price of ours knows the user column that replaces it', () => {
  expect(myColumnOf(LLM_TABLE, 'input')).toBe('my_input');
  expect(myColumnOf(LLM_TABLE, 'context_window')).toBeUndefined();
  expect(myColumnOf(GPU_TABLE, 'usd_per_gpu_hour')).toBe('my_usd_per_gpu_hour');
});
