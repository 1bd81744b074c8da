import { EngineError } from '../engine/errors';
import { emptyRates, rateCard, type PriceBands, type RateCard } from '../engine/api-cost/rateCard';
import { PRICED_AS, UNITS } from '../engine/units/units';
import type { CompiledRow } from './compiledRow';
import type { ExchangeRate, ExchangeRates } from './priceRow';

/** Which rows made a rate what it is. */
export interface RateOrigin {
  /** The row that states the figure. */
  readonly stated: CompiledRow;
  /** Rows whose multiplier or discount scaled it, in order. */
  readonly scaledBy: readonly CompiledRow[];
  /** The unit whose price this is, when the unit has none of its own. */
  readonly pricedAs?: number;
  /** The row's currency and its rate, when it is not USD. */
  readonly currency?: ExchangeRate & { readonly code: string };
}

export interface ResolvedCard extends RateCard {
  /** All that were laid over each other, in order. */
  readonly applied: readonly CompiledRow[];
  /** By unit index, like `usd`. */
  readonly origins: readonly (RateOrigin | undefined)[];
  /** By name, like `named`. */
  readonly namedOrigins: ReadonlyMap<string, RateOrigin>;
}
export type ResolvedBands = PriceBands<ResolvedCard>;

/** What was asked for: such a row has to be among those that apply, or the price is another tier's or region's. */
export interface Asked {
  readonly tier?: string;
  readonly region?: string;
}

/**
 * The bands of a model from the rows that hold, in order of application.
 * A band to which no row of the asked tier or region applies has no prices.
 */
export function resolveBands(
  holding: readonly CompiledRow[],
  asked: Asked,
  exchangeRates: ExchangeRates,
): ResolvedBands {
  const from = [...new Set([0, ...holding.map((row) => row.ctxFrom)])].sort((a, b) => a - b);
  return {
    from,
    cards: from.map((threshold) => {
      const applied = holding.filter((row) => row.ctxFrom <= threshold);
      return answers(applied, asked) ? resolveCard(applied, exchangeRates) : NO_PRICES;
    }),
    marginal: from.map((threshold) => {
      const starting = holding.filter((row) => threshold > 0 && row.ctxFrom === threshold);
      return starting.length > 0 && starting.every((row) => row.marginal);
    }),
  };
}

/** Whether rows of the asked tier and region are among those that apply. */
export function answers(applied: readonly CompiledRow[], { tier, region }: Asked): boolean {
  const hasTier = tier === undefined || applied.some((row) => row.kind === 'list' && row.tier === tier);
  const hasRegion = region === undefined || applied.some((row) => row.kind === 'list' && row.region === region);
  return hasTier && hasRegion && applied.some((row) => row.isBase);
}

/** Of the rows that scale for the same conditions the last; what scales nothing may be among them. */
export function scalingRows(applied: readonly CompiledRow[]): readonly CompiledRow[] {
  return [...new Map(applied.map((row) => [row.scalesFor, row])).values()];
}

const NO_PRICES: ResolvedCard = {
  ...rateCard(emptyRates(), new Map()),
  applied: [],
  origins: [],
  namedOrigins: new Map(),
};

/** Lays the rows over each other: an explicit rate replaces, a modifier scales what is there, a blank keeps. */
function resolveCard(applied: readonly CompiledRow[], exchangeRates: ExchangeRates): ResolvedCard {
  const usd = emptyRates();
  const origins: (RateOrigin | undefined)[] = UNITS.map(() => undefined);
  const named = new Map<string, number>();
  const namedOrigins = new Map<string, RateOrigin>();
  const scaling = scalingRows(applied);

  const scale = (row: CompiledRow) => {
    if (!scaling.includes(row)) return;
    const kept = 1 - (row.discount ?? 0);
    const factor = (row.multiplier ?? 1) * kept;
    UNITS.forEach((unit, index) => {
      const unitFactor = unit.side === 'fee' ? kept : factor; // a multiplier is about tokens
      const origin = origins[index];
      if (!origin || unitFactor === 1 || isNet(origin, row)) return;
      usd[index] *= unitFactor;
      origins[index] = { ...origin, scaledBy: [...origin.scaledBy, row] };
    });
    if (kept === 1) return;
    for (const [name, origin] of namedOrigins) {
      if (isNet(origin, row)) continue;
      named.set(name, (named.get(name) ?? NaN) * kept);
      namedOrigins.set(name, { ...origin, scaledBy: [...origin.scaledBy, row] });
    }
  };

  const state = (row: CompiledRow, currency: string) => {
    if (row.rates.length + row.lists.length === 0) return;
    const exchange = currency === 'USD' ? undefined : exchangeRate(currency, exchangeRates);
    const perUnit = exchange?.usd ?? 1;
    const origin: RateOrigin = {
      stated: row,
      scaledBy: [],
      ...(exchange && { currency: { code: currency, ...exchange } }),
    };
    for (const [unit, rate] of row.rates) {
      dropNamed(unit, named, namedOrigins);
      usd[unit] = rate * perUnit;
      origins[unit] = origin;
    }
    for (const [unit, prices] of row.lists) {
      dropNamed(unit, named, namedOrigins);
      usd[unit] = NaN;
      origins[unit] = undefined;
      for (const [name, price] of prices) {
        named.set(name, price * perUnit);
        namedOrigins.set(name, origin);
      }
    }
  };

  const baseCurrency = applied.find((row) => row.isBase)?.currency ?? 'USD';
  for (const row of applied) {
    // a modifier on a card itself scales that card; on an overlay it scales what was there before
    if (!row.isBase) scale(row);
    state(row, row.currency ?? baseCurrency);
    if (row.isBase) scale(row);
  }
  inheritRates(usd, origins);
  return { ...rateCard(usd, named), applied, origins, namedOrigins };
}

/** An own price is what is paid: the own discount of its row, or of a more general one, is in it. */
function isNet({ stated }: RateOrigin, scaling: CompiledRow): boolean {
  return scaling.kind === 'ownDiscount' && stated.kind === 'ownPrice' && stated.order >= scaling.order;
}

/** A blank takes the price of what it is a part of; a fee has no parent and stays without a price. */
function inheritRates(usd: Float64Array, origins: (RateOrigin | undefined)[]): void {
  const own = Float64Array.from(usd);
  UNITS.forEach((unit, index) => {
    if (!Number.isNaN(own[index])) return;
    const parent = PRICED_AS[index].find((candidate) => !Number.isNaN(own[candidate]));
    const origin = parent === undefined ? undefined : origins[parent];
    if (parent !== undefined && origin) {
      usd[index] = own[parent];
      origins[index] = { ...origin, pricedAs: parent };
    } else if (unit.freeWithoutPrice) usd[index] = 0;
  });
}

function dropNamed(unit: number, named: Map<string, number>, namedOrigins: Map<string, RateOrigin>): void {
  for (const name of [...named.keys()].filter((key) => key.startsWith(`${UNITS[unit].key}:`))) {
    named.delete(name);
    namedOrigins.delete(name);
  }
}

function exchangeRate(currency: string, rates: ExchangeRates): ExchangeRate {
  const rate = rates.get(currency);
  if (!rate) throw new EngineError('currency-unknown', { currency });
  return rate;
}
