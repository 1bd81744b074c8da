import { folded } from './compiledRow';
import { CONDITION_COLUMNS, type PriceRow } from './priceRow';
import { utcMsOfIso } from './rowDates';

/** The model whose price a row is a part of: "openai/gpt-5.1", in lower case. */
export function modelKey(row: PriceRow): string {
  return modelKeyOf(row.provider, row.model);
}

export function modelKeyOf(provider: string, model: string): string {
  return `${provider}/${model}`.toLowerCase();
}

/** Provider, model and conditions, however they are written: what makes two rows the same row. */
export function rowKey(row: PriceRow): string {
  return modelKey(row) + conditionsOf(row);
}

/** What tells the rows of one model apart: "|tier batch|ctx_from 200001", blank for its base price. */
export function conditionsOf(row: PriceRow): string {
  let key = '';
  for (const column of CONDITION_COLUMNS) {
    const condition = conditionOf(row[column]);
    if (condition !== '') key += `|${column} ${condition}`;
  }
  return key;
}

/** Tier, region and whether it depends on the hour: rows of one model and kind price the same, at other times or sizes. */
export function kindOf({ tier, region, days, hours, calendar }: Partial<PriceRow>): string {
  return [folded(tier), folded(region), Boolean(days || hours || calendar)].join('|');
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
