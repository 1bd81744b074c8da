// Draws assets/icons/icon-<size>.png from the two SVG drawings: `node src/tooling/drawIcons.mjs`. The results are committed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from './chromium.mjs';
import { projectRoot } from './ensureInstalled.mjs';

const SIZES = [16, 20, 24, 32, 40, 48, 64, 80, 96, 128];
const LARGEST_SMALL_DRAWING = 24; // below this the axes of the full drawing would blur

const folder = path.join(projectRoot, 'assets/icons');
const drawing = (name) => readFileSync(path.join(folder, name)).toString('base64');
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });
const page = await browser.newPage();
for (const size of SIZES) {
  const svg = drawing(size <= LARGEST_SMALL_DRAWING ? 'icon-small.svg' : 'icon.svg');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}img{display:block;width:${size}px;height:${size}px}</style><img src="data:image/svg+xml;base64,${svg}">`,
  );
  await page.locator('img').evaluate((image) => image.decode());
  await page.screenshot({ path: path.join(folder, `icon-${size}.png`), omitBackground: true });
}
await browser.close();
