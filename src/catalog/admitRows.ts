import {
  LEAST_SHARE_OF_MODELS,
  MOST_CHANGE_FACTOR,
  MOST_SHARE_CHANGED,
  NOTABLE_CHANGE,
  RETIRED_STATUS,
} from './admissionLimits';
import { TOKEN_RATE_COLUMNS, type PriceRow } from './priceRow';
import { rowFault, rowWarning } from './rowFault';
import { modelKey, rowKey } from './rowKey';

export interface QuarantinedRow {
  readonly row: PriceRow;
  /** In words, to stand in the diff and in the Price Sources table. */
  readonly reason: string;
}
export type Admission =
  | {
      readonly kind: 'admitted';
      /** The rows to be in force: what was admitted, and the old rows of what was not. */
      readonly records: readonly PriceRow[];
      readonly quarantined: readonly QuarantinedRow[];
      /** Admitted, but worth a look. */
      readonly warnings: readonly QuarantinedRow[];
    }
  | {
      readonly kind: 'rejected';
      /** Why nothing of the feed is taken; the rows in force stay as they are. */
      readonly reason: string;
      /** Only that models are missing speaks against it: `allowShorter` takes it all the same. */
      readonly isShorter: boolean;
      readonly quarantined: readonly QuarantinedRow[];
    };
export interface AdmissionOptions {
  /** ISO date of the retrieval: rows checked later than this are not believed. */
  readonly today: string;
  /** The user asked for an older set of prices. */
  readonly allowOlder?: boolean;
  /** The user knows that many models are gone. */
  readonly allowShorter?: boolean;
}

/**
 * Decides which rows of a feed may replace the rows in force. Nothing here throws: a bad row is held back with its
 * reason and its old price kept, and a feed that is wrong as a whole changes nothing.
 *
 * @param candidates rows of one source, already in canonical columns
 * @param active     the rows they would replace: the same source's, or the same models' rows in force
 * @source engineering reference §9; the incidents behind each guard are listed there
 */
export function admitRows(
  candidates: readonly PriceRow[],
  active: readonly PriceRow[],
  options: AdmissionOptions,
): Admission {
  const activeByKey = new Map(active.map((row) => [rowKey(row), row]));
  const quarantined: QuarantinedRow[] = [];
  const admitted = new Map<string, PriceRow>();
  const keyed = candidates.map((row): KeyedRow => {
    const before = activeByKey.get(rowKey(row));
    return { key: rowKey(row), row, before, factor: before && changeFactor(before, row) };
  });
  const ambiguous = keysWithTwoPrices(keyed);
  for (const candidate of keyed) {
    const { key, row } = candidate;
    const reason = ambiguous.has(key)
      ? 'the row is there twice with different prices'
      : (rowFault(row, options.today) ?? changeFault(candidate, options));
    if (reason) quarantined.push({ row, reason });
    else admitted.set(key, row);
  }
  const shorter = options.allowShorter ? undefined : shortness(keyed, activeByKey);
  const reason = shorter ?? priceFault(keyed);
  // an empty feed is no shorter list, but a broken one
  if (reason) return { kind: 'rejected', reason, isShorter: shorter !== undefined && keyed.length > 0, quarantined };
  return {
    kind: 'admitted',
    records: [...admitted.values(), ...keptRows(active, admitted, candidates)],
    quarantined,
    warnings: [...admitted.values()].flatMap((row) => {
      const warning = rowWarning(row);
      return warning ? [{ row, reason: warning }] : [];
    }),
  };
}

interface KeyedRow {
  readonly key: string;
  readonly row: PriceRow;
  /** The row in force that it would replace, and the largest change of a token rate. */
  readonly before: PriceRow | undefined;
  readonly factor: number | undefined;
}

/** Two prices under one key are as good as none: the last one must not win silently. */
function keysWithTwoPrices(rows: readonly KeyedRow[]): ReadonlySet<string> {
  const firstByKey = new Map<string, PriceRow>();
  const ambiguous = new Set<string>();
  for (const { key, row } of rows) {
    const first = firstByKey.get(key);
    if (!first) firstByKey.set(key, row);
    else if (changeFactor(first, row) > 1) ambiguous.add(key);
  }
  return ambiguous;
}

function changeFault({ row, before, factor = 1 }: KeyedRow, options: AdmissionOptions): string | undefined {
  const goesBack = row.checked !== undefined && before?.checked !== undefined && row.checked < before.checked;
  if (goesBack && !options.allowOlder) return 'older than the price in force';
  return factor > MOST_CHANGE_FACTOR ? `changes by more than a factor of ${MOST_CHANGE_FACTOR}` : undefined;
}

/** A fault that no row shows alone: too few models. */
function shortness(candidates: readonly KeyedRow[], activeByKey: ReadonlyMap<string, PriceRow>): string | undefined {
  const known = new Set([...activeByKey.values()].map(modelKey));
  const offered = new Set(candidates.map(({ row }) => modelKey(row)));
  return offered.size < LEAST_SHARE_OF_MODELS * known.size
    ? `the feed has ${offered.size} models and ${known.size} are in force`
    : undefined;
}

/** Another: too many prices moved at once. */
function priceFault(candidates: readonly KeyedRow[]): string | undefined {
  const changes = candidates.flatMap(({ factor }) => factor ?? []);
  const notable = changes.filter((factor) => factor > 1 + NOTABLE_CHANGE).length;
  return notable > MOST_SHARE_CHANGED * changes.length
    ? `${notable} of ${changes.length} known prices change by more than half`
    : undefined;
}

/** The largest ratio, up or down, between the token rates that both rows state. 1 is no change. */
function changeFactor(before: PriceRow, after: PriceRow): number {
  let largest = 1;
  for (const column of TOKEN_RATE_COLUMNS) {
    const [old, now] = [before[column], after[column]];
    if (old === undefined || now === undefined || old === now) continue;
    largest = Math.max(largest, now > 0 && old > 0 ? Math.max(now / old, old / now) : Infinity);
  }
  return largest;
}

/**
 * Rows in force without an admitted successor stay. A model that the feed no longer lists is marked retired: its
 * history is still priced, and nobody mistakes it for a current offer.
 */
function keptRows(
  active: readonly PriceRow[],
  admitted: ReadonlyMap<string, PriceRow>,
  candidates: readonly PriceRow[],
): PriceRow[] {
  const offered = new Set(candidates.map(modelKey));
  return active
    .filter((row) => !admitted.has(rowKey(row)))
    .map((row) => (offered.has(modelKey(row)) ? row : { ...row, status: RETIRED_STATUS }));
}
