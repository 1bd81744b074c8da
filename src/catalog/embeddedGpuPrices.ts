import type { GpuOffer, GpuPlan, GpuPriceTable } from './gpuPriceCatalog';
import snapshot from './embedded/gpuOffers.json';

type CompactOffer = readonly (string | number | null)[];

/** The GPU offers that ship with the add-in: retyped public figures, each with its source and date. */
export function embeddedGpuPrices(): GpuPriceTable {
  const rows = snapshot.groups.flatMap(({ source, checked, offers }) =>
    offers.map((offer) => expand(offer, source, checked)),
  );
  return { snapshot: { id: `gpu-${snapshot.asOf}-${rows.length}`, asOf: snapshot.asOf, origin: 'embedded' }, rows };
}

function expand(compact: CompactOffer, source: string, checked: string): GpuOffer {
  const [gpu, provider, offer, plan, usd, minGpus, nOffers, note] = compact;
  return {
    gpu: String(gpu),
    provider: String(provider),
    ...(offer ? { offer: String(offer) } : {}),
    plan: plan as GpuPlan,
    usd_per_gpu_hour: Number(usd),
    ...(minGpus ? { min_gpus: Number(minGpus) } : {}),
    checked,
    source,
    ...(nOffers ? { n_offers: Number(nOffers) } : {}),
    ...(note ? { note: String(note) } : {}),
  };
}
