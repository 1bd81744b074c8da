/** Rows of one key in one list: the same row given twice, or two that contradict each other. */
import { FEE_COLUMNS, MODIFIER_COLUMNS, TOKEN_RATE_COLUMNS, USER_COLUMNS, type PriceRow } from './priceRow';
import { rowKey } from './rowKey';

export interface DistinctRows {
  /** Each row once: a list may give a model under two names. Rows that contradict each other are all there. */
  readonly rows: readonly PriceRow[];
  /** Keys of which two rows differ in a price, fee, factor or discount: the last one must not win silently. */
  readonly contradicted: ReadonlySet<string>;
}

export function distinctRows(all: readonly PriceRow[]): DistinctRows {
  const firstByKey = new Map<string, PriceRow>();
  const contradicted = new Set<string>();
  const rows = all.filter((row) => {
    const key = rowKey(row);
    const first = firstByKey.get(key);
    if (!first) {
      firstByKey.set(key, row);
      return true;
    }
    const isContradicted = !FIGURES.every((column) => row[column] === first[column]);
    if (isContradicted) contradicted.add(key);
    return isContradicted;
  });
  return { rows, contradicted };
}

const FIGURES = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS, ...MODIFIER_COLUMNS, ...USER_COLUMNS] as const;
