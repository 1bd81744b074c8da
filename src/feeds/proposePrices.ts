import { RETIRED_STATUS } from '../catalog/admissionLimits';
import { admitRows } from '../catalog/admitRows';
import type { GpuPriceColumn } from '../catalog/gpuPriceCatalog';
import { FEE_COLUMNS, TOKEN_RATE_COLUMNS, type PriceColumn, type PriceRow } from '../catalog/priceRow';
import { groupByModel, modelKey, modelKeyOf, rowKey } from '../catalog/rowKey';
import type { FeedReading } from './feed';
import { OWN_PRICES } from './ownPrices/ownPriceFeed';
import { shownWords } from './shownName';
import { statedRates } from './sourceRows';

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

export interface ProposedChange {
  /** "openai/gpt-5.1", with the conditions of the row in words where it has any. */
  readonly what: string;
  readonly column: PriceColumn | GpuPriceColumn;
  /** Undefined: the field was blank, or becomes blank. */
  readonly oldUsd: number | undefined;
  readonly newUsd: number | undefined;
}
export interface HeldBack {
  readonly what: string;
  readonly reason: string;
}

/** Overlays with these conditions stay as they are unless the feed has some of the same kind. */
const OTHER_CONDITIONS = ['tier', 'region', 'days', 'hours', 'tz', 'calendar'] as const;
const IDENTITY: ReadonlySet<string> = new Set<PriceColumn>([
  'name',
  'family',
  'tokenizer',
  'status',
  'context_window',
  'max_output',
  'min_cache_tokens',
]);
/** The catalogue's aliases were checked for clashes with other models; a feed's are only for models new to it. */
const CURATED: ReadonlySet<string> = new Set<PriceColumn>(['aliases']);
const PRICE_FIELDS = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS] as const;

/**
 * Puts a list's reading beside the prices in force. For each model the list's card (its base prices, long-context and
 * dated rows) replaces the card in force as a whole or not at all, so that no card is ever a mixture of two sources.
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
  const named = underOurIds(reading.rows, inForce);
  const candidates = groupByModel(trust === 'public' ? withoutCheckedKinds(named, inForce) : named);
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
    .flatMap(([, rows]) => rows);
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
  const differing = [...protectedCards].filter(
    (model) => changesOf(replaceable.get(model) ?? [], candidates.get(model) ?? []).length > 0,
  );
  const heldBack = [
    ...reading.unreadable.map(({ what, reason }) => ({ what, reason })),
    ...differing.map((what) => ({ what, reason: cards.get(what)?.map(protection).find(Boolean) ?? '' })),
    ...admission.quarantined.map(({ row, reason }) => ({ what: shownWords(describeRow(row)), reason })),
  ];
  if (admission.kind === 'rejected') {
    return { kind: 'rejected', reason: admission.reason, isShorter: admission.isShorter, heldBack };
  }

  const refused = new Set(admission.quarantined.map(({ row }) => modelKey(row)));
  const accepted = groupByModel(news.filter((row) => !refused.has(modelKey(row))));
  // the snapshot names some of the source's models by other ids, so only what came by a refresh can be missed
  const retired = [...earlier].filter(
    (model) =>
      !candidates.has(model) &&
      cards
        .get(model)
        ?.some(({ source, status }) => (source === from.source || isOwn(source)) && status !== RETIRED_STATUS),
  );
  const after = groupByModel(mergeCards(inForce, accepted, new Set(retired)));
  return {
    kind: 'proposed',
    cards: new Map(
      [...accepted.keys(), ...retired].map((model) => [
        model,
        {
          rows: after.get(model) ?? [],
          stated: accepted.get(model) ?? [],
          change: !accepted.has(model) ? 'retired' : cards.has(model) ? 'listed' : 'new',
        },
      ]),
    ),
    heldBack,
    warnings: admission.warnings.map(({ row, reason }) => ({ what: describeRow(row), reason })),
  };
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

/** "openai/gpt-5.1, batch, from 272,000 tokens" */
export function describeRow(row: PriceRow): string {
  const conditions = [
    row.tier ?? '',
    row.region ? `in ${row.region}` : '',
    row.days ?? '',
    row.hours ?? '',
    row.ctx_from === undefined ? '' : `from ${row.ctx_from.toLocaleString('en-US')} tokens`,
    row.valid_from ? `since ${row.valid_from}` : '',
    row.valid_to ? `until ${row.valid_to}` : '',
  ];
  return [modelKey(row), ...conditions.filter((condition) => condition !== '')].join(', ');
}

function isCard(row: PriceRow): boolean {
  return OTHER_CONDITIONS.every((column) => !row[column]) && row.multiplier === undefined;
}

/**
 * Whether a feed's rows of a model replace a row with other conditions: they have one for the same tier and region, and
 * both or neither depend on the hour. A factor that stayed in force would scale the feed's own price once more.
 */
