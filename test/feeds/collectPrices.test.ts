import type { PriceRow } from '../../src/catalog/priceRow';
import type { PriceSource } from '../../src/catalog/priceSource';
import { applyChoice } from '../../src/feeds/applyChoice';
import { collectPrices } from '../../src/feeds/collectPrices';
import { GENAI_PRICES_FEED } from '../../src/feeds/genaiPrices/genaiPricesFeed';
import { SKYPILOT_FEEDS } from '../../src/feeds/gpuPrices/skypilotFeeds';
import { LITE_LLM_FEED } from '../../src/feeds/liteLlm/liteLlmFeed';
import { MODELS_DEV_FEED } from '../../src/feeds/modelsDev/modelsDevFeed';
import { ownPriceRange } from '../../src/feeds/ownPrices/ownPriceRange';
import type { ChosenSource, PricesInForce, RefreshProposal, SourceProgress } from '../../src/feeds/refreshProposal';
import { figuresInWords } from '../../src/taskpane/prices/difference/changeOfCell';
import { serveFeed, type FeedServer } from '../support/feedServer';
import { genaiText, lambdaText, liteLlmText, modelsDevText, type ListedRates } from '../support/feedTexts';

const LAMBDA = SKYPILOT_FEEDS[0];
const TODAY = new Date().toISOString().slice(0, 10);

const servers: FeedServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
async function served(feed: ChosenSource['feed'], body: string): Promise<{ choice: ChosenSource; server: FeedServer }> {
  const server = await serveFeed(body);
  servers.push(server);
  return { choice: { feed, url: `${server.origin}/prices` }, server };
}

const row = (model: string, input: number, output: number, more: Partial<PriceRow> = {}): PriceRow => ({
  ...{ provider: 'openai', model, input, output, source: 'genai-prices', checked: '2026-11-01' },
  ...more,
});
const record = (source: string, more: Partial<PriceSource> = {}): PriceSource => ({
  ...{ source, retrieved: '2026-11-01T08:00:00.000Z', rows: 5, status: 'ok', quarantined: 0 },
  ...more,
});
const MODELS: ListedRates = {
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5.1': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  ...Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`gpt-x${index}`, { input: 1, output: 4 }])),
};
const withPrice = (model: string, input: number, output: number): ListedRates => ({
  ...MODELS,
  [model]: { input, output },
});
const IN_FORCE: PricesInForce = {
  asOf: '2026-11-01',
  llmRows: Object.entries(MODELS).map(([model, { input, output }]) => row(model, input, output)),
  gpuOffers: [],
  sources: [record('genai-prices'), record('models.dev'), record('litellm')],
};
const allKeys = ({ cards }: RefreshProposal) => new Set(cards.map(({ key }) => key));
const states = ({ sources }: RefreshProposal) => sources.map(({ source, state }) => [source, state]);
const rowOf = (rows: readonly PriceRow[], model: string) => rows.find((one) => one.model === model);

test('N08 of three sources two fail: the one that was read is proposed, the others keep their rows and dates', async () => {
  const genai = await served(GENAI_PRICES_FEED, genaiText(withPrice('gpt-4o', 2, 10)));
  const modelsDev = await served(MODELS_DEV_FEED, '');
  modelsDev.server.status = 404;
  const liteLlm = await served(LITE_LLM_FEED, '<html>a page</html>');
  liteLlm.server.headers = { 'content-type': 'text/html' };
  const proposal = await collectPrices([genai.choice, modelsDev.choice, liteLlm.choice], IN_FORCE);
  expect(states(proposal)).toEqual([
    ['genai-prices', 'ok'],
    ['models.dev', 'failed'],
    ['litellm', 'failed'],
  ]);
  expect(proposal.sources[1].sentence).toMatch(/^127\.0\.0\.1:\d+ answered 404\. Its prices are as they were\.$/);
  expect(proposal.sources[2].sentence).toMatch(/sent a page instead of price data\. Its prices are as they were\.$/);

  const { sources, llmRows } = applyChoice(proposal, allKeys(proposal));
  expect(rowOf(llmRows, 'gpt-4o')).toMatchObject({ input: 2, checked: TODAY });
  const byName = new Map(sources.map((one) => [one.source, one]));
  expect(byName.get('genai-prices')).toMatchObject({ status: 'ok', rows: 20, quarantined: 0 });
  expect(byName.get('genai-prices')?.retrieved.slice(0, 10)).toBe(TODAY);
  for (const name of ['models.dev', 'litellm']) {
    expect(byName.get(name)).toMatchObject({ retrieved: '2026-11-01T08:00:00.000Z', rows: 5 });
    expect(byName.get(name)?.status).toMatch(new RegExp(`^older prices kept, failed on ${TODAY}: 127`));
  }
});

