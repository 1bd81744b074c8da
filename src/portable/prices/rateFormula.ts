import type { CompiledRow } from '../../catalog/compiledRow';
import type { RateOrigin, ResolvedCard } from '../../catalog/resolveCard';
import { UNITS } from '../../engine/units/units';
import { numberText } from '../../functions/native/argumentChecks';
import type { LocatedRows } from './locatedRows';

/**
 * The rate of one unit as a formula over the price table: your own price where you gave one, otherwise the listed one,
 * scaled as its tier or region says, less your discount. What is blank is no price, so that it gives #N/A and never 0.
 * @param inheritedFrom the cell that holds the rate of a unit whose price this one takes
 * @returns without an equals sign; undefined when the rate stands in no cell of the table
 */
export function rateFormula(
  card: ResolvedCard,
  unit: number,
  located: LocatedRows,
  inheritedFrom: (unit: number) => string | undefined,
): string | undefined {
  const origin = card.origins[unit];
  if (!origin) return undefined;
  const mine = ownRates(card, unit, origin, located);
  const parent = origin.pricedAs === undefined ? undefined : inheritedFrom(origin.pricedAs);
  const listed = parent ?? listedRate(card, unit, origin, located);
  if (listed === undefined) return undefined;
  return mine.reduceRight((otherwise, { cell, rate }) => `IF(ISNUMBER(${cell}),${rate},${otherwise})`, listed);
}

/** The rows that had a part in the card, once each, whether with their own or with their list price. */
function rowsOf(card: ResolvedCard): CompiledRow[] {
  return [...new Map(partsOf(card).map((part) => [part.row, part])).values()];
}

function partsOf(card: ResolvedCard): CompiledRow[] {
  const parts = card.origins.flatMap((origin) => (origin ? [origin.stated, ...origin.scaledBy] : []));
  return [...new Set(parts)];
}

/** Your prices that would count, the one that counts most first, each with all that `resolveCard` lays over it. */
function ownRates(card: ResolvedCard, unit: number, origin: RateOrigin, located: LocatedRows) {
  const rows = rowsOf(card);
  const code = origin.currency?.code ?? 'USD';
  // what another unit's price is laid over has no say in a price of the unit's own
  const after = origin.pricedAs === undefined ? origin.stated.order : -Infinity;
  return rows
    .filter(({ row, ownOrder }) => ownOrder >= after && (row.currency ?? code).toUpperCase() === code)
    .sort((a, b) => b.ownOrder - a.ownOrder)
    .flatMap(({ row, ownOrder }) => {
      const cell = located.cellOf(row, `my_${UNITS[unit].rate}`);
      if (cell === undefined) return [];
      const factors = partsOf(card)
        .filter((part) => part.kind === 'list' && part.order > ownOrder && isScaling(part))
        .map((scaling) => factorOf(scaling, unit, located));
      const discounts = ownDiscounts(
        rows.filter((other) => other.ownOrder > ownOrder),
        located,
      );
      return [{ cell, rate: [cell + exchange(origin), ...factors, ...discounts].join('*') }];
    });
}

function isScaling({ multiplier, discount }: CompiledRow): boolean {
  return multiplier !== undefined || discount !== undefined;
}

function ownDiscounts(rows: readonly CompiledRow[], located: LocatedRows): string[] {
  return rows.flatMap(({ row }) => located.cellOf(row, 'my_discount') ?? []).map((cell) => `(1-${cell})`);
}

/** The listed figure with all that scales it, in the order of `resolveCard`. */
function listedRate(card: ResolvedCard, unit: number, origin: RateOrigin, located: LocatedRows): string | undefined {
  const { stated, scaledBy, pricedAs = unit } = origin;
  const column = UNITS[pricedAs].rate;
  const isOwn = stated.kind === 'ownPrice';
  const cell = located.cellOf(stated.row, isOwn ? `my_${column}` : column);
  if (cell === undefined) return undefined;
  // without your price the list price would count again, which is known only where nothing else was laid over the card
  if (isOwn) return rowsOf(card).length === 1 ? ifNumber(located.cellOf(stated.row, column)) : 'NA()';
  const factors = scaledBy.filter(({ kind }) => kind === 'list').map((row) => factorOf(row, pricedAs, located));
  return [ifNumber(cell) + exchange(origin), ...factors, ...ownDiscounts(rowsOf(card), located)].join('*');
}

function exchange({ currency }: RateOrigin): string {
  return currency ? `*${numberText(currency.usd)}` : '';
}

/** A multiplier is about tokens, a discount about everything. A blank discount is none; a blank multiplier is a fault. */
function factorOf(row: CompiledRow, unit: number, located: LocatedRows): string {
  const multiplierCell = located.cellOf(row.row, 'multiplier');
  const discountCell = located.cellOf(row.row, 'discount');
  const multiplier =
    row.multiplier === undefined || UNITS[unit].side === 'fee'
      ? undefined
      : multiplierCell
        ? ifNumber(multiplierCell)
        : numberText(row.multiplier);
  const kept = row.discount === undefined ? undefined : `(1-${discountCell ?? numberText(row.discount)})`;
  if (multiplier === undefined) return kept ?? '1';
  return kept === undefined ? multiplier : `(${multiplier}*${kept})`;
}

function ifNumber(cell: string | undefined): string {
  return cell === undefined ? 'NA()' : `IF(ISNUMBER(${cell}),${cell},NA())`;
}
