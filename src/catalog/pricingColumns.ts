import { FEE_COLUMNS, MODIFIER_COLUMNS, TOKEN_RATE_COLUMNS, type PriceRow } from './priceRow';

/** Every column that moves a model's price. A condition is none of them: with another condition it is another row. */
export const PRICING_COLUMNS = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS, ...MODIFIER_COLUMNS, 'priority'] as const;

const PRICING: ReadonlySet<string> = new Set(PRICING_COLUMNS);

/** Whether two rows state the same in every one of these columns. */
export function haveSamePrices(row: PriceRow, other: PriceRow): boolean {
  return row === other || (repeats(row, other) && repeats(other, row));
}

/** Looks at the cells that a row has: of some forty columns most are blank in most rows. */
function repeats(row: PriceRow, other: PriceRow): boolean {
  for (const column in row) {
    if (PRICING.has(column) && row[column as keyof PriceRow] !== other[column as keyof PriceRow]) return false;
  }
  return true;
}
