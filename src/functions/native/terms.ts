import { numberText } from './argumentChecks';
import type { NumberText, RateText } from './nativeForm';

/**
 * Count × rate. What is not used costs nothing even when it has no price, and 0 × #N/A is #N/A: such a term is left out,
 * or asks first.
 * @returns undefined when the count is 0 for good
 */
export function term(count: NumberText, rate: RateText | undefined): string | undefined {
  if (count.constant === 0 || !rate) return undefined;
  const product = `${count.text}*${rate.text}`;
  return rate.mayBeMissing && count.constant === undefined ? `IF(${count.text}=0,0,${product})` : product;
}

/** In brackets where a factor or a divisor follows. */
export function sumOfTerms(terms: readonly (string | undefined)[]): string {
  const used = terms.filter((each) => each !== undefined);
  if (used.length === 0) return numberText(0);
  return used.length === 1 ? used[0] : `(${used.join('+')})`;
}
