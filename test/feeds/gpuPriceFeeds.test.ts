import { compileGpuPrices, gpuHourPrice } from '../../src/catalog/gpuPriceCatalog';
import type { GpuFeedReading, GpuPriceFeed } from '../../src/feeds/gpuPrices/gpuFeed';
import { SILYBENCH_FEED } from '../../src/feeds/gpuPrices/silybenchFeed';
import { SKYPILOT_FEEDS } from '../../src/feeds/gpuPrices/skypilotFeeds';
import { readFromLoopback } from '../support/readFromLoopback';

const cloud = (name: string): GpuPriceFeed => {
  const feed = SKYPILOT_FEEDS.find(({ id }) => id === `skypilot-catalog/${name}`);
  if (!feed) throw new Error(`no feed of ${name}`);
  return feed;
};
const summary = ({ offers }: GpuFeedReading) =>
  offers.map(({ gpu, plan, usd_per_gpu_hour: usd, min_gpus: gpus }) => [gpu, plan, usd, gpus]);

// Lines of skypilot-org/skypilot-catalog catalogs/v8: lambda at 0f40703, nebius 0082b04, runpod 01acdfd, vast 01b8cdd,
// verda 000c1d0; read 2026-11-24. Each cloud has its own order of columns and its own idea of GpuInfo.
describe('SkyPilot', () => {
  const info = (name: string, mib: number, count: number) =>
    `"{'Gpus': [{'Name': '${name}', 'Manufacturer': 'NVIDIA', 'Count': ${count}, 'MemoryInfo': {'SizeInMiB': ${mib}}}], 'TotalGpuMemoryInMiB': ${mib}}"`;
  const LAMBDA = [
    'InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Price,Region,GpuInfo,SpotPrice',
    'cpu_4x_general,,,4.0,16.0,0.2,us-east-1,,',
    `gpu_8x_v100,V100,8.0,92.0,448.0,6.32,us-east-1,${info('V100', 16384, 8)},`,
    `gpu_1x_h100_pcie,H100,1.0,26.0,200.0,3.29,us-east-1,${info('H100', 81920, 1)},`,
    `gpu_1x_h100_sxm5,H100,1.0,26.0,225.0,4.29,us-east-1,${info('H100', 81920, 1)},`,
    `gpu_1x_h100_sxm5,H100,1.0,26.0,225.0,4.29,us-west-1,${info('H100', 81920, 1)},`,
    `gpu_8x_h100_sxm5,H100,8.0,208.0,1800.0,31.92,us-east-1,${info('H100', 81920, 8)},`,
    `gpu_1x_gh200,GH200,1.0,64.0,432.0,2.29,us-east-1,${info('GH200', 98304, 1)},`,
  ].join('\n');

  test('a price per instance and hour is divided by its GPUs', async () => {
    const reading = await readFromLoopback(cloud('lambda'), LAMBDA);
    expect(reading.unreadable).toEqual([]);
    expect(summary(reading)).toEqual([
      ['h100-pcie', 'on_demand', 3.29, 1],
      ['h100-sxm', 'on_demand', 4.29, 1],
      ['h100-sxm', 'on_demand', 3.99, 8],
      ['gh200', 'on_demand', 2.29, 1],
    ]);
  });

  test('every region at one price is one offer with the number of lines behind it', async () => {
    const { offers } = await readFromLoopback(cloud('lambda'), LAMBDA);
    expect(offers[1]).toEqual({
      ...{ gpu: 'h100-sxm', provider: 'lambda', offer: 'gpu_1x_h100_sxm5', plan: 'on_demand', usd_per_gpu_hour: 4.29 },
      ...{ min_gpus: 1, checked: '2026-11-23', source: 'skypilot-catalog/lambda', n_offers: 2 },
    });
  });

  test('the offers are what GPU.PRICE takes its median from', async () => {
    const { offers } = await readFromLoopback(cloud('lambda'), LAMBDA);
    const catalog = compileGpuPrices({
      snapshot: { id: 'test', asOf: '2026-11-23', origin: 'workbook' },
      rows: offers,
    });
    const price = gpuHourPrice(catalog, 'H100');
    expect(price).toMatchObject({ lowUsd: 3.99, highUsd: 4.29 });
    expect(price.medianUsd).toBeCloseTo(4.14, 12);
  });

  test('Nebius: spot beside on demand, and instances of the same price per GPU are one offer', async () => {
    const text = [
      'InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Price,Region,GpuInfo,SpotPrice',
      'cpu-d3_4vcpu-16gb,,0,4,16,0.0992,eu-north1,,',
      `gpu-h100-sxm_8gpu-128vcpu-1600gb,H100,8,128,1600,23.60,eu-north1,${info('H100', 81920, 8)},10.00`,
      `gpu-h100-sxm_1gpu-16vcpu-200gb,H100,1,16,200,2.95,eu-north1,${info('H100', 81920, 1)},1.25`,
    ].join('\n');
    expect(summary(await readFromLoopback(cloud('nebius'), text))).toEqual([
      ['h100-sxm', 'on_demand', 2.95, 1],
      ['h100-sxm', 'spot', 1.25, 1],
    ]);
  });

  test('RunPod: the form stands in GpuInfo alone, whose memory is in GB', async () => {
    const text = [
      'InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Region,SpotPrice,Price,AvailabilityZone,GpuInfo',
      `1x_A100-80GB_SECURE,A100-80GB,1.0,8.0,117.0,IN,1.39,1.39,AP-IN-1,${info('A100 PCIe', 80, 1)}`,
      `2x_A100-80GB_SECURE,A100-80GB,2.0,16.0,234.0,JP,2.78,2.78,AP-JP-1,${info('A100 PCIe', 80, 2)}`,
      `1x_A100-80GB-SXM_SECURE,A100-80GB-SXM,1.0,16.0,125.0,US,1.49,1.49,US-TX-1,${info('A100 SXM', 80, 1)}`,
      `1x_H100-NVL_SECURE,H100-NVL,1.0,16.0,94.0,US,,3.07,US-TX-1,${info('H100 NVL', 94, 1)}`,
    ].join('\n');
    expect(summary(await readFromLoopback(cloud('runpod'), text))).toEqual([
      ['a100-pcie-80', 'on_demand', 1.39, 1],
      ['a100-pcie-80', 'spot', 1.39, 1],
      ['a100-sxm-80', 'on_demand', 1.49, 1],
      ['a100-sxm-80', 'spot', 1.49, 1],
      ['h100-nvl', 'on_demand', 3.07, 1],
    ]);
  });

  test('Vast.ai: a spot price of 0.00 is none, a region holds commas, "A100" is told apart by memory', async () => {
    const vast = (name: string, mib: number, count: number) =>
      `"{'Gpus': [{'Name': '${name}', 'Count': ${count}, 'MemoryInfo': {'SizeInMiB': ${mib}}}], 'TotalGpuMemoryInMiB': ${mib}}"`;
    const text = [
      'InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,GpuInfo,Price,SpotPrice,Region',
      `1x-H100_NVL-32-65536,H100,1,32,64.0,${vast('H100', 95830, 1)},2.08,0.00,"Bulgaria, BG, EU"`,
      `2x-H100_SXM-32-65536,H100,2,32,64.0,${vast('H100', 163118, 2)},3.73,0.00,", US, NA"`,
      `2x-A100_SXM4-32-65536,A100,2,32,64.0,${vast('A100', 81920, 2)},1.49,0.00,"Slovenia, SI, EU"`,
      `1x-A100_PCIE-32-65536,A100,1,32,64.0,${vast('A100', 81920, 1)},0.87,0.00,"Oklahoma, US, NA"`,
      `1x-RTX_PRO_6000_S-32-65536,RTXPRO6000S,1,32,64.0,${vast('RTXPRO6000S', 97887, 1)},1.13,0.00,"New York, US, NA"`,
    ].join('\n');
    const reading = await readFromLoopback(cloud('vast'), text);
    expect(summary(reading)).toEqual([
      ['h100-nvl', 'on_demand', 2.08, 1],
      ['h100-sxm', 'on_demand', 1.865, 2],
      ['a100-sxm-40', 'on_demand', 0.745, 2],
      ['a100-pcie-80', 'on_demand', 0.87, 1],
      ['rtx-pro-6000', 'on_demand', 1.13, 1],
    ]);
    expect(reading.offers[0].region).toBe('Bulgaria, BG, EU');
  });

  test('Verda: a blank price is none, quotes are doubled, and a GPU that does not name its form is left out', async () => {
    const verda = (name: string, mib: number, count: number) =>
      `"{""Gpus"": [{""Name"": ""${name}"", ""Count"": ${count}, ""MemoryInfo"": {""SizeInMiB"": ${mib}}}], ""TotalGpuMemoryInMiB"": ${mib * count}}"`;
    const text = [
      'InstanceType,UpstreamCloudId,vCPUs,MemoryGiB,AcceleratorName,AcceleratorCount,GpuInfo,Region,Price,SpotPrice',
      `2B200.60V,2B200.60V,60.0,368.0,B200,2.0,${verda('B200', 184320, 2)},FIN-03,,3.423`,
      `1H100.80S.32V,1H100.80S.32V,32.0,185.0,H100,1.0,${verda('H100', 81920, 1)},FIN-02,2.29,0.8015`,
      `1A100.22V,1A100.22V,22.0,120.0,A100-80GB,1.0,${verda('A100-80GB', 81920, 1)},FIN-01,1.29,0.4515`,
    ].join('\n');
    const reading = await readFromLoopback(cloud('verda'), text);
    expect(summary(reading)).toEqual([
      ['b200-sxm', 'spot', 1.7115, 2],
      ['h100-sxm', 'on_demand', 2.29, 1],
      ['h100-sxm', 'spot', 0.8015, 1],
    ]);
    expect(reading.unreadable).toEqual([
      { what: '1A100.22V', reason: 'it does not say whether the GPU is SXM or PCIe' },
    ]);
  });

  const line = (price: string, count = '1', spot = '') =>
    `${LAMBDA.split('\n')[0]}\ngpu_1x_h100_sxm5,H100,${count},26.0,225.0,${price},us-east-1,${info('H100', 81920, 1)},${spot}`;
  test.each([
    ['P02 a price of 0', line('0'), 'usd_per_gpu_hour is 0: nobody rents out a GPU for that'],
    ['P01 a negative price', line('-1'), 'usd_per_gpu_hour is -1: nobody rents out a GPU for that'],
    ['P07 a price in words', line('on request'), 'usd_per_gpu_hour is not a number'],
    ['P04 cents', line('429'), 'usd_per_gpu_hour is 429: give the price of one GPU'],
    ['a part of a GPU', line('1', '0.5'), 'it has a part of a GPU'],
    ...['0x10', '1e3', '1_6', '1,6', 'Infinity', '٣', '+3', '3.', '.3'].map((number) => [
      `a price of ${JSON.stringify(number)}`,
      line(`"${number}"`),
      'usd_per_gpu_hour is not a number',
    ]),
    ['a spot price of "0x0"', line('', '1', '0x0'), 'usd_per_gpu_hour is not a number'],
    ['a number of GPUs of "0x2"', line('4', '0x2'), 'its number of GPUs is not a number'],
    ['a number of GPUs of "1e0"', line('4', '1e0'), 'its number of GPUs is not a number'],
  ])('%s leaves out that line with the reason', async (_fault, text, reason) => {
    expect(await readFromLoopback(cloud('lambda'), text)).toEqual({
      offers: [],
      unreadable: [{ what: 'gpu_1x_h100_sxm5', reason }],
    });
  });

  test('prices that differ by region are their median, with the range in the note', async () => {
    const text = [
      LAMBDA.split('\n')[0],
      ...[4, 5, 9].map((usd, region) => `t_sxm,H100,1,1,1,${usd},r${region},${info('H100', 81920, 1)},`),
    ].join('\n');
    const { offers } = await readFromLoopback(cloud('lambda'), text);
    expect(offers).toMatchObject([{ usd_per_gpu_hour: 5, n_offers: 3, note: '3 regions, 4 to 9 USD' }]);
  });

  test.each([
    [
      'has lost a column',
      LAMBDA.replace('AcceleratorCount', 'Count'),
      'The data from SkyPilot (lambda) has no column AcceleratorCount.',
    ],
    [
      'has a column twice',
      LAMBDA.replace('vCPUs', 'Price'),
      'The data from SkyPilot (lambda) has the column Price twice.',
    ],
    [
      'is cut off in a quote',
      LAMBDA.slice(0, LAMBDA.lastIndexOf("'MemoryInfo'")),
      'The data from SkyPilot (lambda) is not valid CSV, so nothing was changed.',
    ],
    ['is a message', '404: Not Found', 'The data from SkyPilot (lambda) has no column InstanceType.'],
  ])('a file that %s is refused as a whole', async (_fault, text, sentence) => {
    await expect(readFromLoopback(cloud('lambda'), text)).rejects.toThrow(sentence);
  });
});

