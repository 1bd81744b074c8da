import type { GpuPriceFeed } from '../gpuPrices/gpuFeed';
import type { PriceFeed } from '../feed';
import { ownGpuListId, readOwnGpuPrices } from './ownGpuPriceFeed';
import type { PriceBlock } from './ownPriceBlock';
import { ownListId, readOwnPrices } from './ownPriceFeed';

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
        return readOwnPrices(withoutBlankLines(cells), address, checked, dates1904);
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
      read: (text, checked) =>
        readOwnGpuPrices(withoutBlankLines((JSON.parse(text) as ListRange).cells), address, checked),
    },
    text: JSON.stringify(range),
  };
}

const FROM_WORKBOOK = { url: '', licence: 'your own' };

/** A whole column may be selected. */
function withoutBlankLines(cells: PriceBlock): PriceBlock {
  return cells.filter((line) => line.some((cell) => cell !== ''));
}
