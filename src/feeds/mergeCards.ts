/** The rows of a table once the cards of a list have taken the places of those in force. */
import { RETIRED_STATUS } from '../catalog/admissionLimits';
import { CONDITION_COLUMNS, USER_COLUMNS, type PriceColumn, type PriceRow } from '../catalog/priceRow';
import { PRICING_COLUMNS } from '../catalog/pricingColumns';
import { groupByModel, modelKey, rowKey } from '../catalog/rowKey';
import { withKeptPrices } from './keptPrices';

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

/**
 * What is written of a model whose prices a list only confirms: the rows in force, with the day, the source and the
 * facts of their successors. No number moves, whatever the successors hold.
 */
export function confirmedRows(inForce: readonly PriceRow[], successors: readonly PriceRow[]): PriceRow[] {
  const byKey = new Map(successors.map((row) => [rowKey(row), row]));
  return inForce.map((row) => {
    const successor = byKey.get(rowKey(row));
    return successor ? { ...without(successor, MOVES_A_NUMBER), ...pick(row, MOVES_A_NUMBER), ...nameOf(row) } : row;
  });
}

/** Overlays with these conditions stay as they are unless the list has some of the same kind. */
const OTHER_CONDITIONS = ['tier', 'region', 'days', 'hours', 'tz', 'calendar'] as const;

export function isCard(row: PriceRow): boolean {
  return OTHER_CONDITIONS.every((column) => !row[column]);
}

/**
 * Whether a list's rows of a model replace a row with other conditions: they have one for the same tier and region, and
 * both or neither depend on the hour. A factor that stayed in force would scale the list's own price once more.
 */
export function isRestated(row: PriceRow, fresh: readonly PriceRow[] | undefined): boolean {
  return (
    !isCard(row) &&
    kindOf(row) !== CARD_KIND &&
    (fresh?.some((candidate) => kindOf(candidate) === kindOf(row)) ?? false)
  );
}

export function kindOf({ tier, region, days, hours, calendar }: Partial<PriceRow>): string {
  const isTimed = Boolean(days || hours || calendar);
  return [tier ?? '', region ?? '', isTimed].join('|').toLowerCase();
}

export const CARD_KIND = kindOf({});

const IDENTITY: ReadonlySet<string> = new Set<PriceColumn>([
  'name',
  'family',
  'tokenizer',
  'status',
  'context_window',
  'max_output',
  'min_cache_tokens',
]);
/** The catalogue's aliases were checked for clashes with other models; a list's are only for models new to it. */
const CURATED: ReadonlySet<string> = new Set<PriceColumn>(['aliases']);
const MINE: ReadonlySet<string> = new Set(USER_COLUMNS);
/** An alias decides which model a name means. */
const MOVES_A_NUMBER: ReadonlySet<string> = new Set([...CONDITION_COLUMNS, ...PRICING_COLUMNS, ...MINE, ...CURATED]);

/** What the list does not state stays: the model's identity, and the prices of a row with the same conditions. */
function mergeCard(oldCard: readonly PriceRow[], card: readonly PriceRow[]): PriceRow[] {
  const oldByKey = new Map(oldCard.map((row) => [rowKey(row), row]));
  return card.map((fresh, index) => ({
    ...(index === 0 ? pick(withoutRetired(oldCard[0]), IDENTITY) : {}),
    ...pick(oldByKey.get(rowKey(fresh)), MINE),
    ...withKeptPrices(fresh, oldByKey.get(rowKey(fresh))),
    ...(index === 0 ? pick(oldCard[0], CURATED) : {}),
  }));
}

/** A model that is listed again is no longer retired. */
function withoutRetired(row: PriceRow | undefined): PriceRow | undefined {
  return row?.status === RETIRED_STATUS ? { ...row, status: undefined } : row;
}

function nameOf({ provider, model }: PriceRow): Pick<PriceRow, 'provider' | 'model'> {
  return { provider, model };
}

function pick(row: PriceRow | undefined, columns: ReadonlySet<string>): Partial<PriceRow> {
  return cellsOf(row, (column) => columns.has(column));
}

function without(row: PriceRow, columns: ReadonlySet<string>): Partial<PriceRow> {
  return cellsOf(row, (column) => !columns.has(column));
}

function cellsOf(row: PriceRow | undefined, isWanted: (column: string) => boolean): Partial<PriceRow> {
  return Object.fromEntries(
    Object.entries(row ?? {}).filter(([column, cell]) => cell !== undefined && isWanted(column)),
  ) as Partial<PriceRow>;
}
