import type { PriceRow } from '../../src/catalog/priceRow';
import { applyChoice } from '../../src/feeds/applyChoice';
import { collectPrices } from '../../src/feeds/collectPrices';
import { GENAI_PRICES_FEED } from '../../src/feeds/genaiPrices/genaiPricesFeed';
import { MODELS_DEV_FEED } from '../../src/feeds/modelsDev/modelsDevFeed';
import type { ChosenSource, PricesInForce } from '../../src/feeds/refreshProposal';

// Records of models.dev's api.json as of 2026-09-28 (the copy in opencode-linux-x64 1.18.33) and of genai-prices 0.1.8,
// beside the rows of the same models in the snapshot of 2026-11-23.
const GLM_IN_FORCE: PriceRow = {
  ...{ provider: 'zai', model: 'glm-5.3-flash', name: 'GLM-5.3-Flash', input: 0.15, cached_input: 0.03, output: 0.5 },
  ...{ note: 'genai-prices 0.1.8: 0.075/0.25/0.015', source: '@earendil-works/pi-ai 1.5.2', checked: '2026-11-10' },
};
/** Its prices are those of a launch promotion that ended on 2026-09-09, as the record's own comment says. */
const GENAI_GLM = {
  ...{ id: 'GLM-5.3-Flash', name: 'GLM-5.3-Flash', context_window: 1_000_000 },
  match: { or: [{ equals: 'GLM-5.3-Flash' }, { equals: 'glm-5.3-flash' }] },
  prices: { input_mtok: 0.075, cache_read_mtok: 0.015, output_mtok: 0.25 },
};
const MODELS_DEV_GLM = {
  ...{ id: 'glm-5.3-flash', name: 'GLM-5.3-Flash', limit: { context: 1_000_000, output: 131_072 } },
  cost: { input: 0.15, output: 0.5, cache_read: 0.03, cache_write: 0 },
};

const genai = (...models: readonly object[]): ChosenSource => ({
  ...{ feed: GENAI_PRICES_FEED, url: '', allowOlder: true },
  text: JSON.stringify([{ id: 'zai', name: 'Z.AI', models }]),
});
const modelsDev = (provider: string, record: { readonly id: string }): ChosenSource => ({
  ...{ feed: MODELS_DEV_FEED, url: '', allowOlder: true },
  text: JSON.stringify({ [provider]: { id: provider, models: { [record.id]: record } } }),
});
const against = (llmRows: readonly PriceRow[]): PricesInForce => ({
  ...{ asOf: '2026-11-23', llmRows, gpuOffers: [], sources: [] },
});
/** The rows once a list has confirmed those in force, with nothing to accept. */
async function confirmedBy(source: ChosenSource, inForce: readonly PriceRow[]) {
  const proposal = await collectPrices([source], against(inForce));
  expect(proposal.cards).toEqual([]);
  return applyChoice(proposal, new Set()).llmRows;
}

test('a lapsed price that was passed over is not proposed after another list has confirmed the one in force', async () => {
  const rows = await confirmedBy(modelsDev('zai', MODELS_DEV_GLM), [GLM_IN_FORCE]);
  expect(rows).toMatchObject([{ source: 'models.dev', note: 'genai-prices 0.1.8: 0.075/0.25/0.015' }]);
  expect((await collectPrices([genai(GENAI_GLM)], against(rows))).cards).toEqual([]);
});

test('when the list that was passed over says something else, that is news, and its old statement goes with it', async () => {
  const rows = await confirmedBy(modelsDev('zai', MODELS_DEV_GLM), [GLM_IN_FORCE]);
  const moved = { ...GENAI_GLM, prices: { input_mtok: 0.12, cache_read_mtok: 0.024, output_mtok: 0.4 } };
  const proposal = await collectPrices([genai(moved)], against(rows));
  expect(proposal.cards).toMatchObject([{ what: 'zai/glm-5.3-flash', change: 'changed' }]);
  const taken = applyChoice(proposal, new Set(proposal.cards.map(({ key }) => key))).llmRows;
  expect(taken[0]).toMatchObject({ input: 0.12, source: 'genai-prices' });
  expect(taken[0].note).toBeUndefined();
});
