import type { PriceRow } from '../catalog/priceRow';

/** A public list of prices: where it is, and how its bytes become canonical rows. */
export interface PriceFeed {
  readonly kind: 'models';
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly licence: string;
  /** Throws a FeedError when the text is not this feed at all; a record that is not understood is only left out. */
  read(text: string, checked: string): FeedReading;
}

export interface FeedReading {
  /** Not yet admitted: every row still goes through the guards. */
  readonly rows: readonly PriceRow[];
  /** Records that do not have the feed's format, by name. */
  readonly unreadable: readonly { readonly what: string; readonly reason: string }[];
  /** What was not understood of records that were read, where no price depends on it; `what` is the model. */
  readonly warnings?: readonly { readonly what: string; readonly reason: string }[];
  /** ISO date of the newest record, where records are dated: an older copy of the list has an older one. */
  readonly newestRecord?: string;
}