test('N10 a refresh of which nothing was read can not be written, and names the failure', async () => {
  const { choice, server } = await served(GENAI_PRICES_FEED, '');
  server.status = 500;
  const proposal = await collectPrices([choice], IN_FORCE);
  expect(proposal).toMatchObject({ canBeWritten: false, cards: [], sources: [{ state: 'failed', changedCards: 0 }] });
  const written = applyChoice(proposal, new Set());
  expect(written.asOf).toBe('2026-11-01');
  expect(written.llmRows).toEqual(IN_FORCE.llmRows);
  expect(written.sources.map(({ retrieved }) => retrieved)).toEqual(Array(3).fill('2026-11-01T08:00:00.000Z'));
});

test('a source that looks wrong as a whole is rejected alone', async () => {
  const doubled = Object.entries(MODELS).map(([model, { input, output }]) => [
    model,
    { input: 2 * input, output: 2 * output },
  ]);
  const genai = await served(GENAI_PRICES_FEED, genaiText(Object.fromEntries(doubled) as ListedRates));
  const modelsDev = await served(MODELS_DEV_FEED, modelsDevText(withPrice('gpt-4o', 2, 10)));
  const proposal = await collectPrices([genai.choice, modelsDev.choice], IN_FORCE);
  expect(states(proposal)).toEqual([
    ['genai-prices', 'rejected'],
    ['models.dev', 'ok'],
  ]);
  expect(proposal.sources[0].sentence).toBe(
    'Nothing was taken from genai-prices (community list, MIT), because 20 of 20 known prices change by more than half. Its prices are as they were.',
  );
});

test('two sources that differ by more than 1 % are both shown, and the more trusted one is proposed', async () => {
  const genai = await served(GENAI_PRICES_FEED, genaiText(withPrice('gpt-4o', 2, 10)));
  const liteLlm = await served(LITE_LLM_FEED, liteLlmText(withPrice('gpt-4o', 2.2, 10.05)));
  const proposal = await collectPrices([liteLlm.choice, genai.choice], IN_FORCE);
  expect(proposal.disagreements).toEqual([
    {
      ...{ what: 'openai/gpt-4o', key: 'models|openai/gpt-4o', column: 'input' },
      ...{ proposedUsd: 2, proposedBy: 'genai-prices', otherUsd: 2.2, otherSource: 'litellm' },
    },
  ]);
  expect(proposal.cards).toMatchObject([
    {
      ...{ key: 'models|openai/gpt-4o', source: 'genai-prices', change: 'changed', preselected: true },
      changes: [{ what: 'openai/gpt-4o', column: 'input', old: 2.5, new: 2 }],
      cautions: [], // the pane tells the disagreement beside the card
    },
  ]);
});

test('a less trusted source over a fresh price of a more trusted one is not preselected, and says why', async () => {
  const fresh = { ...IN_FORCE, llmRows: IN_FORCE.llmRows.map((one) => ({ ...one, checked: TODAY })) };
  const { choice } = await served(LITE_LLM_FEED, liteLlmText(withPrice('gpt-4o', 2.2, 10)));
  const proposal = await collectPrices([choice], fresh);
  expect(proposal.cards).toMatchObject([
    {
      preselected: false,
      cautions: [`the price in force is from genai-prices, which is trusted more, checked on ${TODAY}`],
    },
  ]);
  // what it merely confirms stays with its more trusted source
  const { llmRows } = applyChoice(proposal, new Set());
  expect(llmRows).toEqual(fresh.llmRows);
});

