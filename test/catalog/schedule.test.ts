import { calendarDays } from '../../src/catalog/calendars';
import { isoOfCell, utcMsOfIso } from '../../src/catalog/rowDates';
import { holdsAt, readSchedule, type ScheduleCells } from '../../src/catalog/schedule';
import { zoneClock } from '../../src/catalog/zoneClock';
import { utc } from './support';

function holds(cells: ScheduleCells, iso: string): boolean {
  const schedule = readSchedule(cells);
  if (typeof schedule !== 'object') throw new TypeError(String(schedule));
  return holdsAt(schedule, utc(iso));
}

describe('hours and days of a row', () => {
  it.each([
    ['2026-11-23T00:59:59.999Z', false],
    ['2026-11-23T01:00:00Z', true],
    ['2026-11-23T03:59:59.999Z', true],
    ['2026-11-23T04:00:00Z', false],
    ['2026-11-23T06:00:00Z', true],
    ['2026-11-23T10:00:00Z', false],
  ])('are half-open windows: 01:00-04:00;06:00-10:00 at %s is %s', (iso, expected) => {
    expect(holds({ hours: '01:00-04:00;06:00-10:00' }, iso)).toBe(expected);
  });

  it('wrap midnight', () => {
    const night = { hours: '16:30-00:30' };
    expect(holds(night, '2026-11-23T16:29:59Z')).toBe(false);
    expect(holds(night, '2026-11-23T16:30:00Z')).toBe(true);
    expect(holds(night, '2026-11-24T00:00:00Z')).toBe(true);
    expect(holds(night, '2026-11-24T00:30:00Z')).toBe(false);
    expect(holds({ hours: '22:00-24:00' }, '2026-11-23T23:59:59Z')).toBe(true);
    expect(holds({ hours: '22:00-24:00' }, '2026-11-24T00:00:00Z')).toBe(false);
  });

  it('read the weekday in the zone of the row', () => {
    const shanghai = { days: 'Mon-Fri', tz: 'Asia/Shanghai' };
    expect(holds(shanghai, '2026-11-22T15:59:59Z')).toBe(false); // Sunday 23:59 there
    expect(holds(shanghai, '2026-11-22T16:00:00Z')).toBe(true); // Monday 00:00 there, Sunday in UTC
    expect(holds(shanghai, '2026-11-27T15:59:59Z')).toBe(true);
    expect(holds(shanghai, '2026-11-27T16:00:00Z')).toBe(false); // Saturday there
  });

  it('follow the change of clocks of a zone', () => {
    const morning = { hours: '09:00-10:00', tz: 'America/New_York' };
    expect(holds(morning, '2026-10-30T13:30:00Z')).toBe(true); // UTC-4
    expect(holds(morning, '2026-11-02T13:30:00Z')).toBe(false); // UTC-5 since 1 November 2026
    expect(holds(morning, '2026-11-02T14:30:00Z')).toBe(true);
    expect(holds({ hours: '09:00-10:00', tz: 'Asia/Kathmandu' }, '2026-11-23T03:15:00Z')).toBe(true); // UTC+5:45
  });

  it('take single days, lists and ranges over the weekend', () => {
    expect(holds({ days: 'Sat,Sun' }, '2026-11-22T12:00:00Z')).toBe(true);
    expect(holds({ days: 'Fri-Mon' }, '2026-11-23T12:00:00Z')).toBe(true);
    expect(holds({ days: 'Fri-Mon' }, '2026-11-24T12:00:00Z')).toBe(false);
    expect(holds({ days: 'monday; Wednesday' }, '2026-11-25T12:00:00Z')).toBe(true);
  });

  it('leave out the days of a calendar', () => {
    const peak = { days: 'Mon-Fri', tz: 'Asia/Shanghai', calendar: 'cn-public-holidays' };
    expect(holds(peak, '2026-10-07T03:00:00Z')).toBe(false); // National Day holidays end on the 7th
    expect(holds(peak, '2026-10-08T03:00:00Z')).toBe(true);
    expect(holds({ calendar: '2026-12-25; 2026-12-31..2027-01-01' }, '2027-01-01T00:00:00Z')).toBe(false);
    expect(holds({ calendar: '2026-12-25; 2026-12-31..2027-01-01' }, '2027-01-02T00:00:00Z')).toBe(true);
  });

  it('that cannot be read are refused in words', () => {
    expect(readSchedule({})).toBeUndefined();
    for (const hours of ['9-12', '09:00', '25:00-26:00', '09:00-09:00', '09:00-24:30', '09:60-10:00']) {
      expect(readSchedule({ hours })).toMatch(/^hours is not like/);
    }
    for (const days of ['Mo', 'weekdays', 'Mon-', 'Mon-Tue-Wed'])
      expect(readSchedule({ days })).toMatch(/^days is not like/);
    expect(readSchedule({ hours: '09:00-10:00', tz: 'Beijing time' })).toMatch(/^tz is not/);
    expect(readSchedule({ calendar: 'xx-holidays' })).toMatch(/^calendar is neither/);
    expect(calendarDays('2026-02-30')).toBeUndefined();
    expect(calendarDays('2026-03-02..2026-03-01')).toBeUndefined();
  });
});

describe('zoneClock', () => {
  it('knows IANA zones only', () => {
    expect(zoneClock('Asia/Shanghai')?.offsetMs(utc('2026-11-23'))).toBe(8 * 3_600_000);
    expect(zoneClock('Mars/Olympus')).toBeUndefined();
  });
});

describe('dates of a row', () => {
  it('are ISO text in UTC or with an offset, or Excel serials', () => {
    expect(utcMsOfIso('2026-08-16T16:00:00Z')).toBe(utc('2026-08-16T16:00:00Z'));
    expect(utcMsOfIso('2026-08-17 00:00 +08:00')).toBe(utc('2026-08-16T16:00:00Z'));
    expect(isoOfCell(46_349)).toBe('2026-11-23');
    expect(isoOfCell(46_349.5)).toBe('2026-11-23T12:00Z');
    expect(isoOfCell(44_887, true)).toBe('2026-11-23');
  });

  it.each(['2025-02-30', '23.11.2026', '11/23/2026', '2026-13-01', '2026-11-23T25:00', ''])(
    'F13 are not %j',
    (text) => {
      expect(utcMsOfIso(text)).toBeUndefined();
      expect(isoOfCell(text)).toBeUndefined();
    },
  );

  it('are not numbers outside this century', () => {
    expect(isoOfCell(2026)).toBeUndefined();
    expect(isoOfCell(20_261_123)).toBeUndefined();
    expect(isoOfCell(true)).toBeUndefined();
  });
});
