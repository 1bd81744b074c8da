import { useState } from 'react';
import type { PaneTab } from '../../runtime/paneTab';
import type { PriceStatus } from '../../runtime/runtimeSlot';

/** In this browser's or Excel's storage for the add-in; it says that the screen was seen and nothing else. */
const SEEN_KEY = 'llm-cost.first-run';

export interface FirstRunState {
  readonly isOpen: boolean;
  /** It has served its purpose, but stays open at this start. */
  remember(): void;
  /** Remembers it, too. */
  close(): void;
}

/**
 * The first screen is for somebody who has not seen it, in a workbook without price tables. Decided once per start; with
 * the tables inserted it goes when another view is chosen.
 */
export function useFirstRun(status: PriceStatus, tab: PaneTab): FirstRunState {
  const [decision, setDecision] = useState<'open' | 'closed' | undefined>(() => (wasSeen() ? 'closed' : undefined));
  if (decision === undefined && status.prices !== 'loading') {
    setDecision(status.host === 'excel' && status.prices === 'bundled' ? 'open' : 'closed');
  }
  if (decision === 'open' && tab !== 'prices' && status.hasTables) setDecision('closed');
  const close = () => {
    rememberSeen();
    setDecision('closed');
  };
  return { isOpen: decision === 'open', remember: rememberSeen, close };
}

/** Where storage is switched off the screen comes again at the next start. */
function wasSeen(): boolean {
  try {
    return localStorage.getItem(SEEN_KEY) !== null;
  } catch {
    return false;
  }
}

function rememberSeen(): void {
  try {
    localStorage.setItem(SEEN_KEY, 'seen');
  } catch (error) {
    console.warn('The first screen will be shown again, because nothing can be stored here.', error);
  }
}