test('only the cards that were accepted move; the others keep rows, sources and dates, and the record says so', async () => {
  const changed = {
    ...withPrice('gpt-4o', 2, 10),
    'gpt-4.1': { input: 1.8, output: 8 },
    'gpt-6': { input: 3, output: 12 },
  };
  const { choice } = await served(GENAI_PRICES_FEED, genaiText(changed));
  const proposal = await collectPrices([choice], IN_FORCE);
  expect(proposal.cards.map(({ key, change }) => [key, change])).toEqual([
    ['models|openai/gpt-4o', 'changed'],
    ['models|openai/gpt-4.1', 'changed'],
    ['models|openai/gpt-6', 'new'],
  ]);
  expect(proposal.sources[0].sentence).toBe('2 models changed, 1 model new.');
  expect(proposal.cards[2].changes).toEqual([
    { what: 'openai/gpt-6', column: 'input', old: undefined, new: 3 },
    { what: 'openai/gpt-6', column: 'output', old: undefined, new: 12 },
  ]);
  const { llmRows, sources, asOf } = applyChoice(proposal, new Set(['models|openai/gpt-4.1']));
  expect(asOf).toBe(TODAY);
  expect(rowOf(llmRows, 'gpt-4o')).toEqual(row('gpt-4o', 2.5, 10));
  expect(rowOf(llmRows, 'gpt-4.1')).toMatchObject({ input: 1.8, checked: TODAY });
  expect(rowOf(llmRows, 'gpt-5')).toMatchObject({ input: 1.25, checked: TODAY });
  expect(rowOf(llmRows, 'gpt-6')).toBeUndefined();
  expect(sources[2]).toMatchObject({ source: 'genai-prices', status: 'ok, 2 of its changes not taken', rows: 20 });
});

describe('P17 a copy that goes back in time', () => {
  test('is refused by the date of its newest record, unless the user chooses it', async () => {
    const against = { ...IN_FORCE, sources: [record('models.dev', { published: '2026-11-15', sha256: 'a' })] };
    const { choice } = await served(MODELS_DEV_FEED, modelsDevText(withPrice('gpt-4o', 2, 10), '2026-11-10'));
    const refused = await collectPrices([choice], against);
    expect(refused).toMatchObject({ canBeWritten: false, cards: [], sources: [{ state: 'older' }] });
    expect(refused.sources[0].sentence).toBe(
      'This copy of models.dev (community list, MIT) is of 2026-11-10, older than that of 2026-11-15: this workbook has ' +
        'the copy retrieved on 2026-11-01. Its prices are as they were.',
    );
    const chosen = await collectPrices([{ ...choice, allowOlder: true }], against);
    expect(chosen.cards).toMatchObject([{ what: 'openai/gpt-4o' }]);
    expect(applyChoice(chosen, allKeys(chosen)).sources[0].published).toBe('2026-11-10');
  });

  test('is refused by the date that the server gives where records have none', async () => {
    const against = {
      ...IN_FORCE,
      sources: [record('litellm', { published: '2026-11-15T00:00:00.000Z', sha256: 'a' })],
    };
    const { choice, server } = await served(LITE_LLM_FEED, liteLlmText(withPrice('gpt-4o', 2, 10)));
    server.headers = { 'last-modified': 'Tue, 10 Nov 2026 12:00:00 GMT' };
    expect(states(await collectPrices([choice], against))).toEqual([['litellm', 'older']]);
    server.headers = { 'last-modified': 'Fri, 20 Nov 2026 12:00:00 GMT' };
    expect(states(await collectPrices([choice], against))).toEqual([['litellm', 'ok']]);
  });

  test('is refused when the workbook had it before and a later copy replaced it', async () => {
    const { choice } = await served(GENAI_PRICES_FEED, genaiText(withPrice('gpt-4o', 2, 10)));
    const first = await collectPrices([choice], IN_FORCE);
    const sha256 = applyChoice(first, allKeys(first)).sources[2].sha256 ?? '';
    const later = { ...IN_FORCE, sources: [record('genai-prices', { sha256: 'b' })], replacedCopies: [sha256] };
    expect(states(await collectPrices([choice], later))).toEqual([['genai-prices', 'older']]);
  });
});

