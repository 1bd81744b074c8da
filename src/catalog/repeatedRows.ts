/** Rows of one key in one list: the same row given twice, or two that contradict each other. */
import { FEE_COLUMNS, MODIFIER_COLUMNS, TOKEN_RATE_COLUMNS, USER_COLUMNS, type PriceRow } from './priceRow';
import { rowKey } from './rowKey';

/** Each row once: a list may give a model under two names. Rows that contradict each other are all there. */
export function withoutRepeats(rows: readonly PriceRow[]): PriceRow[] {
  const byKey = new Map<string, PriceRow[]>();
  return rows.filter((row) => {
    const earlier = byKey.get(rowKey(row)) ?? [];
    byKey.set(rowKey(row), [...earlier, row]);
    return !earlier.some((other) => hasSameFigures(row, other));
  });
}

/** Keys of which two rows differ in a price, fee, factor or discount: the last one must not win silently. */
export function contradictedKeys(rows: readonly PriceRow[]): ReadonlySet<string> {
  const firstByKey = new Map<string, PriceRow>();
  const contradicted = new Set<string>();
  for (const row of rows) {
    const first = firstByKey.get(rowKey(row));
    if (!first) firstByKey.set(rowKey(row), row);
    else if (!hasSameFigures(first, row)) contradicted.add(rowKey(row));
  }
  return contradicted;
}

function hasSameFigures(row: PriceRow, other: PriceRow): boolean {
  return FIGURES.every((column) => row[column] === other[column]);
}

const FIGURES = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS, ...MODIFIER_COLUMNS, ...USER_COLUMNS] as const;