function isRestated(row: PriceRow, fresh: readonly PriceRow[] | undefined): boolean {
  return (
    !isCard(row) &&
    kindOf(row) !== CARD_KIND &&
    (fresh?.some((candidate) => kindOf(candidate) === kindOf(row)) ?? false)
  );
}

/** Tiers, regions and hours in force that are protected are kept, so the feed's rows for them are not news. */
function withoutCheckedKinds(rows: readonly PriceRow[], inForce: readonly PriceRow[]): PriceRow[] {
  const nameOfKind = (row: PriceRow) => `${modelKey(row)}|${kindOf(row)}`;
  const checked = new Set(
    inForce.filter((row) => !isCard(row) && kindOf(row) !== CARD_KIND && protection(row)).map(nameOfKind),
  );
  return checked.size === 0 ? [...rows] : rows.filter((row) => !checked.has(nameOfKind(row)));
}

function kindOf({ tier, region, days, hours, calendar }: Partial<PriceRow>): string {
  const isTimed = Boolean(days || hours || calendar);
  return [tier ?? '', region ?? '', isTimed].join('|').toLowerCase();
}

const CARD_KIND = kindOf({});

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

/** Every price that differs between two sets of rows of one model, those of rows that come or go included. */
export function changesOf(before: readonly PriceRow[], after: readonly PriceRow[]): ProposedChange[] {
  const oldByKey = new Map(before.map((row) => [rowKey(row), row]));
  const newKeys = new Set(after.map(rowKey));
  const gone = before.filter((row) => !newKeys.has(rowKey(row)));
  return [
    ...after.flatMap((row) => fieldChanges(row, oldByKey.get(rowKey(row)), row)),
    ...gone.flatMap((row) => fieldChanges(row, row, undefined)),
  ];
}

/** A field that only the price in force has is kept, so only what the feed states can change. */
function fieldChanges(row: PriceRow, before: PriceRow | undefined, after: PriceRow | undefined): ProposedChange[] {
  const isSame = after && Object.keys(after).every((key) => !IS_PRICE.has(key) || same(before, after, key));
  if (isSame) return [];
  const changes: ProposedChange[] = [];
  for (const column of PRICE_FIELDS) {
    const oldUsd = before?.[column];
    const newUsd = after ? (after[column] ?? oldUsd) : undefined;
    if (oldUsd === newUsd || typeof oldUsd === 'string' || typeof newUsd === 'string') continue;
    changes.push({ what: describeRow(row), column, oldUsd, newUsd });
  }
  return changes;
}

const IS_PRICE: ReadonlySet<string> = new Set(PRICE_FIELDS);

function same(before: PriceRow | undefined, after: PriceRow, key: string): boolean {
  return before?.[key as PriceColumn] === after[key as PriceColumn];
}

/** The rows in force with each accepted model's card in the place of its old one; new models at the end. */
export function mergeCards(
  inForce: readonly PriceRow[],
  accepted: ReadonlyMap<string, readonly PriceRow[]>,
  retired: ReadonlySet<string>,
): PriceRow[] {
  const oldCards = groupByModel(inForce.filter(isCard));
  const placed = new Set<string>();
  const rows = inForce.flatMap((row): readonly PriceRow[] => {
    const model = modelKey(row);
    const card = accepted.get(model);
    if (retired.has(model) && isCard(row)) return [{ ...row, status: RETIRED_STATUS }];
    if (isRestated(row, card)) return [];
    if (!card || !isCard(row)) return [row];
    if (placed.has(model)) return [];
    placed.add(model);
    return mergeCard(oldCards.get(model) ?? [], card);
  });
  const added = [...accepted].filter(([model]) => !placed.has(model)).flatMap(([, card]) => card);
  return [...rows, ...added];
}

/** What the feed does not state stays: the model's identity, and the prices of a row with the same conditions. */
function mergeCard(oldCard: readonly PriceRow[], card: readonly PriceRow[]): PriceRow[] {
  const oldByKey = new Map(oldCard.map((row) => [rowKey(row), row]));
  return card.map((fresh, index) => ({
    ...(index === 0 ? pick(withoutRetired(oldCard[0]), IDENTITY) : {}),
    ...pick(oldByKey.get(rowKey(fresh)), IS_PRICE),
    ...fresh,
    ...(index === 0 ? pick(oldCard[0], CURATED) : {}),
  }));
}

/** A model that is listed again is no longer retired. */
function withoutRetired(row: PriceRow | undefined): PriceRow | undefined {
  return row?.status === RETIRED_STATUS ? { ...row, status: undefined } : row;
}

function pick(row: PriceRow | undefined, columns: ReadonlySet<string>): Partial<PriceRow> {
  const cells: Partial<Record<string, number | string>> = {};
  for (const [column, cell] of Object.entries(row ?? {})) {
    if (cell !== undefined && columns.has(column)) cells[column] = cell;
  }
  return cells as Partial<PriceRow>;
}
