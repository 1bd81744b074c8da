import { GPU_PLANS, gpuHourPrice, type GpuHourPrice, type GpuPlan } from '../catalog/gpuPriceCatalog';
import { defineFunction, type CellValue } from './definition';

export const gpuPrice = defineFunction({
  id: 'GPUPRICE',
  description: 'What an hour of one GPU costs to rent: the median of the offers in the GPU price table.',
  category: 'Self-hosting',
  arguments: [
    { name: 'gpu', kind: 'name', names: 'gpu', broadcast: true, description: 'The GPU, in quotes.', example: '"H100"' },
    {
      name: 'provider',
      kind: 'name',
      names: 'provider',
      optional: true,
      description: 'Only the offers of this provider.',
      example: '"lambda"',
    },
    {
      name: 'plan',
      kind: 'choice',
      choices: [...GPU_PLANS, 'any'],
      default: 'on_demand',
      optional: true,
      description: 'on_demand, reserved, spot or any.',
      example: '"spot"',
    },
    {
      name: 'measure',
      kind: 'choice',
      choices: ['median', 'low', 'high', 'count', 'all'],
      default: 'median',
      optional: true,
      description: 'median, low, high, count, or all: these four with every offer, its source and date.',
      example: '"all"',
    },
  ],
  returns: { shape: 'cell', unit: 'USD per GPU-hour' },
  examples: [
    { formula: '=GPUPRICE("H100")', shows: 'the median of the on-demand offers' },
    { formula: '=GPUPRICE("H100","gcp","spot")', shows: 'the spot price of one provider' },
    { formula: '=GPUPRICE("L40S",,,"all")', shows: 'every offer with its source and date' },
  ],
  formula:
    'median of the matching offers; of two rows for one product the one checked last counts; none while one of them cannot be read',
  errors: ['gpu-price-unknown', 'gpu-price-no-offer', 'gpu-offer-rejected'],
  evaluate({ gpu, provider, plan, measure }, { gpuPrices }) {
    const price = gpuHourPrice(gpuPrices, gpu, provider, plan as GpuPlan | 'any');
    if (measure === 'all') return offersWithSources(price);
    const scalars = { median: price.medianUsd, low: price.lowUsd, high: price.highUsd, count: price.offers.length };
    return scalars[measure as keyof typeof scalars];
  },
});

function offersWithSources({ medianUsd, lowUsd, highUsd, offers }: GpuHourPrice): CellValue[][] {
  const summary = (label: string, value: number): CellValue[] => [label, '', '', value, '', '', ''];
  return [
    ['provider', 'offer', 'plan', 'usd_per_gpu_hour', 'min_gpus', 'checked', 'source'],
    ...offers.map((offer) => [
      offer.provider,
      offer.offer ?? '',
      offer.plan,
      offer.usd_per_gpu_hour,
      offer.min_gpus ?? '',
      offer.checked,
      offer.source,
    ]),
    summary('median', medianUsd),
    summary('low', lowUsd),
    summary('high', highUsd),
    summary('count', offers.length),
  ];
}
