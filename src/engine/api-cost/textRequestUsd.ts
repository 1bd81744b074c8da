import { EngineError } from '../errors';
import { bandOf, firstBandOf, shareOfBand, type PriceBands, type TextRates } from './rateCard';

/**
 * What one request of text costs: the shortest way from counts to USD, without allocating anything.
 * @param bands      prices in force, by size of the prompt
 * @param input      gross: cached and written tokens are parts of it [tokens ≥ 0]
 * @param output     gross: reasoning is a part of it [tokens ≥ 0]
 * @param cached     read from the cache, a part of input [tokens ≥ 0]
 * @param cacheWrite written to the cache for 5 minutes, a part of input [tokens ≥ 0]
 * @returns [USD, unrounded]; NaN when a used bucket has no price (`billLines` then says which)
 * @throws cached-exceeds-input, written-exceeds-input, cached-and-written-exceed-input → #VALUE!
 * @source Anthropic "Pricing", read 2026-11-23: 12,000 in of which 9,000 cached and 900 out at 3/0.3/15 is 0.0252 USD
 */
export function textRequestUsd(
  bands: PriceBands,
  input: number,
  output: number,
  cached: number,
  cacheWrite: number,
): number {
  let uncached = input - cached - cacheWrite;
  if (uncached < 0) uncached = nothingLeft(input, cached, cacheWrite);
  const band = bands.from.length === 1 ? 0 : bandOf(bands, input);
  const rates = bands.cards[band].text;
  const inputUsd = bands.marginal[band]
    ? marginalInputUsd(bands, band, input, uncached, cached, cacheWrite)
    : inputSideUsd(rates, uncached, cached, cacheWrite);
  return (inputUsd + used(output, rates.outputUsdPerMTok)) / 1e6 + rates.requestUsd;
}

/** In USD × 1e6, as the rates are per 1M tokens. */
function inputSideUsd(rates: TextRates, uncached: number, cached: number, cacheWrite: number): number {
  return (
    used(uncached, rates.inputUsdPerMTok) +
    used(cached, rates.cachedInputUsdPerMTok) +
    used(cacheWrite, rates.cacheWriteUsdPerMTok)
  );
}

/** Each band prices its share of the prompt; what is cached is spread evenly, as nobody says where it lies. */
function marginalInputUsd(
  bands: PriceBands,
  reached: number,
  input: number,
  uncached: number,
  cached: number,
  cacheWrite: number,
): number {
  const first = firstBandOf(bands, reached);
  let total = 0;
  for (let band = first; band <= reached; band += 1) {
    const share = shareOfBand(bands, band, first, reached, input);
    total += share * inputSideUsd(bands.cards[band].text, uncached, cached, cacheWrite);
  }
  return total;
}

/** A bucket that was not used costs nothing, even when it has no price (NaN). */
function used(count: number, rate: number): number {
  return count > 0 ? count * rate : 0;
}

/** 0 for averages whose parts add up to a hair more than the whole; anything more is a mistake in the arguments. */
function nothingLeft(input: number, cached: number, cacheWrite: number): number {
  if (cached > input) throw new EngineError('cached-exceeds-input', { cached, input });
  if (cacheWrite > input) throw new EngineError('written-exceeds-input', { written: cacheWrite, input });
  if (cached + cacheWrite - input > 1e-12 * input) {
    throw new EngineError('cached-and-written-exceed-input', { cached, written: cacheWrite, input });
  }
  return 0;
}
