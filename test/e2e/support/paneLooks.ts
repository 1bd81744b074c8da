import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { axeViolations } from './axeViolations';
import type { WorkbenchPage } from './openWorkbench';

/** How a pane looks and what is wrong with it, in each of the three looks of Excel. */
export interface PaneInspection {
  /** "dark: color-contrast: <button …>"; serious and critical ones. */
  readonly violations: readonly string[];
  /** Widths at which something stands out of the pane, and what: "dark at 320 px: 341, BUTTON …". */
  readonly overflows: readonly string[];
}

const LOOKS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'high-contrast': { colorScheme: 'dark', forcedColors: 'active' },
} as const;
/** The widest pane of Excel, the default one of 350 px at 200 % zoom, and the narrowest, in which the picture is taken. */
const WIDTHS_PX = [450, 175, 320] as const;
/** A list of many pages is cut in its picture. */
const TALLEST_PX = 2_600;

/** Pictures go to PANE_PICTURES where it names a folder, otherwise to a new temporary one. */
export function pictureFolder(): string {
  const wanted = process.env.PANE_PICTURES;
  if (!wanted) return mkdtempSync(path.join(os.tmpdir(), 'llm-cost-pane-'));
  mkdirSync(wanted, { recursive: true });
  return wanted;
}

/**
 * One state of the pane as a test: how a person gets there from the state above, then the pane is looked at in light, dark
 * and high contrast.
 * @param workbench it is opened before the first test runs
 */
export function paneStates(workbench: () => WorkbenchPage) {
  const folder = pictureFolder();
  return (name: string, reach: () => Promise<unknown>): void => {
    test(name, async () => {
      await reach();
      const picture = name.replace(/\W+/g, '-').toLowerCase();
      expect(await inspectPane(workbench(), picture, folder)).toEqual({ violations: [], overflows: [] });
    });
  };
}

/** Looks at the pane at 320 px in light, dark and high contrast, takes a picture of each and runs the axe rules. */
export async function inspectPane(workbench: WorkbenchPage, name: string, folder: string): Promise<PaneInspection> {
  const { page, pane } = workbench;
  const violations: string[] = [];
  const overflows: string[] = [];
  for (const [look, media] of Object.entries(LOOKS)) {
    await page.emulateMedia(media);
    for (const width of WIDTHS_PX) {
      await setPaneSize(workbench, width, 640);
      const wide = await pane.evaluate(widestElement);
      if (wide.needed > width) overflows.push(`${look} at ${width} px: ${wide.needed}, ${wide.what}`);
    }
    const content = await pane.evaluate(() =>
      Math.ceil(document.getElementById('pane')!.getBoundingClientRect().height),
    );
    const height = Math.min(Math.max(content, 200), TALLEST_PX);
    await setPaneSize(workbench, 320, height);
    await page.screenshot({ path: path.join(folder, `${name}-${look}.png`), clip: { x: 0, y: 0, width: 320, height } });
    violations.push(...(await axeViolations(pane)).map((violation) => `${look}: ${violation}`));
  }
  await page.emulateMedia(LOOKS.light);
  return { violations, overflows };
}

/** Runs in the pane: how wide it would have to be, and the last element that reaches that far. */
function widestElement(): { needed: number; what: string } {
  const needed = document.documentElement.scrollWidth;
  const reaching = [...document.querySelectorAll('#pane *')].filter(
    (one) => one.getBoundingClientRect().right >= needed - 1,
  );
  const last = reaching.at(-1);
  return { needed, what: last ? `${last.tagName} ${last.className} “${last.textContent?.slice(0, 80)}”` : 'a text' };
}

/** The pane over everything else, at the size of its content, so that one picture shows it whole. */
async function setPaneSize({ page, pane }: WorkbenchPage, width: number, height: number): Promise<void> {
  await page.evaluate(
    ([w, h]) => {
      const frame = document.querySelector<HTMLIFrameElement>('#pane iframe')!;
      frame.style.cssText = `position:fixed;left:0;top:0;z-index:9999;width:${w}px;height:${h}px`;
    },
    [width, height],
  );
  await pane.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
