import { RETIRED_STATUS } from '../catalog/admissionLimits';
import { admitRows } from '../catalog/admitRows';
import type { PriceRow } from '../catalog/priceRow';
import { withoutRepeats } from '../catalog/repeatedRows';
import { groupByModel, modelKey, modelKeyOf, rowKey } from '../catalog/rowKey';
import type { FeedReading } from './feed';
import { keptWarning } from './keptPrices';
import { CARD_KIND, isCard, isRestated, kindOf, mergeCards } from './mergeCards';
import { OWN_PRICES } from './ownPrices/ownPriceFeed';
import { withoutMyColumns } from './ownPrices/withoutMyColumns';
import { changesOf, describeRow, oddityOf } from './priceChanges';
import { shownWords } from './shownName';
import { statedRates } from './sourceRows';
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
  const { trust = 'public' } = from;
  const cards = groupByModel(inForce.filter(isCard));
  const { rows, notTaken } = withoutMyColumns(underOurIds(reading.rows, inForce), inForce);
  const listed = withoutRepeats(rows);
  const candidates = groupByModel(trust === 'public' ? withoutCheckedKinds(listed, inForce) : listed);
  const protectedCards = new Set(
    [...candidates.keys()].filter(
      (model) => trust === 'public' && cards.get(model)?.some((row) => protection(row) !== undefined),
    ),
  );
  const replaceable = groupByModel(
    inForce.filter((row) => isCard(row) || isRestated(row, candidates.get(modelKey(row)))),
  );
  const news = [...candidates]
    .filter(([model, rows]) => !protectedCards.has(model) && !isStale(cards.get(model), rows, trust))
    .flatMap(([model, rows]) => (trust === 'public' ? inWindowOfToday(rows, cards.get(model), from.today) : rows));
  const newsModels = new Set(news.map(modelKey));
  const earlier = new Set(
    [...cards].filter(([, rows]) => rows.some((row) => row.source?.includes(from.source))).map(([model]) => model),
  );
  const comparable = [...replaceable].filter(
    ([model]) => newsModels.has(model) || (earlier.has(model) && !candidates.has(model)),
  );

  const admission = admitRows(news, trust === 'public' ? comparable.flatMap(([, rows]) => rows) : [], {
    today: from.today,
    allowOlder: from.allowOlder,
    allowShorter: from.allowShorter,
  });
  const differing = [...protectedCards].filter((model) => {
    const known = replaceable.get(model) ?? [];
    return changesOf(known, mergeCards(known, new Map([[model, candidates.get(model) ?? []]]), NONE)).length > 0;
  });
  const heldBack = [
    ...reading.unreadable.map(({ what, reason }) => ({ what, reason })),
    ...notTaken,
    ...differing.map((what) => ({ what, reason: cards.get(what)?.map(protection).find(Boolean) ?? '' })),
    ...admission.quarantined.map(({ row, reason }) => ({ what: shownWords(describeRow(row)), reason })),
  ];
  if (admission.kind === 'rejected') {
    return { kind: 'rejected', reason: admission.reason, isShorter: admission.isShorter, heldBack };
  }

  const refused = new Set(admission.quarantined.map(({ row }) => modelKey(row)));
  const admitted = groupByModel(news.filter((row) => !refused.has(modelKey(row))));
  // the snapshot names some of the source's models by other ids, so only what came by a refresh can be missed
  const retired = [...earlier].filter(
    (model) =>
      !candidates.has(model) &&
      cards
        .get(model)
        ?.some(({ source, status }) => (source === from.source || isOwn(source)) && status !== RETIRED_STATUS),
  );
  const before = groupByModel(inForce);
  const complete = new Map(
    [...admitted].map(([model, rows]) => [
      model,
      trust === 'public' ? withOtherWindows(rows, cards.get(model), candidates.get(model)) : rows,
    ]),
  );
  const after = groupByModel(mergeCards(inForce, complete, new Set(retired)));
  const jumps = new Map<string, HeldBack>();
  for (const model of trust === 'public' ? admitted.keys() : []) {
    const jump = jumpBetween(before.get(model) ?? [], after.get(model) ?? []);
    if (jump) jumps.set(model, jump);
  }
  const proposed = [...admitted.keys(), ...retired].filter((model) => !jumps.has(model));
  return {
    kind: 'proposed',
    cards: new Map(
      proposed.map((model) => [
        model,
        {
          rows: after.get(model) ?? [],
          stated: admitted.get(model) ?? [],
          change: !admitted.has(model) ? 'retired' : cards.has(model) ? 'listed' : 'new',
        },
      ]),
    ),
    heldBack: [...heldBack, ...jumps.values()],
    warnings: [
      ...admission.warnings.map(({ row, reason }) => ({ what: describeRow(row), reason })),
      ...(trust === 'public'
        ? keptWarnings(
            inForce,
            proposed.flatMap((model) => admitted.get(model) ?? []),
          )
        : []),
    ],
  };
}

