/**
 * The page that plays Excel. The add-in's frame starts first: the grid is large, and the functions must not wait until
 * it is parsed.
 */
import './page.css';
import { ANNOUNCED_SETS } from '../excel-host/announcedSets';
import type { FunctionsMetadata } from '../excel-host/functions/functionMetadata';
import { openAddInFrame } from '../excel-host/xdm/addInFrame';
import { documentSettings } from '../excel-host/xdm/documentSettings';
import { LateHost } from './lateHost';
import { pageElement } from './pageElement';
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
const frame = openAddInFrame(pageElement('pane'), PANE, host, ADD_IN, host.settings);
frame.element.classList.add('wb-frame');

Promise.all([import('./workbench'), functionsMetadata()])
  .then(async ([{ openWorkbench }, metadata]) => {
    const excel = await openWorkbench(metadata, frame.element);
    host.connect(excel.host, documentSettings(excel.workbook.settings));
  })
  .catch((error: unknown) => {
    console.error(error);
    sayStatus('The workbench could not start: reload the page', 'failed');
  });

async function functionsMetadata(): Promise<FunctionsMetadata> {
  const response = await fetch('/functions.json');
  if (!response.ok) throw new Error(`functions.json answered ${response.status}`);
  return (await response.json()) as FunctionsMetadata;
}
