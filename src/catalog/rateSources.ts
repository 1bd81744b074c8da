import { UNITS } from '../engine/units/units';
import { describeExchange, describeScaling } from './describeRate';
import type { PriceRow } from './priceRow';
import type { RateOrigin, ResolvedCard } from './resolveCard';

export interface RateSources {
  /** "your price for input; a list; less 10 % (your discount)", '' when no row names its source. */
  readonly source: string;
  /** ISO date: the oldest of the lists; '' when none says. */
  readonly checked: string;
  /** The rows of price lists behind the rates, the one that states the first of them first. */
  readonly rows: readonly PriceRow[];
}

/** Where the rates of a card are from. A price of the user's own stands beside a list's source, but is not from there. */
export function sourcesOfCard({ origins, namedOrigins }: ResolvedCard): RateSources {
  const stated = [...UNITS.map(({ label }, unit) => [label, origins[unit]] as const), ...namedOrigins].flatMap(
    ([label, origin]) => (origin && origin.pricedAs === undefined ? [{ label, origin }] : []),
  );
  const mine = stated.flatMap(({ label, origin }) => (origin.stated.kind === 'ownPrice' ? [label] : []));
  const all = stated.map(({ origin }) => origin);
  const discounts = all.flatMap(({ scaledBy }) => scaledBy.filter(({ kind }) => kind === 'ownDiscount'));
  const { source, ...lists } = listSources(all);
  const words = [
    ...(mine.length > 0 ? [`your price for ${mine.join(', ')}`] : []),
    ...(source === '' ? [] : [source]),
    ...all.flatMap(describeExchange),
    ...discounts.map(describeScaling),
  ];
  return { ...lists, source: [...new Set(words)].join('; ') };
}

/** Of the lists alone. */
export function listSources(origins: readonly RateOrigin[]): RateSources {
  const rows = origins
    .flatMap(({ stated, scaledBy }) => [stated, ...scaledBy])
    .flatMap(({ kind, row }) => (kind === 'list' ? [row] : []));
  const [checked = ''] = rows.flatMap((row) => row.checked ?? []).sort();
  return { source: [...new Set(rows.flatMap((row) => row.source ?? []))].join('; '), checked, rows };
}
