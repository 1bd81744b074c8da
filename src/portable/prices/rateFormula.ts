import { CONDITION_COLUMNS, type PriceRow } from '../../catalog/priceRow';
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
  const mine = myPrices(card, unit, origin, located);
  const parent = origin.pricedAs === undefined ? undefined : inheritedFrom(origin.pricedAs);
  const listed = parent ?? listedRate(card, unit, origin, located);
  if (listed === undefined) return undefined;
  return mine.reduceRight((otherwise, my) => `IF(ISNUMBER(${my}),${my}${exchange(origin)},${otherwise})`, listed);
}

/** The rows that had a part in the card, the one with most conditions first: your price beside it counts most. */
function rowsOf(card: ResolvedCard): PriceRow[] {
  const compiled = card.origins.flatMap((origin) => (origin ? [origin.stated, ...origin.scaledBy] : []));
  return [...new Set(compiled.map(({ row }) => row))].sort((a, b) => conditionCount(b) - conditionCount(a));
}

function conditionCount(row: PriceRow): number {
  return CONDITION_COLUMNS.filter((column) => row[column] !== undefined).length;
}

function myPrices(card: ResolvedCard, unit: number, { currency }: RateOrigin, located: LocatedRows): string[] {
  const rows = rowsOf(card).filter(
    (row) => row.currency === undefined || row.currency.toUpperCase() === (currency?.code ?? 'USD'),
  );
  return rows.flatMap((row) => located.cellOf(row, `my_${UNITS[unit].rate}`) ?? []);
}

/** The listed figure with all that scales it, in the order of `resolveCard`. */
function listedRate(card: ResolvedCard, unit: number, origin: RateOrigin, located: LocatedRows): string | undefined {
  const { stated, scaledBy, pricedAs = unit } = origin;
  const column = UNITS[pricedAs].rate;
  const cell = located.cellOf(stated.row, stated.stage === 'user' ? `my_${column}` : column);
  if (cell === undefined) return undefined;
  // without your price the list price would count again, which is known only where nothing else was laid over the card
  if (stated.stage === 'user') return rowsOf(card).length === 1 ? ifNumber(located.cellOf(stated.row, column)) : 'NA()';
  const factors = scaledBy.filter(({ stage }) => stage !== 'user').map((row) => scaling(row, pricedAs, located));
  const discounts = rowsOf(card).flatMap((row) => located.cellOf(row, 'my_discount') ?? []);
  return [ifNumber(cell) + exchange(origin), ...factors, ...discounts.map((discount) => `(1-${discount})`)].join('*');
}

function exchange({ currency }: RateOrigin): string {
  return currency ? `*${numberText(currency.usd)}` : '';
}

/** A multiplier is about tokens, a discount about everything. A blank discount is none; a blank multiplier is a fault. */
function scaling(row: CompiledRow, unit: number, located: LocatedRows): string {
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
