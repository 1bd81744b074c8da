/** A list without dates beside prices in force that have some: what held before and what is announced stays. */
import { RETIRED_STATUS } from '../catalog/admissionLimits';
import type { PriceRow } from '../catalog/priceRow';
import { utcMsOfIso } from '../catalog/rowDates';
import { isCard } from './mergeCard';

/**
 * The rows of a model that a list gives, in the window of the price in force today: without dates they would hold for
 * every day, and last year's bill would be priced at today's rates.
 *
 * @param today ISO date
 */
export function inWindowOfToday(
  listed: readonly PriceRow[],
  inForce: readonly PriceRow[] = [],
  today: string,
): readonly PriceRow[] {
  if (!leavesDatesOpen(listed, inForce)) return listed;
  const window = windowOf(cardOfDay(inForce, today) ?? { valid_from: today });
  return listed.map((row) => (isCard(row) ? { ...row, ...window } : row));
}

/** The same rows once they are admitted, with the rows in force of every other window, in the order of the table. */
export function withOtherWindows(
  admitted: readonly PriceRow[],
  inForce: readonly PriceRow[] = [],
  listed: readonly PriceRow[] = [],
): readonly PriceRow[] {
  if (!leavesDatesOpen(listed, inForce)) return admitted;
  const taken = new Set(admitted.filter(isCard).map(windowKey));
  const cards = inForce.filter(isCard);
  const place = cards.findIndex((row) => taken.has(windowKey(row)));
  const [earlier, later] = place < 0 ? [cards, []] : [cards.slice(0, place), cards.slice(place)];
  const kept = (rows: readonly PriceRow[]) => rows.filter((row) => !taken.has(windowKey(row))).map(listedAgain);
  return [...kept(earlier), ...admitted, ...kept(later)];
}

function leavesDatesOpen(listed: readonly PriceRow[], inForce: readonly PriceRow[]): boolean {
  const isDated = (row: PriceRow) => isCard(row) && (row.valid_from ?? row.valid_to) !== undefined;
  return !listed.some(isDated) && inForce.some(isDated);
}

/** Of the cards that hold on a day the one that started last; undefined when none holds. */
function cardOfDay(inForce: readonly PriceRow[], day: string): PriceRow | undefined {
  const dayMs = msOf(day);
  return inForce
    .filter((row) => isCard(row) && row.ctx_from === undefined)
    .filter(({ valid_from: start, valid_to: end }) => msOf(start, -Infinity) <= dayMs && msOf(end, Infinity) > dayMs)
    .sort((a, b) => msOf(b.valid_from, 0) - msOf(a.valid_from, 0))
    .at(0);
}

function msOf(date: string | undefined, open = 0): number {
  return date === undefined ? open : (utcMsOfIso(date) ?? open);
}

type Window = Pick<PriceRow, 'valid_from' | 'valid_to'>;

function windowOf({ valid_from, valid_to }: Window): Window {
  return { ...(valid_from === undefined ? {} : { valid_from }), ...(valid_to === undefined ? {} : { valid_to }) };
}

function windowKey({ valid_from: start, valid_to: end }: Window): string {
  return [msOf(start), msOf(end)].join();
}

function listedAgain({ status, ...row }: PriceRow): PriceRow {
  return status === undefined || status === RETIRED_STATUS ? row : { ...row, status };
}
