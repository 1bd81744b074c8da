import { UNITS, variantName } from '../engine/units/units';
import type { FeeColumn, PriceRow, TokenRateColumn } from './priceRow';
import { utcMsOfIso } from './rowDates';
import { readSchedule, type Schedule } from './schedule';

/** The order in which rows are laid over each other; a row of several conditions belongs to the latest of its stages. */
const STAGES = ['window', 'context', 'tier', 'schedule', 'region'] as const;
type Stage = (typeof STAGES)[number];

/** A row made ready for resolution: conditions parsed, rates by unit. */
export interface CompiledRow {
  readonly row: PriceRow;
  /** What the list says, or the user's own price or discount beside it. */
  readonly kind: 'list' | 'ownPrice' | 'ownDiscount';
  /** Rows are applied from the lowest; own discounts after everything else. */
  readonly order: number;
  /** The order of an own price beside the row, whether it has one or not. */
  readonly ownOrder: number;
  /** No condition but a validity window: a card on which the others are laid. */
  readonly isBase: boolean;
  /** Lower case; undefined holds for any. */
  readonly tier?: string;
  readonly region?: string;
  /** First gross input token count at which it holds; 0 always holds. */
  readonly ctxFrom: number;
  readonly marginal: boolean;
  readonly schedule?: Schedule;
  /** Half-open; ±Infinity without a limit. */
  readonly validFromMs: number;
  readonly validToMs: number;
  /** Own rates by unit index, in the row's currency. */
  readonly rates: readonly (readonly [unit: number, rate: number])[];
  /** Lists such as image_each: unit index, and price by the name used in a bill ("images:1024x1024"). */
  readonly lists: readonly (readonly [unit: number, prices: ReadonlyMap<string, number>])[];
  readonly multiplier?: number;
  readonly discount?: number;
  /** With a multiplier or discount: of the rows that have the same text here, only the one applied last scales. */
  readonly scalesFor?: string;
  readonly currency?: string;
}

/**
 * The rows of one model in the order in which they are applied. A stage after the other; within one, context rows by
 * threshold, then fewer conditions first, then `priority`, then threshold, then the later start, then table order.
 *
 * A price of the user's own is laid over all list rows with the conditions of its row, whatever their dates: a refresh
 * never puts a list price over it, and batch, peak hours or a region change it as they change a list price.
 *
 * A row that scales takes the place of those with its conditions: batch × 0.5 twice, with and without a date, is half
 * price. Batch × 0.5 and a region × 1.1 are both due. Of the user's own discounts the most specific one alone is due.
 */
export function compileRows(rows: readonly PriceRow[]): CompiledRow[] {
  const staged = rows.map((row) => ({ row, stage: stageOf(row), ctxFrom: row.ctx_from ?? 0 }));
  type Staged = (typeof staged)[number];
  const byStage = (a: Staged, b: Staged) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
  const byThreshold = (a: Staged, b: Staged) => a.ctxFrom - b.ctxFrom;
  staged.sort(
    (a, b) =>
      byStage(a, b) ||
      (a.stage === 'context' ? byThreshold(a, b) : 0) ||
      conditionCount(a.row) - conditionCount(b.row) ||
      (a.row.priority ?? 0) - (b.row.priority ?? 0) ||
      byThreshold(a, b) ||
      // two cards with a start and no end: the one that started last is in force
      // (a sort keeps the order of the table; two without a start differ by NaN)
      startMs(a.row) - startMs(b.row) ||
      0,
  );
  const conditions = staged.map(({ row }) => conditionKey(row));
  const compiled = staged.flatMap(({ row }, order) => {
    const ownOrder = conditions.lastIndexOf(conditions[order]) + 0.5;
    const kinds = ['list', 'ownPrice', 'ownDiscount'] as const;
    return kinds
      .filter((kind) => holds(row, kind))
      .map((kind) => compileRow(row, kind, order, ownOrder, conditions[order]));
  });
  compiled.sort((a, b) => Number(a.kind === 'ownDiscount') - Number(b.kind === 'ownDiscount') || a.order - b.order);
  const hasBase = compiled.some((row) => row.isBase);
  return hasBase ? compiled : compiled.map((row) => ({ ...row, isBase: isCardOfItsOwn(row) }));
}

