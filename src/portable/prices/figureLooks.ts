/** How figures stand on the sheets of effective prices: a little off the edge, so that text beside them is not joined on. */
import type { DraftCell } from '../../sheets/sheetDraft';

/** Decimal points stand below each other. */
export const USD_FORMAT = '0.00????';
export const COUNT_FORMAT = '#,##0_)';
export const OVER_NUMBERS: Pick<DraftCell, 'align' | 'format'> = { align: 'right', format: '@_)' };
