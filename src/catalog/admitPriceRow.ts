/**
 * The guard before every price: the reason why a row cannot be trusted, or undefined. A row that fails takes its whole
 * model out of the catalogue, because a price with one overlay missing is a wrong number that looks right.
 */
import { UNITS } from '../engine/units/units';
import { calendarDays } from './calendars';
import { folded, readPriceList } from './compiledRow';
import { FEE_COLUMNS, TOKEN_RATE_COLUMNS, type FeeColumn, type PriceRow, type TokenRateColumn } from './priceRow';
import { utcMsOfIso } from './rowDates';
import { readSchedule } from './schedule';

/** Ids that no spreadsheet, page or program reads as code (engineering.md §9). */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/;
/** A negative number in a feed means "depends"; a price above this is a slipped unit. */
export const MOST_USD_PER_MTOK = 1_000;
const MOST_USD_PER_FEE = 100_000;
const MOST_MULTIPLIER = 100;
const CTX_MODES = ['request', 'marginal'];

export function refusalOf(row: PriceRow, usdPerUnit: ReadonlyMap<string, number> = new Map()): string | undefined {
  return identityRefusal(row) ?? conditionRefusal(row) ?? modifierRefusal(row) ?? rateRefusal(row, usdPerUnit);
}

function identityRefusal({ model, provider }: PriceRow): string | undefined {
  if (!IDENTIFIER.test(model)) return 'the model name has characters that no model id has';
  if (provider !== '' && !IDENTIFIER.test(provider)) return 'the provider has characters that no provider id has';
  return undefined;
}

function conditionRefusal(row: PriceRow): string | undefined {
  const { ctx_from, ctx_mode, valid_from, valid_to } = row;
  if (ctx_from !== undefined && !(Number.isInteger(ctx_from) && ctx_from >= 0)) return `ctx_from is ${ctx_from}, not a token count`;
  if (ctx_mode && !CTX_MODES.includes(folded(ctx_mode))) return 'ctx_mode is neither request nor marginal';
  for (const column of ['valid_from', 'valid_to'] as const) {
    const date = row[column];
    if (date !== undefined && utcMsOfIso(date) === undefined) return `${column} is not a date`;
  }
  if (valid_from && valid_to && (utcMsOfIso(valid_from) ?? 0) >= (utcMsOfIso(valid_to) ?? 0)) return 'valid_to is not after valid_from';
  if (row.calendar !== undefined && !calendarDays(row.calendar)) return 'calendar is neither a known calendar nor a list of dates';
  const schedule = readSchedule(row);
  return typeof schedule === 'string' ? schedule : undefined;
}

function modifierRefusal({ multiplier, discount, my_discount, currency }: PriceRow): string | undefined {
  if (multiplier !== undefined && !(multiplier > 0 && multiplier <= MOST_MULTIPLIER)) return `multiplier is ${multiplier}`;
  for (const share of [discount, my_discount]) {
    if (share !== undefined && !(share >= 0 && share <= 1)) return `a discount is ${share}; write 10 % as 0.1`;
  }
  if (currency !== undefined && !/^[A-Za-z]{3}$/.test(currency.trim())) return 'currency is not a code such as EUR';
  return undefined;
}

function rateRefusal(row: PriceRow, usdPerUnit: ReadonlyMap<string, number>): string | undefined {
  const currency = row.currency?.trim().toUpperCase() ?? 'USD';
  // without an exchange rate only the sign can be checked; the model has no price in USD then
  const usd = currency === 'USD' ? 1 : (usdPerUnit.get(currency) ?? 0);
  for (const column of [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS]) {
    for (const name of [column, `my_${column}`] as const) {
      const reason = cellRefusal(name, column, row[name], usd);
      if (reason) return reason;
    }
  }
  return undefined;
}

function cellRefusal(name: string, column: TokenRateColumn | FeeColumn, cell: number | string | undefined, usd: number): string | undefined {
  if (cell === undefined) return undefined;
  if (typeof cell === 'string') {
    const unit = UNITS.find(({ rate, hasVariants }) => rate === column && hasVariants);
    return unit && readPriceList(unit.key, cell) ? undefined : `${name} is text, not a number`;
  }
  if (!Number.isFinite(cell)) return `${name} is not a number`;
  if (cell < 0) return `${name} is negative (${cell})`;
  const most = (TOKEN_RATE_COLUMNS as readonly string[]).includes(column) ? MOST_USD_PER_MTOK : MOST_USD_PER_FEE;
  return cell * usd > most ? `${name} is ${cell}, above ${most} USD: check its unit` : undefined;
}
