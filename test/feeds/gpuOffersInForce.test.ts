import { embeddedGpuPrices } from '../../src/catalog/embeddedGpuPrices';
import { offerKey, proposeOffers } from '../../src/feeds/gpuPrices/proposeOffers';
import { SILYBENCH_FEED } from '../../src/feeds/gpuPrices/silybenchFeed';
import { SKYPILOT_FEEDS } from '../../src/feeds/gpuPrices/skypilotFeeds';

// tgarg01/silybench-data derived/csv/gpu_prices.csv at 045df3b (2026-10-07), without the notes on Google's offers.
const SILYBENCH = [
  'provider,gpu_type,provisioning,usd_per_gpu_hour,min_gpus,product,source,checked_at,notes',
  'runpod,H100-80GB,on-demand,2.69,1,"H100 SXM, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,H100-80GB,on-demand,3.49,1,"H100 SXM, Secure Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'vast,H100-80GB,on-demand,6.1489,1,"H100 SXM, marketplace median",https://console.vast.ai/api/v0/bundles/,2026-10-07,median of 3 verified rentable 1x offers; marketplace prices move daily',
  'nebius,H100-80GB,on-demand,3.85,1,HGX H100,https://nebius.com/prices,2026-09-25,',
  'lambda,H100-80GB,on-demand,4.29,1,1x H100 SXM,https://lambda.ai/pricing,2026-09-25,',
  'lambda,H100-80GB,on-demand,3.99,8,8x H100 SXM,https://lambda.ai/pricing,2026-09-25,',
  'gcp,H100-80GB,spot,6.571,1,"a3-highgpu-1g Spot, us-central1",https://cloud.google.com/billing/v1/how-tos/catalog-api,2026-09-26,',
  'gcp,H100-80GB,on-demand,10.9791,1,"a3-highgpu-1g, us-central1",https://cloud.google.com/billing/v1/how-tos/catalog-api,2026-09-26,',
  'runpod,H100-PCIe-80GB,on-demand,1.99,1,"H100 PCIe, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,H100-PCIe-80GB,on-demand,2.89,1,"H100 PCIe, Secure Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'lambda,H100-PCIe-80GB,on-demand,3.29,1,1x H100 PCIe,https://lambda.ai/pricing,2026-09-25,',
  'runpod,H100-NVL-94GB,on-demand,2.59,1,"H100 NVL, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,H100-NVL-94GB,on-demand,3.19,1,"H100 NVL, Secure Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,H200-141GB,on-demand,3.59,1,"H200, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,H200-141GB,on-demand,4.59,1,"H200, Secure Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'nebius,H200-141GB,on-demand,4.5,1,HGX H200,https://nebius.com/prices,2026-09-25,',
  'runpod,B200-180GB,on-demand,5.98,1,"B200, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,B200-180GB,on-demand,6.79,1,"B200, Secure Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'lambda,B200-180GB,on-demand,6.99,1,1x B200 SXM6,https://lambda.ai/pricing,2026-09-25,',
  'nebius,B200-180GB,on-demand,7.15,1,HGX B200,https://nebius.com/prices,2026-09-25,',
  'lambda,GH200-96GB,on-demand,2.29,1,1x GH200,https://lambda.ai/pricing,2026-09-25,',
  'runpod,A100-80GB,on-demand,1.39,1,"A100 SXM, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,A100-80GB,on-demand,1.59,1,"A100 SXM, Secure Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'lambda,A100-80GB,on-demand,2.79,8,8x A100 SXM 80GB,https://lambda.ai/pricing,2026-09-25,',
  'runpod,A100-PCIe-80GB,on-demand,1.19,1,"A100 PCIe, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,A100-PCIe-80GB,on-demand,1.59,1,"A100 PCIe, Secure Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'lambda,A100-40GB,on-demand,1.99,1,1x A100 SXM 40GB,https://lambda.ai/pricing,2026-09-25,',
  'runpod,L40S-48GB,on-demand,0.79,1,"L40S, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,L40S-48GB,on-demand,1.09,1,"L40S, Secure Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'nebius,L40S-48GB,on-demand,1.55,1,L40S (Intel),https://nebius.com/prices,2026-09-25,',
  'lambda,A10-24GB,on-demand,1.29,1,1x A10,https://lambda.ai/pricing,2026-09-25,',
  'runpod,RTX4090-24GB,on-demand,0.34,1,"RTX 4090, Community Cloud",https://www.runpod.io/pricing,2026-09-25,',
  'runpod,RTX4090-24GB,on-demand,0.74,1,"RTX 4090, Secure Cloud",https://www.runpod.io/pricing,2026-09-25,',
].join('\n');

function proposed(inForce = embeddedGpuPrices().rows) {
  const from = { source: SILYBENCH_FEED.id, today: '2026-11-27' };
  const proposal = proposeOffers(inForce, SILYBENCH_FEED.read(SILYBENCH, from.today), from);
  if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
  return proposal;
}

test('the list that the embedded offers were taken from confirms them under their own names', () => {
  const inForce = new Map(embeddedGpuPrices().rows.map((offer) => [offerKey(offer), offer]));
  const { offers } = proposed();
  const news = [...offers].filter(([key, offer]) => inForce.get(key)?.usd_per_gpu_hour !== offer?.usd_per_gpu_hour);
  expect(offers.size).toBe(32);
  expect(news.map(([key]) => key)).toEqual(['a100-sxm-40|lambda|1x a100 sxm 40gb|on_demand|']);
});

test('an older median of a marketplace does not take the place of the younger one in force', () => {
  expect(proposed().heldBack).toEqual([
    {
      what: 'h100-sxm at vast, H100 SXM - marketplace median, on demand',
      reason: 'older than the price in force',
    },
  ]);
});

test('offers that ship with the add-in and that the list never had are not gone', () => {
  expect([...proposed().offers.values()]).not.toContain(undefined);
});

test('an offer that the list brought and has no more is gone', () => {
  const brought = {
    ...embeddedGpuPrices().rows[0],
    offer: 'H100 SXM - Bare Metal',
    source: 'silybench-data: https://x',
  };
  const { offers } = proposed([...embeddedGpuPrices().rows, brought]);
  expect([...offers].filter(([, offer]) => !offer)).toEqual([
    ['h100-sxm|runpod|h100 sxm - bare metal|on_demand|', undefined],
  ]);
});

test('one provider has one name in all lists', () => {
  const clouds = SKYPILOT_FEEDS.map(({ id }) => id.split('/')[1]);
  const ours = new Set(embeddedGpuPrices().rows.map(({ provider }) => provider));
  expect(clouds.filter((cloud) => ours.has(cloud))).toEqual(['lambda', 'nebius', 'runpod', 'vast']);
});
