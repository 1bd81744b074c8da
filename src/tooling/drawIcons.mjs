// Draws the PNG files of assets/icons/ from the SVG drawings beside them: `node src/tooling/drawIcons.mjs`. The results
// are committed. `icon` is the product's, the others are those of the ribbon's buttons.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from './chromium.mjs';
import { projectRoot } from './ensureInstalled.mjs';

const BUTTON_SIZES = [16, 20, 24, 32, 40, 48, 64, 80, 96];
const SIZES_OF = { icon: [...BUTTON_SIZES, 128], prices: BUTTON_SIZES, insert: BUTTON_SIZES, check: BUTTON_SIZES };
const LARGEST_SMALL_DRAWING = 24; // below this the details of the full drawing would blur

const folder = path.join(projectRoot, 'assets/icons');
const drawing = (name) => readFileSync(path.join(folder, `${name}.svg`)).toString('base64');
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });
const page = await browser.newPage();
for (const [name, sizes] of Object.entries(SIZES_OF)) {
  for (const size of sizes) {
    const svg = drawing(size <= LARGEST_SMALL_DRAWING ? `${name}-small` : name);
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>*{margin:0}img{display:block;width:${size}px;height:${size}px}</style><img src="data:image/svg+xml;base64,${svg}">`,
    );
    await page.locator('img').evaluate((image) => image.decode());
    await page.screenshot({ path: path.join(folder, `${name}-${size}.png`), omitBackground: true });
  }
}
await browser.close();
