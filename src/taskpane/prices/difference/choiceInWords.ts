import type { ProposedCard } from '../../../feeds/refreshProposal';
import { count } from '../inWords';

const PARTS = [
  ['models', 'changed', 'changed model'],
  ['models', 'new', 'new model'],
  ['models', 'retired', 'retired model'],
  ['gpus', 'changed', 'changed GPU offer'],
  ['gpus', 'new', 'new GPU offer'],
  ['gpus', 'gone', 'ended GPU offer'],
] as const;

/** What will be written and what is left as it is: "Will be written: 2 changed models, 1 new model. 3 left as they are." */
export function choiceInWords(cards: readonly ProposedCard[], ticked: ReadonlySet<string>): string {
  const chosen = cards.filter(({ key }) => ticked.has(key));
  const left = cards.length - chosen.length;
  const parts = PARTS.flatMap(([kind, change, noun]) => {
    const number = chosen.filter((card) => card.kind === kind && card.change === change).length;
    return number === 0 ? [] : [count(number, noun)];
  });
  return [
    parts.length > 0
      ? `Will be written: ${parts.join(', ')}.`
      : 'No price will change; the day of the check is written.',
    ...(left === 0 ? [] : [`${left.toLocaleString('en-US')} left as ${left === 1 ? 'it is' : 'they are'}.`]),
  ].join(' ');
}
