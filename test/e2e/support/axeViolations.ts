import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** Serious and critical findings of the accessibility rules: "color-contrast: <button …>". */
export async function axeViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const { axe: rules } = window as unknown as { axe: typeof axe };
    // Fluent's own stops before and after its groups are hidden, and can have the focus on purpose: they pass it on at once
    rules.configure({
      rules: [{ id: 'aria-hidden-focus', selector: '[aria-hidden="true"]:not([data-tabster-dummy])' }],
    });
    const { violations } = await rules.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`);
  });
}
