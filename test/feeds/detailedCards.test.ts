import type { GpuOffer } from '../../src/catalog/gpuPriceCatalog';
import type { PriceRow } from '../../src/catalog/priceRow';
import { proposalOf } from '../../src/feeds/collectPrices';
import { GENAI_PRICES_FEED } from '../../src/feeds/genaiPrices/genaiPricesFeed';
import { proposeOffers } from '../../src/feeds/gpuPrices/proposeOffers';
import { SKYPILOT_FEEDS } from '../../src/feeds/gpuPrices/skypilotFeeds';
import { proposePrices } from '../../src/feeds/proposePrices';
import type { SourceResult, TypedOver } from '../../src/feeds/refreshProposal';

const TODAY = '2026-11-23';
const copy = { url: '', retrieved: `${TODAY}T10:00:00Z`, sha256: 'a' };
const row = (fields: Partial<PriceRow>): PriceRow => ({ provider: 'p', model: 'm', checked: TODAY, ...fields });

/** The changes that are shown when the list says `listed` and the table holds `inForce`. */
function changesShown(inForce: readonly PriceRow[], listed: readonly PriceRow[], typedOver: readonly TypedOver[] = []) {
  const from = { source: 'genai-prices', today: TODAY, allowShorter: true };
  const proposal = proposePrices(inForce, { rows: [...listed], unreadable: [] }, from);
  if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
  const result: SourceResult = { feed: GENAI_PRICES_FEED, state: 'ok', problem: '', copy, ...proposal };
  const against = { asOf: '2026-11-01', llmRows: inForce, gpuOffers: [], sources: [], typedOver };
  return proposalOf([result], against, TODAY).cards.flatMap(({ changes }) => changes);
}

test('prices are in the currency of their row, of the base card where it names none, and USD is not said', () => {
  const euros = (base: number, batch: number) => [
    row({ currency: 'EUR', input: base, output: 8 }),
    row({ tier: 'batch', input: batch, output: 4 }),
  ];
  expect(changesShown(euros(2, 1), euros(2.2, 1.1))).toEqual([
    { what: 'p/m', column: 'input', old: 2, new: 2.2, oldCurrency: 'EUR', newCurrency: 'EUR' },
    { what: 'p/m, batch', column: 'input', old: 1, new: 1.1, oldCurrency: 'EUR', newCurrency: 'EUR' },
  ]);
  const dollars = row({ input: 2, output: 8 });
  expect(changesShown([dollars], [{ ...dollars, input: 2.2 }])).toEqual([
    { what: 'p/m', column: 'input', old: 2, new: 2.2 },
  ]);
});

test('a row that goes takes what was typed over in it with it', () => {
  const inForce = [row({ input: 2, output: 8 }), row({ ctx_from: 200_001, input: 4, output: 9 })];
  const typedOver: TypedOver[] = [
    { what: 'p/m', column: 'input', keptAs: 'own price' },
    { what: 'p/m, from 200,001 tokens', column: 'input', keptAs: 'own price' },
  ];
  const shown = changesShown(inForce, [row({ input: 2.2, output: 8 })], typedOver);
  expect(shown.map(({ what, column, keptAs }) => [what, column, keptAs])).toEqual([
    ['p/m', 'input', 'own price'],
    ['p/m, from 200,001 tokens', 'input', undefined],
    ['p/m, from 200,001 tokens', 'output', undefined],
  ]);
});

test('an offer that ended is not kept for what was typed over in it', () => {
  const [feed] = SKYPILOT_FEEDS;
  const offer = (provider: string, usd: number): GpuOffer => ({
    ...{ gpu: 'h100-sxm', provider, plan: 'on_demand', usd_per_gpu_hour: usd, source: feed.id, checked: TODAY },
  });
  const inForce = [offer('a', 2), offer('b', 3)];
  const from = { source: feed.id, today: TODAY, allowShorter: true };
  const proposal = proposeOffers(inForce, { offers: [offer('a', 2.2)], unreadable: [] }, from);
  if (proposal.kind !== 'proposed') throw new Error(proposal.reason);
  const result: SourceResult = { feed, state: 'ok', problem: '', copy, warnings: [], ...proposal };
  const typedOver = ['a', 'b'].map((provider): TypedOver => {
    return { what: `h100-sxm at ${provider}, on demand`, column: 'usd_per_gpu_hour', keptAs: 'own price' };
  });
  const against = { asOf: '2026-11-01', llmRows: [], gpuOffers: inForce, sources: [], typedOver };
  const { cards } = proposalOf([result], against, TODAY);
  expect(cards.map(({ change, changes }) => [change, changes[0].keptAs])).toEqual([
    ['changed', 'own price'],
    ['gone', undefined],
  ]);
});
