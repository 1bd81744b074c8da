import type { Scalar } from '../sheetStore';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The text a cell shows. Knows decimals, thousands, percent, literals and dates; any other format shows as General. */
export function displayText(value: Scalar, format: string): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string' || format === 'General' || format === '@') return String(value);
  const pattern = format.split(';')[0].replace(/\[[^\]]*\]/g, '');
  if (/^[^"]*[ymdhs]/i.test(pattern) && !/[0#]/.test(pattern)) return dateText(value, pattern);
  return numberText(value, pattern) ?? String(value);
}

function numberText(value: number, pattern: string): string | null {
  const shown = numberPatterns.get(pattern) ?? readNumberPattern(pattern);
  numberPatterns.set(pattern, shown);
  if (shown === 'none') return null;
  const { before, digits, percent, after } = shown;
  return before + digits.format(percent ? value * 100 : value) + percent + after;
}

interface NumberPattern {
  readonly before: string;
  readonly digits: Intl.NumberFormat;
  readonly percent: string;
  readonly after: string;
}

/** A table has thousands of cells of one format, and making a formatter takes a hundred times as long as using it. */
const numberPatterns = new Map<string, NumberPattern | 'none'>();

function readNumberPattern(pattern: string): NumberPattern | 'none' {
  const parts = /^((?:"[^"]*"|\\.|[^0#"\\])*)([#0,]*)(?:\.([0#]*))?(%?)((?:"[^"]*"|\\.|[^0#"\\])*)$/.exec(pattern);
  if (!parts || (parts[2] === '' && parts[3] === undefined)) return 'none';
  const [, before, whole, decimals = '', percent, after] = parts;
  const digits = new Intl.NumberFormat('en-US', {
    useGrouping: whole.includes(','),
    minimumIntegerDigits: Math.max(1, whole.replace(/[^0]/g, '').length),
    minimumFractionDigits: decimals.replace(/#/g, '').length,
    maximumFractionDigits: decimals.length,
  });
  return { before: literal(before), digits, percent, after: literal(after) };
}

function literal(text: string): string {
  return text.replace(/"([^"]*)"|\\(.)|[_*]./g, (_whole, quoted?: string, escaped?: string) => quoted ?? escaped ?? '');
}

function dateText(serial: number, pattern: string): string {
  const date = new Date(Math.round((serial - 25_569) * 86_400_000));
  const two = (part: number) => String(part).padStart(2, '0');
  const month = date.getUTCMonth();
  const isHalfDay = /am\/pm/i.test(pattern);
  const hour = isHalfDay ? ((date.getUTCHours() + 11) % 12) + 1 : date.getUTCHours();
  const texts: Record<string, string> = {
    yyyy: String(date.getUTCFullYear()),
    yy: two(date.getUTCFullYear() % 100),
    mmm: MONTHS[month],
    mm: two(month + 1),
    m: String(month + 1),
    dd: two(date.getUTCDate()),
    d: String(date.getUTCDate()),
    hh: two(hour),
    h: String(hour),
    ':mm': `:${two(date.getUTCMinutes())}`,
    ss: two(date.getUTCSeconds()),
    'am/pm': date.getUTCHours() < 12 ? 'AM' : 'PM',
  };
  return pattern.replace(/am\/pm|:mm|y{4}|y{2}|m{1,3}|d{1,2}|h{1,2}|s{2}/gi, (token) => texts[token.toLowerCase()]);
}
