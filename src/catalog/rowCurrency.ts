import type { PriceRow } from './priceRow';
import { modelKey } from './rowKey';

/**
 * What the prices of a row are in: its ISO 4217 code, otherwise that of its model's base card, as when the price is
 * resolved. Undefined is USD.
 * @param rows all rows of the models that are asked for
 */
export function rowCurrency(rows: readonly PriceRow[]): (row: PriceRow) => string | undefined {
  const ofBase = new Map<string, string>();
  for (const row of rows) {
    if (row.currency !== undefined && isBase(row) && !ofBase.has(modelKey(row)))
      ofBase.set(modelKey(row), row.currency);
  }
  return (row) => {
    const currency = (row.currency ?? ofBase.get(modelKey(row)))?.trim().toUpperCase();
    return currency === 'USD' ? undefined : currency;
  };
}

function isBase(row: PriceRow): boolean {
  return CONDITIONS.every((column) => row[column] === undefined || row[column] === '');
}

const CONDITIONS = ['tier', 'region', 'ctx_from', 'days', 'hours', 'calendar'] as const;
