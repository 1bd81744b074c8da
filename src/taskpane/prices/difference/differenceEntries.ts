import type { ProposedCard, RefreshProposal, SourceDisagreement } from '../../../feeds/refreshProposal';
import { columnInWords, priceInWords } from '../inWords';

/** One line of the difference: a card that can be ticked, or a note about something that is not on offer. */
export type DifferenceEntry =
  | {
      readonly kind: 'card';
      readonly key: string;
      readonly card: ProposedCard;
      readonly disagreements: readonly SourceDisagreement[];
    }
  | {
      readonly kind: 'heldBack' | 'warning' | 'disagreement';
      readonly key: string;
      readonly what: string;
      readonly reason: string;
      /** Title of the source. */
      readonly from: string;
    };

export const DIFFERENCE_FILTERS = {
  all: 'Everything',
  changed: 'Changed',
  new: 'New',
  retired: 'No longer listed',
  disagreement: 'Sources disagree',
  warning: 'Worth a look',
  heldBack: 'Held back',
} as const;
export type DifferenceFilter = keyof typeof DIFFERENCE_FILTERS;

type ShownProposal = Pick<RefreshProposal, 'cards' | 'disagreements' | 'sources'>;

/** The whole difference in reading order: what can be decided first, what was held back last. */
export function differenceEntries({ cards, disagreements, sources }: ShownProposal): DifferenceEntry[] {
  const listed = new Set(cards.map(({ key }) => key));
  const byCard = new Map<string, SourceDisagreement[]>();
  for (const one of disagreements) byCard.set(one.key, [...(byCard.get(one.key) ?? []), one]);
  return [
    ...cards.map((card) => ({ kind: 'card' as const, key: card.key, card, disagreements: byCard.get(card.key) ?? [] })),
    ...disagreements
      .filter(({ key }) => !listed.has(key))
      .map((one, index) => ({
        kind: 'disagreement' as const,
        key: `disagreement ${index}`,
        what: one.what,
        reason: disagreementInWords(one),
        from: one.proposedBy,
      })),
    ...sources.flatMap(({ title, warnings, heldBack, source }) => [
      ...warnings.map((note, at) => ({
        kind: 'warning' as const,
        key: `warning ${source} ${at}`,
        ...note,
        from: title,
      })),
      ...heldBack.map((note, at) => ({ kind: 'heldBack' as const, key: `held ${source} ${at}`, ...note, from: title })),
    ]),
  ];
}

/** Under which filters an entry is found; a card may be under several. */
export function isUnder(entry: DifferenceEntry, filter: DifferenceFilter): boolean {
  if (filter === 'all') return true;
  if (entry.kind !== 'card') return entry.kind === filter;
  if (filter === 'retired') return entry.card.change === 'retired' || entry.card.change === 'gone';
  if (filter === 'warning') return entry.card.cautions.length > 0;
  if (filter === 'disagreement') return entry.disagreements.length > 0;
  return entry.card.change === filter;
}

/** Every word of the search occurs in the name, wherever. */
export function matchesSearch(entry: DifferenceEntry, search: string): boolean {
  const name = (entry.kind === 'card' ? entry.card.what : entry.what).toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}

/** The keys that are ticked when a proposal is first shown. */
export function preselectedKeys({ cards }: ShownProposal): ReadonlySet<string> {
  return new Set(cards.filter(({ preselected }) => preselected).map(({ key }) => key));
}

/**
 * "input: genai-prices says $2.5, models.dev says $3; the first is proposed"
 * @param under what stands above it, so that only the row's conditions are told: "batch, input: …"
 */
export function disagreementInWords(
  { what, column, proposedUsd, proposedBy, otherUsd, otherSource }: SourceDisagreement,
  under = what,
): string {
  const price = priceUnder(under, what, column);
  return `${price}: ${proposedBy} says ${priceInWords(proposedUsd)}, ${otherSource} says ${priceInWords(otherUsd)}; the first is proposed`;
}

/** A price of a row as it is told below the name of its model: "batch, cached input". */
export function priceUnder(name: string, what: string, column: string): string {
  const condition = what.startsWith(name) ? what.slice(name.length).replace(/^[,\s]+/, '') : what;
  return [condition, columnInWords(column)].filter((part) => part !== '').join(', ');
}
