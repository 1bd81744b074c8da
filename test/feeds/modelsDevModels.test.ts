import { admitRows } from '../../src/catalog/admitRows';
import type { PriceRow } from '../../src/catalog/priceRow';
import { MODELS_DEV_FEED } from '../../src/feeds/modelsDev/modelsDevFeed';
import { proposePrices } from '../../src/feeds/proposePrices';
import { rateOf } from './rateOf';

// Records of models.dev's api.json as of 2026-09-28 (the copy in opencode-linux-x64 1.18.33), without what describes them.
const TODAY = '2026-11-27';
const read = (provider: string, id: string, outputs: readonly string[], cost: object) =>
  MODELS_DEV_FEED.read(
    JSON.stringify({
      [provider]: { id: provider, models: { [id]: { id, modalities: { input: ['text'], output: outputs }, cost } } },
    }),
    TODAY,
  );
const quarantined = (rows: readonly PriceRow[]) =>
  admitRows(rows, [], { today: TODAY }).quarantined.map(({ reason }) => reason);

test.each([
  ['azure', 'text-embedding-3-small', { input: 0.02, output: 0 }, 0.02],
  ['mistral', 'mistral-embed', { input: 0.1, output: 0 }, 0.1],
  ['google', 'gemini-embedding-2', { input: 0.2, output: 0, input_audio: 6.5 }, 0.2],
  ['azure', 'model-router', { input: 0.14, output: 0 }, 0.14],
])('%s/%s has an input price and no output price, which is not a free one', (provider, id, cost, input) => {
  const { rows, unreadable } = read(provider, id, ['text'], cost);
  expect(unreadable).toEqual([]);
  expect(quarantined(rows)).toEqual([]);
  expect(rateOf(rows, 'input')).toBe(input);
  expect(rateOf(rows, 'output')).toBeNaN();
});

test('P02 a model that costs nothing at all is held back: whether it is free or unpriced, the list does not say', () => {
  const { rows } = read('zai', 'glm-4.7-flash', ['text'], { input: 0, output: 0, cache_read: 0, cache_write: 0 });
  expect(quarantined(rows)).toEqual(['input is 0 and the row is not marked free']);
});

test.each([
  ['gemini-2.5-flash-image', { input: 0.3, output: 30, cache_read: 0.075 }, 30],
  ['gemini-3-pro-image', { input: 2, output: 120 }, 120],
  ['gemini-3.1-flash-lite-image', { input: 0.25, output: 30 }, 30],
])(
  'the output price of google/%s is that of its images, not of the text that it writes as well',
  (id, cost, images) => {
    const { rows } = read('google', id, ['text', 'image'], cost);
    expect(quarantined(rows)).toEqual([]);
    expect(rows[0]).toMatchObject({ output_image: images });
    expect(rows[0]).not.toHaveProperty('output');
  },
);

test('a model that only draws has one output price, and so has one that writes and is none for images', () => {
  expect(read('azure', 'gpt-image-2', ['image'], { input: 5, output: 30 }).rows[0]).toMatchObject({ output: 30 });
  const research = { input: 2, output: 12, cache_read: 0.2 };
  expect(read('google', 'deep-research-preview-04-2026', ['text', 'image'], research).rows[0]).toMatchObject({
    output: 12,
  });
});

test('the output price of a video model does not become that of its text', () => {
  const inForce = [
    {
      ...{ provider: 'google', model: 'gemini-omni-flash-preview', input: 1.5, output: 9, output_video: 17.5 },
      ...{ source: '@pydantic/genai-prices 0.1.8', checked: '2026-09-23' },
    },
  ];
  const reading = read('google', 'gemini-omni-flash-preview', ['video'], { input: 1.5, output: 17.5 });
  const proposal = proposePrices(inForce, reading, { source: 'models.dev', today: TODAY });
  if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
  expect(proposal.cards.get('google/gemini-omni-flash-preview')?.rows).toMatchObject([
    { input: 1.5, output: 9, output_video: 17.5 },
  ]);
});
