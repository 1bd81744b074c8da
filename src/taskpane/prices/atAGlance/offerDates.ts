import type { GpuOffer } from '../../../catalog/gpuPriceCatalog';

/** Days (or months) on which GPU offers were checked, as ISO dates. */
export interface OfferDates {
  readonly first: string;
  /** At least half of the offers are no newer than this: the day of most of them. */
  readonly most: string;
  readonly last: string;
}

/** GPU offers have no common day as the model prices of a snapshot have: each row says when it was checked. */
export function offerDates(offers: readonly Pick<GpuOffer, 'checked'>[]): OfferDates | undefined {
  const days = offers
    .map(({ checked }) => checked)
    .filter((checked) => checked !== '')
    .sort();
  if (days.length === 0) return undefined;
  return { first: days[0], most: days[(days.length - 1) >> 1], last: days[days.length - 1] };
}
