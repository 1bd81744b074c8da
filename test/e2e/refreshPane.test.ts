import { genaiFeedText } from '../support/genaiFeedText';
import { serveFeed, type FeedServer } from '../support/feedServer';
import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';
import { GENAI, OPEN_ROUTER, pricesPane, type PricesPane } from './support/pricesPane';

jest.setTimeout(180_000);

/** gpt-4o at 2 and 8 instead of 2.5 and 10, gpt-4o-mini at 0.1 and 0.4 instead of 0.15 and 0.6 USD per 1M tokens. */
const CHEAPER = genaiFeedText({
  'gpt-4o': { input_mtok: 2, cache_read_mtok: 1, output_mtok: 8 },
  'gpt-4o-mini': { input_mtok: 0.1, cache_read_mtok: 0.05, output_mtok: 0.4 },
});
/** As /api/v1/models answers, with one model that no other list has. */
const TINY = JSON.stringify({
  data: [
    {
      ...{
        id: 'example/tiny-1',
        canonical_slug: 'example/tiny-1',
        name: 'Tiny 1',
        created: 1_755_000_000,
        context_length: 8_192,
      },
      architecture: {
        modality: 'text->text',
        input_modalities: ['text'],
        output_modalities: ['text'],
        tokenizer: 'Other',
        instruct_type: null,
      },
      top_provider: { context_length: 8_192, max_completion_tokens: 4_096, is_moderated: false },
      ...{ per_request_limits: null, supported_parameters: [], default_parameters: {} },
      pricing: { prompt: '0.00000005', completion: '0.00000024' },
    },
  ],
});

