import { onTabRequest, requestedTab, type PaneTab } from '../../src/runtime/paneTab';
import { connectRibbon } from '../../src/taskpane/ribbonCommands';
import { eventually } from '../support/eventually';
import { startExcel, type RunningExcel } from '../support/loadOffice';

let excel: RunningExcel;
beforeEach(async () => {
  excel = await startExcel();
});
afterEach(() => {
  excel.stop();
  globalThis.llmCostPaneTab = undefined;
});

const paneStates = () =>
  excel.host.log.flatMap(({ actions }) => actions).filter((action) => action.endsWith('.setAppRuntimeState')).length;

test('a button shows the pane and asks for its view, also before the pane has been drawn', async () => {
  await connectRibbon();
  excel.press('showCheck');
  await eventually(() => requestedTab(), 'check');
  await eventually(paneStates, 1);
});

test('each button changes the view of a pane that is open', async () => {
  const shown: PaneTab[] = [];
  onTabRequest((tab) => shown.push(tab));
  await connectRibbon();
  for (const [index, name] of ['showPrices', 'showInsert', 'showCheck'].entries()) {
    excel.press(name);
    await eventually(() => shown.length, index + 1);
  }
  expect(shown).toEqual(['prices', 'insert', 'check']);
  await eventually(paneStates, 3);
});

test('outside Excel nothing is connected and nothing fails', async () => {
  excel.stop();
  await expect(connectRibbon()).resolves.toBeUndefined();
});
