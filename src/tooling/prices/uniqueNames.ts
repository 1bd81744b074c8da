import type { PriceRow } from '../../catalog/priceRow';

/**
 * Drops display names that would mislead: a name that two models of a provider share, or that spells another model's
 * id or alias ("gpt 4" on gpt-4-32k). Names are looked up like aliases.
 */
export function withUniqueNames(rows: readonly PriceRow[]): PriceRow[] {
  const owners = new Map<string, Set<string>>();
  for (const { provider, model, name, aliases } of rows) {
    for (const spelling of [model, name, ...(aliases?.split(';') ?? [])]) {
      if (!spelling) continue;
      const key = spellingKey(provider, spelling);
      owners.set(key, (owners.get(key) ?? new Set()).add(model));
    }
  }
  return rows.map(({ name, ...row }) => {
    if (name === undefined) return row;
    const key = spellingKey(row.provider, name);
    const isOwn = key === spellingKey(row.provider, row.model) || owners.get(key)?.size === 1;
    return isOwn ? { ...row, name } : row;
  });
}

function spellingKey(provider: string, spelling: string): string {
  return `${provider}/${spelling.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
}
