import { serveFeed, type FeedServer } from '../support/feedServer';
import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';
import { openDetails, pricesPane, type PricesPane } from './support/pricesPane';

jest.setTimeout(180_000);

const IMG = '<img src=x onerror=alert(1)>';
const SVG = '"><svg/onload=alert(1)>';
const LINK = 'javascript:alert(1)';
/** Would not come to an end on forty letters a and a hyphen. */
const SLOW_PATTERN = '^(a+)+$';
const SLOW_MODEL = `${'a'.repeat(40)}-1`;
/** The first row is admitted with its name and source; an id with such signs, and a price that is none, are held back. */
const HOSTILE_LIST = JSON.stringify([
  { provider: 'acme', model: 'plain-1', name: IMG, family: SVG, input: 1, output: 2, source: SVG },
  { provider: 'acme', model: IMG, name: SVG, input: 1, output: 2 },
  { provider: 'acme', model: SVG, name: IMG, input: 'free', output: 2 },
  { provider: 'acme', model: 'link-1', name: LINK, family: LINK, input: 1, output: 2, source: LINK, note: LINK },
  { provider: 'acme', model: SLOW_MODEL, name: SLOW_PATTERN, input: 1, output: 2, source: SLOW_PATTERN },
]);

describe('X01 markup in the names of a price list', () => {
  let list: FeedServer;
  let workbench: WorkbenchPage;
  let prices: PricesPane;
  const dialogs: string[] = [];
  beforeAll(async () => {
    list = await serveFeed(HOSTILE_LIST);
    workbench = await openWorkbench({ feedOrigins: [list.origin] });
    workbench.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    prices = pricesPane(workbench.pane);
    await prices.insertTables();
  });
  afterAll(async () => {
    await workbench?.close();
    await list?.close();
  });

  async function expectNoMarkup() {
    for (const frame of workbench.page.frames()) {
      expect(await frame.locator('img[src="x"], [onerror], [onload]').count()).toBe(0);
      // P16: an address from a list is no link, and no link leads to a script
      expect(await frame.locator('a[href^="javascript:" i], form[action], iframe[srcdoc]').count()).toBe(0);
      expect(await frame.getByRole('link').filter({ hasText: LINK }).count()).toBe(0);
    }
    expect(dialogs).toEqual([]);
  }

  async function openFunction(id: string) {
    const { pane } = workbench;
    await pane.getByRole('tab', { name: 'Insert' }).click();
    const back = pane.getByRole('button', { name: /All functions$/ });
    if (await back.isVisible()) await back.click();
    await pane.getByRole('button', { name: new RegExp(`^${id}`) }).click();
    const optional = pane.locator('details').filter({ hasText: /^Optional/ });
    if ((await optional.getAttribute('open')) === null) await optional.locator('summary').click();
  }

  test('X01 is text in the difference and among what was held back', async () => {
    await prices.chooseSources({});
    await openDetails(workbench.pane, /^A list of your own/);
    await workbench.pane.getByRole('radio', { name: /^Behind an address/ }).check();
    await workbench.pane.getByRole('radio', { name: 'Models', exact: true }).check();
    await workbench.pane.getByLabel('Address of your price list').fill(list.origin);
    await prices.refresh();
    await prices.difference.waitFor({ timeout: 30_000 });
    await prices.difference.getByText('row 2 below the header, acme/·img·src·x·onerror·alert·1··').waitFor();
    await prices.difference.getByText('row 3 below the header, acme/···svg/onload·alert·1··').waitFor();
    await expectNoMarkup();
  });

  test('X01 is text in the history once it was accepted', async () => {
    await prices.accept();
    await prices.open('History');
    await workbench.pane.getByText(SVG).waitFor();
    await workbench.pane.getByText(LINK).waitFor();
    await workbench.pane.getByText(SLOW_PATTERN).waitFor();
    await expectNoMarkup();
  });

  test('X01 is no markup in the list of models to discount', async () => {
    await prices.open('Company discounts');
    await workbench.pane.getByRole('combobox', { name: 'Discount for' }).pressSequentially('acme');
    await workbench.pane.getByRole('option', { name: /^acme/ }).first().waitFor();
    await expectNoMarkup();
  });

  test('X01 is text in the list of models to insert', async () => {
    await openFunction('LLMCOST');
    await workbench.pane.getByRole('combobox', { name: /^model/ }).pressSequentially('plain-1');
    await workbench.pane.getByRole('option').filter({ hasText: IMG }).waitFor();
    await expectNoMarkup();
  });

  test.each([
    ['a javascript: address', 'link-1', LINK],
    ['a pattern that never ends', SLOW_MODEL, SLOW_PATTERN],
  ])('P16 %s for a name is text in the list of models to insert, and no link', async (_what, model, name) => {
    const box = workbench.pane.getByRole('combobox', { name: /^model/ });
    await box.fill('');
    await box.pressSequentially(model.slice(0, 8));
    await workbench.pane.getByRole('option').filter({ hasText: name }).waitFor();
    await expectNoMarkup();
  });

  test('X01 in a list of GPU prices is refused as a name, and text or nothing in the difference and in the lists to insert', async () => {
    list.body = JSON.stringify([
      { gpu: IMG, provider: 'acme', plan: 'on_demand', usd_per_gpu_hour: 2 },
      { gpu: 'h100-sxm', provider: SVG, plan: 'on_demand', usd_per_gpu_hour: 2 },
      { gpu: 'h100-sxm', provider: 'acme', plan: 'on_demand', usd_per_gpu_hour: 2, note: IMG, source: SVG },
    ]);
    await workbench.pane.getByRole('tab', { name: 'Prices' }).click();
    await openDetails(workbench.pane, /^A list of your own/);
    await workbench.pane.getByRole('radio', { name: 'GPUs', exact: true }).check();
    await prices.refresh();
    await prices.difference.getByText('Will be written: 1 new GPU offer.').waitFor({ timeout: 30_000 });
    await prices.difference
      .getByText('row 1 below the header, ·img·src·x·onerror·alert·1·· at acme', { exact: true })
      .waitFor();
    await prices.difference.getByText('row 2 below the header, h100-sxm', { exact: true }).waitFor();
    await expectNoMarkup();
    await prices.accept();
    await openFunction('GPUPRICE');
    await workbench.pane.getByRole('combobox', { name: /^gpu/ }).pressSequentially('H100');
    await workbench.pane.getByRole('option').first().waitFor();
    await expectNoMarkup();
    await workbench.pane.getByRole('combobox', { name: /^provider/ }).pressSequentially('acme');
    await workbench.pane.getByRole('option', { name: 'acme' }).waitFor();
    await expectNoMarkup();
  });
});
