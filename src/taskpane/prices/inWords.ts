/** Prices, dates, sizes and counts as the pane says them. */
import { FEE_COLUMNS, normaliseHeader, TOKEN_RATE_COLUMNS } from '../../catalog/priceRow';
import { layoutOf } from '../../workbook/priceTableLayout';

const MS_PER_DAY = 86_400_000;

/** A list such as image_each may have hundreds of sizes. */
const MOST_TEXT = 120;

/**
 * A cell of a price table: "$2.5"; "× 6" of a multiplier, "10 %" of a discount, text of a list of prices; a dash for a
 * blank one.
 * @param currency as of `priceInWords`
 */
export function cellInWords(column: string, cell: string | number | boolean | undefined, currency?: string): string {
  if (cell === undefined || cell === '') return '–';
  if (typeof cell !== 'number') {
    const text = String(cell);
    return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT - 1)}…` : text;
  }
  const key = column.replace(/^my_/, '');
  if (key === 'multiplier') return `× ${figureInWords(cell)}`;
  if (key === 'discount') return `${figureInWords(cell * 100)} %`;
  if (!isPrice(column)) return figureInWords(cell);
  return priceInWords(cell, key.startsWith('usd_') ? 'USD' : currency);
}

/** Whether more of it is dearer. */
export function isPrice(column: string): boolean {
  return PRICES.includes(column.replace(/^my_/, ''));
}

const PRICES: readonly string[] = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS, 'usd_per_gpu_hour'];

/**
 * "$2.5", "$0.0375", "2.5 EUR"; a dash for a price that is not there.
 * @param currency ISO 4217 code; blank when nobody knows: the figure alone
 */
export function priceInWords(price: number | undefined, currency = 'USD'): string {
  if (price === undefined) return '–';
  return currency === 'USD' ? `$${figureInWords(price)}` : `${figureInWords(price)} ${currency}`.trim();
}

function figureInWords(figure: number): string {
  return figure.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}

/**
 * How a price moves, with sign and word so that it needs no colour: "−20 %, cheaper", "×2.5, dearer". Undefined prices
 * are blank cells; both are in one currency.
 */
export function changeInWords(old: number | undefined, now: number | undefined): string {
  if (old === undefined) return 'new price';
  if (now === undefined) return 'no price any more';
  if (old === now) return 'unchanged';
  if (old === 0) return 'was free';
  if (now === 0) return 'now free';
  const factor = now / old;
  if (factor >= 2) return `×${rounded(factor)}, dearer`;
  if (factor <= 0.5) return `÷${rounded(1 / factor)}, cheaper`;
  const percent = Math.abs(factor - 1) * 100;
  const size = percent < 0.1 ? 'less than 0.1' : rounded(percent);
  return factor > 1 ? `+${size} %, dearer` : `−${size} %, cheaper`;
}

/** The title of a price column as it stands over the table, without its unit: "cached input", "USD per GPU hour". */
export function columnInWords(column: string): string {
  const layouts = [layoutOf('llm'), layoutOf('gpu')];
  const title = layouts.flatMap(({ columns }) => columns).find(({ key }) => key === normaliseHeader(column))?.header;
  const words = (title ?? column.replace(/_/g, ' ')).replace(/\s*\([^)]*\)$/, '');
  return /^[A-Z][a-z]/.test(words) ? `${words[0].toLowerCase()}${words.slice(1)}` : words;
}

/** "1 price", "2,012 prices" */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** Of whole days: "today", "1 day old", "3 months old" */
export function ageInWords(days: number): string {
  if (days <= 0) return 'today';
  if (days < 60) return `${count(days, 'day')} old`;
  return `${Math.round(days / 30.4)} months old`;
}

/** Whole days since an ISO date or date-time; undefined when it is none. */
export function daysSince(iso: string, now = Date.now()): number | undefined {
  const then = Date.parse(iso);
  return Number.isNaN(then) ? undefined : Math.floor((now - then) / MS_PER_DAY);
}

/** "340 kB", "1.2 MB" */
export function bytesInWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** "genai-prices (community list, MIT)" → "genai-prices" */
export function shortTitle(title: string): string {
  return title.replace(/\s*\([^)]*\)$/, '');
}

/** A reason as it stands behind a colon, as a sentence of its own. */
export function asSentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`;
}

function rounded(number: number): string {
  return number.toLocaleString('en-US', { maximumSignificantDigits: number < 100 ? 3 : 4 });
}
