import type { WorkbookGateway } from '../workbook/gateway';
import type { SelectedRange } from './runtimeSlot';
import { PaneError } from '../workbook/paneError';

/** Ten thousand rows of twenty columns: far more than any price list, and read in one go. */
const MOST_CELLS = 200_000;

/** What the user has selected, cut to what holds something. @throws range-empty, range-too-large */
export async function readSelectedRange(gateway: WorkbookGateway): Promise<SelectedRange> {
  return gateway.run(async (book) => {
    const { countsFrom1904 } = await book.overview([]);
    const selection = await book.filledSelection();
    if (!selection) throw new PaneError('range-empty');
    const cells = selection.rect.rows * selection.rect.columns;
    if (cells > MOST_CELLS) throw new PaneError('range-too-large', { cells, most: MOST_CELLS });
    const [{ values = [] }] = await book.read([selection], ['values']);
    return { address: selection.address, cells: values, dates1904: countsFrom1904 };
  });
}