// Lines of tgarg01/silybench-data derived/csv/gpu_prices.csv at 045df3b, read 2026-11-24.
describe('silybench-data', () => {
  const HEADER = 'provider,gpu_type,provisioning,usd_per_gpu_hour,min_gpus,product,source,checked_at,notes';
  const text = [
    HEADER,
    'runpod,H100-80GB,on-demand,2.69,1,"H100 SXM, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
    'lambda,H100-80GB,on-demand,3.99,8,8x H100 SXM,https://lambda.ai/pricing,2026-09-25,',
    'gcp,H100-80GB,spot,6.571,1,"a3-highgpu-1g Spot, us-central1",https://cloud.google.com/billing,2026-09-26,boot disk excluded',
    'somebody,MI999-1TB,on-demand,1,1,x,https://x,2026-09-25,',
  ].join('\n');

  test('keeps the page, the day and the note of every price', async () => {
    const { offers, unreadable } = await readFromLoopback(SILYBENCH_FEED, text);
    expect(unreadable).toEqual([]);
    expect(offers).toEqual([
      {
        ...{
          gpu: 'h100-sxm',
          provider: 'runpod',
          offer: 'H100 SXM - Community Cloud',
          plan: 'on_demand',
          usd_per_gpu_hour: 2.69,
        },
        ...{ min_gpus: 1, checked: '2026-09-25', source: 'silybench-data: https://www.runpod.io/pricing' },
      },
      expect.objectContaining({ provider: 'lambda', usd_per_gpu_hour: 3.99, min_gpus: 8 }),
      expect.objectContaining({ provider: 'gcp', plan: 'spot', note: 'boot disk excluded', checked: '2026-09-26' }),
    ]);
  });

  test.each([
    ['no price', 'runpod,H100-80GB,on-demand,,1,x,https://x,2026-09-25,', 'usd_per_gpu_hour is not a number'],
    ...['0x2', '2e0', 'Infinity'].flatMap((number) => [
      [
        `a price of "${number}"`,
        `runpod,H100-80GB,on-demand,${number},1,x,https://x,2026-09-25,`,
        'usd_per_gpu_hour is not a number',
      ],
      [
        `a number of GPUs of "${number}"`,
        `runpod,H100-80GB,on-demand,2,${number},x,https://x,2026-09-25,`,
        'min_gpus must be a whole number of at least 1',
      ],
    ]),
    [
      'no date',
      'runpod,H100-80GB,on-demand,2,1,x,https://x,,',
      'checked must be the date on which the price was confirmed',
    ],
    ['no source', 'runpod,H100-80GB,on-demand,2,1,x,,2026-09-25,', 'source is missing: say where the price is from'],
    [
      'an unknown plan',
      'runpod,H100-80GB,auction,2,1,x,https://x,2026-09-25,',
      'plan must be one of on_demand, reserved, spot',
    ],
    [
      'P13 a formula for a provider',
      '=HYPERLINK(),H100-80GB,spot,2,1,x,https://x,2026-09-25,',
      'provider is not a name',
    ],
  ])('%s leaves out that line with the reason', async (_fault, broken, reason) => {
    const { offers, unreadable } = await readFromLoopback(SILYBENCH_FEED, `${HEADER}\n${broken}`);
    expect(offers).toEqual([]);
    expect(unreadable).toEqual([{ what: expect.stringMatching(/\/H100-80GB$/) as string, reason }]);
  });
});
