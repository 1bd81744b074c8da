import { SpreadsheetSkeleton } from '@univerjs/preset-sheets-core';
import { patchOnce } from './prototypePatch';

/** Row heights are measured when the browser is idle; for a sheet removed meanwhile that is an uncaught exception. */
export function ignoreHeightsOfRemovedSheets(): void {
  patchOnce(SpreadsheetSkeleton.prototype, 'calculateAutoHeightInRange', (measure) => {
    return function (this: SpreadsheetSkeleton, ...args) {
      const isRemoved = this.getWorksheetConfig() === null;
      return isRemoved ? [] : measure.apply(this, args);
    };
  });
}
