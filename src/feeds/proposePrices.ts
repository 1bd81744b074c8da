import { RETIRED_STATUS } from '../catalog/admissionLimits';
import { admitRows } from '../catalog/admitRows';
import type { PriceRow } from '../catalog/priceRow';
import { distinctRows } from '../catalog/repeatedRows';
import { conditionsOf, groupByModel, modelKey } from '../catalog/rowKey';
import { withCachedPriceInBatch } from './cachedInBatch';
import {
  isOfProtectedKind,
  keptAgainst,
  otherPrices,
  outdatedFactor,
  protection,
  stayingPrices,
} from './checkedPrices';
import type { FeedReading } from './feed';
import { keptWarning } from './keptPrices';
import { isCard, isRestated, mergeCard, retiredCard } from './mergeCard';
import { isKnownDisagreement } from './otherOpinions';
import { underOurIds } from './ourIds';
import { isOfOwnList } from './ownPrices/ownPriceFeed';
import { withoutMyColumns } from './ownPrices/withoutMyColumns';
import { changesOf, describeRow, oddityOf, type ProposedChange } from './priceChanges';
import { shownWords } from './shownName';
import { inWindowOfToday, withOtherWindows } from './windowsInForce';

/** What one list of model prices would change in the prices in force; nothing moves until a person has agreed. */
export type PriceProposal =
  | {
      readonly kind: 'proposed';
      /** By model ("openai/gpt-5.1"), all its rows as they would be afterwards, whether a price changes or not. */
      readonly cards: ReadonlyMap<string, ModelCard>;
      readonly heldBack: readonly HeldBack[];
      readonly warnings: readonly HeldBack[];
    }
  | {
      readonly kind: 'rejected';
      readonly reason: string;
      /** Only that models are missing speaks against it: `allowShorter` takes it all the same. */
      readonly isShorter: boolean;
      readonly heldBack: readonly HeldBack[];
    };

export interface ModelCard {
  readonly rows: readonly PriceRow[];
  /** How these rows differ from those in force. */
  readonly changes: readonly ProposedChange[];
  /** What the list itself states of the model; nothing when it no longer lists it. */
  readonly stated: readonly PriceRow[];
  /** retired: the source listed the model before and no longer does; it stays priced and is marked. */
  readonly change: 'listed' | 'new' | 'retired';
}

/** Whose word counts how much. */
export type ListTrust =
  /** A public list: a price checked by hand, or from the user's own list, stays; jumps are held back. */
  | 'public'
  /** The user's own list replaces every other price, however far it is from it. */
  | 'own'
  /** The prices that came with the add-in, already admitted; they never replace what was checked later. */
  | 'bundled';

export interface HeldBack {
  readonly what: string;
  readonly reason: string;
}

/**
 * Puts a list's reading beside the prices in force. For each model the list's card (its base prices, long-context and
 * dated rows) replaces the card in force as a whole or not at all. A price that only the row in force has stays, and the
 * row's note names it with its source (`keptPrices.ts`).
 *
 * @param inForce every row of the price table in force
 * @param from    the source's id, as it stands in the rows' `source`, and the ISO date of the retrieval
 */
