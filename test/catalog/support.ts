import { compileCatalog } from '../../src/catalog/compileCatalog';
import type { PriceCatalog } from '../../src/catalog/priceCatalog';
import type { PriceRow } from '../../src/catalog/priceRow';

/** A catalogue of the given rows, dated 2026-11-23. */
export function catalogOf(rows: readonly PriceRow[], usdPerUnit: Readonly<Record<string, number>> = {}): PriceCatalog {
  return compileCatalog({
    snapshot: { id: 'test', asOf: '2026-11-23', origin: 'embedded' },
    rows,
    exchangeRates: new Map(Object.entries(usdPerUnit).map(([code, usd]) => [code, { usd, from: '' }])),
  });
}

export const utc = (iso: string): number => Date.parse(iso);
