import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromiumArguments, findChromium } from '../../src/tooling/chromium.mjs';

/** A headless Chromium from this machine; CHROMIUM_PATH chooses one. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('No Chromium: install Chromium or Chrome, or set CHROMIUM_PATH to its program file.');
  return chromium.launch({ executablePath, headless: true, args: [...chromiumArguments] });
}

/** What a page did that it must not do. */
export interface Misconduct {
  /** Addresses outside the server. */
  readonly outside: string[];
  /** Uncaught exceptions, console errors and violations of the security policy. */
  readonly errors: string[];
}

/** A page at the local server, and a record of everything it should not do. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; misconduct: Misconduct }> {
  const viewport = { width: 1400, height: 860 };
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport, colorScheme: 'light', ...options });
  const page = await context.newPage();
  const misconduct: Misconduct = { outside: [], errors: [] };
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) misconduct.outside.push(url);
  });
  page.on('pageerror', (error) => misconduct.errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/.test(message.text()))
      misconduct.errors.push(message.text());
  });
  return { page, misconduct };
}
