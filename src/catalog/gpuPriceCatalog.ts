/**
 * Which GPU rental offers apply: the rows of the GpuPrices table or of the embedded snapshot, compiled for lookup.
 * Prices are USD per GPU-hour (never per instance). What it costs to own a GPU is not an offer: see gpuOwnerCost.ts.
 */
import { EngineError } from '../engine/errors';
import { acceleratorIdOf, nameKey } from './acceleratorNames';
import { closestNames } from './closestNames';
import type { SnapshotInfo } from './priceRow';

export const GPU_PLANS = ['on_demand', 'reserved', 'spot'] as const;
export type GpuPlan = (typeof GPU_PLANS)[number];

/** One offer to rent. A missing field is a blank cell. */
export interface GpuOffer {
  /** Accelerator id or a declared alias: "h100-sxm", "H100". */
  readonly gpu: string;
  readonly provider: string;
  /** The provider's product: "secure", "a3". */
  readonly offer?: string;
  readonly plan: GpuPlan;
  readonly usd_per_gpu_hour: number;
  /** Smallest number of GPUs one can take. */
  readonly min_gpus?: number;
  readonly region?: string;
  /** ISO date (or year and month) on which the price was last confirmed at the source. */
  readonly checked: string;
  readonly source: string;
  /** Of how many offers the row is the median; blank is 1. */
  readonly n_offers?: number;
  readonly note?: string;
}

export const GPU_PRICE_COLUMNS = [
  'gpu',
  'provider',
  'offer',
  'plan',
  'usd_per_gpu_hour',
  'min_gpus',
  'region',
  'checked',
  'source',
  'n_offers',
  'note',
] as const satisfies readonly (keyof GpuOffer)[];
export type GpuPriceColumn = (typeof GPU_PRICE_COLUMNS)[number];

/** A row that was not admitted: what it could have answered has no price until the row is mended. */
export interface RejectedOffer {
  /** Counted as its table or sheet is: see where it was made. */
  readonly row: number;
  readonly gpu: string;
  /** Missing where the cell cannot be read: the row could be any provider's. */
  readonly provider?: string;
  readonly plan?: GpuPlan;
  /** What is wrong, to stand behind "was not admitted:". */
  readonly reason: string;
}

export interface GpuPriceTable {
  readonly snapshot: SnapshotInfo;
  readonly rows: readonly GpuOffer[];
  /** Of a table in a sheet, with the rows of the sheet. */
  readonly rejected?: readonly RejectedOffer[];
}

/** A table made ready for lookup. */
export interface GpuPriceCatalog {
  readonly snapshot: SnapshotInfo;
  /** Current offers by accelerator id (or by the normalised name of a GPU we have no facts of). */
  readonly offersByGpu: ReadonlyMap<string, readonly GpuOffer[]>;
  readonly rejected: readonly RejectedOffer[];
}

/** Groups the offers by GPU; of two rows for the same product the one checked last counts. */
export function compileGpuPrices(table: GpuPriceTable): GpuPriceCatalog {
  const newest = new Map<string, GpuOffer>();
  for (const row of table.rows) {
    const product = productOf(row);
    const known = newest.get(product);
    if (!known || known.checked <= row.checked) newest.set(product, row);
  }
  const offersByGpu = new Map<string, GpuOffer[]>();
  for (const row of newest.values()) {
    const id = gpuKey(row.gpu);
    const offers = offersByGpu.get(id);
    if (offers) offers.push(row);
    else offersByGpu.set(id, [row]);
  }
  return { snapshot: table.snapshot, offersByGpu, rejected: table.rejected ?? [] };
}

/** What makes two rows prices of one product. */
export function productOf({ gpu, provider, offer, plan, region }: GpuOffer): string {
  return JSON.stringify([gpuKey(gpu), lower(provider), lower(offer), plan, lower(region)]);
}

export interface GpuHourPrice {
  readonly medianUsd: number;
  readonly lowUsd: number;
  readonly highUsd: number;
  /** The offers behind the median, cheapest first. */
  readonly offers: readonly GpuOffer[];
}

/**
 * What an hour of one GPU costs to rent: the median of the matching offers with the cheapest and the dearest.
 * @param provider only this provider's offers, ignoring case; undefined takes all
 * @param plan     `any` mixes on demand, reserved and spot
 * @throws gpu-price-unknown, gpu-price-no-offer, gpu-offer-rejected → #N/A
 */
export function gpuHourPrice(
  catalog: GpuPriceCatalog,
  gpu: string,
  provider?: string,
  plan: GpuPlan | 'any' = 'on_demand',
): GpuHourPrice {
  const id = gpuKey(gpu);
  const isAsked = (row: Pick<RejectedOffer, 'plan' | 'provider'>) =>
    (plan === 'any' || (row.plan ?? plan) === plan) &&
    (provider === undefined || lower(row.provider ?? provider) === lower(provider));
  // without it the median would be a number that looks right
  const bad = catalog.rejected.find((row) => gpuKey(row.gpu) === id && isAsked(row));
  if (bad) throw new EngineError('gpu-offer-rejected', { row: bad.row, reason: bad.reason });
  const all = catalog.offersByGpu.get(id);
  if (!all) throw new EngineError('gpu-price-unknown', { gpu, hint: otherName(gpu, catalog) });
  const offers = all.filter(isAsked).sort((a, b) => a.usd_per_gpu_hour - b.usd_per_gpu_hour);
  const from = provider === undefined ? '' : ` from ${provider}`;
  if (offers.length === 0) throw new EngineError('gpu-price-no-offer', { gpu, plan, from, offered: offered(all) });
  const prices = offers.map((offer) => offer.usd_per_gpu_hour);
  return { medianUsd: median(prices), lowUsd: prices[0], highUsd: prices[prices.length - 1], offers };
}

/** For a name that no accelerator has: one that is known is spelt right, and only lacks offers. */
function otherName(gpu: string, { offersByGpu }: GpuPriceCatalog): string {
  const offered = acceleratorIdOf(gpu) === undefined ? [...offersByGpu.values()].map(([{ gpu: name }]) => name) : [];
  const near = closestNames(gpu, offered, 2);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}? If not,` : 'Use another name or';
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** "runpod on_demand, gcp spot": what to ask for instead, short enough for a sentence in a cell. */
function offered(offers: readonly GpuOffer[]): string {
  const names = [...new Set(offers.map((offer) => `${offer.provider} ${offer.plan}`))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and more` : names.join(', ');
}

function lower(text: string | undefined): string {
  return (text ?? '').trim().toLowerCase();
}

/** The accelerator's id, so that "H100" and "h100-sxm" are one; a GPU we have no facts of goes by its own name. */
function gpuKey(name: string): string {
  return acceleratorIdOf(name) ?? nameKey(name);
}
