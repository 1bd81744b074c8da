import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';
import { pricesPane, type PricesPane } from './support/pricesPane';

jest.setTimeout(180_000);

/** This build as it was with prices of an earlier day: gpt-4o at 3 and 12 USD per 1M tokens instead of 2.5 and 10. */
function earlierFunctions(text: string): string {
  const changes = [
    ['"id":"2026-11-23-3de9aa8f","asOf":"2026-11-23"', '"id":"2026-10-01-0a1b2c3d","asOf":"2026-10-01"'],
    ['gpt4o|||||||||||2.5|1.25|||10|', 'gpt4o|||||||||||3|1.5|||12|'],
  ];
  return changes.reduce((before, [now, then]) => {
    if (before.split(now).length !== 2) throw new Error(`functions.js does not hold exactly once: ${now}`);
    return before.replace(now, then);
  }, text);
}

describe('a workbook with price tables, opened with an add-in that brings newer prices', () => {
  let workbench: WorkbenchPage;
  let prices: PricesPane;
  beforeAll(async () => {
    workbench = await openWorkbench({ earlierFunctions });
    prices = pricesPane(workbench.pane);
    await workbench.show('Sheet2');
    await workbench.type('A1', '=LLMCOST("gpt-4o",1000,100)');
    await prices.insertTables();
    await workbench.show('Sheet2');
    await workbench.upgrade();
  });
  afterAll(() => workbench?.close());

  const button = (name: string) => workbench.pane.getByRole('button', { name, exact: true });
  /** 1,000 × 3 + 100 × 12 USD per 1M tokens */
  const BEFORE = 0.0042;
  /** 1,000 × 2.5 + 100 × 10 USD per 1M tokens */
  const AFTER = 0.0035;

  test('keeps its numbers, in cells that are calculated now as well, and says that there are newer prices', async () => {
    await workbench.pane
      .getByText(
        'The add-in brings prices of 2026-11-23; this workbook keeps its own of 2026-10-01. No number moves unless you decide it.',
      )
      .waitFor();
    await workbench.type('A2', '=LLMCOST("gpt-4o",1000,100)');
    await workbench.expectValue('Sheet2', 'A2', BEFORE);
    await workbench.expectValue('Sheet2', 'A1', BEFORE);
  });

  test('shows the difference and leaves it when told so', async () => {
    await button('Show the difference').click();
    await prices.difference.getByText('Nothing has been written yet.').waitFor();
    expect(await prices.change('openai/gpt-4o', 'input')).toBe('input$3 →  becomes $2.5−16.7 %, cheaper');
    await button('Keep my prices').click();
    await workbench.pane.getByText(/^Nothing was written/).waitFor();
    await workbench.expectValue('Sheet2', 'A1', BEFORE);
    await button('Show the difference').waitFor();
  });

  test('takes the newer prices once they are accepted, and is silent about them afterwards', async () => {
    await button('Show the difference').click();
    await prices.accept();
    await workbench.expectValue('Sheet2', 'A1', AFTER);
    await workbench.expectValue('Sheet2', 'A2', AFTER);
    expect(await button('Show the difference').count()).toBe(0);
    await workbench.pane.getByText('Model prices of 2026-11-23', { exact: true }).waitFor();
  });

  test('goes back with Restore', async () => {
    await prices.restore();
    await workbench.expectValue('Sheet2', 'A1', BEFORE);
    await button('Show the difference').waitFor();
  });

  test('nothing left the machine, nothing was thrown and the security policy held', () => {
    expect(workbench.misconduct).toEqual({ outside: [], errors: [] });
  });
});
