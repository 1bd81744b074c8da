import { UNITS } from '../engine/units/units';
import { MOST_NAME_LENGTH, UNSAFE_CHARACTER } from './admissionLimits';
import { calendarDays } from './calendars';
import { folded, readPriceList } from './compiledRow';
import {
  FEE_COLUMNS,
  TOKEN_RATE_COLUMNS,
  type ExchangeRates,
  type FeeColumn,
  type PriceRow,
  type TokenRateColumn,
} from './priceRow';
import { utcMsOfIso } from './rowDates';
import { readSchedule } from './schedule';

/** Provider and model ids. They start with a letter or digit, so that no cell takes one for a formula. */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/;
/** The dearest list price ever was 600 (o1-pro output); per-token and per-1k mix-ups are far above. */
export const MOST_USD_PER_MTOK = 1_000;
/** USD for one unit of a fee, whatever the unit. */
export const MOST_USD_PER_FEE = 100_000;
const MOST_MULTIPLIER = 100;
const CTX_MODES = ['request', 'marginal'];
const NO_RATES: ExchangeRates = new Map();

/**
 * The guard before every price: the reason why a row cannot be trusted, or undefined. A row that fails takes its whole
 * model out of the catalogue, because a price with one overlay missing is a wrong number that looks right.
 * What feeds have to satisfy besides is in `rowFault.ts`: a user may well write that something is free. The reason
 * never repeats text of the row, which may be hostile.
 */
export function refusalOf(row: PriceRow, exchangeRates = NO_RATES): string | undefined {
  return identityRefusal(row) ?? conditionRefusal(row) ?? modifierRefusal(row) ?? rateRefusal(row, exchangeRates);
}

function identityRefusal({ model, provider, name, aliases }: PriceRow): string | undefined {
  if (!IDENTIFIER.test(model)) return 'the model name has characters that no model id has';
  if (provider !== '' && !IDENTIFIER.test(provider)) return 'the provider has characters that no provider id has';
  const spellings = [name ?? '', ...(aliases ?? '').split(';')];
  if (spellings.some((text) => UNSAFE_CHARACTER.test(text))) return 'a name holds an invisible character';
  return spellings.some((text) => text.length > MOST_NAME_LENGTH) ? 'a name is too long' : undefined;
}

function conditionRefusal(row: PriceRow): string | undefined {
  const { ctx_from: from, ctx_mode: mode, valid_from: start, valid_to: end } = row;
  if (from !== undefined && !(Number.isInteger(from) && from >= 0)) return `ctx_from is ${from}, not a token count`;
  if (mode && !CTX_MODES.includes(folded(mode))) return 'ctx_mode is neither request nor marginal';
  const [startMs, endMs] = [start, end].map((date) => (date === undefined ? undefined : utcMsOfIso(date)));
  if (start !== undefined && startMs === undefined) return 'valid_from is not a date';
  if (end !== undefined && endMs === undefined) return 'valid_to is not a date';
  if (startMs !== undefined && endMs !== undefined && startMs >= endMs) return 'valid_to is not after valid_from';
  if (!calendarDays(row.calendar ?? '')) return 'calendar is neither a known calendar nor a list of dates';
  const schedule = readSchedule(row);
  return typeof schedule === 'string' ? schedule : undefined;
}

function modifierRefusal({ multiplier, discount, my_discount: mine, currency }: PriceRow): string | undefined {
  if (multiplier !== undefined && !(multiplier > 0 && multiplier <= MOST_MULTIPLIER))
    return `multiplier is ${multiplier}`;
  if (!isShare(discount)) return `discount is ${discount}; write 10 % as 0.1`;
  if (!isShare(mine)) return `my_discount is ${mine}; write 10 % as 0.1`;
  if (currency !== undefined && !/^[A-Za-z]{3}$/.test(currency.trim())) return 'currency is not a code such as EUR';
  return undefined;
}

function isShare(share: number | undefined): boolean {
  return share === undefined || (share >= 0 && share <= 1);
}

function rateRefusal(row: PriceRow, exchangeRates: ExchangeRates): string | undefined {
  const currency = row.currency?.trim().toUpperCase() ?? 'USD';
  // without an exchange rate only the sign can be checked; the model has no price in USD then
  const usd = currency === 'USD' ? 1 : (exchangeRates.get(currency)?.usd ?? 0);
  for (const [name, cell] of Object.entries(row)) {
    const column = RATES.get(name);
    const reason = column === undefined || cell === undefined ? undefined : cellRefusal(column, cell, usd);
    if (reason) return `${name} ${reason}`;
  }
  return undefined;
}

/** Every price of a row by its column, the user's own beside the list's. */
const RATES: ReadonlyMap<string, TokenRateColumn | FeeColumn> = new Map(
  [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS].flatMap((column) => [
    [column, column],
    [`my_${column}`, column],
  ]),
);

const UNIT_OF_RATE = new Map(UNITS.map((unit) => [unit.rate, unit]));

function cellRefusal(column: TokenRateColumn | FeeColumn, cell: number | string, usd: number): string | undefined {
  const unit = UNIT_OF_RATE.get(column);
  if (typeof cell === 'string') return unit?.hasVariants ? listRefusal(unit.key, cell, usd) : 'is text, not a number';
  return amountRefusal(cell, unit?.side === 'fee' ? MOST_USD_PER_FEE : MOST_USD_PER_MTOK, usd);
}

function listRefusal(unitKey: string, cell: string, usd: number): string | undefined {
  const prices = readPriceList(unitKey, cell);
  if (!prices) return 'is neither a number nor a list of name=price';
  return [...prices.values()].map((price) => amountRefusal(price, MOST_USD_PER_FEE, usd)).find((reason) => reason);
}

function amountRefusal(amount: number, most: number, usd: number): string | undefined {
  if (!Number.isFinite(amount)) return 'is not a number';
  if (amount < 0) return `is negative (${amount})`;
  return amount * usd > most ? `is ${amount}, above ${most} USD: check its unit` : undefined;
}
