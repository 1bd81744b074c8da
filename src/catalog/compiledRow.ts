import { UNITS, variantName } from '../engine/units/units';
import type { FeeColumn, PriceRow, TokenRateColumn } from './priceRow';
import { utcMsOfIso } from './rowDates';
import { readSchedule, type Schedule } from './schedule';

/** The order in which rows are laid over each other; a row of several conditions belongs to the latest of its stages. */
const STAGES = ['window', 'context', 'tier', 'schedule', 'region', 'user'] as const;
export type Stage = (typeof STAGES)[number];

/** A row made ready for resolution: conditions parsed, rates by unit. */
export interface CompiledRow {
  readonly row: PriceRow;
  readonly stage: Stage;
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
  readonly currency?: string;
}

/**
 * The rows of one model in the order in which they are applied, with the user's own prices as rows of the last stage.
 * Within a stage: context rows by threshold, then fewer conditions first, then `priority`, then threshold, then the
 * later start, then table order.
 */
export function compileRows(rows: readonly PriceRow[]): CompiledRow[] {
  const compiled = rows.flatMap((row) => [
    compileRow(row, false),
    ...(hasUserPrice(row) ? [compileRow(row, true)] : []),
  ]);
  const hasBase = compiled.some((row) => row.isBase);
  const withBase = hasBase ? compiled : compiled.map((row) => ({ ...row, isBase: isCardOfItsOwn(row) }));
  const positions = new Map(withBase.map((row, position) => [row, position]));
  const byStage = (a: CompiledRow, b: CompiledRow) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
  const byThreshold = (a: CompiledRow, b: CompiledRow) => a.ctxFrom - b.ctxFrom;
  return withBase.sort(
    (a, b) =>
      byStage(a, b) ||
      (a.stage === 'context' ? byThreshold(a, b) : 0) ||
      conditionCount(a.row) - conditionCount(b.row) ||
      (a.row.priority ?? 0) - (b.row.priority ?? 0) ||
      byThreshold(a, b) ||
      // two cards with a start and no end: the one that started last is in force
      compareNumbers(a.validFromMs, b.validFromMs) ||
      (positions.get(a) ?? 0) - (positions.get(b) ?? 0),
  );
}

function compileRow(row: PriceRow, isUser: boolean): CompiledRow {
  const schedule = readSchedule(row);
  const parsed = typeof schedule === 'object' ? schedule : undefined;
  const { rates, lists } = isUser ? ratesOf((column) => row[`my_${column}`]) : ratesOf((column) => row[column]);
  const tier = folded(row.tier);
  const region = folded(row.region);
  const isConditional = Boolean(tier || region || row.ctx_from !== undefined || parsed);
  return {
    row,
    stage: isUser ? 'user' : stageOf(row, parsed),
    isBase: !isUser && !isConditional,
    ...(tier ? { tier } : {}),
    ...(region ? { region } : {}),
    ctxFrom: row.ctx_from ?? 0,
    marginal: folded(row.ctx_mode) === 'marginal',
    ...(parsed ? { schedule: parsed } : {}),
    validFromMs: row.valid_from === undefined ? -Infinity : (utcMsOfIso(row.valid_from) ?? Infinity),
    validToMs: row.valid_to === undefined ? Infinity : (utcMsOfIso(row.valid_to) ?? -Infinity),
    rates,
    lists,
    ...(isUser ? { discount: row.my_discount } : { multiplier: row.multiplier, discount: row.discount }),
    currency: row.currency?.trim().toUpperCase(),
  };
}

function stageOf(row: PriceRow, schedule: Schedule | undefined): Stage {
  if (row.region) return 'region';
  if (schedule) return 'schedule';
  if (row.tier) return 'tier';
  return row.ctx_from === undefined ? 'window' : 'context';
}

/** In a table that lists only cards for tiers or regions, such a card stands by itself. */
function isCardOfItsOwn({ row, stage, rates }: CompiledRow): boolean {
  const isCard = stage !== 'user' && row.ctx_from === undefined && !row.days && !row.hours && !row.calendar;
  return isCard && row.multiplier === undefined && rates.length > 0;
}

function conditionCount(row: PriceRow): number {
  const { tier, region, ctx_from, days, hours, calendar, valid_from, valid_to } = row;
  return [tier, region, ctx_from, days, hours, calendar, valid_from ?? valid_to].filter((cell) => cell !== undefined)
    .length;
}

function hasUserPrice(row: PriceRow): boolean {
  return row.my_discount !== undefined || UNITS.some((unit) => row[`my_${rateColumn(unit.rate)}`] !== undefined);
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

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