function compileRow(
  row: PriceRow,
  kind: CompiledRow['kind'],
  order: number,
  ownOrder: number,
  conditions: string,
): CompiledRow {
  const schedule = scheduleOf(row);
  const { rates, lists } = ratesOf((column) => cellOf(row, kind, column));
  const tier = folded(row.tier) || undefined;
  const region = folded(row.region) || undefined;
  const isList = kind === 'list';
  const multiplier = isList ? row.multiplier : undefined;
  const discount = isList ? row.discount : kind === 'ownDiscount' ? row.my_discount : undefined;
  return {
    row,
    kind,
    order: isList ? order : ownOrder,
    ownOrder,
    isBase: isList && !tier && !region && row.ctx_from === undefined && !schedule,
    tier,
    region,
    ctxFrom: row.ctx_from ?? 0,
    marginal: folded(row.ctx_mode) === 'marginal',
    schedule,
    validFromMs: startMs(row),
    validToMs: row.valid_to === undefined ? Infinity : (utcMsOfIso(row.valid_to) ?? -Infinity),
    rates,
    lists,
    multiplier,
    discount,
    scalesFor: (multiplier ?? discount) === undefined ? undefined : isList ? conditions : kind,
    currency: row.currency?.trim().toUpperCase(),
  };
}

function startMs({ valid_from: start }: PriceRow): number {
  return start === undefined ? -Infinity : (utcMsOfIso(start) ?? Infinity);
}

function scheduleOf(row: PriceRow): Schedule | undefined {
  const schedule = readSchedule(row);
  return typeof schedule === 'object' ? schedule : undefined;
}

function stageOf(row: PriceRow): Stage {
  if (row.region) return 'region';
  if (scheduleOf(row)) return 'schedule';
  if (row.tier) return 'tier';
  return row.ctx_from === undefined ? 'window' : 'context';
}

/** In a table that lists only cards for tiers or regions, such a card stands by itself. */
function isCardOfItsOwn({ row, kind, rates }: CompiledRow): boolean {
  const isCard = kind === 'list' && row.ctx_from === undefined && !row.days && !row.hours && !row.calendar;
  return isCard && row.multiplier === undefined && rates.length > 0;
}

function conditionCount(row: PriceRow): number {
  const { tier, region, ctx_from, days, hours, calendar, valid_from, valid_to } = row;
  return [tier, region, ctx_from, days, hours, calendar, valid_from ?? valid_to].filter((cell) => cell !== undefined)
    .length;
}

/** All but the dates, however they are written. */
export function conditionKey(row: PriceRow): string {
  const { weekdays, windows, exceptDays } = scheduleOf(row) ?? {};
  const schedule = exceptDays && [weekdays, windows, [...exceptDays], folded(row.tz ?? 'utc')];
  return JSON.stringify([folded(row.tier), folded(row.region), row.ctx_from ?? 0, schedule]);
}

function holds(row: PriceRow, kind: CompiledRow['kind']): boolean {
  if (kind === 'ownDiscount') return row.my_discount !== undefined;
  return kind === 'list' || UNITS.some((unit) => cellOf(row, kind, rateColumn(unit.rate)) !== undefined);
}

function cellOf(row: PriceRow, kind: CompiledRow['kind'], column: RateColumn): RateCell {
  if (kind === 'ownDiscount') return undefined;
  return kind === 'list' ? row[column] : row[`my_${column}`];
}

/** Folded names: " Batch" is batch. */
export function folded(name: string | undefined): string {
  return (name ?? '').normalize('NFC').trim().toLowerCase();
}

type RateCell = number | string | undefined;
type RateColumn = TokenRateColumn | FeeColumn;

function ratesOf(cell: (column: RateColumn) => RateCell): Pick<CompiledRow, 'rates' | 'lists'> {
  const rates: [number, number][] = [];
  const lists: [number, ReadonlyMap<string, number>][] = [];
  UNITS.forEach((unit, index) => {
    const value = cell(rateColumn(unit.rate));
    if (typeof value === 'number') rates.push([index, value]);
    if (typeof value === 'string') lists.push([index, readPriceList(unit.key, value) ?? new Map()]);
  });
  return { rates, lists };
}

/** "1024x1024=0.04; 512x512=0.02" by bill name ("images:1024x1024"); undefined when it cannot be read. */
export function readPriceList(unitKey: string, cell: string): ReadonlyMap<string, number> | undefined {
  const prices = new Map<string, number>();
  for (const part of cell.split(';')) {
    if (part.trim() === '') continue;
    const match = /^\s*([^=]+?)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part);
    if (!match) return undefined;
    prices.set(variantName(unitKey, match[1]), Number(match[2]));
  }
  return prices.size > 0 ? prices : undefined;
}

/** The registry names columns as text; a test holds it and the table's columns together. */
function rateColumn(rate: string): RateColumn {
  return rate as RateColumn;
}
