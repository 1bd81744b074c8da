import { FREE_STATUS, LEAST_OUTPUT_OF_INPUT, NOTABLE_OUTPUT_TO_INPUT, UNSAFE_CHARACTER } from './admissionLimits';
import { refusalOf } from './admitPriceRow';
import { readPriceList } from './compiledRow';
import { FEE_COLUMNS, TOKEN_RATE_COLUMNS, type PriceRow } from './priceRow';
import { utcMsOfIso } from './rowDates';
import { isTokenLimit, LIMIT_COLUMNS } from './tokenLimit';
import { unitFault } from './unitFault';

/**
 * What is wrong with a row that a feed offers, in words; undefined when it can be admitted. It has to satisfy what
 * every price row satisfies, and more: a person may write a price of 0 or a cached price above the input price, a feed
 * that does has made a mistake.
 * @param today ISO date; a row checked later than this is forged or from a wrong clock
 */
export function rowFault(row: PriceRow, today: string): string | undefined {
  if (row.provider === '') return 'the provider is missing';
  return (
    refusalOf(row) ?? textFault(row) ?? priceFault(row) ?? unitFault(row) ?? limitFault(row) ?? checkedFault(row, today)
  );
}

/** What looks odd about an admissible row and is shown beside it. */
export function rowWarning({ input = 0, output = NaN }: PriceRow): string | undefined {
  if (output < LEAST_OUTPUT_OF_INPUT * input) return 'output costs less than a fifth of input';
  return input > 0 && output > NOTABLE_OUTPUT_TO_INPUT * input
    ? `output costs more than ${NOTABLE_OUTPUT_TO_INPUT} times input`
    : undefined;
}

function textFault(row: PriceRow): string | undefined {
  const unsafe = Object.entries(row).find(([, cell]) => typeof cell === 'string' && UNSAFE_CHARACTER.test(cell));
  return unsafe && `${unsafe[0]} holds an invisible character`;
}

function priceFault(row: PriceRow): string | undefined {
  const zero = PRICES.find((column) => isFree(row[column]));
  if (zero && row.status !== FREE_STATUS) return `${zero} is 0 and the row is not marked free`;
  if (row.cached_input !== undefined && row.input !== undefined && row.cached_input > row.input) {
    return 'cached_input costs more than input';
  }
  return undefined;
}

const PRICES = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS] as const;

/** A price of 0, or one among those of a list ("search=0"). */
function isFree(cell: number | string | undefined): boolean {
  return typeof cell === 'string' ? [...(readPriceList('', cell)?.values() ?? [])].includes(0) : cell === 0;
}

/** A record that is wrong about what fits into the model is not one to believe the price of. */
function limitFault(row: PriceRow): string | undefined {
  const column = LIMIT_COLUMNS.find((limit) => !isTokenLimit(row[limit] ?? 1));
  return column && `${column} is ${row[column]}, not a number of tokens`;
}

function checkedFault({ checked }: PriceRow, today: string): string | undefined {
  if (checked === undefined) return undefined;
  if (utcMsOfIso(checked) === undefined) return 'checked is not a date';
  return checked.slice(0, 10) > today ? 'checked is in the future' : undefined;
}
