import {
  LEAST_SHARE_OF_MODELS,
  MOST_CHANGE_FACTOR,
  MOST_SHARE_CHANGED,
  NOTABLE_CHANGE,
} from '../../catalog/admissionLimits';
import type { GpuOffer } from '../../catalog/gpuPriceCatalog';
import { OWN_GPU_PRICES } from '../ownPrices/ownGpuPriceFeed';
import type { HeldBack } from '../proposePrices';
import type { GpuFeedReading } from './gpuFeed';

/** What one list of GPU prices would change in the offers in force. */
export type OffersProposal =
  | {
      readonly kind: 'proposed';
      /** By `offerKey`; undefined for an offer that the source listed before and no longer makes. */
      readonly offers: ReadonlyMap<string, GpuOffer | undefined>;
      readonly heldBack: readonly HeldBack[];
    }
  | {
      readonly kind: 'rejected';
      readonly reason: string;
      /** Only that GPUs are missing speaks against it: `allowShorter` takes it all the same. */
      readonly isShorter: boolean;
      readonly heldBack: readonly HeldBack[];
    };

/**
 * Puts a list of offers beside those in force, with the guards of model prices: an offer whose price jumps is held
 * back, and a list in which most prices moved or many GPUs are missing changes nothing.
 *
 * @param from `isOwn`: the user's own list, whose prices may be far from those of others
 */
export function proposeOffers(
  inForce: readonly GpuOffer[],
  reading: GpuFeedReading,
  from: {
    readonly source: string;
    readonly today: string;
    readonly isOwn?: boolean;
    readonly allowOlder?: boolean;
    readonly allowShorter?: boolean;
  },
): OffersProposal {
  const known = new Map(inForce.map((offer) => [offerKey(offer), offer]));
  const fromHere = inForce.filter(({ source }) => source.includes(from.source));
  const unreadable = reading.unreadable.map(({ what, reason }) => ({ what, reason }));
  const shorter = from.isOwn || from.allowShorter ? undefined : shortness(fromHere, reading.offers);
  const fault = shorter ?? (from.isOwn ? undefined : priceFault(reading.offers, known));
  if (fault) {
    // an empty list is no shorter one, but a broken one
    const isShorter = shorter !== undefined && reading.offers.length > 0;
    return { kind: 'rejected', reason: fault, isShorter, heldBack: unreadable };
  }

  const twice = keysWithTwoPrices(reading.offers);
  const offers = new Map<string, GpuOffer | undefined>();
  const heldBack: HeldBack[] = [...unreadable];
  for (const offer of reading.offers) {
    const key = offerKey(offer);
    const reason = twice.has(key)
      ? 'the offer is there twice with different prices'
      : offerFault(offer, known.get(key), from);
    if (reason) heldBack.push({ what: describeOffer(offer), reason });
    else offers.set(key, offer);
  }
  const offered = new Set(reading.offers.map(offerKey));
  for (const offer of fromHere) {
    // what ships with the add-in has offers of the same people that this list never had: only what it brought can go
    const isBrought = offer.source.startsWith(from.source);
    if (isBrought && !offered.has(offerKey(offer))) offers.set(offerKey(offer), undefined);
  }
  return { kind: 'proposed', offers, heldBack };
}

/** GPU, provider, product, plan and region: what makes two offers the same offer. */
export function offerKey({ gpu, provider, offer = '', plan, region = '' }: GpuOffer): string {
  return [gpu, provider, offer, plan, region].join('|').toLowerCase();
}

/** "h100-sxm at runpod, secure, on demand, US" */
export function describeOffer({ gpu, provider, offer, plan, region }: GpuOffer): string {
  return [`${gpu} at ${provider}`, offer, plan.replace('_', ' '), region].filter(Boolean).join(', ');
}

function offerFault(
  offer: GpuOffer,
  known: GpuOffer | undefined,
  { today, isOwn, allowOlder }: { today: string; isOwn?: boolean; allowOlder?: boolean },
): string | undefined {
  if (offer.checked > today) return 'checked in the future';
  if (!known || isOwn) return undefined;
  if (known.source.startsWith(OWN_GPU_PRICES)) return 'the price in force is from your own list';
  if (!allowOlder && offer.checked < known.checked) return 'older than the price in force';
  return changeFactor(known, offer) > MOST_CHANGE_FACTOR
    ? `changes by more than a factor of ${MOST_CHANGE_FACTOR}`
    : undefined;
}

/** A fault that no offer shows alone: too few GPUs. */
function shortness(before: readonly GpuOffer[], after: readonly GpuOffer[]): string | undefined {
  const [listed, offered] = [before, after].map((offers) => new Set(offers.map(({ gpu }) => gpu)));
  return offered.size < LEAST_SHARE_OF_MODELS * listed.size
    ? `the list has ${offered.size} ${offered.size === 1 ? 'GPU' : 'GPUs'}, and ${listed.size} that came from it are in force`
    : undefined;
}

/** Another: too many prices moved at once. A single offer that moved says nothing about a short list. */
function priceFault(after: readonly GpuOffer[], known: ReadonlyMap<string, GpuOffer>): string | undefined {
  const factors = after.flatMap((offer) => {
    const old = known.get(offerKey(offer));
    return old ? [changeFactor(old, offer)] : [];
  });
  const notable = factors.filter((factor) => factor > 1 + NOTABLE_CHANGE).length;
  return notable > Math.max(1, MOST_SHARE_CHANGED * factors.length)
    ? `${notable} of ${factors.length} known prices change by more than half`
    : undefined;
}

function changeFactor({ usd_per_gpu_hour: old }: GpuOffer, { usd_per_gpu_hour: now }: GpuOffer): number {
  return Math.max(old / now, now / old);
}

function keysWithTwoPrices(offers: readonly GpuOffer[]): ReadonlySet<string> {
  const usdByKey = new Map<string, number>();
  const twice = new Set<string>();
  for (const offer of offers) {
    const usd = usdByKey.get(offerKey(offer));
    if (usd !== undefined && usd !== offer.usd_per_gpu_hour) twice.add(offerKey(offer));
    usdByKey.set(offerKey(offer), offer.usd_per_gpu_hour);
  }
  return twice;
}
