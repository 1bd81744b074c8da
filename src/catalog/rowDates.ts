/** Dates in a price row: ISO text, or the serial into which Excel turns a typed date. All are UTC. */
const DAY_MS = 86_400_000;
const SERIAL_OF_1970 = 25_569;
const DAYS_FROM_1900_TO_1904 = 1_462;
/** 2000-01-01 to 2199-12-31: a price outside is a typing error. */
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 109_575;

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** "2026-08-16", "2026-08-16T16:00Z", or with "+08:00"; undefined for anything else, such as "2025-02-30". */
export function utcMsOfIso(text: string): number | undefined {
  const match = ISO_DATE.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, zone] = match;
  const wall = new Date(Date.UTC(+year, +month - 1, +day, +hour, +minute, +second));
  const exists =
    wall.getUTCMonth() === +month - 1 && wall.getUTCDate() === +day && +hour < 24 && +minute < 60 && +second < 60;
  return exists ? wall.getTime() - zoneOffsetMs(zone) : undefined;
}

/** The date of a cell as ISO text: a day, or a date-time in UTC. Undefined when the cell holds no date. */
export function isoOfCell(cell: string | number | boolean, dates1904 = false): string | undefined {
  if (typeof cell === 'string') return utcMsOfIso(cell) === undefined ? undefined : cell.trim();
  if (typeof cell !== 'number') return undefined;
  const serial = dates1904 ? cell + DAYS_FROM_1900_TO_1904 : cell;
  if (!(serial >= FIRST_SERIAL && serial < LAST_SERIAL)) return undefined;
  return isoOfMs(Math.round((serial - SERIAL_OF_1970) * DAY_MS));
}

/** "2026-08-16" at midnight UTC, otherwise "2026-08-16T16:00Z". */
export function isoOfMs(utcMs: number): string {
  const iso = new Date(utcMs).toISOString();
  return utcMs % DAY_MS === 0 ? iso.slice(0, 10) : `${iso.slice(0, 16)}Z`;
}

function zoneOffsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone[0] === '-' ? -minutes : minutes) * 60_000;
}
