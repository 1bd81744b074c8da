import { decimalOf } from '../parseFeedCsv';
import { shownName } from '../shownName';
import { admitOffers, readLines, type GpuFeedReading, type GpuPriceFeed } from './gpuFeed';

/**
 * Silybench: few offers, each with the page and the day on which it was read.
 * @source tgarg01/silybench-data derived/csv/gpu_prices.csv, read 2026-11-24
 */
export const SILYBENCH_FEED: GpuPriceFeed = {
  kind: 'gpus',
  id: 'silybench-data',
  title: 'silybench-data, GPU prices (tgarg01, CC BY 4.0)',
  url: 'https://raw.githubusercontent.com/tgarg01/silybench-data/main/derived/csv/gpu_prices.csv',
  licence: 'CC BY 4.0',
  read: readSilybench,
};

const COLUMNS = [
  'provider',
  'gpu_type',
  'provisioning',
  'usd_per_gpu_hour',
  'min_gpus',
  'product',
  'source',
  'checked_at',
  'notes',
] as const;

/** The feed's names; a part that is not here is one without facts. */
const GPU_IDS: Readonly<Record<string, string>> = {
  'H100-80GB': 'h100-sxm',
  'H100-PCIe-80GB': 'h100-pcie',
  'H100-NVL-94GB': 'h100-nvl',
  'H200-141GB': 'h200-sxm',
  'B200-180GB': 'b200-sxm',
  'GH200-96GB': 'gh200',
  'A100-80GB': 'a100-sxm-80',
  'A100-PCIe-80GB': 'a100-pcie-80',
  'A100-40GB': 'a100-sxm-40',
  'L40S-48GB': 'l40s',
  'L4-24GB': 'l4',
  'A10-24GB': 'a10',
  'RTX4090-24GB': 'rtx-4090',
};

function readSilybench(text: string): GpuFeedReading {
  const lines = readLines(text, 'Silybench', COLUMNS).filter(({ gpu_type: gpu }) => Object.hasOwn(GPU_IDS, gpu));
  return admitOffers(
    lines.map((line) => ({
      what: shownName(`${line.provider}/${line.gpu_type}`),
      offer: {
        ...{ gpu: GPU_IDS[line.gpu_type], provider: line.provider, offer: productName(line.product) },
        plan: line.provisioning, // "on-demand"; a word that is no plan is refused with its reason
        usd_per_gpu_hour: decimalOf(line.usd_per_gpu_hour),
        ...(line.min_gpus === '' ? {} : { min_gpus: decimalOf(line.min_gpus) }),
        checked: line.checked_at,
        source: line.source && `${SILYBENCH_FEED.id}: ${line.source}`,
        ...(line.notes ? { note: line.notes } : {}),
      },
    })),
  );
}

/** "H100 SXM, Community Cloud" has a comma, which no product name of a table has. */
function productName(product: string): string {
  return product.replace(/\s*,\s*/g, ' - ');
}
