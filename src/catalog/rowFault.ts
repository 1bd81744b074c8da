import {
  FREE_STATUS,
  IDENTIFIER,
  LEAST_OUTPUT_OF_INPUT,
  MOST_NAME_LENGTH,
  MOST_USD_PER_FEE,
  MOST_USD_PER_MTOK,
  UNSAFE_CHARACTER,
} from './admissionLimits';
import { FEE_COLUMNS, PRICE_COLUMNS, TOKEN_RATE_COLUMNS, type PriceRow } from './priceRow';

/**
 * What is wrong with a price row by itself, in words; undefined when it can be admitted. The sentence never repeats
 * text of the row, which may be hostile.
 * @param today ISO date; a row checked later than this is forged or from a wrong clock
 */
export function rowFault(row: PriceRow, today: string): string | undefined {
  return identifierFault(row) ?? textFault(row) ?? priceFault(row) ?? dateFault(row, today);
}

/** What looks odd about an admissible row and is shown beside it. */
export function rowWarning({ input, output }: PriceRow): string | undefined {
  const swapped = input !== undefined && output !== undefined && output < LEAST_OUTPUT_OF_INPUT * input;
  return swapped ? 'output costs less than a fifth of input' : undefined;
}

function identifierFault({ provider, model }: PriceRow): string | undefined {
  if (!IDENTIFIER.test(provider)) return 'provider is not an identifier';
  if (!IDENTIFIER.test(model)) return 'model is not an identifier';
  return undefined;
}

function textFault(row: PriceRow): string | undefined {
  for (const column of PRICE_COLUMNS) {
    const text = row[column];
    if (typeof text === 'string' && UNSAFE_CHARACTER.test(text)) return `${column} holds an invisible character`;
  }
  const spellings = [row.name ?? '', ...(row.aliases ?? '').split(';')];
  if (spellings.some((spelling) => spelling.length > MOST_NAME_LENGTH)) return 'a name is too long';
  return undefined;
}

function priceFault(row: PriceRow): string | undefined {
  for (const column of TOKEN_RATE_COLUMNS) {
    const fault = amountFault(row[column], MOST_USD_PER_MTOK);
    if (fault) return `${column} ${fault}`;
    if (row[column] === 0 && row.status !== FREE_STATUS) return `${column} is 0 and the row is not marked free`;
  }
  for (const column of FEE_COLUMNS) {
    const fee = row[column];
    const fault = typeof fee === 'string' ? listFault(fee) : amountFault(fee, MOST_USD_PER_FEE);
    if (fault) return `${column} ${fault}`;
  }
  if (row.multiplier !== undefined && !(row.multiplier > 0 && row.multiplier <= 100)) return 'multiplier is not a factor';
  if (row.discount !== undefined && !(row.discount >= 0 && row.discount <= 1)) return 'discount is not within 0..1';
  if (row.cached_input !== undefined && row.input !== undefined && row.cached_input > row.input) {
    return 'cached_input costs more than input';
  }
  return undefined;
}

function amountFault(amount: number | undefined, most: number): string | undefined {
  if (amount === undefined) return undefined;
  if (typeof amount !== 'number' || !Number.isFinite(amount)) return 'is not a number';
  if (amount < 0) return 'is negative, which stands for a price that varies';
  if (amount > most) return `is above ${most} USD`;
  return undefined;
}

/** "name=price;name=price". */
function listFault(list: string): string | undefined {
  const amounts = list.split(';').map((entry) => /^[^=]+=(\d+(?:\.\d+)?)$/.exec(entry.trim())?.[1]);
  return amounts.every((amount) => amount !== undefined && Number(amount) <= MOST_USD_PER_FEE)
    ? undefined
    : 'is not a list of name=price';
}

function dateFault({ valid_from: from, valid_to: to, checked }: PriceRow, today: string): string | undefined {
  if (from !== undefined && !isIsoDate(from)) return 'valid_from is not a date';
  if (to !== undefined && !isIsoDate(to)) return 'valid_to is not a date';
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)) return 'valid_to is not after valid_from';
  if (checked !== undefined && !isIsoDate(checked)) return 'checked is not a date';
  if (checked !== undefined && checked.slice(0, 10) > today) return 'checked is in the future';
  return undefined;
}

/** A day that exists: 2025-02-30 would otherwise roll over into March. */
function isIsoDate(text: string): boolean {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
