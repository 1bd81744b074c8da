import { TOKEN_RATE_COLUMNS, type PriceRow } from '../../catalog/priceRow';
import type { Rates } from '../sourceModel';
import type { Provenance } from '../sourceRows';
import type { LiteLlmCard } from './liteLlmCard';
import type { LiteLlmRecord } from './liteLlmRecord';
import type { Listing } from './liteLlmSellers';

const SAME = 1e-6;

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
 * The row of a record for one region: a factor, so that it also holds for batch and long prompts. Rates of its own
 * would replace those, so they are only taken for a model that has neither; otherwise the reason in words.
 */
export function regionRow(
  { provider, model, region }: Listing,
  regional: Rates,
  { card, tiers }: LiteLlmCard,
  provenance: Provenance,
): PriceRow[] | string {
  const identity = { provider, model, region };
  const ratios = TOKEN_RATE_COLUMNS.flatMap((column) => {
    const [there, here] = [regional[column], card.rates[column]];
    return there && here ? [there / here] : [];
  });
  const [ratio] = ratios;
  if (ratio !== undefined && ratios.every((other) => Math.abs(other - ratio) < SAME * ratio)) {
    return Math.abs(ratio - 1) < SAME ? [] : [{ ...identity, multiplier: Number(ratio.toPrecision(6)), ...provenance }];
  }
  if (card.longContext.length > 0 || tiers.length > 0)
    return 'its regional rates are no fixed factor of those elsewhere';
  return [{ ...identity, ...regional, ...provenance }];
}
