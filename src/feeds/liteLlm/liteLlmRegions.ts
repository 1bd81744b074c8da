import { TOKEN_RATE_COLUMNS, type PriceRow } from '../../catalog/priceRow';
import type { Rates, SourceCard } from '../sourceModel';
import type { Provenance } from '../sourceRows';
import type { LiteLlmCard } from './liteLlmCard';
import type { LiteLlmRecord } from './liteLlmRecord';
import type { Listing } from './liteLlmSellers';

const SAME = 1e-6;
const HALF_A_CENT = 0.005 + 1e-9;
/** Half a cent of less than this is more than a matter of rounding. */
const MOST_ROUNDED = 1.025;
const NO_FACTOR = 'its regional rates are no fixed factor of those elsewhere';

/** What a model's own record says of regions and, for Anthropic, of fast mode: factors on every token rate. */
export function regionRows({ provider, model }: Listing, record: LiteLlmRecord, provenance: Provenance): PriceRow[] {
  const own = provider === 'anthropic' ? record.provider_specific_entry : undefined;
  const { regional_processing_uplift_multiplier_us: us = own?.us, regional_processing_uplift_multiplier_eu: eu } =
    record;
  return [
    ...(us ? [{ provider, model, region: 'us', multiplier: us, ...provenance }] : []),
    ...(eu ? [{ provider, model, region: 'eu', multiplier: eu, ...provenance }] : []),
    ...(own?.fast ? [{ provider, model, tier: 'fast', multiplier: own.fast, ...provenance }] : []),
  ];
}

/**
 * The row of a record for one region: a factor, so that it also holds for batch and long prompts, and another one on
 * top for a tier that is dearer there (Azure: priority 2 times the price, in a region 2.5 times). Rates of its own
 * would replace those of tiers and long prompts, so they are only taken for a model that has neither; otherwise the
 * reason in words.
 */
export function regionRow(
  { provider, model, region }: Listing,
  regional: LiteLlmCard,
  elsewhere: LiteLlmCard,
  provenance: Provenance,
): PriceRow[] | string {
  const identity = { provider, model, region };
  const factor = factorBetween(regional.card, elsewhere.card);
  if (factor === undefined) {
    const couldBeLost = elsewhere.card.longContext.length > 0 || elsewhere.tiers.length > 0;
    return couldBeLost ? NO_FACTOR : [{ ...identity, ...regional.card.rates, ...provenance }];
  }
  const tiers: PriceRow[] = [];
  for (const there of regional.tiers) {
    const here = elsewhere.tiers.find(({ tier }) => tier === there.tier);
    if (!here) continue; // a tier whose price elsewhere is not known
    const ofTier = factorBetween(there, here);
    if (ofTier === undefined) return NO_FACTOR;
    if (!isSame(ofTier, factor))
      tiers.push({ ...identity, tier: there.tier, ...scaledBy(ofTier / factor), ...provenance });
  }
  if (isSame(factor, 1) && tiers.length === 0) return [];
  return [{ ...identity, ...scaledBy(factor), ...provenance }, ...tiers];
}

type Steps = Pick<SourceCard, 'rates' | 'longContext'>;

/**
 * By what every rate that both state is multiplied, those of long prompts included; undefined when by no one factor.
 * Azure's pages round to the cent, which 0.25 times 1.1 is not: the dearest rate decides, of which a cent is least.
 */
function factorBetween(there: Steps, here: Steps): number | undefined {
  const pairs = [
    ...pairsOf(there.rates, here.rates),
    ...there.longContext.flatMap(({ above, rates }) =>
      pairsOf(rates, here.longContext.find((step) => step.above === above)?.rates ?? {}),
    ),
  ].sort((one, other) => other.here - one.here);
  if (pairs.length === 0) return undefined;
  const factor = pairs[0].there / pairs[0].here;
  return pairs.every((pair) => isScaled(pair, factor)) ? factor : undefined;
}

interface Pair {
  readonly there: number;
  readonly here: number;
}

function pairsOf(there: Rates, here: Rates): Pair[] {
  return TOKEN_RATE_COLUMNS.flatMap((column) => {
    const pair = { there: there[column], here: here[column] };
    return pair.there && pair.here ? [pair as Pair] : [];
  });
}

function isScaled({ there, here }: Pair, factor: number): boolean {
  const exact = here * factor;
  const isRounded = isSame(Math.round(there * 100), there * 100) && Math.abs(there - exact) < HALF_A_CENT;
  return isSame(there / here, factor) || (isRounded && there < exact * MOST_ROUNDED && there > exact / MOST_ROUNDED);
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) < SAME * other;
}

function scaledBy(factor: number): Pick<PriceRow, 'multiplier'> {
  return { multiplier: Number(factor.toPrecision(6)) };
}
