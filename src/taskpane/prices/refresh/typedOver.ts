import { readGpuOffers } from '../../../catalog/readGpuOffers';
import { readPriceRows } from '../../../catalog/readPriceRows';
import { describeOffer } from '../../../feeds/gpuPrices/proposeOffers';
import { describeRow } from '../../../feeds/priceChanges';
import type { TypedOver } from '../../../feeds/refreshProposal';
import type { TypedRow } from '../../../workbook/typedRows';

/** What somebody typed over, named as a refresh names it; a row that cannot be read is none of a refresh. */
export function typedOver(rows: readonly TypedRow[], dates1904: boolean): TypedOver[] {
  return rows.flatMap(({ table, block, edits }) => {
    const names =
      table === 'llm'
        ? readPriceRows(block, dates1904).rows.map(describeRow)
        : readGpuOffers(block).offers.map(describeOffer);
    return names.flatMap((what) =>
      edits.map(({ column, becomesOwn }): TypedOver => ({
        ...{ what, column, keptAs: becomesOwn ? 'own price' : 'as typed' },
      })),
    );
  });
}
