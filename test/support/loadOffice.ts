import { parseAddress } from '../../src/workbench/excel-host/address';
import { ANNOUNCED_SETS } from '../../src/workbench/excel-host/announcedSets';
import type { ExcelHost } from '../../src/workbench/excel-host/excelHost';
import { createExcelHost } from '../../src/workbench/excel-host/excelHost';
import type { FunctionsMetadata } from '../../src/workbench/excel-host/functions/functionMetadata';
import type { Evaluate } from '../../src/workbench/excel-host/memory/memoryStore';
import { MemoryStore } from '../../src/workbench/excel-host/memory/memoryStore';
import type { AddInIdentity } from '../../src/workbench/excel-host/xdm/appContext';
import { frameName } from '../../src/workbench/excel-host/xdm/appContext';
import { DocumentFile } from '../../src/workbench/excel-host/xdm/documentFile';
import { documentSettings } from '../../src/workbench/excel-host/xdm/documentSettings';
import { XdmHost } from '../../src/workbench/excel-host/xdmHost';
import { evaluateFormula } from './evaluateFormula';
import type { OfficeGlobals } from './officePage';
import { openOfficePage } from './officePage';

export interface StartOptions {
  /** functions.json of the add-in; without it no function is known. */
  readonly metadata?: FunctionsMetadata;
  /** Replaces the small formula language of `evaluateFormula.ts`. */
  readonly evaluate?: Evaluate;
  /** The requirement sets Excel announces; the library's own check is on. */
  readonly sets?: Readonly<Record<string, string>>;
  /** The open file, as it would be saved now. */
  readonly file?: () => Promise<Uint8Array>;
  /** The language of Excel and its data, "de-DE"; en-US when missing. */
  readonly locale?: string;
}

/** The real office.js in Node, answered by our own Excel over an in-memory workbook. */
export interface RunningExcel extends ExcelHost {
  readonly store: MemoryStore;
  readonly globals: OfficeGlobals;
  /** Files that the add-in opened as new workbooks. */
  readonly openedFiles: Uint8Array[];
  /** `Excel.run` of this page. */
  readonly run: typeof Excel.run;
  /** As if the user pressed a button of the ribbon that runs this function. */
  press(functionName: string): void;
  /** Runs a file in the page, as a script tag does; what it loads itself is looked for beside it. */
  runScript(file: string): void;
  /** Resolves when formulas are calculated and every add-in function has answered. */
  settled(): Promise<void>;
  /** The value of a cell such as "Sheet1!A1". */
  valueAt(address: string): unknown;
  /** The sentence behind the error that a cell shows. */
  sentenceAt(address: string): string | null;
  /** Closes the page and takes the globals away again. */
  stop(): void;
}

const ORIGIN = 'https://localhost:3000';
const NO_FUNCTIONS: FunctionsMetadata = { functions: [] };
const POLL_MS = 5;
const LONGEST_WAIT_MS = 10_000;

/**
 * Opens a new workbook with the add-in's page beside it. `Excel`, `Office`, `OfficeExtension` and `CustomFunctions` are
 * globals afterwards, so that a scenario can be written as it would run inside Excel.
 */
export async function startExcel(options: StartOptions = {}): Promise<RunningExcel> {
  const store = new MemoryStore(options.evaluate ?? evaluateFormula(() => excel.bridge));
  const sets = options.sets ?? ANNOUNCED_SETS;
  let announceFunctions: () => void = () => undefined;
  const functionsReady = new Promise<void>((resolve) => (announceFunctions = resolve));
  const openedFiles: Uint8Array[] = [];
  const excel = createExcelHost(store, {
    onNewWorkbook: (bytes) => openedFiles.push(bytes),
    metadata: options.metadata ?? NO_FUNCTIONS,
    sets,
    onFunctionsReady: announceFunctions,
  });

  const addIn: AddInIdentity = {
    id: 'add-in',
    name: 'Add-in',
    locale: options.locale ?? 'en-US',
    documentUrl: `${ORIGIN}/Book1.xlsx`,
    sets,
  };
  const settings = documentSettings(excel.workbook.settings);
  const frame = { origin: ORIGIN, post: (text: string) => page.receive(text) };
  const xdm = new XdmHost(excel.host, addIn, settings, frame, new DocumentFile(options.file));
  const page = openOfficePage({
    name: frameName(addIn, ORIGIN),
    origin: ORIGIN,
    postToHost: (text) => xdm.receive(text, ORIGIN),
  });
  const { globals } = page;
  await globals.Office.onReady();
  await functionsReady;
  switchOnApiSetCheck(globals);
  const { Excel, Office, OfficeExtension, CustomFunctions } = globals;
  Object.assign(globalThis, { Excel, Office, OfficeExtension, CustomFunctions });

  return {
    ...excel,
    store,
    globals,
    openedFiles,
    run: Excel.run,
    press: (functionName) => xdm.invokeCommand('button', functionName),
    runScript: page.runScript,
    settled: () => settle(store, excel),
    valueAt: (address) => {
      const { sheet, row, col } = cellAt(store, address);
      return store.read(sheet, { row, col, rows: 1, cols: 1 })[0][0].value;
    },
    sentenceAt: (address) => {
      const { sheet, row, col } = cellAt(store, address);
      return excel.bridge.sentenceAt(sheet, row, col);
    },
    stop: () => {
      page.close();
      for (const name of GLOBAL_NAMES) Reflect.deleteProperty(globalThis, name);
    },
  };
}

/** Of the library, and what the add-in keeps on its page: a conversation that was cut off must not hold up the next page's. */
const GLOBAL_NAMES = ['Excel', 'Office', 'OfficeExtension', 'CustomFunctions', 'llmCostExcelTurn'] as const;

/** Off in the product, where Excel itself refuses what it does not have. */
function switchOnApiSetCheck({ OfficeExtension }: OfficeGlobals): void {
  const { CommonUtility } = OfficeExtension as unknown as { CommonUtility: { _doApiNotSupportedCheck: boolean } };
  CommonUtility._doApiNotSupportedCheck = true;
}

async function settle(store: MemoryStore, { bridge }: ExcelHost): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  do {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    await store.settled();
    if (Date.now() > deadline) throw new Error(`${bridge.busy} function calls were never answered`);
  } while (bridge.busy > 0);
}

function cellAt(store: MemoryStore, address: string): { sheet: string; row: number; col: number } {
  const parsed = parseAddress(address);
  const sheet = store.sheets().find(({ name }) => name === parsed?.sheet);
  if (!parsed || !sheet) throw new Error(`There is no cell ${address}`);
  return { sheet: sheet.id, row: parsed.row, col: parsed.col };
}
