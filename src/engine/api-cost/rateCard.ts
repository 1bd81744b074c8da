import { CACHED_INPUT, CACHE_WRITE, INPUT, OUTPUT, REQUESTS, UNITS } from '../units/units';

/** The prices that hold for one request, flat: no conditions left, inheritance filled in. */
export interface RateCard {
  /** USD for `UNITS[i].per` of unit i; NaN where there is no price. 0 is free. */
  readonly usd: Float64Array;
  /** The few of them that a request of text needs. */
  readonly text: TextRates;
  /** Prices with a name of their own: "images:1024x1024". */
  readonly named: ReadonlyMap<string, number>;
}

/** NaN where there is no price. */
export interface TextRates {
  readonly inputUsdPerMTok: number;
  readonly cachedInputUsdPerMTok: number;
  readonly cacheWriteUsdPerMTok: number;
  readonly outputUsdPerMTok: number;
  readonly requestUsd: number;
}

/** A card from prices by unit index. */
export function rateCard(usd: Float64Array, named: ReadonlyMap<string, number>): RateCard {
  const text = {
    inputUsdPerMTok: usd[INPUT],
    cachedInputUsdPerMTok: usd[CACHED_INPUT],
    cacheWriteUsdPerMTok: usd[CACHE_WRITE],
    outputUsdPerMTok: usd[OUTPUT],
    requestUsd: usd[REQUESTS] / UNITS[REQUESTS].per,
  };
  return { usd, text, named };
}

/** Rate cards by the size of the prompt. */
export interface PriceBands<Card extends RateCard = RateCard> {
  /** Ascending, the first is 0. Card i holds from `from[i]` gross input tokens (inclusive). */
  readonly from: readonly number[];
  readonly cards: readonly Card[];
  /** True: the card prices only the tokens from its threshold on; false: the whole request moves to it. */
  readonly marginal: readonly boolean[];
}

/** The index of the band that a prompt of this many gross input tokens reaches. */
export function bandOf(bands: PriceBands, grossInput: number): number {
  let band = bands.from.length - 1;
  while (grossInput < bands.from[band]) band -= 1;
  return band;
}

/** The band from which marginal counting starts: the last one reached that moves the whole request. */
export function firstBandOf(bands: PriceBands, reached: number): number {
  let band = reached;
  while (bands.marginal[band]) band -= 1;
  return band;
}

/**
 * The share of a prompt that a band prices. The first token of a band is token number `from`, counted from 1.
 * @param first   from `firstBandOf`
 * @param reached from `bandOf`
 * @returns 0..1; the shares of the bands first..reached add up to 1
 */
export function shareOfBand(
  bands: PriceBands,
  band: number,
  first: number,
  reached: number,
  grossInput: number,
): number {
  if (first === reached) return 1;
  const before = band === first ? 0 : bands.from[band] - 1;
  const upTo = band === reached ? grossInput : bands.from[band + 1] - 1;
  return (upTo - before) / grossInput;
}

/** A card without any price. */
export function emptyRates(): Float64Array {
  return new Float64Array(UNITS.length).fill(NaN);
}
