/**
 * Excel gives the focus to the page, not to a control in it. The focus keeper of the controls swallows the Tab key
 * there, and the keyboard would never get in: the tab of the view that is shown gets the focus instead, or the first
 * control of a screen without tabs.
 */
export function enterByTab(place: HTMLElement): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Tab') return;
      const { activeElement } = document;
      if (isUnknownToKeeper(activeElement)) return event.stopImmediatePropagation();
      if (event.shiftKey || activeElement !== document.body) return;
      const find = (selector: string) => place.querySelector<HTMLElement>(selector);
      const first = find('[role="tab"][aria-selected="true"]') ?? find('button, a[href], input');
      if (!first) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      first.focus();
    },
    true,
  );
}

/**
 * A summary, or a heading or message that was given the focus: the keeper does not know that they can have it and would
 * keep the key there, so the browser moves on by itself. Not in a dialog, which the focus must not leave.
 */
function isUnknownToKeeper(element: Element | null): boolean {
  if (!(element instanceof HTMLElement) || element === document.body || element.closest('[role$="dialog"]'))
    return false;
  return element.tagName === 'SUMMARY' || element.tabIndex < 0;
}
