/**
 * The pane's entry. This page is also where Excel runs the functions, possibly with the pane closed, so nothing of the
 * interface is loaded before the functions are registered and the page has a quiet moment.
 */
import { connectRibbon } from './ribbonCommands';

void connectRibbon();
whenQuiet(() => {
  import(/* webpackChunkName: "pane" */ './pane')
    .then(({ renderPane }) => renderPane(element('pane')))
    .catch((error: unknown) => {
      console.error('The pane could not be loaded.', error);
      element('pane').textContent = 'The pane could not be loaded. Check the connection and open it again.';
    });
});

function whenQuiet(start: () => void): void {
  const soon = () =>
    'requestIdleCallback' in window ? requestIdleCallback(start, { timeout: 500 }) : setTimeout(start, 50);
  if (document.readyState === 'complete') soon();
  else window.addEventListener('load', soon, { once: true });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}`);
  return found;
}
