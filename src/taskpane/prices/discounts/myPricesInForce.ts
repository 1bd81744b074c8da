import { USER_COLUMNS, type PriceRow } from '../../../catalog/priceRow';
import { rowCurrency } from '../../../catalog/rowCurrency';
import { modelKey, modelKeyOf } from '../../../catalog/rowKey';
import type { MyPriceInForce } from '../../../runtime/runtimeSlot';

/** What the company pays other than the list price, provider by provider; the same at several models is one line. */
export function myPricesInForce(rows: readonly PriceRow[]): MyPriceInForce[] {
  const models = new Map<string, Set<string>>();
  const lines = new Map<string, { line: Pick<MyPriceInForce, 'provider' | 'what' | 'value'>; at: PriceRow[] }>();
  const currencyOf = rowCurrency(rows);
  for (const row of rows) {
    models.set(row.provider, (models.get(row.provider) ?? new Set()).add(row.model));
    for (const column of USER_COLUMNS) {
      const value = row[column];
      if (value === undefined) continue;
      const what = column.replace(/^my_/, '').replace(/_/g, ' ');
      const currency = column === 'my_discount' ? undefined : currencyOf(row);
      const key = JSON.stringify([row.provider, what, value, currency]);
      const line = { provider: row.provider, what, value, ...(currency === undefined ? {} : { currency }) };
      const known = lines.get(key) ?? { line, at: [] };
      known.at.push(row);
      lines.set(key, known);
    }
  }
  const discounted = new Set(rows.filter((row) => row.my_discount !== undefined).map(modelKey));
  return [...lines.values()].map(({ line, at }) => {
    const mine = new Set(at.map((row) => row.model));
    const others = [...(models.get(line.provider) ?? [])].filter((model) => !mine.has(model));
    return {
      ...line,
      ...(mine.size === 1 ? { model: at[0].model } : {}),
      rows: at.length,
      models: mine.size,
      ofModels: mine.size + others.length,
      otherDiscounts: others.filter((model) => discounted.has(modelKeyOf(line.provider, model))).length,
    };
  });
}
