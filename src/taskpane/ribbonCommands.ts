import { requestTab, type PaneTab } from '../runtime/paneTab';

/** The FunctionName of a button in manifest.xml, and the view that it shows. */
export const RIBBON_COMMANDS = {
  showPrices: 'prices',
  showInsert: 'insert',
  showCheck: 'check',
} as const satisfies Readonly<Record<string, PaneTab>>;

/** Lets the ribbon's buttons show the pane, also while nothing of the pane has been drawn yet. */
export async function connectRibbon(): Promise<void> {
  if (typeof Office === 'undefined') return;
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) return;
  for (const [command, tab] of Object.entries(RIBBON_COMMANDS)) {
    Office.actions.associate(command, (event: Office.AddinCommands.Event) => void show(tab, event));
  }
}

/** Excel shows a button as busy until the event is completed, so it is completed whatever happens. */
async function show(tab: PaneTab, event: Office.AddinCommands.Event): Promise<void> {
  requestTab(tab);
  try {
    await Office.addin.showAsTaskpane();
  } catch (error) {
    console.error('The pane could not be shown.', error);
  } finally {
    event.completed();
  }
}
