/** Prices in force that no public list replaces, and what a list says of the same. */
import { RETIRED_STATUS } from '../catalog/admissionLimits';
import { priceChange } from '../catalog/priceChange';
import { TOKEN_RATE_COLUMNS, type PriceRow } from '../catalog/priceRow';
import { kindOf, modelKey } from '../catalog/rowKey';
import { CARD_KIND, isCard } from './mergeCard';
import { isOfOwnList } from './ownPrices/ownPriceFeed';
import { describeRow, type ProposedChange } from './priceChanges';
import type { HeldBack } from './proposePrices';
import { shownWords } from './shownName';

const CHECKED_BY_HAND = 'the price in force was checked by hand at its vendor';

/** Why no public list may replace the row; undefined when one may. Curated rows name the vendor's own page. */
export function protection({ source, status }: PriceRow): string | undefined {
  if (status === RETIRED_STATUS) return undefined;
  if (source?.startsWith('https://')) return CHECKED_BY_HAND;
  return isOfOwnList(source) ? 'the price in force is from your own list' : undefined;
}

/** Tiers, regions and hours in force that are protected are kept, so the list's rows for them are not news. */
export function isOfProtectedKind(inForce: readonly PriceRow[]): (row: PriceRow) => boolean {
  const nameOfKind = (row: PriceRow) => `${modelKey(row)}|${kindOf(row)}`;
  const names = new Set(
    inForce.filter((row) => !isCard(row) && kindOf(row) !== CARD_KIND && protection(row)).map(nameOfKind),
  );
  return (row) => names.size > 0 && names.has(nameOfKind(row));
}

/**
 * What a list says otherwise of tiers, regions and hours that are kept.
 * @param rows       the model's rows, once the list's others are among them
 * @param passedOver the list's rows for what is kept
 * @param listed     all of the list's rows of the model
 * @param today      ISO date
 */
export function otherPrices(
  rows: readonly PriceRow[],
  passedOver: readonly PriceRow[],
  listed: readonly PriceRow[],
  today: string,
): readonly PriceRow[] {
  const todayMs = Date.parse(today);
  return passedOver.filter((row) => (priceChange(row, rows, listed, todayMs).factor ?? 1) > 1 + ROUNDING);
}

/** Of listed prices: a factor of 1.1 of 0.35 is not exactly 0.385. */
const ROUNDING = 1e-9;

export function keptAgainst(row: PriceRow, rows: readonly PriceRow[]): HeldBack {
  const kept = rows.find((other) => kindOf(other) === kindOf(row) && protection(other));
  return { what: shownWords(describeRow(row)), reason: (kept && protection(kept)) ?? CHECKED_BY_HAND };
}

/** A factor that was right for the old price makes another one of the new price than the list has. */
export function outdatedFactor(
  changes: readonly ProposedChange[],
  differing: readonly PriceRow[],
  rows: readonly PriceRow[],
): HeldBack | undefined {
  const isFactor = (row: PriceRow) =>
    rows.some((other) => other.multiplier !== undefined && kindOf(other) === kindOf(row));
  const outdated = changes.length > 0 ? differing.find(isFactor) : undefined;
  return (
    outdated && {
      what: shownWords(describeRow(outdated)),
      reason: 'the factor in force, checked by hand at the vendor, does not make the list’s price of its new one',
    }
  );
}

/**
 * Why to look twice at a standard price that moves: prices of its tiers and regions that stay, because they are no
 * factors of it and the list has none. A batch price could be the dearer one afterwards.
 * @param listed all of the list's rows of the model
 */
export function stayingPrices(
  changes: readonly ProposedChange[],
  rows: readonly PriceRow[],
  listed: readonly PriceRow[],
): HeldBack[] {
  const moved = changes.filter(({ column, old }) => TOKEN_RATES.has(column) && old !== undefined);
  const isOwnPrice = (row: PriceRow) => TOKEN_RATE_COLUMNS.some((column) => row[column] !== undefined);
  const isListed = (row: PriceRow) => listed.some((other) => kindOf(other) === kindOf(row));
  const staying = rows.filter((row) => kindOf(row) !== CARD_KIND && isOwnPrice(row) && !isListed(row));
  return staying.flatMap((row) => {
    const [what, ...conditions] = describeRow(row).split(', ');
    if (!moved.some((change) => change.what === what)) return [];
    const day = row.checked === undefined ? '' : ` on ${row.checked}`;
    return [{ what, reason: `not in this list, and stays as it was${day}: the price for ${conditions.join(', ')}` }];
  });
}

const TOKEN_RATES: ReadonlySet<string> = new Set(TOKEN_RATE_COLUMNS);
