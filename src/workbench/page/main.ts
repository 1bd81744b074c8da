/**
 * The page that plays Excel. The add-in's frame starts first: the grid is large, and the functions must not wait until
 * it is parsed.
 */
import './page.css';
import type { FunctionHelpFile } from '../../functions/functionHelp';
import { ANNOUNCED_SETS } from '../excel-host/announcedSets';
import type { FunctionsMetadata } from '../excel-host/functions/functionMetadata';
import { openAddInFrame } from '../excel-host/xdm/addInFrame';
import { DocumentFile } from '../excel-host/xdm/documentFile';
import { documentSettings } from '../excel-host/xdm/documentSettings';
import { LateHost } from './lateHost';
import { pageElement } from './pageElement';
import { connectRibbon } from './ribbon';
import { connectTitleBar, sayStatus } from './titleBar';

const PANE = '/taskpane.html?office=local';
const ADD_IN = {
  id: 'llm-cost',
  name: 'LLM Cost',
  locale: 'en-US',
  documentUrl: `${location.origin}/Book1.xlsx`,
  sets: ANNOUNCED_SETS,
};

performance.mark('page-start');
connectTitleBar();
const host = new LateHost();
const file = new DocumentFile(() => host.file());
const frame = openAddInFrame(pageElement('pane'), PANE, host, ADD_IN, host.settings, file);
frame.element.classList.add('wb-frame');
connectRibbon(frame.xdm).catch((error: unknown) => console.error(error));

const metadata = fetchJson<FunctionsMetadata>('/functions.json');
const help = fetchJson<FunctionHelpFile>('/function-help.json');
Promise.all([import('./workbench'), metadata, help])
  .then(async ([{ openWorkbench }, functions, texts]) => {
    const { excel, file } = await openWorkbench(functions, texts.functions, frame.element);
    host.connect(excel.host, documentSettings(excel.workbook.settings), file);
  })
  .catch((error: unknown) => {
    console.error(error);
    sayStatus('The workbench could not start: reload the page', 'failed');
  });

async function fetchJson<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return (await response.json()) as T;
}
