import { LEAST_SHARE_OF_MODELS, MOST_CHANGE_FACTOR, MOST_SHARE_CHANGED, NOTABLE_CHANGE } from './admissionLimits';
import { priceChange, type PriceChange } from './priceChange';
import type { PriceRow } from './priceRow';
import { distinctRows } from './repeatedRows';
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
      /** Each row once. */
      readonly rows: readonly PriceRow[];
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
 * reason, and a feed that is wrong as a whole changes nothing.
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
  const rows: PriceRow[] = [];
  const { rows: distinct, contradicted } = distinctRows(candidates);
  const [inForce, offered] = [groupByModel(active), groupByModel(distinct)];
  const todayMs = Date.parse(options.today);
  const changes = distinct.map((row): RowChange => {
    const model = modelKey(row);
    return { row, ...priceChange(row, inForce.get(model) ?? [], offered.get(model) ?? [], todayMs) };
  });
  for (const change of changes) {
    const { row } = change;
    const reason = contradicted.has(rowKey(row))
      ? 'the row is there twice with different prices'
      : (rowFault(row, options.today) ?? changeFault(change, options));
    if (reason) quarantined.push({ row, reason });
    else rows.push(row);
  }
  const shorter = options.allowShorter ? undefined : shortness(offered.size, inForce.size);
  const reason = shorter ?? priceFault(changes);
  // an empty feed is no shorter list, but a broken one
  if (reason)
    return { kind: 'rejected', reason, isShorter: shorter !== undefined && candidates.length > 0, quarantined };
  return {
    kind: 'admitted',
    rows,
    quarantined,
    warnings: rows.flatMap((row) => {
      const warning = rowWarning(row);
      return warning ? [{ row, reason: warning }] : [];
    }),
  };
}

interface RowChange extends PriceChange {
  readonly row: PriceRow;
}

function changeFault({ row, before, factor = 1 }: RowChange, options: AdmissionOptions): string | undefined {
  const { checked } = row;
  const goesBack = checked !== undefined && before.some((old) => old.checked !== undefined && checked < old.checked);
  if (goesBack && !options.allowOlder) return 'older than the price in force';
  return factor > MOST_CHANGE_FACTOR ? `changes by more than a factor of ${MOST_CHANGE_FACTOR}` : undefined;
}

/** A fault that no row shows alone: too few models. */
function shortness(offered: number, known: number): string | undefined {
  return offered < LEAST_SHARE_OF_MODELS * known
    ? `the feed has ${offered} models and ${known} are in force`
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
