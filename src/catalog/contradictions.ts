import { conditionKey } from './compiledRow';
import { foldName } from './nameDecorations';
import type { PriceRow } from './priceRow';
import { utcMsOfIso } from './rowDates';

/**
 * Rows for the same case (seller, model, conditions, dates, priority) with different figures: which one is right, nobody
 * can tell. With the same figures they do no harm, because none scales what another one of them has scaled.
 * @param rows    by their number below the header
 * @param figures the columns that decide a price
 * @returns why such a row is not believed, by its number
 */
export function contradictions(
  rows: ReadonlyMap<number, PriceRow>,
  figures: readonly (keyof PriceRow)[],
): ReadonlyMap<number, string> {
  const firsts = new Map<string, number>();
  const reasons = new Map<number, string>();
  for (const [number, row] of rows) {
    const { provider, model, valid_from: start = '', valid_to: end = '', priority } = row;
    const dates = [utcMsOfIso(start), utcMsOfIso(end)];
    const key = [foldName(provider), foldName(model), conditionKey(row), dates, priority].join();
    const first = firsts.get(key) ?? number;
    firsts.set(key, first);
    const column = figures.find((figure) => row[figure] !== rows.get(first)?.[figure]);
    const reason = `rows ${first} and ${number} below the header are the same row with another ${column}`;
    if (column) reasons.set(first, reason).set(number, reason);
  }
  return reasons;
}
