/**
 * Excel gives the focus to the page, not to a control in it. The focus keeper of the controls swallows the Tab key
 * there, and the keyboard would never get in: the first control gets the focus instead.
 */
export function enterByTab(place: HTMLElement): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Tab') return;
      // it does not know that a summary can have the focus, and would keep the key there: the browser moves on by itself
      if (document.activeElement?.tagName === 'SUMMARY') return event.stopImmediatePropagation();
      if (event.shiftKey || document.activeElement !== document.body) return;
      const controls = [...place.querySelectorAll<HTMLElement>('button, a[href], input, summary')];
      const first = controls.find(({ tabIndex }) => tabIndex >= 0);
      if (!first) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      first.focus();
    },
    true,
  );
}
