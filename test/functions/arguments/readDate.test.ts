import fc from 'fast-check';
import { readDate, readPriceDate } from '../../../src/functions/arguments/readDate';

const iso = (cell: number | string, dates1904 = false): string =>
  new Date(readDate(cell, 'at', dates1904).utcMs).toISOString();

describe('an Excel serial', () => {
  // Serials as Excel shows them: DATE(1900,1,1) = 1, DATE(1900,3,1) = 61, DATE(1970,1,1) = 25569, DATE(2026,11,23) = 46349.
  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [25569, '1970-01-01'],
    [46349, '2026-11-23'],
    [2958465, '9999-12-31'],
  ])('%d is %s', (serial, day) => {
    expect(iso(serial)).toBe(`${day}T00:00:00.000Z`);
    expect(readDate(serial, 'at').day).toBe(true);
  });

  test('with a fraction is a time of day', () => {
    expect(readDate(46349.75, 'at')).toEqual({ utcMs: Date.UTC(2026, 10, 23, 18), day: false });
  });

  test.each([0, -1, 0.5, 60, 60.5, 2958466, NaN])('%d is no day', (serial) => {
    expect(() => readDate(serial, 'at')).toThrow('at must be a date');
  });

  test('F13: in a workbook that counts from 1904 is the same day', () => {
    expect(iso(46349 - 1462, true)).toBe('2026-11-23T00:00:00.000Z');
  });
});

describe('a date in text', () => {
  test.each([
    ['2026-11-23', '2026-11-23T00:00:00.000Z', true],
    [' 2026-11-23 ', '2026-11-23T00:00:00.000Z', true],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', true],
    ['2026-11-23 14:30', '2026-11-23T14:30:00.000Z', false],
    ['2026-11-23T14:30:15', '2026-11-23T14:30:15.000Z', false],
    ['2026-11-23T14:30:15.25Z', '2026-11-23T14:30:15.250Z', false],
    ['2026-11-23T14:30+08:00', '2026-11-23T06:30:00.000Z', false],
    ['2026-11-23 14:30 -0530', '2026-11-23T20:00:00.000Z', false],
    ['2026-11-23 14:30 Asia/Shanghai', '2026-11-23T06:30:00.000Z', false],
    ['2026-07-01 12:00 America/New_York', '2026-07-01T16:00:00.000Z', false],
    ['2026-12-01 12:00 America/New_York', '2026-12-01T17:00:00.000Z', false],
    // Clocks in Berlin go back at 03:00 on 2026-10-25: 02:30 comes twice, the first is meant.
    ['2026-10-25 02:30 Europe/Berlin', '2026-10-25T00:30:00.000Z', false],
  ])('%s is %s', (text, moment, day) => {
    expect(iso(text)).toBe(moment);
    expect(readDate(text, 'at').day).toBe(day);
  });

  test.each([
    '2025-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11-23 24:00',
    '2026-11-23 12:60',
    '2026-11-23 14:30 Mars/Olympus',
    '2026-11-23 14:30 +15:00',
    '2026-03-29 02:30 Europe/Berlin', // skipped by summer time
    '2026-11-23Z',
    '23.11.2026',
    '11/23/2026',
    '2026-1-1',
    'today',
    '',
  ])('F13: "%s" is no date', (text) => {
    expect(() => readDate(text, 'at')).toThrow('at must be a date: an Excel date or "2026-11-23".');
  });

  test('a boolean is no date', () => {
    expect(() => readDate(true, 'at')).toThrow('at must be a date');
  });

  test('every day of four centuries reads the same as a serial and as text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 146_097 + 61 }), (serial) => {
        expect(readDate(iso(serial).slice(0, 10), 'at')).toEqual(readDate(serial, 'at'));
      }),
    );
  });
});

test('F13 a price is not asked for a day before any model had one: a number in the wrong place is no date', () => {
  const refusal = 'as_of is before 2020, when no model had a price: type a date such as "2026-11-23".';
  expect(() => readPriceDate(1, 'as_of')).toThrow(refusal);
  expect(() => readPriceDate(1_200, 'as_of')).toThrow(refusal);
  expect(() => readPriceDate('2019-12-31', 'as_of')).toThrow(refusal);
  expect(readPriceDate('2020-01-01', 'as_of').utcMs).toBe(1_577_836_800_000); // date -u -d 2020-01-01 +%s
  expect(readPriceDate(43_831, 'as_of').utcMs).toBe(1_577_836_800_000); // DATE(2020,1,1)
});
