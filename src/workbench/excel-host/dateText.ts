/** A date or time as Excel (en-US) understands it when it is entered: its serial number and the format it shows. */
export interface EnteredDate {
  serial: number;
  format: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Null when Excel would leave the text alone. `year` is taken for dates such as 5/13 that name none. */
export function enteredDate(text: string, year = new Date().getFullYear()): EnteredDate | null {
  const [, datePart, timePart] =
    /^(.*?)(?:(?:^|\s+)(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?))?$/i.exec(text.trim()) ?? [];
  const time = timePart === undefined ? null : timeOf(timePart);
  if (timePart !== undefined && time === null) return null;
  if (!datePart) return time && { serial: time.dayFraction, format: time.format };
  const date = dateOf(datePart, year);
  if (!date) return null;
  return time ? { serial: date.serial + time.dayFraction, format: 'm/d/yyyy h:mm' } : date;
}

/** Days since the last day of 1899; Excel's serials are one less before March 1900, which no date of ours is. */
function serialOf(year: number, month: number, day: number): number | null {
  const time = new Date(Date.UTC(year, month - 1, day));
  const exists = time.getUTCFullYear() === year && time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  const serial = time.getTime() / 86_400_000 + 25_569;
  return exists && serial > 60 ? serial : null;
}

function dateOf(text: string, year: number): EnteredDate | null {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return dated(serialOf(Number(iso[1]), Number(iso[2]), Number(iso[3])), 'm/d/yyyy');
  const american = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{2}|\d{4}))?$/.exec(text);
  if (american) {
    const [, month, day, named] = american;
    const serial = serialOf(named === undefined ? year : fullYear(named), Number(month), Number(day));
    return dated(serial, named === undefined ? 'd-mmm' : 'm/d/yyyy');
  }
  const dayFirst = /^(\d{1,2})[- ]([a-z]{3,9})(?:[- ,]+(\d{2}|\d{4}))?$/i.exec(text);
  if (dayFirst) return named(dayFirst[2], Number(dayFirst[1]), dayFirst[3], year);
  const monthFirst = /^([a-z]{3,9}) (\d{1,2})(?:, ?| )(\d{4})$/i.exec(text);
  if (monthFirst) return named(monthFirst[1], Number(monthFirst[2]), monthFirst[3], year);
  const monthAndYear = /^([a-z]{3,9})[- ](\d{4})$/i.exec(text);
  if (monthAndYear) return dated(serialOf(Number(monthAndYear[2]), monthNumber(monthAndYear[1]), 1), 'mmm-yy');
  const yearAndMonth = /^(\d{4})[-/](\d{1,2})$/.exec(text);
  if (yearAndMonth) return dated(serialOf(Number(yearAndMonth[1]), Number(yearAndMonth[2]), 1), 'mmm-yy');
  return null;
}

function named(month: string, day: number, yearText: string | undefined, year: number): EnteredDate | null {
  const serial = serialOf(yearText === undefined ? year : fullYear(yearText), monthNumber(month), day);
  return dated(serial, yearText === undefined ? 'd-mmm' : 'd-mmm-yy');
}

function dated(serial: number | null, format: string): EnteredDate | null {
  return serial === null ? null : { serial, format };
}

/** 1 to 12, or 0 when the word is no month: `serialOf` then refuses it. */
function monthNumber(word: string): number {
  const short = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
  const whole = new Date(Date.UTC(2000, short, 1)).toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
  return word.length === 3 || word.toLowerCase() === whole.toLowerCase() ? short + 1 : 0;
}

/** Two digits: 00 to 29 are of this century, as Excel reads them. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}

function timeOf(text: string): { dayFraction: number; format: string } | null {
  const [, hourText, minute, second = '0', half] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s?([ap]m)?$/i.exec(text) ?? [];
  const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  if (Number(minute) > 59 || Number(second) > 59 || hour > 23) return null;
  const dayFraction = (hour * 3600 + Number(minute) * 60 + Number(second)) / 86_400;
  return { dayFraction, format: half === undefined ? 'h:mm' : 'h:mm AM/PM' };
}
