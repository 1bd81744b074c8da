import { calendarDays } from './calendars';
import { zoneClock, type ZoneClock } from './zoneClock';

/** The hours and days on which a row holds, read on the wall clock of its zone. */
export interface Schedule {
  readonly clock: ZoneClock;
  /** By day of the week, Sunday first; undefined is every day. */
  readonly weekdays?: readonly boolean[];
  /** Half-open windows of the day [ms]; undefined is the whole day. One that wraps midnight ends before it starts. */
  readonly windows?: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** Days since 1970 on which the row does not hold. */
  readonly exceptDays: ReadonlySet<number>;
}

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const THURSDAY = 4; // 1970-01-01

/** Whether the row holds at an instant. The weekday is the one on which the instant falls in the row's zone. */
export function holdsAt(schedule: Schedule, utcMs: number): boolean {
  const wallMs = utcMs + schedule.clock.offsetMs(utcMs);
  const day = Math.floor(wallMs / DAY_MS);
  if (schedule.weekdays && !schedule.weekdays[(day + THURSDAY) % 7]) return false;
  if (schedule.exceptDays.has(day)) return false;
  return schedule.windows === undefined || isWithin(schedule.windows, wallMs - day * DAY_MS);
}

export interface ScheduleCells {
  readonly days?: string;
  readonly hours?: string;
  readonly tz?: string;
  readonly calendar?: string;
}

/** The schedule of a row, undefined when it always holds, or in words what cannot be read. */
export function readSchedule({ days, hours, tz, calendar }: ScheduleCells): Schedule | string | undefined {
  if (!days && !hours && !calendar) return undefined;
  const clock = zoneClock(tz ?? 'UTC');
  if (!clock) return 'tz is not a time zone such as Asia/Shanghai';
  const weekdays = days ? readDays(days) : undefined;
  if (days && !weekdays) return 'days is not like Mon-Fri or Sat,Sun';
  const windows = hours ? readHours(hours) : undefined;
  if (hours && !windows) return 'hours is not like 01:00-04:00;06:00-10:00';
  const exceptDays = calendarDays(calendar ?? '');
  if (!exceptDays) return 'calendar is neither a known calendar nor a list of dates';
  return { clock, ...(weekdays ? { weekdays } : {}), ...(windows ? { windows } : {}), exceptDays };
}

function isWithin(windows: NonNullable<Schedule['windows']>, msOfDay: number): boolean {
  for (const { fromMs, toMs } of windows) {
    const afterStart = msOfDay >= fromMs;
    const beforeEnd = msOfDay < toMs;
    if (fromMs < toMs ? afterStart && beforeEnd : afterStart || beforeEnd) return true;
  }
  return false;
}

/** "Mon-Fri", "Sat,Sun", "Fri-Mon" (over the weekend). */
function readDays(text: string): readonly boolean[] | undefined {
  const holds = WEEKDAYS.map(() => false);
  for (const part of text.toLowerCase().split(/[,;]/)) {
    const [first, last = first, ...more] = part.split('-').map((word) => WEEKDAYS.indexOf(word.trim().slice(0, 3)));
    if (first < 0 || last < 0 || more.length > 0) return undefined;
    for (let day = first; ; day = (day + 1) % 7) {
      holds[day] = true;
      if (day === last) break;
    }
  }
  return holds;
}

function readHours(text: string): Schedule['windows'] {
  const windows = text.split(/[,;]/).map((part) => {
    const match = /^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(part);
    if (!match) return undefined;
    const [fromHour, fromMinute, toHour, toMinute] = match.slice(1).map(Number);
    if (fromHour > 23 || fromMinute > 59 || toMinute > 59) return undefined;
    const fromMs = (fromHour * 60 + fromMinute) * 60_000;
    const toMs = (toHour * 60 + toMinute) * 60_000;
    return toMs <= DAY_MS && fromMs !== toMs ? { fromMs, toMs } : undefined;
  });
  return windows.every((window) => window !== undefined) ? windows : undefined;
}
