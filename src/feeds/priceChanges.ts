/** What differs between two sets of rows of one model, named so that a person can agree to it or not. */
import { MOST_CHANGE_FACTOR } from '../catalog/admissionLimits';
import { cellChangeFactor } from '../catalog/changeFactor';
import type { GpuPriceColumn } from '../catalog/gpuPriceCatalog';
import { type PriceColumn, type PriceRow } from '../catalog/priceRow';
import { haveSamePrices, PRICING_COLUMNS } from '../catalog/pricingColumns';
import { conditionsOf, modelKey } from '../catalog/rowKey';

export interface ProposedChange {
  /** "openai/gpt-5.1", with the conditions of the row in words where it has any. */
  readonly what: string;
  /** `row`: one comes or goes that says nothing of its own, such as a tier at the prices of the model. */
  readonly column: PriceColumn | GpuPriceColumn | 'row';
  /** In the unit of the column; text of a list such as image_each. Undefined: the cell was blank, or becomes blank. */
  readonly old: number | string | undefined;
  readonly new: number | string | undefined;
  /** ISO 4217 codes of what the prices before and after are in; missing is USD. `detailedCards` adds them. */
  readonly oldCurrency?: string;
  readonly newCurrency?: string;
  /** The old figure is one that a person typed over the list's: the write keeps it so, as `detailedCards` adds. */
  readonly keptAs?: KeptAs;
}

/** own price: it moves to the column "My …" and still counts · as typed: the cell stays as it is */
export type KeptAs = 'own price' | 'as typed';

/** Every price, factor and discount that differs, those of rows that come or go included. */
export function changesOf(before: readonly PriceRow[], after: readonly PriceRow[]): ProposedChange[] {
  const [oldRows, newRows] = [rowsByConditions(before), rowsByConditions(after)];
  const changes: ProposedChange[] = [];
  for (const [key, row] of newRows) changes.push(...rowChanges(row, oldRows.get(key), row));
  for (const [key, row] of oldRows) if (!newRows.has(key)) changes.push(...rowChanges(row, row, undefined));
  return changes;
}

/** Rows given twice are two rows: each is applied. */
function rowsByConditions(rows: readonly PriceRow[]): ReadonlyMap<string, PriceRow> {
  const byConditions = new Map<string, PriceRow>();
  for (const row of rows) {
    let key = conditionsOf(row);
    while (byConditions.has(key)) key += '|again';
    byConditions.set(key, row);
  }
  return byConditions;
}

function rowChanges(row: PriceRow, before: PriceRow | undefined, after: PriceRow | undefined): ProposedChange[] {
  if (before && after && haveSamePrices(before, after)) return [];
  const changes: ProposedChange[] = [];
  for (const column of PRICING_COLUMNS) {
    const [old, now] = [before?.[column], after?.[column]];
    if (old !== now) changes.push({ what: describeRow(row), column, old, new: now });
  }
  if (changes.length > 0 || (before && after)) return changes;
  return [{ what: describeRow(row), column: 'row', old: before && 'listed', new: after && 'listed' }];
}

/** "openai/gpt-5.1, batch, from 272,000 tokens, before 2026-10-01": the day an end names is no longer in it. */
export function describeRow(row: PriceRow): string {
  const conditions = [
    row.tier ?? '',
    row.region ? `in ${row.region}` : '',
    row.days ?? '',
    row.hours ?? '',
    row.ctx_from === undefined ? '' : `from ${row.ctx_from.toLocaleString('en-US')} tokens`,
    row.valid_from ? `since ${row.valid_from}` : '',
    row.valid_to ? `before ${row.valid_to}` : '',
  ];
  return [modelKey(row), ...conditions.filter((condition) => condition !== '')].join(', ');
}

/** Prompt sizes from which a model cost more and after the change no longer does, where none comes in their place. */
export function lostThresholds(before: readonly PriceRow[], after: readonly PriceRow[]): number[] {
  const [old, now] = [before, after].map((rows) => new Set(rows.flatMap(({ ctx_from: from }) => from ?? [])));
  return now.size < old.size ? [...old].filter((threshold) => !now.has(threshold)) : [];
}

/** What is unusual about a change, to stand behind the name of its column; undefined when it is an ordinary one. */
export function oddityOf({ column, old, new: now }: ProposedChange): string | undefined {
  if (column === 'currency') return 'changes, and with it what every price is in';
  return column !== 'priority' && cellChangeFactor(column, old, now) > MOST_CHANGE_FACTOR
    ? `changes by more than a factor of ${MOST_CHANGE_FACTOR}`
    : undefined;
}
