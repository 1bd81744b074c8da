import type { CompiledRow } from '../../catalog/compiledRow';
import { scalingRows, type ResolvedCard } from '../../catalog/resolveCard';
import { PRICED_AS, UNITS } from '../../engine/units/units';
import { numberText } from '../../functions/native/argumentChecks';
import type { LocatedRows } from './locatedRows';

/**
 * The rate of one unit as a formula over the price table: your own price where you gave one, otherwise the listed one,
 * scaled as its tier or region says, less your discount. What is blank is no price, so that it gives #N/A and never 0.
 * @param rateCellOf the cell that holds the rate of another unit, from which a unit without a price takes it
 * @param checkCell TRUE while all own prices of the model are valid
 * @returns without an equals sign; undefined when the rate stands in no cell of the table
 */
export function rateFormula(
  card: ResolvedCard,
  unit: number,
  located: LocatedRows,
  rateCellOf: (unit: number) => string | undefined,
  checkCell?: string,
): string | undefined {
  const guarded = (formula: string) => (checkCell === undefined ? formula : `IF(${checkCell},${formula},NA())`);
  const own: OwnRate[] = [];
  for (const each of [unit, ...PRICED_AS[unit]]) {
    const parent = each === unit ? undefined : rateCellOf(each);
    const listing = listingOf(card, each);
    if (listing?.hasPrice && parent !== undefined) return own.length === 0 ? parent : guarded(firstOf(own, parent));
    own.push(...ownRates(card, each, located, listing));
    if (listing?.hasPrice) {
      const listed = listedRate(card, each, located, listing.row);
      return listed && guarded(firstOf(own, listed));
    }
  }
  if (own.length === 0) return undefined;
  return guarded(firstOf(own, UNITS[unit].freeWithoutPrice ? '0' : 'NA()'));
}

interface OwnRate {
  /** Holds once you gave the price. */
  readonly condition: string;
  readonly rate: string;
}

/** Beside more rows than formulas can nest, your prices give no number. */
function firstOf(own: readonly OwnRate[], otherwise: string): string {
  const beyond = own.slice(MOST_NESTED).map(({ condition }) => condition);
  return own
    .slice(0, MOST_NESTED)
    .reduceRight(
      (rest, { condition, rate }) => `IF(${condition},${rate},${rest})`,
      beyond.length > 0 ? `IF(OR(${beyond.join(',')}),NA(),${otherwise})` : otherwise,
    );
}

/** Excel nests 64 functions. */
const MOST_NESTED = 20;

interface Listing {
  readonly row: CompiledRow;
  /** Otherwise it states prices by name, which no cell of a rate can hold. */
  readonly hasPrice: boolean;
}

/** The row of the list that decides the rate; own prices do not change it. */
function listingOf(card: ResolvedCard, unit: number): Listing | undefined {
  const states = ([each]: readonly [number, unknown]) => each === unit;
  const row = listRows(card)
    .filter(({ rates, lists }) => rates.some(states) || lists.some(states))
    .at(-1);
  return row && { row, hasPrice: row.rates.some(states) };
}

function listRows({ applied }: ResolvedCard): CompiledRow[] {
  return applied.filter(({ kind }) => kind === 'list');
}

/** Your prices that would count, the one that counts most first, each with all that `resolveCard` lays over it. */
function ownRates(card: ResolvedCard, unit: number, located: LocatedRows, listing: Listing | undefined): OwnRate[] {
  const rows = listRows(card);
  const after = listing?.row.order ?? -Infinity;
  return mostSpecificFirst(rows.filter(({ ownOrder }) => ownOrder >= after)).flatMap((row) => {
    const cell = located.cellOf(row.row, `my_${UNITS[unit].rate}`);
    if (cell === undefined) return [];
    const factors = factorsOf(card, unit, located, (scaling) => scaling.order > row.ownOrder);
    const discount = ownDiscount(
      rows.filter(({ ownOrder }) => ownOrder > row.ownOrder),
      located,
    );
    const scaled = (price: string) => [price, ...exchange(card, row), ...factors, ...discount].join('*');
    if (!UNITS[unit].hasVariants) return [{ condition: `ISNUMBER(${cell})`, rate: scaled(cell) }];
    // a list of prices by name takes the place of the one price
    return [{ condition: `TRIM(${cell})<>""`, rate: scaled(`IF(ISNUMBER(${cell}),${cell},NA())`) }];
  });
}

/** Of rows with equal conditions the last one counts most, as in `compileRows`. */
function mostSpecificFirst(rows: readonly CompiledRow[]): CompiledRow[] {
  return [...rows].sort((a, b) => b.ownOrder - a.ownOrder || b.order - a.order);
}

/** Your discount beside the most specific of the rows that has one. */
function ownDiscount(rows: readonly CompiledRow[], located: LocatedRows): string[] {
  const discounts = mostSpecificFirst(rows).flatMap(({ row }) => {
    const cell = located.cellOf(row, 'my_discount');
    return cell === undefined ? [] : [{ condition: `ISNUMBER(${cell})`, rate: cell }];
  });
  return discounts.length === 0 ? [] : [`(1-${firstOf(discounts, '0')})`];
}

/** The listed figure with all that scales it, in the order of `resolveCard`. */
function listedRate(card: ResolvedCard, unit: number, located: LocatedRows, stated: CompiledRow): string | undefined {
  const cell = located.cellOf(stated.row, UNITS[unit].rate);
  if (cell === undefined) return undefined;
  // a modifier on a card itself scales that card; on an overlay it scales what was there before
  const isAfter = (row: CompiledRow) => row.order > stated.order || (row === stated && row.isBase);
  const factors = factorsOf(card, unit, located, isAfter);
  return [ifPrice(cell), ...exchange(card, stated), ...factors, ...ownDiscount(listRows(card), located)].join('*');
}

function factorsOf(
  card: ResolvedCard,
  unit: number,
  located: LocatedRows,
  isAfter: (row: CompiledRow) => boolean,
): string[] {
  const due = scalingRows(card.applied).filter(isAfter);
  return listRows(card)
    .filter((row) => due.includes(row))
    .flatMap((row) => factorOf(row, unit, located));
}

function baseOf({ applied }: ResolvedCard): CompiledRow | undefined {
  return applied.find(({ isBase }) => isBase);
}

/** A currency without an exchange rate has no price. */
function exchange(card: ResolvedCard, row: CompiledRow): string[] {
  const code = row.currency ?? baseOf(card)?.currency ?? 'USD';
  if (code === 'USD') return [];
  const origin = card.origins.find((each) => each?.currency?.code === code);
  return [origin?.currency ? numberText(origin.currency.usd) : 'NA()'];
}

/** A multiplier is about tokens, a discount about everything. A blank discount is none; a blank multiplier is a fault. */
function factorOf(row: CompiledRow, unit: number, located: LocatedRows): string[] {
  const multiplierCell = located.cellOf(row.row, 'multiplier');
  const discountCell = located.cellOf(row.row, 'discount');
  const factors: string[] = [];
  if (row.multiplier !== undefined && UNITS[unit].side !== 'fee') {
    factors.push(multiplierCell ? ifPrice(multiplierCell) : numberText(row.multiplier));
  }
  if (row.discount !== undefined) factors.push(`(1-${discountCell ?? numberText(row.discount)})`);
  return factors.length < 2 ? factors : [`(${factors.join('*')})`];
}

function ifPrice(cell: string): string {
  return `IF(AND(ISNUMBER(${cell}),${cell}>=0),${cell},NA())`;
}
