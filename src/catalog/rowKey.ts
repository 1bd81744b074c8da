import { folded } from './compiledRow';
import { CONDITION_COLUMNS, type PriceRow } from './priceRow';
import { utcMsOfIso } from './rowDates';

/** Rows never change, and a refresh asks for each key about ten times. */
const MODELS = new WeakMap<PriceRow, string>();
const KEYS = new WeakMap<PriceRow, string>();

/** The model whose price a row is a part of: "openai/gpt-5.1", in lower case. */
export function modelKey(row: PriceRow): string {
  const known = MODELS.get(row);
  if (known !== undefined) return known;
  const key = modelKeyOf(row.provider, row.model);
  MODELS.set(row, key);
  return key;
}

export function modelKeyOf(provider: string, model: string): string {
  return `${provider}/${model}`.toLowerCase();
}

/** Provider, model and conditions, however they are written: what makes two rows the same row. */
export function rowKey(row: PriceRow): string {
  const known = KEYS.get(row);
  if (known !== undefined) return known;
  let key = modelKey(row);
  for (const column of CONDITION_COLUMNS) key += `|${conditionOf(row[column])}`;
  KEYS.set(row, key);
  return key;
}

/** " Batch" is batch, and a day begins at its midnight. */
function conditionOf(cell: string | number | undefined): string | number {
  return typeof cell === 'string' ? (utcMsOfIso(cell) ?? folded(cell)) : (cell ?? '');
}

export function groupByModel(rows: readonly PriceRow[]): Map<string, PriceRow[]> {
  const groups = new Map<string, PriceRow[]>();
  for (const row of rows) {
    const group = groups.get(modelKey(row));
    if (group) group.push(row);
    else groups.set(modelKey(row), [row]);
  }
  return groups;
}