test('the same copy again says since when there is nothing new, and accepting confirms the prices', async () => {
  const { choice } = await served(GENAI_PRICES_FEED, genaiText(MODELS));
  const first = applyChoice(await collectPrices([choice], IN_FORCE), new Set());
  const again = await collectPrices([choice], { ...IN_FORCE, llmRows: first.llmRows, sources: first.sources });
  expect(again.sources).toMatchObject([
    { state: 'unchanged', sentence: `Nothing new since ${TODAY}.`, changedCards: 0, confirmedCards: 20 },
  ]);
  expect(again.canBeWritten).toBe(true);
});

test('progress is told per source in bytes, and cancel ends what is still under way', async () => {
  const genai = await served(GENAI_PRICES_FEED, genaiText(MODELS));
  const slow = await served(LITE_LLM_FEED, liteLlmText(MODELS));
  slow.server.delayMs = 60_000;
  const cancel = new AbortController();
  const seen: (readonly SourceProgress[])[] = [];
  const proposal = await collectPrices([genai.choice, slow.choice], IN_FORCE, {
    signal: cancel.signal,
    onProgress: (progress) => {
      seen.push(progress);
      if (progress[0].step === 'done' && progress[1].received > 0) cancel.abort();
    },
  });
  expect(states(proposal)).toEqual([
    ['genai-prices', 'unchanged'],
    ['litellm', 'cancelled'],
  ]);
  expect(seen.at(-1)).toMatchObject([
    { source: 'genai-prices', step: 'done', received: genaiText(MODELS).length },
    { source: 'litellm', step: 'done', received: liteLlmText(MODELS).length >> 1 },
  ]);
});

describe('a list of one’s own in a range of the workbook', () => {
  const range = ownPriceRange({
    address: 'Sheet1!A1:C3',
    cells: [
      ['provider', 'model', 'input'],
      ['openai', 'gpt-4o', 0.5],
      ['', '', ''],
    ],
    dates1904: false,
  });

  test('wins over the public lists field by field, however far its price is, with a caution', async () => {
    const { choice } = await served(GENAI_PRICES_FEED, genaiText(withPrice('gpt-4o', 2, 9)));
    const proposal = await collectPrices([choice, range], IN_FORCE);
    expect(proposal.cards).toMatchObject([
      {
        source: 'own-prices: Sheet1!A1:C3',
        changes: [
          { column: 'input', old: 2.5, new: 0.5 },
          { column: 'output', old: 10, new: 9 },
        ],
        cautions: ['input of openai/gpt-4o changes by more than a factor of 3'],
      },
    ]);
    expect(proposal.disagreements).toEqual([]);
  });

  test('says which of its prices it no longer states, because the old one stays', async () => {
    const listOf = (header: string[], prices: number[]) =>
      ownPriceRange({
        address: 'Sheet1!A1:E2',
        cells: [
          ['provider', 'model', ...header],
          ['acme', 'acme-large', ...prices],
        ],
        dates1904: false,
      });
    const first = await collectPrices([listOf(['input', 'output', 'cached input'], [4, 12, 0.4])], IN_FORCE);
    const after = { ...IN_FORCE, ...applyChoice(first, allKeys(first)) };
    const checked = rowOf(after.llmRows, 'acme-large')?.checked;
    const second = await collectPrices([listOf(['input', 'output'], [3.5, 12])], after);
    expect(second.cards).toMatchObject([
      {
        changes: [{ column: 'input', old: 4, new: 3.5 }],
        cautions: [`not in this list, and kept from the prices in force of ${checked}: cached input 0.4`],
      },
    ]);
    const same = { ...after, ...applyChoice(second, allKeys(second)) };
    const third = await collectPrices([listOf(['input', 'output'], [3, 12])], same);
    expect(third.cards).toMatchObject([{ changes: [{ column: 'input', old: 3.5, new: 3 }], cautions: [] }]);
  });

  test('is not replaced by a public list afterwards, and what it no longer lists may be', async () => {
    const own = await collectPrices([range], IN_FORCE);
    const after = { ...IN_FORCE, ...applyChoice(own, allKeys(own)) };
    expect(rowOf(after.llmRows, 'gpt-4o')).toMatchObject({
      input: 0.5,
      output: 10,
      source: 'own-prices: Sheet1!A1:C3',
    });
    const { choice } = await served(GENAI_PRICES_FEED, genaiText(withPrice('gpt-4o', 2, 9)));
    const refreshed = await collectPrices([choice], after);
    expect(refreshed.cards).toEqual([]);
    expect(refreshed.sources[0].heldBack).toEqual([
      { what: 'openai/gpt-4o', reason: 'the price in force is from your own list' },
    ]);
  });
});

