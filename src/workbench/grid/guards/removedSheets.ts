import { SpreadsheetSkeleton } from '@univerjs/preset-sheets-core';
import { patchOnce } from './prototypePatch';

/**
 * Rows outside the view get their height in an idle moment after a write. A sheet removed before that moment has no
 * data any more and the engine throws out of the page's event loop: a layout that was disposed has no rows to measure.
 */
export function skipHeightsOfRemovedSheets(): void {
  patchOnce(SpreadsheetSkeleton.prototype, 'calculateAutoHeightInRange', (heights) => {
    return function (this: SpreadsheetSkeleton, ranges, currentCellHeights) {
      return isDisposed(this) ? [] : heights.call(this, ranges, currentCellHeights);
    };
  });
}

/** The engine clears the data of a layout when it disposes it, though its type does not say so. */
function isDisposed(layout: SpreadsheetSkeleton): boolean {
  return (layout.worksheet as unknown) === null;
}
