import { enteredDate } from './dateText';
import type { CellInput, Scalar } from './sheetStore';

/** Why Excel would not take the entry. */
export class EntryRefused extends Error {}

/**
 * What a cell holds after a value was entered into it, by a person or through `Range.values`: text that looks like a
 * formula, a number or a date becomes one, unless the cell has the text format or the text starts with an apostrophe.
 */
export function cellEntry(value: Scalar, format: string): CellInput {
  if (format === '@') return { value: verbatim(value) };
  if (typeof value !== 'string') return { value };
  if (value.startsWith("'")) return { value: value.slice(1) };
  if (/^true$|^false$/i.test(value)) return { value: value.toLowerCase() === 'true' };
  const number = enteredNumber(value);
  if (number) return { value: number.value, ...formatUnless(format, number.format) };
  if (/^[=+\-@]./.test(value)) return { formula: formulaOf(value) };
  const date = enteredDate(value);
  if (date) return { value: date.serial, ...formatUnless(format, date.format) };
  return { value };
}

function verbatim(value: Scalar): Scalar {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}

/** A cell that already has a number format keeps it. */
function formatUnless(current: string, entered: string): { format?: string } {
  return current === 'General' && entered !== 'General' ? { format: entered } : {};
}

function enteredNumber(text: string): { value: number; format: string } | null {
  const trimmed = text.trim();
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed)) {
    const value = Number(trimmed);
    if (!Number.isFinite(value)) return null;
    return { value, format: /e/i.test(trimmed) ? '0.00E+00' : 'General' };
  }
  const parts = /^([-+]?)(\$?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(%?)$/.exec(trimmed);
  if (!parts || (parts[3] === undefined && parts[4] === undefined)) return null;
  const [, sign, currency, whole = '0', fraction = '', percent] = parts;
  if (currency && percent) return null;
  const size = Number(`${sign}${whole.replace(/,/g, '')}${fraction}`);
  const decimals = fraction ? '.00' : '';
  if (percent) return { value: size / 100, format: `0${decimals}%` };
  return { value: size, format: currency ? `$#,##0${decimals}` : `#,##0${decimals}` };
}

const LONGEST_FORMULA = 8192;

/** `+A1` and `-A1` are entered as `=+A1` and `=-A1`, `@SUM(A1)` as `=SUM(A1)`. */
function formulaOf(text: string): string {
  const formula = text.startsWith('=') ? text : text.startsWith('@') ? `=${text.slice(1)}` : `=${text}`;
  if (formula.length > LONGEST_FORMULA) throw new EntryRefused('The formula is longer than 8,192 characters.');
  if (!isBalanced(formula)) throw new EntryRefused(`There is a problem with the formula ${formula}`);
  return formula;
}

/** Quotes, brackets and parentheses close in order: the least a formula needs to be one. */
function isBalanced(formula: string): boolean {
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '').replace(/'(?:[^']|'')*'/g, '');
  if (bare.includes('"')) return false;
  const open: string[] = [];
  for (const mark of bare) {
    if ('([{'.includes(mark)) open.push(mark);
    if (')]}'.includes(mark) && open.pop() !== '([{'[')]}'.indexOf(mark)]) return false;
  }
  return open.length === 0;
}
