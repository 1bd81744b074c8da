import type { MyPrices } from '../workbook/writeMyPrices';
import type { MyPriceChange } from './runtimeSlot';

/** Columns of the table for what the pane can change; what is not mentioned stays. */
export function myPricesOf({ provider, model, onlyDiscount, ...values }: MyPriceChange): MyPrices {
  const cells: Record<string, number | null> = {};
  for (const name of ['discount', 'input', 'cachedInput', 'cacheWrite', 'output'] as const) {
    const value = values[name];
    if (value !== undefined) cells[MY_COLUMNS[name]] = value;
  }
  return { provider, model, cells, onlyDiscount };
}

const MY_COLUMNS = {
  discount: 'my_discount',
  input: 'my_input',
  cachedInput: 'my_cached_input',
  cacheWrite: 'my_cache_write',
  output: 'my_output',
} as const;
