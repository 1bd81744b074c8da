import { TOKEN_RATE_COLUMNS, type PriceRow } from '../catalog/priceRow';
import { listedDecimal, type Rates, type SourceCard, type SourceModel } from './sourceModel';
import type { Provenance } from './sourceRows';
import { thresholdFrom } from './thresholdSide';

/** The rates of a card for a tier of service. */
export interface SourceTier {
  readonly tier: 'batch' | 'flex' | 'priority' | 'fast' | 'ultrafast';
  readonly rates: Rates;
  /** As far as the source states them. */
  readonly longContext: SourceCard['longContext'];
}

const SCALED_NOTE = 'long-context rates scaled as this tier scales the others';

/**
 * The overlay rows of a tier. A rate of the tier would replace a long-context rate, so each threshold of the card gets
 * a row of its own: with the source's rates where it states them, otherwise scaled as the tier scales the short ones.
 */
export function rowsOfTier(
  { provider, model }: Pick<SourceModel, 'provider' | 'model'>,
  card: SourceCard,
  { tier, rates, longContext }: SourceTier,
  provenance: Provenance,
): PriceRow[] {
  const thresholds = new Set([...card.longContext, ...longContext].map(({ above }) => above));
  const overlays = [...thresholds]
    .sort((a, b) => a - b)
    .map((above): PriceRow => {
      const stated = ratesAbove(longContext, above);
      const scaled = scaledRates(ratesAbove(card.longContext, above), card.rates, rates);
      const isScaled = Object.keys(scaled).some((column) => !(column in stated));
      return {
        ...{ provider, model, tier, ctx_from: thresholdFrom(provider, above) },
        ...scaled,
        ...stated,
        ...provenance,
        ...(isScaled ? { note: SCALED_NOTE } : {}),
      };
    });
  return [{ provider, model, tier, ...rates, ...provenance }, ...overlays];
}

function ratesAbove(longContext: SourceCard['longContext'], above: number): Rates {
  return longContext.find((step) => step.above === above)?.rates ?? {};
}

function scaledRates(long: Rates, short: Rates, ofTier: Rates): Rates {
  const scaled: Rates = {};
  for (const column of TOKEN_RATE_COLUMNS) {
    const [longRate, shortRate, tierRate] = [long[column], short[column], ofTier[column]];
    if (longRate === undefined || !shortRate || tierRate === undefined) continue;
    // the ratio of two listed decimals is not one itself: 12 digits give it back
    scaled[column] = listedDecimal(Number(((longRate * tierRate) / shortRate).toPrecision(12)));
  }
  return scaled;
}
