/** The wall clock of an IANA zone: how far it is ahead of UTC at an instant, remembered so that asking costs nothing. */
export interface ZoneClock {
  /** Milliseconds to add to UTC; the wall time is then read as if it were UTC. */
  offsetMs(utcMs: number): number;
}

const QUARTER_HOUR_MS = 900_000;
/** About three months of quarter hours; then the memory starts again. */
const MOST_REMEMBERED = 10_000;

const clocks = new Map<string, ZoneClock | undefined>([['UTC', { offsetMs: () => 0 }]]);

/** The clock of a zone ("Asia/Shanghai"); undefined when there is no such zone. */
export function zoneClock(zone: string): ZoneClock | undefined {
  if (!clocks.has(zone)) clocks.set(zone, createClock(zone));
  return clocks.get(zone);
}

function createClock(zone: string): ZoneClock | undefined {
  const format = formatterOf(zone);
  if (!format) return undefined;
  const offsets = new Map<number, number>();
  return {
    offsetMs(utcMs) {
      // offsets change only on quarter hours
      const quarter = Math.floor(utcMs / QUARTER_HOUR_MS);
      const known = offsets.get(quarter);
      if (known !== undefined) return known;
      if (offsets.size >= MOST_REMEMBERED) offsets.clear();
      const offset = wallTime(format, quarter * QUARTER_HOUR_MS) - quarter * QUARTER_HOUR_MS;
      offsets.set(quarter, offset);
      return offset;
    },
  };
}

function formatterOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined; // no such zone
  }
}

function wallTime(format: Intl.DateTimeFormat, utcMs: number): number {
  const read: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(utcMs)) read[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
