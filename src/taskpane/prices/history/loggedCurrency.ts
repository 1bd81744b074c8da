import type { PriceRow } from '../../../catalog/priceRow';
import { rowCurrency } from '../../../catalog/rowCurrency';
import { modelKey, modelKeyOf } from '../../../catalog/rowKey';
import type { LogEntry } from '../../../workbook/readHistory';

/**
 * What the prices of a line of the log are in. The log does not say it, so it is what the model's rows are in now: blank
 * for a model that is gone, has several currencies, or has changed its own.
 */
export function loggedCurrency(rows: readonly PriceRow[], entries: readonly LogEntry[]): (entry: LogEntry) => string {
  const currencyOf = rowCurrency(rows);
  const byModel = new Map<string, string>();
  for (const row of rows) {
    const currency = currencyOf(row) ?? 'USD';
    byModel.set(modelKey(row), (byModel.get(modelKey(row)) ?? currency) === currency ? currency : '');
  }
  for (const { field, provider, model } of entries) {
    if (field === 'currency') byModel.set(modelKeyOf(provider, model), '');
  }
  return ({ provider, model }) => byModel.get(modelKeyOf(provider, model)) ?? '';
}
