import type { PriceSource } from '../catalog/priceSource';
import type { PriceUpdate } from '../workbook/priceUpdate';
import type { TablesSurvey } from '../workbook/surveyTables';
import type { BundledPrices } from './bundledPrices';
import type { ListedPrices } from './readWorkbookPrices';
import type { ActivePrices } from './runtimeSlot';

/** What stands in the workbook, and what stands in for what is not there. */
interface Present {
  readonly inForce: Pick<ActivePrices, 'llm' | 'gpu'>;
  readonly listed: ListedPrices | undefined;
  readonly bundled: BundledPrices;
  readonly tables: TablesSurvey['tables'];
}

/** A table that is missing gets the prices in force; a row that is in force as it stands is nobody's news. */
export function completedUpdate(update: PriceUpdate, { inForce, listed, bundled, tables }: Present): PriceUpdate {
  const { llm, gpu } = inForce;
  const known = new Set([...(listed?.llmRows ?? []), ...(listed?.gpuOffers ?? [])].map((row) => JSON.stringify(row)));
  return {
    ...(tables.gpu ? {} : { gpuOffers: gpu.rows.length > 0 ? gpu.rows : bundled.gpu.rows }),
    ...update,
    sources: update.sources.length > 0 ? update.sources : tables.llm ? [recordLost(llm.rows.length)] : bundled.sources,
    carriedOver: new Set(
      [...update.llmRows, ...(update.gpuOffers ?? [])].filter((row) => known.has(JSON.stringify(row))),
    ),
  };
}

/** The Price Sources table was deleted; what each row says of itself is all that is left. */
function recordLost(rows: number): PriceSource {
  const retrieved = new Date().toISOString();
  return { source: 'see each row', retrieved, rows, status: 'the record of sources was deleted', quarantined: 0 };
}
