import { zoneClock } from '../../catalog/zoneClock';
import { EngineError } from '../../engine/errors';
import type { CellValue, Instant } from '../definition';

const DAY_MS = 86_400_000;
/** Days from 1899-12-30 to 1970-01-01: after February 1900 an Excel serial counts from there. */
const SERIAL_OF_1970 = 25_569;
/** Excel believes in 29 February 1900 (serial 60), so that earlier serials are one day short. */
const SERIAL_OF_MARCH_1900 = 61;
const SERIAL_OF_YEAR_10000 = 2_958_466;
const DAYS_FROM_1900_TO_1904 = 1_462;

const ISO_TEXT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2}|[A-Za-z]+\/[A-Za-z_/+-]+)?$/;

/**
 * The moment that a cell means. A serial and a text without a zone are UTC.
 * @param cell An Excel date serial, "2026-11-23", "2026-11-23 14:30", or with "Z", "+08:00" or "Asia/Shanghai" behind it.
 * @param dates1904 The workbook counts its days from 1904.
 * @throws argument-not-a-date → #VALUE!; also for a day that does not exist, such as "2025-02-30".
 */
export function readDate(cell: CellValue, argument: string, dates1904 = false): Instant {
  const instant =
    typeof cell === 'number'
      ? instantOfSerial(cell, dates1904)
      : typeof cell === 'string'
        ? instantOfText(cell)
        : undefined;
  if (!instant) throw new EngineError('argument-not-a-date', { argument });
  return instant;
}

/** The first list price per token of a language model was that of GPT-3, in 2020. */
const FIRST_PRICES_MS = Date.UTC(2020, 0, 1);

/**
 * The moment for which a price is asked, as `readDate`.
 * @throws date-before-prices → #VALUE! also for a moment before any model had a price: a number that slipped into this place.
 */
export function readPriceDate(cell: CellValue, argument: string, dates1904 = false): Instant {
  const instant = readDate(cell, argument, dates1904);
  if (instant.utcMs < FIRST_PRICES_MS) throw new EngineError('date-before-prices', { argument });
  return instant;
}

function instantOfSerial(cell: number, dates1904: boolean): Instant | undefined {
  const serial = dates1904 ? cell + DAYS_FROM_1900_TO_1904 : cell;
  if (!(serial >= 1 && serial < SERIAL_OF_YEAR_10000)) return undefined;
  const day = Math.floor(serial);
  if (day === SERIAL_OF_MARCH_1900 - 1) return undefined;
  const daysSince1970 = (day < SERIAL_OF_MARCH_1900 ? serial + 1 : serial) - SERIAL_OF_1970;
  return { utcMs: Math.round(daysSince1970 * DAY_MS), day: serial === day };
}

function instantOfText(text: string): Instant | undefined {
  const match = ISO_TEXT.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const isDay = hour === undefined;
  if (isDay && zone !== undefined) return undefined;
  const parts = [year, month, day, hour ?? 0, minute ?? 0, second ?? 0, (fraction ?? '').padEnd(3, '0')].map(Number);
  const wallMs = existingWallTime(parts);
  if (wallMs === undefined) return undefined;
  const utcMs = zone === undefined ? wallMs : utcOfZone(wallMs, zone);
  return utcMs === undefined ? undefined : { utcMs, day: isDay };
}

/** The date and time read as UTC, or undefined when there is no such day or hour: `Date` would roll it over. */
function existingWallTime(parts: readonly number[]): number | undefined {
  const [year, month, day, hour, minute, second, ms] = parts;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms));
  date.setUTCFullYear(year, month - 1, day); // Date.UTC reads years 0 to 99 as 19xx
  const rolled =
    date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59;
  return rolled ? undefined : date.getTime();
}

function utcOfZone(wallMs: number, zone: string): number | undefined {
  if (zone === 'Z' || zone === 'UTC') return wallMs;
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!offset) return utcOfNamedZone(wallMs, zone);
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  if (minutes > 14 * 60) return undefined;
  return wallMs - (offset[1] === '-' ? -minutes : minutes) * 60_000;
}

/** Where clocks are set back, the first of the two moments; an hour that clocks skip does not exist. */
function utcOfNamedZone(wallMs: number, zone: string): number | undefined {
  const clock = zoneClock(zone);
  if (!clock) return undefined;
  const candidates = [wallMs - DAY_MS, wallMs + DAY_MS].map((nearby) => wallMs - clock.offsetMs(nearby));
  const valid = candidates.filter((utcMs) => utcMs + clock.offsetMs(utcMs) === wallMs);
  return valid.length > 0 ? Math.min(...valid) : undefined;
}
