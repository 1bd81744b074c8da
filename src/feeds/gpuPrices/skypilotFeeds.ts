import type { GpuOffer, GpuPlan } from '../../catalog/gpuPriceCatalog';
import { decimalOf } from '../parseFeedCsv';
import { shownName } from '../shownName';
import { admitOffers, readLines, type GpuFeedReading, type GpuPriceFeed } from './gpuFeed';
import { FORM_UNKNOWN, skypilotGpuId } from './skypilotGpus';

/**
 * SkyPilot's catalogue of rented GPUs, one file per cloud. Only clouds whose files are refreshed by a job are here: the
 * files carry no dates, and one that nobody refreshes would look as fresh as its retrieval. A version 9 with the same
 * columns has begun (2c3d7ea) and lacks RunPod and Verda: this address has to follow once version 8 is left behind.
 * @source skypilot-org/skypilot-catalog catalogs/v8/{cloud}/vms.csv, read 2026-11-24; Price is USD per instance-hour
 */
export const SKYPILOT_FEEDS: readonly GpuPriceFeed[] = [
  skypilotFeed('lambda', 'Lambda'),
  skypilotFeed('nebius', 'Nebius'),
  skypilotFeed('runpod', 'RunPod'),
  skypilotFeed('vast', 'Vast.ai'),
  skypilotFeed('verda', 'Verda'),
];

const COLUMNS = [
  'InstanceType',
  'AcceleratorName',
  'AcceleratorCount',
  'GpuInfo',
  'Price',
  'SpotPrice',
  'Region',
] as const;

function skypilotFeed(cloud: string, name: string): GpuPriceFeed {
  const id = `skypilot-catalog/${cloud}`;
  return {
    kind: 'gpus',
    id,
    title: `SkyPilot catalogue, ${name}`,
    url: `https://raw.githubusercontent.com/skypilot-org/skypilot-catalog/master/catalogs/v8/${cloud}/vms.csv`,
    licence: 'facts from the seller',
    read: (text, checked) => readSkypilot(text, { provider: cloud, checked, source: id }),
  };
}

type Line = Record<(typeof COLUMNS)[number], string>;
type Origin = Pick<GpuOffer, 'provider' | 'checked' | 'source'>;

/** What one instance type costs per GPU under one plan, in every region in which it is listed. */
interface Listed {
  readonly gpu: string;
  readonly plan: GpuPlan;
  readonly instanceType: string;
  readonly gpus: number;
  readonly usdPerGpuHour: number[];
  readonly regions: Set<string>;
}

function readSkypilot(text: string, origin: Origin): GpuFeedReading {
  const listed = new Map<string, Listed>();
  const unreadable = new Map<string, string>();
  for (const line of readLines(text, `SkyPilot (${origin.provider})`, COLUMNS)) {
    const gpus = decimalOf(line.AcceleratorCount || '0');
    if (line.AcceleratorName === '' || gpus === 0) continue; // no GPU
    const gpu = skypilotGpuId({
      ...{ name: line.AcceleratorName, count: gpus, instanceType: line.InstanceType, gpuInfo: line.GpuInfo },
    });
    if (gpu === undefined) continue; // a part without facts
    if (gpu === FORM_UNKNOWN) unreadable.set(line.InstanceType, 'it does not say whether the GPU is SXM or PCIe');
    else if (Number.isNaN(gpus)) unreadable.set(line.InstanceType, 'its number of GPUs is not a number');
    else if (!Number.isInteger(gpus)) unreadable.set(line.InstanceType, 'it has a part of a GPU');
    else addPrices(listed, line, gpu, gpus);
  }
  const offers = [...listed.values()].map((entry) => toOffer(entry, origin));
  const admitted = admitOffers(onePerPrice(offers).map((offer) => ({ what: shownName(offer.offer), offer })));
  const leftOut = [...unreadable].map(([instanceType, reason]) => ({ what: shownName(instanceType), reason }));
  return { offers: admitted.offers, unreadable: [...leftOut, ...admitted.unreadable] };
}

function addPrices(listed: Map<string, Listed>, line: Line, gpu: string, gpus: number): void {
  const { InstanceType: instanceType, Region: region } = line;
  const prices = {
    on_demand: priceOf(line.Price),
    spot: decimalOf(line.SpotPrice) === 0 ? undefined : priceOf(line.SpotPrice),
  };
  for (const plan of ['on_demand', 'spot'] as const) {
    const usd = prices[plan];
    if (usd === undefined) continue;
    const key = JSON.stringify([gpu, plan, instanceType]);
    const entry = listed.get(key) ?? { gpu, plan, instanceType, gpus, usdPerGpuHour: [], regions: new Set<string>() };
    entry.usdPerGpuHour.push(Number((usd / gpus).toPrecision(12)));
    entry.regions.add(region);
    listed.set(key, entry);
  }
}

/** Blank says that there is no such price, and so does a spot price of 0. What is no number is left to the admission to refuse. */
function priceOf(cell: string): number | undefined {
  return cell === '' ? undefined : decimalOf(cell);
}

/**
 * Regions that differ are one offer at their median, so that a cloud with many regions is not many clouds. A price that
 * is none stands for all, so that the admission refuses the offer and says why.
 */
function toOffer(
  { gpu, plan, instanceType, gpus, usdPerGpuHour, regions }: Listed,
  { provider, checked, source }: Origin,
): GpuOffer {
  const sorted = [...usdPerGpuHour].sort((a, b) => a - b);
  const impossible = usdPerGpuHour.find((usd) => !(usd > 0));
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const [onlyRegion] = regions.size === 1 ? regions : [];
  return {
    ...{ gpu, provider, offer: instanceType, plan, usd_per_gpu_hour: impossible ?? medianOf(sorted), min_gpus: gpus },
    ...(onlyRegion ? { region: onlyRegion } : {}),
    ...{ checked, source },
    ...(sorted.length > 1 ? { n_offers: sorted.length } : {}),
    ...(low < high ? { note: `${regions.size} regions, ${low} to ${high} USD` } : {}),
  };
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : Number(((sorted[middle - 1] + sorted[middle]) / 2).toPrecision(12));
}

/** Instances of one to eight GPUs at the same price per GPU are one offer: the smallest. */
function onePerPrice(offers: readonly GpuOffer[]): GpuOffer[] {
  const smallest = new Map<string, GpuOffer>();
  for (const offer of offers) {
    const { gpu, plan, usd_per_gpu_hour: usd, min_gpus: gpus = 1 } = offer;
    const key = JSON.stringify([gpu, plan, String(usd)]);
    const known = smallest.get(key);
    if (!known || gpus < (known.min_gpus ?? 1)) smallest.set(key, offer);
  }
  return [...smallest.values()];
}
