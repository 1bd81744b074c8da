import { findProvider } from '@pydantic/genai-prices';
import { GENAI_PROVIDERS, isAnotherSellersPrice, toSourceModels } from '../../feeds/genaiPrices/genaiModels';
import type { GenaiModelRecord } from '../../feeds/genaiPrices/genaiRecord';
import type { SourceModel } from '../../feeds/sourceModel';

/** Every model of the chosen providers in the installed genai-prices package. */
export function readGenaiPrices(): SourceModel[] {
  return Object.keys(GENAI_PROVIDERS).flatMap((genaiId) => {
    const found = findProvider({ providerId: genaiId });
    if (!found) throw new Error(`genai-prices no longer has the provider ${genaiId}`);
    // the package holds the feed's records, with class instances for tiers
    const records = found.models as GenaiModelRecord[];
    const own = records.filter((record) => !isAnotherSellersPrice(record));
    return own.flatMap((record) => toSourceModels(genaiId, record));
  });
}
