import type { Browser, Frame, Page } from 'playwright-core';
import { startServer } from '../../../src/tooling/server';
import { parseAddress } from '../../../src/workbench/excel-host/address';
import type { Area, CellState, Rect } from '../../../src/workbench/excel-host/sheetStore';
import { launchChromium, openPage } from '../../support/chromium';
import type { Misconduct } from '../../support/chromium';

export interface WorkbenchPage {
  readonly page: Page;
  readonly pane: Frame;
  readonly misconduct: Misconduct;
  /** By keyboard, into a cell of the sheet that is shown. */
  type(address: string, text: string): Promise<void>;
  /** Selects a cell of the sheet that is shown; keys go to the grid. */
  select(address: string): Promise<void>;
  show(sheet: string): Promise<void>;
  /** What a cell holds: its value, or the error's text. */
  value(sheet: string, address: string): Promise<string | number | boolean>;
  cells(sheet: string, address: string): Promise<CellState[][]>;
  /** Waits until the cell holds it. */
  expectValue(sheet: string, address: string, expected: string | number): Promise<void>;
  /** The add-in's page is loaded anew, with the functions of this build. */
  upgrade(): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MS = 15_000;

interface WorkbenchOptions {
  readonly feedOrigins?: readonly string[];
  /** Stays at the first screen, as somebody does who opens the pane for the first time. */
  readonly firstRun?: boolean;
  /** The functions bundle as an earlier release had it, until `upgrade`. */
  readonly earlierFunctions?: (text: string) => string;
}

/** The production build on a local server, in a browser, with the pane and the functions ready. */
export async function openWorkbench({ feedOrigins = [], ...options }: WorkbenchOptions = {}): Promise<WorkbenchPage> {
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const each of opened.reverse().splice(0)) await each.close();
  };
  try {
    const server = await startServer({ feedOrigins });
    opened.push(server);
    const browser = await launchChromium();
    opened.push(browser);
    return { ...(await startedWorkbench(browser, server.origin, options)), close };
  } catch (error) {
    // a browser or a server that is left open keeps the whole test run from ending
    await close();
    throw error;
  }
}

async function startedWorkbench(
  browser: Browser,
  origin: string,
  { firstRun = false, earlierFunctions }: Omit<WorkbenchOptions, 'feedOrigins'>,
): Promise<Omit<WorkbenchPage, 'close'>> {
  const { page, misconduct } = await openPage(browser, origin);
  let earlier = earlierFunctions;
  if (earlier) {
    await page.route('**/functions.js', async (route) => {
      const response = await route.fetch();
      const text = await response.text();
      const headers = { ...response.headers(), 'cache-control': 'no-store' };
      await route.fulfill({ response, headers, body: earlier ? earlier(text) : text });
    });
  }
  await page.goto(`${origin}/workbench/`);
  await page.waitForFunction(() => window.workbench !== undefined);
  await page.getByText(/functions ready/).waitFor({ timeout: PATIENCE_MS });
  const pane = page.frames().find((frame) => frame.url().includes('taskpane.html'));
  if (!pane) throw new Error('The workbench has no pane');
  const notNow = pane.getByRole('button', { name: 'Not now' });
  await notNow.waitFor({ timeout: PATIENCE_MS });
  if (!firstRun) await notNow.click();

  const cells: WorkbenchPage['cells'] = (sheet, address) =>
    page.evaluate(
      ([name, rect]) => {
        const { store } = window.workbench!.grid;
        return store.read(store.sheets().find((each) => each.name === name)!.id, rect);
      },
      [sheet, rectOf(address)] as const,
    );
  const value: WorkbenchPage['value'] = async (sheet, address) => (await cells(sheet, address))[0][0].value;
  const select: WorkbenchPage['select'] = (address) =>
    page.evaluate((rect) => {
      const { grid } = window.workbench!;
      const area: Area = { sheet: grid.store.active(), rect };
      grid.store.select(area);
      grid.focus();
    }, rectOf(address));
  return {
    page,
    pane,
    misconduct,
    async upgrade() {
      earlier = undefined;
      await pane.evaluate(() => location.reload());
      await pane.getByRole('tab', { name: 'Prices' }).waitFor({ timeout: PATIENCE_MS });
    },
    cells,
    value,
    select,
    async type(address, text) {
      await select(address);
      await page.keyboard.type(text, { delay: 8 });
      await page.keyboard.press('Enter');
    },
    show: (sheet) =>
      page.evaluate((name) => {
        const { store } = window.workbench!.grid;
        store.activate(store.sheets().find((each) => each.name === name)!.id);
      }, sheet),
    async expectValue(sheet, address, expected) {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const found = await value(sheet, address);
        const equal = typeof expected === 'number' ? Math.abs(Number(found) - expected) < 1e-12 : found === expected;
        if (equal) return;
        if (Date.now() > deadline) throw new Error(`${sheet}!${address} is ${String(found)}, not ${expected}`);
        await page.waitForTimeout(30);
      }
    },
  };
}

function rectOf(address: string): Rect {
  const parsed = parseAddress(address);
  if (!parsed) throw new Error(`no address: ${address}`);
  const { row, col, rows, cols } = parsed;
  return { row, col, rows, cols };
}
