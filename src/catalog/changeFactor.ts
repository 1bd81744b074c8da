/** By what factor a price moves. */
import { readPriceList } from './compiledRow';
import { FEE_COLUMNS, TOKEN_RATE_COLUMNS, type PriceRow } from './priceRow';
import { haveSamePrices } from './pricingColumns';

type Cell = number | string | undefined;

/** The largest ratio, up or down, between the prices, fees, factors and discounts that both rows state; 1 is no change. */
export function changeFactor(before: PriceRow, after: PriceRow): number {
  if (haveSamePrices(before, after)) return 1;
  return Math.max(...FIGURES.map((column) => cellChangeFactor(column, before[column], after[column])));
}

const FIGURES = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS, 'multiplier', 'discount'] as const;

/** The same between two cells of one column: a figure, or the text of a list such as image_each. */
export function cellChangeFactor(column: string, before: Cell, after: Cell): number {
  if (before === after) return 1;
  const [old, now] = [pricesIn(column, before), pricesIn(column, after)];
  let largest = 1;
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old, now].map((prices) => prices.get(name) ?? prices.get(FOR_ALL));
    if (was === undefined || is === undefined || was === is) continue;
    largest = Math.max(largest, was > 0 && is > 0 ? Math.max(was / is, is / was) : Infinity);
  }
  return largest;
}

/** A single price beside a list of prices is that of every name in it. */
const FOR_ALL = '';

function pricesIn(column: string, cell: Cell): ReadonlyMap<string, number> {
  if (typeof cell === 'string') return readPriceList(column, cell) ?? new Map();
  // what is left to pay; without a discount that is everything
  if (column === 'discount') return new Map([[FOR_ALL, 1 - (cell ?? 0)]]);
  return new Map(cell === undefined ? [] : [[FOR_ALL, cell]]);
}
