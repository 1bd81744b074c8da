import type { GpuPriceFeed } from '../gpuPrices/gpuFeed';
import type { PriceFeed } from '../feed';
import { ownGpuListId, readOwnGpuPrices } from './ownGpuPriceFeed';
import type { PriceBlock } from './ownPriceBlock';
import { ownListId, readOwnPrices } from './ownPriceFeed';
import { listInSheet } from './placeInList';

/** Cells that the user selected in the workbook. */
interface ListRange {
  /** "Sheet1!A1:F20" */
  readonly address: string;
  readonly cells: PriceBlock;
  readonly dates1904: boolean;
}

/** A price list of the user's own in the workbook itself: its text is already here, nothing is fetched. */
export function ownPriceRange(range: ListRange): { readonly feed: PriceFeed; readonly text: string } {
  const { address } = range;
  return {
    feed: {
      kind: 'models',
      id: ownListId(address),
      title: `Your own price list (${address})`,
      ...FROM_WORKBOOK,
      read: (text, checked) => {
        const { cells, dates1904 } = JSON.parse(text) as ListRange;
        const { block, placeOf } = listInSheet(address, cells);
        return readOwnPrices(block, address, checked, dates1904, placeOf);
      },
    },
    text: JSON.stringify(range),
  };
}

/** The same for GPU prices. Dates are text, or days counted from 1900. */
export function ownGpuPriceRange(range: ListRange): { readonly feed: GpuPriceFeed; readonly text: string } {
  const { address } = range;
  return {
    feed: {
      kind: 'gpus',
      id: ownGpuListId(address),
      title: `Your own GPU price list (${address})`,
      ...FROM_WORKBOOK,
      read: (text, checked) => {
        const { block, placeOf } = listInSheet(address, (JSON.parse(text) as ListRange).cells);
        return readOwnGpuPrices(block, address, checked, placeOf);
      },
    },
    text: JSON.stringify(range),
  };
}

const FROM_WORKBOOK = { url: '', licence: 'your own' };
