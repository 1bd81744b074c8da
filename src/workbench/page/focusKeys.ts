import type { Grid } from '../grid/createGrid';
import { isPaneShown, showPane } from './titleBar';

/** F6 goes from the sheet to the pane and back; each document hears only its own keys. */
export function connectFocusKeys(grid: Pick<Grid, 'focus'>, frame: HTMLIFrameElement): void {
  onF6(window, () => {
    if (!isPaneShown()) showPane(true);
    frame.contentWindow?.focus();
  });
  const connectPane = () => {
    if (!frame.contentWindow) return;
    onF6(frame.contentWindow, () => {
      window.focus();
      grid.focus();
    });
  };
  connectPane();
  frame.addEventListener('load', connectPane);
}

function onF6(target: Window, act: () => void): void {
  const listen = (event: KeyboardEvent) => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  target.addEventListener('keydown', listen, true);
}
