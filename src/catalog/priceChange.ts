/** How far a row that a list offers moves the prices in force: which row's place it takes, and by what factor. */
import { changeFactor } from './changeFactor';
import { folded } from './compiledRow';
import { TOKEN_RATE_COLUMNS, type PriceRow } from './priceRow';
import { utcMsOfIso } from './rowDates';
import { kindOf } from './rowKey';

export interface PriceChange {
  /** Rows in force whose place the row takes; none when it prices a tier or region that had no price. */
  readonly before: readonly PriceRow[];
  /** The largest ratio, up or down, between what both state. 1 is no change; undefined without a row before. */
  readonly factor: number | undefined;
  /** The first price of its model for long prompts: what it is dearer by is no change of a price, unless it is a jump. */
  readonly isFirstLong: boolean;
}

/**
 * Compares a row with what is paid without it: the row in force for the same tier, region and tokens on the first day
 * on which both can hold, whatever dates and threshold it is written with. So a jump does not pass under a new date.
 *
 * @param inForce rows of its model that are in force
 * @param offered rows of its model in its own list
 * @param todayMs start of the day of the retrieval, UTC
 */
export function priceChange(
  row: PriceRow,
  inForce: readonly PriceRow[],
  offered: readonly PriceRow[],
  todayMs: number,
): PriceChange {
  const kind = kindOf(row);
  const alike = inForce.filter((other) => kindOf(other) === kind);
  const peers = alike.filter((other) => isLong(other) === isLong(row));
  const isFirstLong = isLong(row) && peers.length === 0;
  const before = rowsAnswering(row, isFirstLong ? alike : peers, todayMs);
  const factors = before.map((old) =>
    changeFactor(withScaledRates(old, row, inForce, todayMs), withScaledRates(row, old, offered, todayMs)),
  );
  // hours that moved may take the place of several: the nearest price is the one meant
  const factor = factors.length > 0 ? Math.min(...factors) : undefined;
  return { before, factor, isFirstLong };
}

function isLong({ ctx_from: from = 0 }: PriceRow): boolean {
  return from > 0;
}

/** Of rows of one kind those in force at the row's time and threshold; several only where they differ in their hours. */
function rowsAnswering(row: PriceRow, peers: readonly PriceRow[], todayMs: number): readonly PriceRow[] {
  const { fromMs, toMs } = windowOf(row);
  const isPast = toMs <= todayMs;
  // what was paid in the past says nothing of today's price, and the other way round
  const possible = isPast ? peers.filter((other) => windowOf(other).toMs <= todayMs) : peers;
  const holding = holdingAt(isPast ? toMs - 1 : Math.max(fromMs, todayMs), possible);
  const threshold = thresholdOf(row, holding);
  const reached = holding.filter(({ ctx_from: from = 0 }) => from === threshold);
  // two rows with a start and no end: the one that started last is in force
  const lastStartMs = Math.max(...reached.map((other) => windowOf(other).fromMs));
  const last = reached.filter((other) => windowOf(other).fromMs === lastStartMs);
  if (last.length < 2) return last;
  const sameHours = last.filter((other) => hoursOf(other) === hoursOf(row));
  return sameHours.length > 0 ? sameHours : last;
}

/** Where none holds, the last ones that did. */
function holdingAt(atMs: number, rows: readonly PriceRow[]): readonly PriceRow[] {
  const holding = rows.filter((row) => windowOf(row).fromMs <= atMs && windowOf(row).toMs > atMs);
  if (holding.length > 0) return holding;
  const ended = rows.filter((row) => windowOf(row).toMs <= atMs);
  const lastEndMs = Math.max(...ended.map((row) => windowOf(row).toMs));
  return ended.filter((row) => windowOf(row).toMs === lastEndMs);
}

/** The largest threshold that a prompt of the row's size has reached; a row below them all is the lowest moved down. */
function thresholdOf({ ctx_from: from = 0 }: PriceRow, rows: readonly PriceRow[]): number {
  const thresholds = rows.map((row) => row.ctx_from ?? 0);
  const reached = thresholds.filter((threshold) => threshold <= from);
  return reached.length > 0 ? Math.max(...reached) : Math.min(...thresholds);
}

function windowOf({ valid_from: start, valid_to: end }: PriceRow): { readonly fromMs: number; readonly toMs: number } {
  return {
    fromMs: (start === undefined ? undefined : utcMsOfIso(start)) ?? -Infinity,
    toMs: (end === undefined ? undefined : utcMsOfIso(end)) ?? Infinity,
  };
}

function hoursOf({ days, hours, tz, calendar }: PriceRow): string {
  return [folded(days), folded(hours), folded(tz ?? 'UTC'), folded(calendar)].join('|');
}

/** A factor beside a row of prices is compared as the prices that it makes of its model's. */
function withScaledRates(row: PriceRow, other: PriceRow, ofModel: readonly PriceRow[], todayMs: number): PriceRow {
  const { multiplier, provider, model } = row;
  if (multiplier === undefined || other.multiplier !== undefined) return row;
  const asked = { provider, model, ctx_from: Math.max(row.ctx_from ?? 0, other.ctx_from ?? 0) };
  const cards = ofModel.filter((card) => kindOf(card) === kindOf(asked) && card.multiplier === undefined);
  const card = rowsAnswering({ ...asked, valid_from: row.valid_from, valid_to: row.valid_to }, cards, todayMs).at(0);
  const scaled = TOKEN_RATE_COLUMNS.flatMap((column) => {
    const rate = card?.[column];
    return rate === undefined ? [] : [[column, rate * multiplier]];
  });
  return { ...(Object.fromEntries(scaled) as Partial<PriceRow>), ...row, multiplier: undefined };
}
