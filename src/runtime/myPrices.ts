/** Discounts and prices of the company's own: what the pane asks to write, and what stands in the table. */
import { USER_COLUMNS, type PriceRow } from '../catalog/priceRow';
import type { MyPrices } from '../workbook/writeMyPrices';
import type { MyPriceChange, MyPriceInForce } from './runtimeSlot';

/** Columns of the table for what the pane can change; what is not mentioned stays. */
export function myPricesOf({ provider, model, ...values }: MyPriceChange): MyPrices {
  const cells: Record<string, number | null> = {};
  for (const name of ['discount', 'input', 'cachedInput', 'cacheWrite', 'output'] as const) {
    const value = values[name];
    if (value !== undefined) cells[MY_COLUMNS[name]] = value;
  }
  return { provider, model, cells };
}

const MY_COLUMNS = {
  discount: 'my_discount',
  input: 'my_input',
  cachedInput: 'my_cached_input',
  cacheWrite: 'my_cache_write',
  output: 'my_output',
} as const;

/** What the company pays other than the list price, provider by provider; the same at several models is one line. */
export function myPricesInForce(rows: readonly PriceRow[]): MyPriceInForce[] {
  const models = new Map<string, Set<string>>();
  const lines = new Map<string, { line: Omit<MyPriceInForce, 'models' | 'ofModels' | 'model'>; models: Set<string> }>();
  for (const row of rows) {
    models.set(row.provider, (models.get(row.provider) ?? new Set()).add(row.model));
    for (const column of USER_COLUMNS) {
      const value = row[column];
      if (value === undefined) continue;
      const what = column.replace(/^my_/, '').replace(/_/g, ' ');
      const key = JSON.stringify([row.provider, what, value]);
      const known = lines.get(key) ?? { line: { provider: row.provider, what, value }, models: new Set() };
      known.models.add(row.model);
      lines.set(key, known);
    }
  }
  return [...lines.values()].map(({ line, models: at }) => {
    const [model, ...others] = at;
    return {
      ...line,
      ...(others.length === 0 ? { model } : {}),
      models: at.size,
      ofModels: models.get(line.provider)?.size ?? at.size,
    };
  });
}
