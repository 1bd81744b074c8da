/** One cell of a difference before and after, each column in its own words. */
import type { ProposedChange } from '../../../feeds/priceChanges';
import { changeInWords, usdInWords } from '../inWords';

/** A list such as image_each may have hundreds of sizes. */
const MOST_TEXT = 120;

/** "$2.5"; "× 6" of a multiplier, "10 %" of a discount, text of a list of prices; a dash for a blank cell. */
export function cellInWords(column: ProposedChange['column'], cell: ProposedChange['old']): string {
  if (cell === undefined) return '–';
  if (typeof cell === 'string') return cell.length > MOST_TEXT ? `${cell.slice(0, MOST_TEXT - 1)}…` : cell;
  if (column === 'multiplier') return `× ${plain(cell)}`;
  if (column === 'discount') return `${plain(cell * 100)} %`;
  return column === 'priority' ? plain(cell) : usdInWords(cell);
}

/** What the change does to the bill, with sign and word so that it needs no colour: "×3, dearer", "÷9, cheaper". */
export function effectInWords({ column, old, new: now }: ProposedChange): string {
  if (column === 'row') return old === undefined ? 'new row' : 'row goes';
  if (column === 'discount') return changeInWords(1 - amount(old), 1 - amount(now));
  if (old !== undefined && now !== undefined) {
    return typeof old === 'string' || typeof now === 'string' || column === 'priority'
      ? 'changed'
      : changeInWords(old, now);
  }
  if (NO_PRICES.includes(column)) return old === undefined ? 'new' : 'no longer stated';
  return old === undefined ? 'new price' : 'no price any more';
}

const NO_PRICES: readonly ProposedChange['column'][] = ['multiplier', 'currency', 'priority'];

/** Without a discount nothing is taken off. */
function amount(discount: ProposedChange['old']): number {
  return typeof discount === 'number' ? discount : 0;
}

function plain(number: number): string {
  return number.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}
