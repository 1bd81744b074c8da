import { genaiFeedText } from '../support/genaiFeedText';
import { serveFeed, type FeedServer } from '../support/feedServer';
import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';
import { GENAI, pricesPane, type PricesPane } from './support/pricesPane';

jest.setTimeout(120_000);

describe('the main job, from the production build, by keyboard and in the real pane', () => {
  let feed: FeedServer;
  let workbench: WorkbenchPage;
  let prices: PricesPane;
  beforeAll(async () => {
    // gpt-4o at 2 and 8 USD per 1M tokens instead of 2.5 and 10
    feed = await serveFeed(genaiFeedText({ 'gpt-4o': { input_mtok: 2, cache_read_mtok: 1, output_mtok: 8 } }));
    workbench = await openWorkbench({ feedOrigins: [feed.origin] });
    prices = pricesPane(workbench.pane);
  });
  afterAll(async () => {
    await workbench?.close();
    await feed?.close();
  });

  test('a formula typed in a cell answers from the embedded prices: 1,000 × 2.50 + 100 × 10 per 1M = 0.0035', async () => {
    await workbench.show('Sheet2');
    await workbench.type('A1', '=LLMCOST("gpt-4o",1000,100)');
    await workbench.expectValue('Sheet2', 'A1', 0.0035);
  });

  test('inserting the price tables keeps the number and shows where it is from', async () => {
    await prices.insertTables();
    await workbench.expectValue('Sheet2', 'A1', 0.0035);
    await workbench.pane.getByText(/The price tables in this workbook/).waitFor();
  });

  test('a price edited in the table changes the cell: 1,000 × 5 + 100 × 10 per 1M = 0.006', async () => {
    const { column, row } = await workbench.page.evaluate(() => {
      const { store } = window.workbench!.grid;
      const table = store.tables().find(({ name }) => name === 'LlmPrices')!;
      const cells = store.read(table.sheet, table.rect).map((line) => line.map((cell) => cell.value));
      const header = (title: string) => cells[0].indexOf(title);
      const found = cells.findIndex(
        (line) =>
          line[header('Model')] === 'gpt-4o' && line[header('Provider')] === 'openai' && line[header('Tier')] === '',
      );
      return { column: table.rect.col + header('Input (USD/1M)'), row: table.rect.row + found };
    });
    await workbench.show('LLM Prices');
    await workbench.type(`${String.fromCharCode(65 + column)}${row + 1}`, '5');
    await workbench.expectValue('Sheet2', 'A1', 0.006);
    await workbench.pane.getByText(/edited by hand/).waitFor();
  });

  test('a refresh shows what changed and moves nothing before it is accepted', async () => {
    const { pane } = workbench;
    await prices.chooseSources({ [GENAI]: `${feed.origin}/prices.json` });
    await prices.refresh();
    await pane.getByText(/Nothing has been written yet/).waitFor();
    await workbench.expectValue('Sheet2', 'A1', 0.006);
    await pane.getByRole('checkbox', { name: /^openai\/gpt-4o changed$/ }).waitFor();
  });

  test('W08 accepting writes the feed’s prices and keeps the hand edit: 1,000 × 5 + 100 × 8 per 1M = 0.0058', async () => {
    await prices.accept();
    await workbench.expectValue('Sheet2', 'A1', 0.0058);
  });

  test('restoring brings the prices before the refresh back', async () => {
    await prices.restore();
    await workbench.expectValue('Sheet2', 'A1', 0.006);
  });

  test('nothing left the machine, nothing was thrown and the security policy held', () => {
    expect(workbench.misconduct.outside.filter((url) => !url.startsWith(feed.origin))).toEqual([]);
    expect(workbench.misconduct.errors).toEqual([]);
  });
});