export function proposePrices(
  inForce: readonly PriceRow[],
  reading: FeedReading,
  from: {
    readonly source: string;
    readonly today: string;
    readonly trust?: ListTrust;
    readonly allowOlder?: boolean;
    readonly allowShorter?: boolean;
  },
): PriceProposal {
  const { trust = 'public', today, allowOlder, allowShorter } = from;
  const before = groupByModel(inForce);
  const cards = groupByModel(inForce.filter(isCard));
  const { rows, notTaken } = withoutMyColumns(underOurIds(reading.rows.map(rebuilt), inForce), inForce);
  const { rows: listed } = distinctRows(rows);
  const isPassedOver = trust === 'public' ? isOfProtectedKind(inForce) : () => false;
  const candidates = groupByModel(listed.filter((row) => !isPassedOver(row)));
  const passedOver = groupByModel(listed.filter(isPassedOver));
  const replaceable = (model: string) =>
    (before.get(model) ?? []).filter((row) => isCard(row) || isRestated(row, candidates.get(model)));

  const isProtected = (model: string) => trust === 'public' && (cards.get(model)?.some(protection) ?? false);
  const news = new Map(
    [...candidates]
      .filter(([model, stated]) => !isProtected(model) && !isStale(cards.get(model), stated, trust))
      .map(([model, stated]) => [
        model,
        trust === 'public' ? inWindowOfToday(withCachedPriceInBatch(stated), cards.get(model), today) : stated,
      ]),
  );
  const missing = [...cards]
    .filter(([model, card]) => !candidates.has(model) && card.some(({ source }) => source?.includes(from.source)))
    .map(([model]) => model);
  const comparable = trust === 'public' ? [...news.keys(), ...missing].flatMap(replaceable) : [];
  const admission = admitRows([...news.values()].flat(), comparable, { today, allowOlder, allowShorter });

  const differing = [...candidates]
    .filter(([model]) => isProtected(model))
    .filter(([model, stated]) => changesOf(replaceable(model), mergeCard(replaceable(model), stated)).length > 0);
  const heldBack = [
    ...reading.unreadable.map(({ what, reason }) => ({ what, reason })),
    ...notTaken,
    ...differing.map(([what]) => ({ what, reason: cards.get(what)?.map(protection).find(Boolean) ?? '' })),
    ...admission.quarantined.map(({ row, reason }) => ({ what: shownWords(describeRow(row)), reason })),
  ];
  if (admission.kind === 'rejected') {
    return { kind: 'rejected', reason: admission.reason, isShorter: admission.isShorter, heldBack };
  }

  const refused = new Set(admission.quarantined.map(({ row }) => modelKey(row)));
  const proposed = new Map<string, ModelCard>();
  const warnings = [
    ...(reading.warnings ?? []),
    ...admission.warnings.map(({ row, reason }) => ({ what: describeRow(row), reason })),
  ];
  for (const [model, stated] of news) {
    if (refused.has(model)) continue;
    const known = before.get(model) ?? [];
    const complete = trust === 'public' ? withOtherWindows(stated, cards.get(model), candidates.get(model)) : stated;
    const rows = mergeCard(known, complete);
    const changes = changesOf(known, rows);
    const others = passedOver.get(model) ?? [];
    const differing = otherPrices(rows, others, [...stated, ...others], today);
    const refusal = trust === 'public' ? (jumpIn(changes) ?? outdatedFactor(changes, differing, rows)) : undefined;
    if (refusal) {
      heldBack.push(refusal);
      continue;
    }
    proposed.set(model, { rows, changes, stated, change: cards.has(model) ? 'listed' : 'new' });
    heldBack.push(...differing.map((row) => keptAgainst(row, rows)));
    if (trust !== 'bundled') warnings.push(...keptWarnings(known, stated));
    if (trust !== 'bundled') warnings.push(...stayingPrices(changes, rows, [...stated, ...others]));
  }
  // a record that cannot be read is still listed
  const unread = new Set(reading.unreadable.map(({ what }) => withoutSeller(what)));
  for (const model of missing.filter((name) => cards.get(name)?.some((row) => isFromRefresh(row, from.source)))) {
    if (unread.has(withoutSeller(model))) continue;
    const known = before.get(model) ?? [];
    const rows = retiredCard(known);
    proposed.set(model, { rows, changes: changesOf(known, rows), stated: [], change: 'retired' });
  }
  return { kind: 'proposed', cards: proposed, heldBack, warnings };
}

/** Lists differ in whom they name before a model, and in how they write it. */
function withoutSeller(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).toLowerCase();
}

/** The snapshot names some of a source's models by other ids, so only what came by a refresh can be missed. */
function isFromRefresh({ source, status }: PriceRow, list: string): boolean {
  return (source === list || isOfOwnList(source)) && status !== RETIRED_STATUS;
}

/** The first price of a model that moves too far once its card is complete, or is in another currency. */
function jumpIn(changes: readonly ProposedChange[]): HeldBack | undefined {
  for (const change of changes) {
    const oddity = oddityOf(change);
    if (oddity) return { what: shownWords(change.what), reason: `its ${change.column.replace(/_/g, ' ')} ${oddity}` };
  }
  return undefined;
}

function keptWarnings(inForce: readonly PriceRow[], stated: readonly PriceRow[]): HeldBack[] {
  const known = new Map(inForce.filter(isCard).map((row) => [conditionsOf(row), row]));
  return stated.flatMap((row) => {
    const before = known.get(conditionsOf(row));
    const reason = before && keptWarning(row, before);
    return reason ? [{ what: describeRow(row), reason }] : [];
  });
}

/**
 * Readers spread a row together from several parts, which gives each row a hidden class of its own in V8: asking it for a
 * cell then takes ten times as long. Rebuilt from its cells it shares one with every row of the same columns.
 */
function rebuilt(row: PriceRow): PriceRow {
  return Object.fromEntries(Object.entries(row)) as unknown as PriceRow;
}

/** The rows in force are known to be better: they say so themselves, or were checked after the add-in was made. */
function isStale(card: readonly PriceRow[] | undefined, rows: readonly PriceRow[], trust: ListTrust): boolean {
  if (trust === 'public') return isKnownDisagreement(card, rows);
  return trust === 'bundled' && card !== undefined && lastCheck(rows) < lastCheck(card);
}

function lastCheck(rows: readonly PriceRow[]): string {
  return rows.reduce((latest, { checked = '' }) => (checked > latest ? checked : latest), '');
}
