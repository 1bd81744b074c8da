import { GPU_PRICE_FEEDS, PRICE_FEEDS } from '../../src/feeds/feeds';
import { admitAddress } from '../../src/feeds/httpClient';
import { ownGpuPriceFeed } from '../../src/feeds/ownPrices/ownGpuPriceFeed';
import { ownPriceFeed } from '../../src/feeds/ownPrices/ownPriceFeed';

const PUBLIC = [...PRICE_FEEDS, ...GPU_PRICE_FEEDS];
const ALL = [
  ...PUBLIC,
  ownPriceFeed('https://prices.example.com/list.json'),
  ownGpuPriceFeed('https://prices.example.com/gpus.csv'),
];

test('model prices come in the order of trust', () => {
  expect(PRICE_FEEDS.map(({ id }) => id)).toEqual(['genai-prices', 'models.dev', 'openrouter', 'litellm']);
});

test.each(ALL.map((feed) => [feed.id, feed] as const))('%s names its title, address and licence', (_id, feed) => {
  expect(admitAddress(feed.url).protocol).toBe('https:');
  expect([feed.title, feed.licence].every((text) => text.length >= 3)).toBe(true);
});

test.each(PUBLIC.map((feed) => [feed.id, feed] as const))('%s says what keeps its known mistakes out', (_id, feed) => {
  expect(feed.guard).toMatch(/^[A-Z].{20,110}\.$/);
});

test('no two feeds have the same id', () => {
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
});

test.each(ALL.map((feed) => [feed.id, feed] as const))(
  'P19 %s answers 200,000 brackets and an empty file with one sentence each',
  (_id, feed) => {
    expect(() => feed.read('['.repeat(200_000), '2026-11-23')).toThrow(/The data from .*\.$/);
    expect(() => feed.read('', '2026-11-23')).toThrow(/The data from .*\.$/);
  },
);

test.each(ALL.map((feed) => [feed.id, feed] as const))(
  'P19 %s refuses a million records before it reads them',
  (_id, feed) => {
    const million = (record: string) => record.repeat(1_000_000);
    const refusal = /^The data from .* has more than 250,000 records, so nothing was read\.$/;
    expect(() => feed.read(feed.kind === 'models' ? `[${million('{},')}{}]` : million('a,b\n'), '2026-11-23')).toThrow(
      refusal,
    );
  },
);
