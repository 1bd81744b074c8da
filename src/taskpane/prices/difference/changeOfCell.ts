/** One cell of a difference before and after, each column in its own words. */
import type { ProposedChange } from '../../../feeds/priceChanges';
import { cellInWords, changeInWords } from '../inWords';

/** "$2.5 → $3", each figure in its currency. */
export function figuresInWords({ column, old, oldCurrency, new: now, newCurrency }: ProposedChange) {
  return { old: cellInWords(column, old, oldCurrency), new: cellInWords(column, now, newCurrency) };
}

/** What the change does to the bill, with sign and word so that it needs no colour: "×3, dearer", "÷9, cheaper". */
export function effectInWords(change: ProposedChange): string {
  const { column, old, new: now, oldCurrency, newCurrency, keptAs } = change;
  if (keptAs === 'own price')
    return `list price only; ${typedInWords(change)}, it is kept as your own price and still counts`;
  if (keptAs) return `not written; ${typedInWords(change)}, it stays`;
  if (column === 'row') return old === undefined ? 'new row' : 'row goes';
  if (column === 'discount') return changeInWords(1 - amount(old), 1 - amount(now));
  if (old !== undefined && now !== undefined) {
    const isRatio = column === 'multiplier' || oldCurrency === newCurrency;
    return typeof old === 'string' || typeof now === 'string' || column === 'priority' || !isRatio
      ? 'changed'
      : changeInWords(old, now);
  }
  if (NO_PRICES.includes(column)) return old === undefined ? 'new' : 'no longer stated';
  return old === undefined ? 'new price' : 'no price any more';
}

function typedInWords(change: ProposedChange): string {
  return change.old === undefined ? 'you emptied this cell' : `you typed ${figuresInWords(change).old} here`;
}

const NO_PRICES: readonly ProposedChange['column'][] = ['multiplier', 'currency', 'priority'];

/** Without a discount nothing is taken off. */
function amount(discount: ProposedChange['old']): number {
  return typeof discount === 'number' ? discount : 0;
}