test('a new model in euros is in euros, and nothing of it changes', async () => {
  const list = ownPriceRange({
    ...{ address: 'Sheet1!A1:E2', dates1904: false },
    cells: [
      ['provider', 'model', 'input', 'output', 'currency'],
      ['acme', 'acme-euro', 3, 9, 'EUR'],
    ],
  });
  const { cards } = await collectPrices([list], IN_FORCE);
  expect(cards).toMatchObject([{ what: 'acme/acme-euro', change: 'new', cautions: [] }]);
  expect(cards[0].changes.map(figuresInWords)).toEqual([
    { old: '–', new: '3 EUR' },
    { old: '–', new: '9 EUR' },
    { old: '–', new: 'EUR' },
  ]);
});

describe('My columns in a list of one’s own', () => {
  const listOf = (...lines: (string | number)[][]) =>
    ownPriceRange({
      address: 'Sheet1!A1:F3',
      cells: [['model', 'provider', 'input', 'my_input', 'my_discount'], ...lines],
      dates1904: false,
    });

  test('are named as not taken, for a model in force and for a new one, and the list’s own prices are', async () => {
    const list = listOf(['gpt-4o', 'openai', 2.5, 1, ''], ['new', 'acme', 3, '', 0.2], ['mine', 'acme', '', 7, '']);
    const proposal = await collectPrices([list], IN_FORCE);
    expect(proposal.sources[0].sentence).toBe('1 model new. 3 rows held back.');
    expect(proposal.sources[0].heldBack).toEqual([
      {
        what: 'openai/gpt-4o',
        reason:
          'my_input not taken from a list: state it there as input, or fill in My columns on the sheet LLM Prices',
      },
      {
        what: 'acme/new',
        reason:
          'my_discount not taken from a list: state it there as discount, or fill in My columns on the sheet LLM Prices',
      },
      { what: 'acme/mine', reason: expect.stringMatching(/^my_input not taken/) as string },
    ]);
    const { llmRows } = applyChoice(proposal, allKeys(proposal));
    expect(rowOf(llmRows, 'gpt-4o')).toMatchObject({ input: 2.5, output: 10 });
    expect(llmRows.filter(({ provider }) => provider === 'acme')).toMatchObject([{ model: 'new', input: 3 }]);
    expect(llmRows.some((one) => 'my_input' in one || 'my_discount' in one)).toBe(false);
  });

  test('that say what the workbook says are no news, and stay', async () => {
    const mine = { ...IN_FORCE, llmRows: [row('gpt-4o', 2.5, 10, { my_input: 1 })] };
    const proposal = await collectPrices([listOf(['gpt-4o', 'openai', 2.5, 1, ''])], mine);
    expect(proposal.sources[0]).toMatchObject({ sentence: 'No price differs.', heldBack: [] });
    expect(applyChoice(proposal, new Set()).llmRows).toMatchObject([{ input: 2.5, output: 10, my_input: 1 }]);
  });
});

