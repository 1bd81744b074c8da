import type { RefreshProposal } from '../../../feeds/refreshProposal';
import { count } from '../inWords';

/** So many rows are named; a table that was not refreshed for a year may have hundreds. */
const MOST_NAMED = 5;

/**
 * Which numbers move although no price is ticked, since writing moves the date of the prices: "Writing also moves the
 * date of your prices from 2026-09-01 to today. Because of the date, 1 price begins or ends: openai/gpt-4o, before …."
 * Undefined when there is none.
 */
export function takingEffectInWords({
  takingEffect,
  basis,
}: {
  readonly takingEffect: RefreshProposal['takingEffect'];
  readonly basis: { readonly against: Pick<RefreshProposal['basis']['against'], 'asOf'> };
}): string | undefined {
  if (takingEffect.length === 0) return undefined;
  const left = takingEffect.length - MOST_NAMED;
  const named =
    takingEffect.slice(0, MOST_NAMED).join('; ') + (left > 0 ? `; and ${left.toLocaleString('en-US')} more` : '');
  const rows = `${count(takingEffect.length, 'price')} ${takingEffect.length === 1 ? 'begins or ends' : 'begin or end'}`;
  return `Writing also moves the date of your prices from ${basis.against.asOf} to today. Because of the date, ${rows}: ${named}.`;
}
