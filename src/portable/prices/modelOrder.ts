import { RETIRED_STATUS } from '../../catalog/admissionLimits';
import type { PriceRow } from '../../catalog/priceRow';

interface ModelRows {
  readonly provider: string;
  readonly rows: readonly PriceRow[];
}

/**
 * Models as a reader looks for them: the providers as they come, and of each provider first the models whose prices were
 * checked last, because a list no longer confirms what nobody sells; what is marked as ending stands behind the others.
 */
export function currentFirst<T extends ModelRows>(models: readonly T[]): T[] {
  const providers = [...new Set(models.map(({ provider }) => provider))];
  const rank = new Map(models.map((model) => [model, rankOf(model)]));
  const byRank = (a: T, b: T) => (rank.get(b) ?? '').localeCompare(rank.get(a) ?? '');
  return providers.flatMap((provider) => models.filter((model) => model.provider === provider).sort(byRank));
}

/** Rows of a price table in the order of `currentFirst`; those of one model stay together as they were. */
export function rowsCurrentFirst(rows: readonly PriceRow[]): PriceRow[] {
  const models = new Map<string, { provider: string; rows: PriceRow[] }>();
  for (const row of rows) {
    const key = `${row.provider}/${row.model}`;
    const known = models.get(key);
    if (known) known.rows.push(row);
    else models.set(key, { provider: row.provider, rows: [row] });
  }
  return currentFirst([...models.values()]).flatMap(({ rows: ofModel }) => ofModel);
}

/** Sorts as text: "1 2026-11-10" before "1 2026-09-23" before "0 2026-11-23". */
function rankOf({ rows }: ModelRows): string {
  const isEnding = rows.some(({ status }) => status === RETIRED_STATUS || status === 'deprecated');
  const dates = rows.flatMap(({ checked }) => checked ?? []).sort();
  return `${isEnding ? 0 : 1} ${dates[dates.length - 1] ?? ''}`;
}
