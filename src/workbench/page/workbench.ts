import type { FunctionHelp } from '../../functions/functionHelp';
import { STARTER_SHEETS } from '../../sheets/starters/starterSheets';
import { createExcelHost } from '../excel-host/excelHost';
import type { ExcelHost } from '../excel-host/excelHost';
import type { FunctionsMetadata } from '../excel-host/functions/functionMetadata';
import { createGrid } from '../grid/createGrid';
import type { Grid } from '../grid/createGrid';
import { registerFunctions } from '../grid/registerFunctions';
import { exampleArguments } from './exampleArguments';
import { connectFocusKeys } from './focusKeys';
import { connectMessageLine } from './messageLine';
import { offerFile } from './openedFile';
import { pageElement } from './pageElement';
import { sayStatus, showPane } from './titleBar';
import { writeDraft } from './writeDraft';

/** The running workbench: `window.workbench`, for the console and the browser tests. */
export interface Workbench {
  readonly grid: Grid;
  readonly excel: ExcelHost;
}

declare global {
  interface Window {
    workbench?: Workbench;
  }
}

/** The grid with its Excel; the add-in's frame is already loading. */
export async function openWorkbench(
  metadata: FunctionsMetadata,
  help: readonly FunctionHelp[],
  frame: HTMLIFrameElement,
): Promise<{ excel: ExcelHost; file: () => Promise<Uint8Array> }> {
  const grid = await createGrid(pageElement('grid'));
  const { store, univer } = grid;
  const excel = createExcelHost(store, {
    metadata,
    onFunctionsReady: () => {
      performance.mark('functions-ready');
      sayStatus(`${metadata.functions.length} functions ready`, 'ready');
    },
    onPaneState: (state) => showPane(state !== 'Background'),
    onNewWorkbook: offerFile,
  });
  const examples = new Map(help.map((each) => [each.id, exampleArguments(each.examples[0].formula)]));
  registerFunctions(univer, metadata, excel.bridge, (id, position) => examples.get(id)?.[position]);

  const [first] = store.sheets();
  STARTER_SHEETS.forEach(({ draft }, index) => writeDraft(store, draft(), index === 0 ? first.id : undefined));
  store.addSheet('Sheet2');
  grid.forgetUndo();

  connectMessageLine(grid, excel.bridge);
  connectFocusKeys(grid, frame);
  grid.focus();
  performance.mark('grid-ready');
  window.workbench = { grid, excel };
  const functionIds = metadata.functions.map(({ id }) => id);
  return {
    excel,
    file: async () => {
      await store.settled();
      const { gridFile } = await import('./gridFile');
      return gridFile(store, functionIds);
    },
  };
}
