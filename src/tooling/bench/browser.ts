import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { chromiumArguments, findChromium } from '../chromium.mjs';
import { startServer } from '../server';
import type { BenchRow, BenchSection, SizeRow } from './benchRow';

const LOADS = 15;
const dist = path.resolve(__dirname, '../../../dist');

declare global {
  interface Window {
    /** When the last of `count` functions was registered, in ms since the page began to load. */
    associated?: { count: number; lastMs: number };
  }
}

/** The built add-in in Chromium: how soon its functions are there, how much has to be loaded for that. */
export async function measureBrowser(): Promise<BenchSection> {
  return { title: 'In Chromium, on the production build', rows: [await functionsReady(), ...bundleSizes()] };
}

async function functionsReady(): Promise<BenchRow> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('No Chromium: install Chromium or Chrome, or set CHROMIUM_PATH to its program file.');
  const server = await startServer();
  const browser = await chromium.launch({ executablePath, args: [...chromiumArguments] });
  try {
    const times: number[] = [];
    for (let load = 0; load <= LOADS; load++)
      times.push(await loadOnce(browser, `${server.origin}/taskpane.html?office=local`));
    const [, ...warm] = times; // the first one fills the server's memory
    const name = `page load until every function is registered (median of ${LOADS})`;
    return { name, nanoseconds: median(warm) * 1e6, target: '≤ 150 ms' };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A new profile each time, so that nothing comes from the browser's cache. */
async function loadOnce(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const associated = { count: 0, lastMs: 0 };
    const mappings = new Proxy(
      {},
      {
        // the library deletes a note of its own from this object at every registration
        deleteProperty() {
          associated.count++;
          associated.lastMs = performance.now();
          return true;
        },
      },
    );
    Object.assign(window, { associated, CustomFunctionMappings: mappings });
  });
  await page.goto(url, { waitUntil: 'load' });
  const { count, lastMs } = await page.evaluate(() => window.associated ?? { count: 0, lastMs: 0 });
  await context.close();
  const expected = (JSON.parse(readFileSync(path.join(dist, 'functions.json'), 'utf8')) as { functions: unknown[] })
    .functions.length;
  if (count !== expected)
    throw new Error(`${count} of ${expected} functions were registered when the page had loaded.`);
  return lastMs;
}

function bundleSizes(): SizeRow[] {
  const gzipped = (file: string) => gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length;
  return [
    { name: 'functions.js with its prices, gzipped', bytes: gzipped('functions.js'), target: '≤ 60 kB' },
    { name: 'taskpane.js before the pane is loaded, gzipped', bytes: gzipped('taskpane.js') },
  ];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
