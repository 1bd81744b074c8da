/** The entry of functions.js: registers every worksheet function and finds out which prices are in force. */
import { associateAll, loadLaterFunctions } from '../functions/associateAll';
import { WorkbookPriceRuntime } from './priceRuntime';
import type { PriceStatus } from './runtimeSlot';

const runtime = new WorkbookPriceRuntime(hostOfPage());
globalThis.llmCostRuntime = runtime;

if (typeof CustomFunctions !== 'undefined') {
  const context = () => runtime.context();
  associateAll(context);
  // while Excel starts anyway; a call that needs it earlier fetches it itself
  void runtime.ready.then(loadLaterFunctions).catch(() => undefined);
}

async function hostOfPage(): Promise<PriceStatus['host']> {
  if (typeof Office === 'undefined') return 'no-office';
  const { host } = await Office.onReady();
  return host === Office.HostType.Excel ? 'excel' : 'standalone';
}
