/** The rows of a model once what a list states of it has taken the place of those in force. */
import { RETIRED_STATUS } from '../catalog/admissionLimits';
import { CONDITION_COLUMNS, USER_COLUMNS, type PriceColumn, type PriceRow } from '../catalog/priceRow';
import { PRICING_COLUMNS } from '../catalog/pricingColumns';
import { conditionsOf, kindOf } from '../catalog/rowKey';
import { withKeptPrices } from './keptPrices';
import { withOtherOpinions } from './otherOpinions';

/** All rows of a model once what a list states of it has taken the place of its card in force. */
export function mergeCard(inForce: readonly PriceRow[], stated: readonly PriceRow[]): PriceRow[] {
  const card = inForce.filter(isCard);
  const place = inForce.findIndex(isCard);
  const isKept = (row: PriceRow) => !isCard(row) && !isRestated(row, stated);
  return place < 0
    ? [...inForce.filter(isKept), ...stated]
    : [...inForce.slice(0, place).filter(isKept), ...successors(card, stated), ...inForce.slice(place).filter(isKept)];
}

/** The same of a model that its list no longer has: it stays priced and is marked. */
export function retiredCard(inForce: readonly PriceRow[]): PriceRow[] {
  return inForce.map((row) => (isCard(row) ? { ...row, status: RETIRED_STATUS } : row));
}

/**
 * What is written of a model whose prices a list only confirms: the rows in force, with the day, the source and the
 * facts of their successors. No number moves, whatever the successors hold.
 */
export function confirmedRows(inForce: readonly PriceRow[], successors: readonly PriceRow[]): PriceRow[] {
  const byConditions = new Map(successors.map((row) => [conditionsOf(row), row]));
  return inForce.map((row) => {
    const successor = byConditions.get(conditionsOf(row));
    if (!successor) return row;
    return Object.assign(without(successor, MOVES_A_NUMBER), pick(row, MOVES_A_NUMBER), nameOf(row));
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
function successors(card: readonly PriceRow[], stated: readonly PriceRow[]): PriceRow[] {
  const [first] = card;
  const byConditions = new Map(card.map((row) => [conditionsOf(row), row]));
  return stated.map((fresh, index) => {
    const before = byConditions.get(conditionsOf(fresh));
    const ofModel = index === 0 ? first : undefined;
    return Object.assign(
      {},
      pick(withoutRetired(ofModel), IDENTITY),
      pick(before, MINE),
      withOtherOpinions(withKeptPrices(fresh, before), before),
      pick(ofModel, CURATED),
    );
  });
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
  const cells: Record<string, unknown> = {};
  for (const column in row) {
    const cell = row[column as keyof PriceRow];
    if (cell !== undefined && isWanted(column)) cells[column] = cell;
  }
  return cells;
}
