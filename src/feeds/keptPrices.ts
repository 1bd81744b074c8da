/** What becomes of a price that is in force and that a list does not state: it stays, and says where it is from. */
import {
  FEE_COLUMNS,
  TOKEN_RATE_COLUMNS,
  type FeeColumn,
  type PriceRow,
  type TokenRateColumn,
} from '../catalog/priceRow';
import { isOfOwnList } from './ownPrices/ownPriceFeed';

type PriceField = TokenRateColumn | FeeColumn;

const PRICE_FIELDS: readonly PriceField[] = [...TOKEN_RATE_COLUMNS, ...FEE_COLUMNS];
const IS_PRICE_FIELD: ReadonlySet<string> = new Set(PRICE_FIELDS);
/** What a row is asked for first: its day of checking is that of these. */
const MAIN_PRICES: readonly PriceField[] = ['input', 'output'];
/** A cached price is a part of the other, never above it. */
const CACHED_OF = new Map<PriceField, PriceField>([
  ['cached_input', 'input'],
  ['cached_audio', 'input_audio'],
  ['cached_image', 'input_image'],
]);

/**
 * A row of a list with the prices that only the row in force has. Its note names them with their source and day, and a
 * public list that lost an input or output price does not give the row a new day. A kept cached price above the list's
 * new price would be wrong for certain: it goes, and the new price holds for cached tokens as well.
 */
export function withKeptPrices(fresh: PriceRow, before: PriceRow | undefined): PriceRow {
  const kept = before ? keptFields(fresh, before) : [];
  if (!before || kept.length === 0) return fresh;
  const isFresh = isOfOwnList(fresh.source) || !kept.some((field) => MAIN_PRICES.includes(field));
  return {
    ...Object.fromEntries(kept.map((field) => [field, before[field]])),
    ...fresh,
    ...(isFresh ? {} : { checked: earlierOf(fresh.checked, before.checked) }),
    note: [fresh.note, keptNote(kept, before)].filter(Boolean).join('; '),
  };
}

/**
 * Why to look twice at a row with kept prices. Of a public list: an input or output price is no longer stated, or other
 * prices beside a kept one have moved. Of the user's own list: it stated the price before. Undefined without a reason.
 */
export function keptWarning(fresh: PriceRow, before: PriceRow): string | undefined {
  const kept = keptFields(fresh, before);
  if (kept.length === 0) return undefined;
  const doubtful = isOfOwnList(fresh.source) ? noLongerStated(kept, before) : withoutCompany(kept, fresh, before);
  if (doubtful.length === 0) return undefined;
  const names = doubtful.map((field) => `${field.replace(/_/g, ' ')} ${before[field]}`).join(', ');
  const since = before.checked ? ` of ${before.checked}` : '';
  return `not in this list, and kept from the prices in force${since}: ${names}`;
}

/** What the user's own list said before; the rest was never its own. */
function noLongerStated(kept: readonly PriceField[], before: PriceRow): readonly PriceField[] {
  const fromElsewhere = originsIn(before.note ?? '');
  return isOfOwnList(before.source) ? kept.filter((field) => !fromElsewhere.has(field)) : [];
}

function withoutCompany(kept: readonly PriceField[], fresh: PriceRow, before: PriceRow): readonly PriceField[] {
  const isMoved = TOKEN_RATE_COLUMNS.some((rate) => fresh[rate] !== undefined && fresh[rate] !== before[rate]);
  return kept.filter((field) => MAIN_PRICES.includes(field) || (isMoved && isTokenRate(field)));
}

function keptFields(fresh: PriceRow, before: PriceRow): PriceField[] {
  if ((fresh.currency ?? '') !== (before.currency ?? '')) return [];
  if (!statesMore(before, fresh)) return [];
  return PRICE_FIELDS.filter((field) => {
    const whole = CACHED_OF.get(field);
    const isAbove = whole && Number(before[field]) > Number(fresh[whole] ?? Infinity);
    return before[field] !== undefined && fresh[field] === undefined && !isAbove;
  });
}

/** Asks the cells that a row has, of which nearly all are stated again: most of some thirty columns are blank. */
function statesMore(before: PriceRow, fresh: PriceRow): boolean {
  for (const column in before) {
    if (!IS_PRICE_FIELD.has(column)) continue;
    if (fresh[column as PriceField] === undefined && before[column as PriceField] !== undefined) return true;
  }
  return false;
}

function isTokenRate(field: PriceField): boolean {
  return TOKEN_RATE_COLUMNS.some((rate) => rate === field);
}

const NOTE_START = 'kept: ';

/** "kept: output, reasoning (models.dev, 2026-07-01)"; a price that was kept before keeps its first source and day. */
function keptNote(kept: readonly PriceField[], before: PriceRow): string {
  const earlier = originsIn(before.note ?? '');
  const now = [before.source, before.checked]
    .filter(Boolean)
    .join(', ')
    .replace(/[()]|; /g, ' ');
  const byOrigin = new Map<string, PriceField[]>();
  for (const field of kept) {
    const origin = earlier.get(field) ?? (now || 'without a source');
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), field]);
  }
  return NOTE_START + [...byOrigin].map(([origin, fields]) => `${fields.join(', ')} (${origin})`).join('; ');
}

function originsIn(note: string): ReadonlyMap<string, string> {
  const start = note.indexOf(NOTE_START);
  const parts = start < 0 ? [] : note.slice(start + NOTE_START.length).split('; ');
  return new Map(
    parts.flatMap((part) => {
      const [, fields = '', origin = ''] = /^([a-z\d_, ]+) \(([^()]+)\)$/.exec(part) ?? [];
      return fields.split(', ').map((field) => [field, origin] as const);
    }),
  );
}

function earlierOf(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || other === undefined || other < one ? other : one;
}