describe('GPU prices', () => {
  const PRICES = { gpu_1x_h100_sxm5: 4.29, gpu_1x_gh200: 2.29, gpu_1x_a10: 0.75 };
  const offer = (gpu: string, type: string, usd: number) => ({
    ...{ gpu, provider: 'lambda', offer: type, plan: 'on_demand' as const, usd_per_gpu_hour: usd, min_gpus: 1 },
    ...{ region: 'us-east-1', checked: '2026-11-01', source: 'skypilot-catalog/lambda' },
  });
  const against: PricesInForce = {
    ...IN_FORCE,
    gpuOffers: [
      offer('h100-sxm', 'gpu_1x_h100_sxm5', 4.29),
      offer('gh200', 'gpu_1x_gh200', 2.29),
      { ...offer('b200-sxm', '', 5.5), provider: 'runpod', source: 'silybench-data: https://example.com' },
    ],
  };

  test('changed and new offers are cards; other sources’ offers and the models stay', async () => {
    const { choice } = await served(LAMBDA, lambdaText({ ...PRICES, gpu_1x_h100_sxm5: 3.99 }));
    const proposal = await collectPrices([choice], against);
    const shown = proposal.cards.map(({ what, change, changes: [price] }) => [what, change, price.old, price.new]);
    expect(shown).toEqual([
      ['h100-sxm at lambda, gpu_1x_h100_sxm5, on demand, us-east-1', 'changed', 4.29, 3.99],
      ['a10 at lambda, gpu_1x_a10, on demand, us-east-1', 'new', undefined, 0.75],
    ]);
    const { gpuOffers, llmRows, asOf } = applyChoice(proposal, allKeys(proposal));
    expect(gpuOffers?.map(({ gpu, usd_per_gpu_hour: usd }) => [gpu, usd])).toEqual([
      ['h100-sxm', 3.99],
      ['gh200', 2.29],
      ['b200-sxm', 5.5],
      ['a10', 0.75],
    ]);
    expect(gpuOffers?.map(({ checked }) => checked)).toEqual([TODAY, TODAY, '2026-11-01', TODAY]);
    expect([llmRows, asOf]).toEqual([IN_FORCE.llmRows, '2026-11-01']);
  });

  test('P04 an offer per server instead of per GPU is held back, P05 a list in which all doubled is rejected', async () => {
    const eightfold = await served(LAMBDA, lambdaText({ ...PRICES, gpu_1x_h100_sxm5: 34.32 }));
    const one = await collectPrices([eightfold.choice], against);
    expect(one.sources[0].heldBack).toEqual([
      {
        what: 'h100-sxm at lambda, gpu_1x_h100_sxm5, on demand, us-east-1',
        reason: 'changes by more than a factor of 3',
      },
    ]);
    expect(one.cards.map(({ what }) => what)).toEqual(['a10 at lambda, gpu_1x_a10, on demand, us-east-1']);
    const doubled = await served(LAMBDA, lambdaText({ gpu_1x_h100_sxm5: 8.58, gpu_1x_gh200: 4.58 }));
    expect(states(await collectPrices([doubled.choice], against))).toEqual([['skypilot-catalog/lambda', 'rejected']]);
  });

  test('P11 a list that lost GPUs is rejected', async () => {
    const { choice } = await served(LAMBDA, lambdaText({ gpu_1x_gh200: 2.29 }));
    const proposal = await collectPrices([choice], against);
    expect(states(proposal)).toEqual([['skypilot-catalog/lambda', 'shorter']]);
    expect(proposal.sources[0].sentence).toMatch(/because the list has 1 GPU, and 2 that came from it are in force/);
    expect(proposal).toMatchObject({ cards: [], canBeWritten: false });
  });

  test('P11 taken all the same, it proposes to take out what it lacks; an empty list is not offered', async () => {
    const { choice, server } = await served(LAMBDA, lambdaText({ gpu_1x_gh200: 2.29 }));
    const proposal = await collectPrices([{ ...choice, allowShorter: true }], against);
    expect(proposal.cards).toMatchObject([
      { what: 'h100-sxm at lambda, gpu_1x_h100_sxm5, on demand, us-east-1', change: 'gone' },
    ]);
    server.body = lambdaText({});
    expect(states(await collectPrices([choice], against))).toEqual([['skypilot-catalog/lambda', 'rejected']]);
  });

  test('an offer that is no longer made goes only when it is accepted', async () => {
    const twoOfOne = { ...against, gpuOffers: [...against.gpuOffers, offer('h100-sxm', 'gpu_8x_h100_sxm5', 3.99)] };
    const { choice } = await served(LAMBDA, lambdaText(PRICES));
    const proposal = await collectPrices([choice], twoOfOne);
    const gone = proposal.cards.find(({ change }) => change === 'gone');
    expect(gone?.what).toBe('h100-sxm at lambda, gpu_8x_h100_sxm5, on demand, us-east-1');
    expect(applyChoice(proposal, new Set()).gpuOffers).toHaveLength(4);
    expect(applyChoice(proposal, new Set([gone?.key ?? ''])).gpuOffers).toHaveLength(3);
  });
});
