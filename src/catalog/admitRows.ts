import {
  LEAST_SHARE_OF_MODELS,
  MOST_CHANGE_FACTOR,
  MOST_SHARE_CHANGED,
  NOTABLE_CHANGE,
  RETIRED_STATUS,
} from './admissionLimits';
import { priceChange, type PriceChange } from './priceChange';
import type { PriceRow } from './priceRow';
import { contradictedKeys, withoutRepeats } from './repeatedRows';
import { rowFault, rowWarning } from './rowFault';
import { groupByModel, modelKey, rowKey } from './rowKey';

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
  const quarantined: QuarantinedRow[] = [];
  const admitted = new Map<string, PriceRow>();
  const changes = changesOf(withoutRepeats(candidates), active, options.today);
  const contradicted = contradictedKeys(candidates);
  for (const change of changes) {
    const { row } = change;
    const key = rowKey(row);
    const reason = contradicted.has(key)
      ? 'the row is there twice with different prices'
      : (rowFault(row, options.today) ?? changeFault(change, options));
    if (reason) quarantined.push({ row, reason });
    else admitted.set(key, row);
  }
  const shorter = options.allowShorter ? undefined : shortness(candidates, active);
  const reason = shorter ?? priceFault(changes);
  // an empty feed is no shorter list, but a broken one
  if (reason)
    return { kind: 'rejected', reason, isShorter: shorter !== undefined && candidates.length > 0, quarantined };
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

interface RowChange extends PriceChange {
  readonly row: PriceRow;
}

function changesOf(candidates: readonly PriceRow[], active: readonly PriceRow[], today: string): RowChange[] {
  const [inForce, offered] = [groupByModel(active), groupByModel(candidates)];
  return candidates.map((row) => {
    const model = modelKey(row);
    return { row, ...priceChange(row, inForce.get(model) ?? [], offered.get(model) ?? [], today) };
  });
}

function changeFault({ row, before, factor = 1 }: RowChange, options: AdmissionOptions): string | undefined {
  const { checked } = row;
  const goesBack = checked !== undefined && before.some((old) => old.checked !== undefined && checked < old.checked);
  if (goesBack && !options.allowOlder) return 'older than the price in force';
  return factor > MOST_CHANGE_FACTOR ? `changes by more than a factor of ${MOST_CHANGE_FACTOR}` : undefined;
}

/** A fault that no row shows alone: too few models. */
function shortness(candidates: readonly PriceRow[], active: readonly PriceRow[]): string | undefined {
  const known = new Set(active.map(modelKey));
  const offered = new Set(candidates.map(modelKey));
  return offered.size < LEAST_SHARE_OF_MODELS * known.size
    ? `the feed has ${offered.size} models and ${known.size} are in force`
    : undefined;
}

/** Another: too many prices moved at once. A single row that moved says nothing about a short list. */
function priceFault(changes: readonly RowChange[]): string | undefined {
  const factors = changes.flatMap(({ factor, isFirstLong }) => (isFirstLong ? [] : (factor ?? [])));
  const notable = factors.filter((factor) => factor > 1 + NOTABLE_CHANGE).length;
  return notable > Math.max(1, MOST_SHARE_CHANGED * factors.length)
    ? `${notable} of ${factors.length} known prices change by more than half`
    : undefined;
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
