import { utcMsOfIso } from './rowDates';

/**
 * Days on which a row with that calendar does not hold, as dates or inclusive ranges of dates.
 * Beyond the last announced day a calendar has no holidays.
 */
const CALENDARS: Readonly<Record<string, string>> = {
  // General Office of the State Council, notice of 2025-11-04 on the public holidays of 2026; checked 2026-11-23.
  'cn-public-holidays':
    '2026-01-01..2026-01-03; 2026-02-15..2026-02-23; 2026-04-04..2026-04-06; 2026-05-01..2026-05-05; ' +
    '2026-06-19..2026-06-21; 2026-09-25..2026-09-27; 2026-10-01..2026-10-07',
};

const DAY_MS = 86_400_000;
const LONGEST_RANGE_DAYS = 366;
const known = new Map(Object.entries(CALENDARS));

/**
 * The days since 1970 that a calendar cell names: a calendar of ours, or a list of dates and ranges such as
 * "2026-12-25;2027-01-01..2027-01-03". Undefined when it is neither.
 */
export function calendarDays(cell: string): ReadonlySet<number> | undefined {
  const list = known.get(cell.trim().toLowerCase()) ?? cell;
  const days = new Set<number>();
  for (const part of list.split(/[;,]/)) {
    if (part.trim() === '') continue;
    const [first, last = first, ...more] = part.split('..').map(dayOf);
    if (first === undefined || last === undefined || more.length > 0) return undefined;
    if (last < first || last - first > LONGEST_RANGE_DAYS) return undefined;
    for (let day = first; day <= last; day += 1) days.add(day);
  }
  return days;
}

function dayOf(text: string): number | undefined {
  const utcMs = utcMsOfIso(text);
  return utcMs === undefined || utcMs % DAY_MS !== 0 ? undefined : utcMs / DAY_MS;
}