const NONE: ReadonlySet<string> = new Set();

/** The first price of a model that moves too far once its card is complete, or is in another currency. */
function jumpBetween(before: readonly PriceRow[], after: readonly PriceRow[]): HeldBack | undefined {
  for (const change of changesOf(before, after)) {
    const oddity = oddityOf(change);
    if (oddity) return { what: shownWords(change.what), reason: `its ${change.column.replace(/_/g, ' ')} ${oddity}` };
  }
  return undefined;
}

function keptWarnings(inForce: readonly PriceRow[], stated: readonly PriceRow[]): HeldBack[] {
  const known = new Map(inForce.filter(isCard).map((row) => [rowKey(row), row]));
  return stated.flatMap((row) => {
    const before = known.get(rowKey(row));
    const reason = before && keptWarning(row, before);
    return reason ? [{ what: describeRow(row), reason }] : [];
  });
}

/** A feed may list a model under an id that is only an alias in force; one that it lists under both ids stays as it is. */
function underOurIds(rows: readonly PriceRow[], inForce: readonly PriceRow[]): PriceRow[] {
  const offered = new Set(rows.map(modelKey));
  const known = new Set(inForce.map(modelKey));
  const rowOfAlias = new Map(
    inForce.flatMap((row) => {
      const aliases = row.aliases ? row.aliases.split(';') : [];
      return aliases.map((alias) => [modelKeyOf(row.provider, alias.trim()), row] as const);
    }),
  );
  return rows.map((row) => {
    const ours = known.has(modelKey(row)) ? undefined : rowOfAlias.get(modelKey(row));
    return ours && !offered.has(modelKey(ours)) ? { ...row, model: ours.model } : row;
  });
}

/** Why no public list may replace the row; undefined when one may. Curated rows name the vendor's own page. */
function protection({ source, status }: PriceRow): string | undefined {
  if (status === RETIRED_STATUS) return undefined;
  if (source?.startsWith('https://')) return 'the price in force was checked by hand at its vendor';
  return isOwn(source) ? 'the price in force is from your own list' : undefined;
}

function isOwn(source: string | undefined): boolean {
  return source?.startsWith(OWN_PRICES) ?? false;
}

/** The rows in force are known to be better: they say so themselves, or were checked after the add-in was made. */
function isStale(card: readonly PriceRow[] | undefined, rows: readonly PriceRow[], trust: ListTrust): boolean {
  if (trust === 'public') return isKnownDisagreement(card, rows);
  return trust === 'bundled' && card !== undefined && lastCheck(rows) < lastCheck(card);
}

function lastCheck(rows: readonly PriceRow[]): string {
  return rows.reduce((latest, { checked = '' }) => (checked > latest ? checked : latest), '');
}

/** Tiers, regions and hours in force that are protected are kept, so the feed's rows for them are not news. */
function withoutCheckedKinds(rows: readonly PriceRow[], inForce: readonly PriceRow[]): PriceRow[] {
  const nameOfKind = (row: PriceRow) => `${modelKey(row)}|${kindOf(row)}`;
  const checked = new Set(
    inForce.filter((row) => !isCard(row) && kindOf(row) !== CARD_KIND && protection(row)).map(nameOfKind),
  );
  return checked.size === 0 ? [...rows] : rows.filter((row) => !checked.has(nameOfKind(row)));
}

/**
 * The row in force already notes that this source says otherwise and that another source was preferred: the same
 * statement again is not news, and would put an outdated price over a fresher one.
 */
function isKnownDisagreement(card: readonly PriceRow[] | undefined, candidate: readonly PriceRow[]): boolean {
  const noted = new Set(
    card?.flatMap((row) =>
      [...(row.note ?? '').matchAll(/([\w.-]+) [\d.]+: ([\d./]+)/g)].map(([, source, rates]) => `${source} ${rates}`),
    ),
  );
  return noted.size > 0 && candidate.some((row) => noted.has(`${row.source} ${statedRates(row)}`));
}
