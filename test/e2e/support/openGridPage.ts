import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import webpack from 'webpack';
import type { Configuration } from 'webpack';
import { startServer } from '../../../src/tooling/server';
import { launchChromium, openPage } from '../../support/chromium';
import type { Misconduct } from '../../support/chromium';

const { workbenchConfig } = jest.requireActual<{ workbenchConfig(options: object): Configuration }>(
  '../../../webpack.config.js',
);

export interface GridPage {
  readonly page: Page;
  readonly misconduct: Misconduct;
  /** A new grid, with the given sheets beside "Sheet1". */
  fresh(...sheetNames: string[]): Promise<void>;
  close(): Promise<void>;
}

/** A page that holds the grid alone, built like the workbench. */
export async function openGridPage(): Promise<GridPage> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'llm-cost-grid-'));
  await build(folder);
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="main.css"><script type="module" src="main.js"></script>',
  );
  const server = await startServer({ mounts: { '/grid/': folder } });
  const browser: Browser = await launchChromium();
  const { page, misconduct } = await openPage(browser, server.origin);
  return {
    page,
    misconduct,
    fresh: async (...sheetNames) => {
      await page.goto(`${server.origin}/grid/`);
      await page.waitForFunction(() => typeof window.openGrid === 'function');
      await page.evaluate((names) => window.openGrid(names), sheetNames);
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function build(outputPath: string): Promise<void> {
  const config = workbenchConfig({ mode: 'production', entry: path.join(__dirname, 'gridPage.ts'), outputPath });
  const compiler = webpack({ ...config, optimization: { minimize: false } });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      const problem = error ?? (stats?.hasErrors() ? new Error(stats.toString('errors-only')) : null);
      compiler.close(() => (problem ? reject(problem) : resolve()));
    });
  });
}
