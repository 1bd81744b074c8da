/**
 * Which view the pane is asked to show. A ribbon command may ask before the pane has been drawn, and from the other
 * bundle of the page, so the request waits in a slot of its own on globalThis until the pane takes it.
 */
declare global {
  var llmCostPaneTab: { requested?: PaneTab; listener?: (tab: PaneTab) => void } | undefined;
}

/** In the order in which the pane shows them. */
export const PANE_TABS = ['prices', 'insert', 'check', 'share', 'help'] as const;
export type PaneTab = (typeof PANE_TABS)[number];

/** The pane shows the view at once, or as soon as it is drawn. */
export function requestTab(tab: PaneTab): void {
  const slot = paneTabSlot();
  if (slot.listener) slot.listener(tab);
  else slot.requested = tab;
}

/** What was asked for before the pane was drawn. */
export function requestedTab(): PaneTab | undefined {
  return paneTabSlot().requested;
}

/** Called at every request from now on, until the returned function is called. There is one pane on a page. */
export function onTabRequest(listener: (tab: PaneTab) => void): () => void {
  const slot = paneTabSlot();
  slot.listener = listener;
  if (slot.requested) listener(slot.requested);
  slot.requested = undefined;
  return () => {
    if (slot.listener === listener) slot.listener = undefined;
  };
}

function paneTabSlot(): NonNullable<typeof globalThis.llmCostPaneTab> {
  return (globalThis.llmCostPaneTab ??= {});
}