describe('a refresh in the pane, from the production build', () => {
  let genai: FeedServer;
  let openRouter: FeedServer;
  let workbench: WorkbenchPage;
  let prices: PricesPane;
  beforeAll(async () => {
    genai = await serveFeed(CHEAPER);
    openRouter = await serveFeed(TINY);
    workbench = await openWorkbench({ feedOrigins: [genai.origin, openRouter.origin, 'http://127.0.0.1:9'] });
    prices = pricesPane(workbench.pane);
    await workbench.show('Sheet2');
    await workbench.type('A1', '=LLMCOST("gpt-4o",1000,100)');
    await workbench.type('A2', '=LLMCOST("gpt-4o-mini",1000,100)');
    await workbench.type('A3', '=LLMCOST("openrouter/example/tiny-1",1000,100)');
    await prices.insertTables();
  });
  afterAll(async () => {
    await workbench?.close();
    await genai?.close();
    await openRouter?.close();
  });

  /** gpt-4o: 1,000 × 2.5 + 100 × 10; gpt-4o-mini: 1,000 × 0.15 + 100 × 0.6 per 1M; the third has no price. */
  async function expectPricesOfTheBundle() {
    await workbench.expectValue('Sheet2', 'A1', 0.0035);
    await workbench.expectValue('Sheet2', 'A2', 0.00021);
    await workbench.expectValue('Sheet2', 'A3', '#N/A');
  }
  const outcome = (text: RegExp) =>
    workbench.pane.getByRole('region', { name: 'Refresh prices' }).getByText(text).waitFor({ timeout: 30_000 });
  const result = (title: string) =>
    workbench.pane.getByRole('list', { name: 'Results by source' }).getByRole('listitem').filter({ hasText: title });

  test('Cancel works while a list is still coming: the sentence is there at once and no number moves', async () => {
    Object.assign(genai, { delayMs: 600_000, headers: { 'content-length': String(Buffer.byteLength(CHEAPER)) } });
    await prices.chooseSources({ [GENAI]: genai.origin });
    await prices.refresh();
    const bar = workbench.pane.getByRole('progressbar', { name: GENAI });
    await workbench.pane.getByText(/\d kB of \d+ kB/).waitFor();
    expect(Number(await bar.getAttribute('aria-valuenow'))).toBeCloseTo(0.5, 1); // half of the list has come
    await workbench.pane.getByRole('button', { name: 'Cancel' }).click();
    await outcome(/Nothing was written: your prices are as they were/);
    expect(await bar.count()).toBe(0);
    await expectPricesOfTheBundle();
    Object.assign(genai, { delayMs: 0, headers: {} });
  });

  test('N02 a list that cannot be reached is named, with what to check, and no number moves', async () => {
    await prices.chooseSources({ [GENAI]: 'http://127.0.0.1:9/prices.json' });
    await prices.refresh();
    await outcome(/No source could be read, so nothing was written/);
    await result(GENAI)
      .getByText(
        /127\.0\.0\.1:9 could not be reached: either there is no connection to it, or it does not permit requests from add-ins/,
      )
      .waitFor();
    await expectPricesOfTheBundle();
  });

  test('an address that may not be read is refused in the form', async () => {
    await prices.chooseSources({ [GENAI]: 'http://prices.example.com/list.json' });
    await prices.refresh();
    await outcome(/only read over https/);
  });

  test('N08 one list fails and the other is shown, each with its own result', async () => {
    openRouter.status = 404;
    await prices.chooseSources({ [GENAI]: genai.origin, [OPEN_ROUTER]: openRouter.origin });
    await prices.refresh();
    await prices.difference.waitFor({ timeout: 30_000 });
    await result(OPEN_ROUTER)
      .getByText(/answered 404/)
      .waitFor();
    await result(GENAI)
      .getByText(/changed/)
      .waitFor();
    await workbench.pane.getByRole('button', { name: 'Keep my prices' }).click();
    await outcome(/Nothing was written/);
    await expectPricesOfTheBundle();
  });

  test('two lists at once are shown as one difference with old and new price, and nothing has been written yet', async () => {
    openRouter.status = 200;
    await prices.refresh();
    await prices.difference.getByText('Nothing has been written yet.').waitFor({ timeout: 30_000 });
    expect(await workbench.pane.evaluate(() => document.activeElement?.textContent)).toBe('What changed');
    expect(await prices.change('openai/gpt-4o', 'input')).toBe('input$2.5 →  becomes $2−20 %, cheaper');
    await (await prices.card('openrouter/example/tiny-1')).getByText('new', { exact: true }).waitFor();
    await expectPricesOfTheBundle();
  });

  test('one model is unticked by keyboard, the rest is accepted: formulas follow, the one that was left does not', async () => {
    const box = (await prices.card('openai/gpt-4o-mini')).getByRole('checkbox');
    await box.focus();
    await workbench.page.keyboard.press('Space');
    expect(await box.isChecked()).toBe(false);
    await prices.difference
      .getByText(/^Will be written: 1 changed model, \d+ new models\. 1 left as it is\.$/)
      .waitFor();
    await workbench.pane.getByRole('tab', { name: 'Help' }).click();
    await prices.difference.waitFor({ state: 'hidden' });
    await workbench.pane.getByRole('tab', { name: 'Prices' }).click();
    expect(await box.isChecked()).toBe(false); // what was unticked before looking at another view
    await prices.accept();
    await workbench.expectValue('Sheet2', 'A1', 0.0028); // 1,000 × 2 + 100 × 8 per 1M
    await workbench.expectValue('Sheet2', 'A2', 0.00021);
    await workbench.expectValue('Sheet2', 'A3', 0.000074); // 1,000 × 0.05 + 100 × 0.24 per 1M
    expect(await workbench.pane.evaluate(() => document.activeElement?.textContent)).toMatch(/^Prices refreshed/);
  });

  test('the history names the change, newest first', async () => {
    await prices.open('History');
    await workbench.pane.getByRole('searchbox', { name: 'Search the history' }).fill('gpt-4o input');
    await workbench.pane.getByText('$2.5 → $2 (−20 %, cheaper)').waitFor();
  });

  test('restoring, once confirmed, brings every number back, and the outcome of the refresh is no longer shown', async () => {
    await prices.restore();
    expect(await workbench.pane.getByText(/^Prices refreshed/).count()).toBe(0);
    await expectPricesOfTheBundle();
  });

  test('a discount in percent for a provider lowers its prices, and removing it brings them back', async () => {
    const { pane } = workbench;
    await prices.open('Company discounts');
    await pane.getByRole('combobox', { name: 'Discount for' }).pressSequentially('openai: all');
    await pane.getByRole('option', { name: /^openai: all \d+ models$/ }).click();
    await pane.getByLabel('Percent off the list price').fill('10');
    await pane.getByRole('button', { name: 'Add discount' }).click();
    await workbench.expectValue('Sheet2', 'A1', 0.00315); // 0.0035 less 10 %
    await pane.getByText(/^Prices with the discount written/).waitFor();
    expect(await pane.getByText(/^Prices restored/).count()).toBe(0);
    await pane
      .getByRole('list', { name: /in force/ })
      .getByText('10 % off the list price')
      .waitFor();
    const [, rows] =
      /in (\d+) rows/.exec((await pane.getByRole('list', { name: /in force/ }).textContent()) ?? '') ?? [];
    expect(Number(rows)).toBeGreaterThan(40);
    await pane.getByRole('combobox', { name: 'Discount for' }).pressSequentially('openai/gpt-4o-mini');
    await pane.getByRole('option', { name: 'openai/gpt-4o-mini', exact: true }).click();
    await pane.getByLabel('Percent off the list price').fill('20');
    await pane.getByRole('button', { name: 'Add discount' }).click();
    await workbench.expectValue('Sheet2', 'A2', 0.000168); // 0.00021 less 20 %
    await pane.getByText(/ at \d+ of \d+ models: 1 has its own$/).waitFor();
    await pane.getByRole('button', { name: 'Remove the discount of openai, all models' }).click();
    await workbench.expectValue('Sheet2', 'A1', 0.0035);
    await pane.getByText(`it was taken out of ${Number(rows) - 1} rows`).waitFor();
    await workbench.expectValue('Sheet2', 'A2', 0.000168);
    await pane.getByRole('button', { name: 'Remove the discount of openai/gpt-4o-mini' }).click();
    await expectPricesOfTheBundle();
  });

  test('a search looks through the whole log, of which the newest lines are shown', async () => {
    const { pane } = workbench;
    await pane.evaluate(async () => {
      for (const discount of [0.1, 0.2, 0.3, 0.4, 0.5, null])
        await globalThis.llmCostRuntime?.setMyPrices({ provider: 'openai', discount });
    });
    const search = pane.getByRole('searchbox', { name: 'Search the history' });
    if (await search.isVisible()) await prices.open('History'); // closes it, and what was searched for goes
    await search.waitFor({ state: 'detached' });
    await prices.open('History');
    await pane.getByText(/^500 changes, the newest of [\d,]+: a search looks through all of them$/).waitFor();
    await search.fill('tables inserted');
    await pane.getByText('Price tables inserted').waitFor();
    await pane.getByText('1 change', { exact: true }).waitFor();
  });

  test('a discount that is no percentage is explained beside its field', async () => {
    const { pane } = workbench;
    await pane.getByLabel('Percent off the list price').fill('110');
    await pane.getByRole('button', { name: 'Add discount' }).click();
    await pane.getByText('Type a number above 0 and up to 100, such as 12.5.').waitFor();
    await pane.getByText('Choose a provider or a model from the list.').waitFor();
  });

  test('X02 nothing was thrown and the security policy held; only the lists were asked', () => {
    const unexpected = workbench.misconduct.errors.filter((text) => !/Failed to load resource/.test(text));
    expect(unexpected).toEqual([]);
    const outside = workbench.misconduct.outside.filter(
      (url) => ![genai.origin, openRouter.origin, 'http://127.0.0.1:9'].some((origin) => url.startsWith(origin)),
    );
    expect(outside).toEqual([]);
  });
});
