import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openWorkbench, type WorkbenchPage } from './support/openWorkbench';

jest.setTimeout(120_000);

type Entries = Readonly<Record<string, string | number>>;

/** Every price question about one request, and a company's own card pasted beside it (made-up figures). */
const PRICES: Entries = {
  A1: 'Model', B1: 'gpt-5.1',
  A2: 'Input tokens', B2: 12000,
  A3: 'Output tokens', B3: 900,
  A4: 'Cached tokens', B4: 9000,
  A5: 'USD per request', B5: '=LLMCOST(B1,B2,B3,B4)',
  A7: '=LLMEXPLAIN(B1,B2,B3,B4)',
  A14: '=LLMCOMPARE({"gpt-5.1";"claude-sonnet-4-5";"gemini-2.5-pro"},B2,B3,B4)',
  A20: 'model', B20: 'input', C20: 'cached input', D20: 'output',
  A21: 'gpt-5.1', B21: 1, C21: 0.1, D21: 8,
  A23: 'At the company price', B23: '=LLMCOST(B1,B2,B3,B4,,,,A20:D21)',
}; // prettier-ignore

/** From memory to the verdict, for 20 million requests a month on Llama 3.3 70B. */
const BREAK_EVEN: Entries = {
  A1: 'Open model', B1: 'llama-3.3-70b', C1: 'API model', D1: 'gpt-5.1',
  A2: 'GPU', B2: 'H100', C2: 'Requests a month', D2: 20000000,
  A3: 'Input tokens', B3: 1000, C3: 'Output tokens', D3: 300,
  A4: 'Memory, GB', B4: '=GPUMEMORY(B1,"fp8",B3+D3,32)', C4: 'GPUs that hold it', D4: '=GPUFIT(B1,B2,"fp8",B3+D3,32)',
  A5: 'USD per GPU-hour', B5: '=GPUPRICE(B2)', C5: 'GPUs for 10 requests/s', D5: '=GPUCOUNT(B1,B2,10,B3,D3,2,50,"fp8",1,"words")',
  A6: 'Months until bought GPUs pay', B6: '=GPUBREAKEVEN(D1,B1,B2,D2,B3,D3,"buy","months","precision=fp8")',
  A8: '=GPUTHROUGHPUT(B1,B2,4,B3,D3,64,"fp8","all")',
  G8: '=GPUBREAKEVEN(D1,B1,B2,D2,B3,D3,"buy","all","precision=fp8")',
}; // prettier-ignore

describe('two sheets that people build, in the workbench', () => {
  const pictures = mkdtempSync(path.join(os.tmpdir(), 'llm-cost-pictures-'));
  let workbench: WorkbenchPage;
  beforeEach(async () => {
    workbench = await openWorkbench();
    await workbench.show('Sheet2');
  });
  afterEach(() => workbench.close());

  async function fill(entries: Entries, picture: string): Promise<void> {
    await workbench.page.evaluate((cells) => {
      const { store } = window.workbench!.grid;
      const sheet = store.active();
      for (const [address, entry] of Object.entries(cells)) {
        const [, letter, number] = /^([A-Z])(\d+)$/.exec(address)!;
        const rect = { row: Number(number) - 1, col: letter.charCodeAt(0) - 65, rows: 1, cols: 1 };
        store.write(sheet, rect, [
          [typeof entry === 'string' && entry.startsWith('=') ? { formula: entry } : { value: entry }],
        ]);
      }
      for (let column = 0; column < 12; column += 1)
        store.setColumnWidth(sheet, column, 1, column % 6 === 0 ? 150 : 96);
    }, entries);
    await workbench.page.waitForTimeout(2_500);
    await workbench.page.screenshot({ path: path.join(pictures, `${picture}.png`) });
  }
  const errors = (rows: number) =>
    workbench.page.evaluate((count) => {
      const { store } = window.workbench!.grid;
      const cells = store.read(store.active(), { row: 0, col: 0, rows: count, cols: 16 }).flat();
      return cells.filter(({ error }) => error).map(({ formula, value }) => `${formula} ${String(value)}`);
    }, rows);

  // 3,000 × 1.25 + 9,000 × 0.125 + 900 × 10 = 13,875 and 3,000 × 1 + 9,000 × 0.1 + 900 × 8 = 11,100 per 1M
  test('prices: the bill, its lines, its rivals and a pasted company card', async () => {
    await fill(PRICES, 'prices');
    await workbench.expectValue('Sheet2', 'B5', 0.013875);
    await workbench.expectValue('Sheet2', 'B23', 0.0111);
    expect(await errors(40)).toEqual([]);
  });

  test('break-even: from memory over speed and GPUs to a verdict with low, base and high', async () => {
    await fill(BREAK_EVEN, 'break-even');
    await workbench.expectValue('Sheet2', 'D4', 2);
    expect(await errors(60)).toEqual([]);
    expect(Number(await workbench.value('Sheet2', 'B6'))).toBeGreaterThan(0);
  });
});
