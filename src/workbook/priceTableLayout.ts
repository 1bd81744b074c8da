/**
 * The four price tables as data: sheets, columns in reading order, headers, formats and widths. Headers are for people;
 * `normaliseHeader` turns each into its column key, and only the key counts when a table is read.
 */
import { GPU_PRICE_COLUMNS } from '../catalog/gpuPriceCatalog';
import { CONDITION_COLUMNS, PRICE_COLUMNS, TOKEN_RATE_COLUMNS, type PriceColumn } from '../catalog/priceRow';
import { TEXT_FORMAT } from './cellText';

export const TABLE_ROLES = ['llm', 'gpu', 'sources', 'changes'] as const;
export type TableRole = (typeof TABLE_ROLES)[number];

interface ColumnLayout {
  readonly key: string;
  readonly header: string;
  /** `@` for text: set before any value. */
  readonly format: string;
  readonly widthPoints: number;
  /** Written by the user and never by us. */
  readonly isUsers: boolean;
}
export interface TableLayout {
  readonly role: TableRole;
  readonly sheet: string;
  readonly table: string;
  readonly style: string;
  readonly columns: readonly ColumnLayout[];
  /** Columns that together name a row, so that what the user wrote beside it can follow it. */
  readonly keyColumns: readonly string[];
}

const USD = '0.00####';
const COUNT = '#,##0';
const FRACTION = '0.0%';

/** The user's own prices; each wins over the column of the same name. */
const MY_LLM_COLUMNS = ['my_input', 'my_cached_input', 'my_cache_write', 'my_output', 'my_discount'] as const;
const MY_GPU_COLUMN = 'my_usd_per_gpu_hour';

/** What a reader wants to see without scrolling; every other canonical column follows in its usual order. */
const LLM_FIRST = [
  'provider',
  'model',
  'name',
  'tier',
  'ctx_from',
  'input',
  'cached_input',
  'cache_write',
  'output',
  ...MY_LLM_COLUMNS,
  'context_window',
  'source',
  'checked',
  'agree',
] as const;

const LLM_UNITS: Partial<Record<string, string>> = {
  ...Object.fromEntries(
    [...TOKEN_RATE_COLUMNS, 'my_input', 'my_cached_input', 'my_cache_write', 'my_output'].map((c) => [c, 'USD/1M']),
  ),
  ctx_from: 'tokens',
  context_window: 'tokens',
  max_output: 'tokens',
  min_cache_tokens: 'tokens',
  valid_from: 'UTC',
  valid_to: 'UTC',
};
const LLM_COUNTS = ['ctx_from', 'context_window', 'max_output', 'min_cache_tokens', 'priority'];
const LLM_TEXTS: readonly string[] = [
  ...['provider', 'model', 'name', 'aliases', 'family', 'tokenizer', 'status'],
  ...CONDITION_COLUMNS.filter((column) => column !== 'ctx_from'),
  ...['currency', 'source', 'source_id', 'checked', 'agree', 'note'],
];
/** Words of a header that are not simply capitals. */
const SPELLING: Readonly<Record<string, string>> = { gpus: 'GPUs', mtok: 'MTok' };
const WIDE = ['name', 'model', 'source', 'note', 'aliases', 'quarantine_reasons', 'url', 'stamp', 'sha256'];

export const LLM_TABLE: TableLayout = {
  role: 'llm',
  sheet: 'LLM Prices',
  table: 'LlmPrices',
  style: 'TableStyleMedium2',
  columns: [...LLM_FIRST, ...PRICE_COLUMNS.filter((column) => !(LLM_FIRST as readonly string[]).includes(column))].map(
    (key) => column(key, llmFormat(key), LLM_UNITS[key] ?? (isFee(key) ? 'USD' : undefined)),
  ),
  keyColumns: ['provider', 'model', ...CONDITION_COLUMNS],
};

export const GPU_TABLE: TableLayout = {
  role: 'gpu',
  sheet: 'GPU Prices',
  table: 'GpuPrices',
  style: 'TableStyleMedium2',
  columns: GPU_PRICE_COLUMNS.flatMap((key) => {
    if (key === 'usd_per_gpu_hour') return [column(key, USD), column(MY_GPU_COLUMN, USD)];
    return [column(key, key === 'min_gpus' || key === 'n_offers' ? COUNT : TEXT_FORMAT)];
  }),
  keyColumns: ['gpu', 'provider', 'offer', 'plan', 'region'],
};

export const SOURCES_TABLE: TableLayout = {
  role: 'sources',
  sheet: 'Price Sources',
  table: 'PriceSources',
  style: 'TableStyleLight9',
  columns: [
    ...['snapshot', 'as_of', 'source', 'url', 'licence', 'retrieved', 'published'].map((key) =>
      column(key, TEXT_FORMAT),
    ),
    column('rows', COUNT),
    column('sha256', TEXT_FORMAT),
    column('status', TEXT_FORMAT),
    column('quarantined', COUNT, 'rows'),
    column('quarantine_reasons', TEXT_FORMAT),
    column('stamp', TEXT_FORMAT, 'do not edit'),
  ],
  keyColumns: ['source'],
};

export const CHANGES_TABLE: TableLayout = {
  role: 'changes',
  sheet: 'Price Changes',
  table: 'PriceChanges',
  style: 'TableStyleLight9',
  columns: ['date', 'snapshot', 'provider', 'model', 'conditions', 'field', 'old', 'new', 'source'].map((key) =>
    column(key, key === 'old' || key === 'new' ? USD : TEXT_FORMAT),
  ),
  keyColumns: [],
};

/** Written by the user alone: what other currencies than USD are worth. */
export const RATES_TABLE = { sheet: 'Rates', table: 'Rates', headers: ['Currency', 'USD per unit', 'Source', 'Date'] };

export const TABLE_LAYOUTS: readonly TableLayout[] = [SOURCES_TABLE, LLM_TABLE, GPU_TABLE, CHANGES_TABLE];

export function layoutOf(role: TableRole): TableLayout {
  return { llm: LLM_TABLE, gpu: GPU_TABLE, sources: SOURCES_TABLE, changes: CHANGES_TABLE }[role];
}

/** The user's column that replaces one of ours: `input` → `my_input`; undefined where there is none. */
export function myColumnOf(layout: TableLayout, key: string): string | undefined {
  return layout.columns.find((candidate) => candidate.isUsers && candidate.key === `my_${key}`)?.key;
}

function column(key: string, format: string, unit?: string): ColumnLayout {
  const words = key
    .replace(/_/g, ' ')
    .replace(/\b(tz|gpus?|usd|url|mtok|gb)\b/g, (word) => SPELLING[word] ?? word.toUpperCase());
  const header = `${words[0].toUpperCase()}${words.slice(1)}${unit ? ` (${unit})` : ''}`;
  const widthPoints = WIDE.includes(key) ? 150 : Math.max(58, Math.min(110, header.length * 5.4 + 14));
  return { key, header, format, widthPoints, isUsers: key.startsWith('my_') };
}

function llmFormat(key: string): string {
  if (LLM_TEXTS.includes(key)) return TEXT_FORMAT;
  if (LLM_COUNTS.includes(key)) return COUNT;
  return key.endsWith('discount') ? FRACTION : USD;
}

function isFee(key: string): boolean {
  const known: readonly string[] = PRICE_COLUMNS satisfies readonly PriceColumn[];
  return known.includes(key) && llmFormat(key) === USD && key !== 'multiplier';
}
