import type { PriceFeed } from '../../../feeds/feed';
import { GPU_PRICE_FEEDS, PRICE_FEEDS } from '../../../feeds/feeds';
import type { GpuPriceFeed } from '../../../feeds/gpuPrices/gpuFeed';
import { admitAddress, FeedError } from '../../../feeds/httpClient';
import { ownGpuPriceFeed } from '../../../feeds/ownPrices/ownGpuPriceFeed';
import { ownPriceFeed } from '../../../feeds/ownPrices/ownPriceFeed';
import { ownGpuPriceRange, ownPriceRange } from '../../../feeds/ownPrices/ownPriceRange';
import type { ChosenSource } from '../../../feeds/refreshProposal';
import type { SelectedRange } from '../../../runtime/runtimeSlot';

/** What the form says: which lists are asked, and where each is. */
export interface SourceChoice {
  readonly ticked: ReadonlySet<string>;
  /** Other addresses of the public lists, by id; blank is the list's own. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly own: OwnList;
}
export interface OwnList {
  readonly place: 'none' | 'address' | 'range';
  readonly prices: 'models' | 'gpus';
  readonly address: string;
  readonly range?: SelectedRange;
}

export const PUBLIC_FEEDS: readonly (PriceFeed | GpuPriceFeed)[] = [...PRICE_FEEDS, ...GPU_PRICE_FEEDS];

/** The most trusted list alone: the others are asked when somebody wants them. */
export const FIRST_CHOICE: SourceChoice = {
  ticked: new Set([PRICE_FEEDS[0].id]),
  addresses: {},
  own: { place: 'none', prices: 'models', address: '' },
};

/** The sources to ask, in order of trust. @throws FeedError with what to correct in the form */
export function chosenSources({ ticked, addresses, own }: SourceChoice): ChosenSource[] {
  const listed = PUBLIC_FEEDS.filter(({ id }) => ticked.has(id)).map((feed): ChosenSource => {
    const url = addresses[feed.id]?.trim();
    return url ? { feed, url: admitAddress(url).href } : { feed };
  });
  const chosen = [...listed, ...ownSource(own)];
  if (chosen.length === 0) throw new FeedError('address', 'Tick at least one source.');
  return chosen;
}

function ownSource({ place, prices, address, range }: OwnList): ChosenSource[] {
  if (place === 'none') return [];
  if (place === 'address') {
    if (address.trim() === '') throw new FeedError('address', 'Type the address of your own price list.');
    return [{ feed: prices === 'models' ? ownPriceFeed(address.trim()) : ownGpuPriceFeed(address.trim()) }];
  }
  if (!range)
    throw new FeedError('address', 'Select the cells of your own price list, then choose Use the selected cells.');
  return [prices === 'models' ? ownPriceRange(range) : ownGpuPriceRange(range)];
}
