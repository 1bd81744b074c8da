import { MOST_USD_PER_FEE, MOST_USD_PER_MTOK } from '../../catalog/admitPriceRow';
import { FEE_COLUMNS, TOKEN_RATE_COLUMNS, type PriceRow } from '../../catalog/priceRow';
import { UNITS } from '../../engine/units/units';
import type { LocatedRows } from './locatedRows';

/**
 * TRUE while every price and discount of your own beside a model is one that `refusalOf` admits: blank, or a number
 * within the limits of its column. One that is not takes its whole model out of the prices.
 * @param rows all rows of the model, also those that do not hold now
 * @returns without an equals sign; undefined when the table has no place for a price of your own
 */
export function ownPricesCheck(rows: readonly PriceRow[], located: LocatedRows): string | undefined {
  const [exact, coarse] = [false, true].map((isCoarse) =>
    LIMITS.flatMap(({ columns, refusedIn }) => located.areasOf(rows, columns, isCoarse).map(refusedIn)).join('+'),
  );
  if (exact === '') return undefined;
  return `${exact.length < MOST_CHARACTERS ? exact : coarse}=0`;
}

/** Excel takes 8,192; a model whose rows stand all over the table is checked with the rows between them. */
const MOST_CHARACTERS = 8_000;
const isList = (column: string) => UNITS.some(({ rate, hasVariants }) => hasVariants && rate === column);
const mine = (column: string) => `my_${column}`;
const LIMITS = [
  { columns: TOKEN_RATE_COLUMNS.map(mine), refusedIn: (area: string) => refused(area, MOST_USD_PER_MTOK) },
  {
    columns: FEE_COLUMNS.filter((column) => !isList(column)).map(mine),
    refusedIn: (area: string) => refused(area, MOST_USD_PER_FEE),
  },
  {
    columns: FEE_COLUMNS.filter(isList).map(mine),
    // "hd=0.08;standard=0.04" is taken as it is
    refusedIn: (area: string) => refused(area, MOST_USD_PER_FEE, `-ISNUMBER(FIND("=",${area}))`),
  },
  { columns: ['my_discount'], refusedIn: (area: string) => refused(area, 1) },
] as const;

/** How many cells are neither blank nor a number from 0 to the limit; a cell of nothing but spaces is blank. */
function refused(area: string, most: number, lessOthers = ''): string {
  return `SUMPRODUCT(1-(TRIM(${area})="")-ISNUMBER(${area})*(${area}>=0)*(${area}<=${most})${lessOthers})`;
}
