import { embeddedGpuPrices } from '../catalog/embeddedGpuPrices';
import { embeddedPrices, embeddedSources } from '../catalog/embeddedPrices';
import type { GpuPriceTable } from '../catalog/gpuPriceCatalog';
import type { PriceTable } from '../catalog/priceRow';
import type { PriceSource } from '../catalog/priceSource';

/** The prices that came with the add-in, and where they are from. */
export interface BundledPrices {
  readonly llm: PriceTable;
  readonly gpu: GpuPriceTable;
  readonly sources: readonly PriceSource[];
}

export function bundledPrices(): BundledPrices {
  const llm = embeddedPrices();
  const gpu = embeddedGpuPrices();
  const { asOf, sha256, sources } = embeddedSources();
  const common = { retrieved: asOf, status: 'ok', quarantined: 0 };
  return {
    llm,
    gpu,
    sources: [
      ...sources.map(({ name, version, licence, rows }) => ({
        source: `${name} ${version}`,
        licence,
        rows,
        sha256,
        ...common,
      })),
      {
        source: 'GPU offers, each row with its own source',
        rows: gpu.rows.length,
        ...common,
        retrieved: gpu.snapshot.asOf,
      },
    ],
  };
}
