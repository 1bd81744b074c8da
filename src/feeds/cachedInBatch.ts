import type { PriceRow } from '../catalog/priceRow';
import { isCard } from './mergeCard';

/**
 * The rows of a public list, with a cached price for batch where OpenAI's models have none: it would be inherited from
 * the standard tier, and OpenAI's batch tables without such a column charge the price of input. Google's batch keeps the
 * standard cached price, and of others nothing is known.
 * @source https://developers.openai.com/api/docs/pricing, https://ai.google.dev/gemini-api/docs/pricing; as of
 * catalog/curated
 */
export function withCachedPriceInBatch(listed: readonly PriceRow[]): readonly PriceRow[] {
  const isCached = listed.some((row) => isCard(row) && row.cached_input !== undefined);
  return isCached ? listed.map((row) => (lacksCachedPrice(row) ? withCachedPrice(row) : row)) : listed;
}

function lacksCachedPrice({ provider, tier, input, cached_input: cached }: PriceRow): boolean {
  return SELLERS.includes(provider) && tier === 'batch' && input !== undefined && cached === undefined;
}

/** Azure sells OpenAI's models as OpenAI does. */
const SELLERS = ['openai', 'azure'];

function withCachedPrice(row: PriceRow): PriceRow {
  const note = [row.note, 'no cached price is listed for batch: it is the price of input'].filter(Boolean).join('; ');
  return { ...row, cached_input: row.input, note };
}
