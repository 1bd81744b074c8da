import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { ANNOUNCED_SETS, isAnnounced } from '../../src/workbench/excel-host/announcedSets';
import type { ExcelHost } from '../../src/workbench/excel-host/excelHost';
import { createExcelHost } from '../../src/workbench/excel-host/excelHost';
import type { FunctionsMetadata } from '../../src/workbench/excel-host/functions/functionMetadata';
import type { Evaluate } from '../../src/workbench/excel-host/memory/memoryStore';
import { MemoryStore } from '../../src/workbench/excel-host/memory/memoryStore';
import { parseAddress } from '../../src/workbench/excel-host/address';
import { evaluateFormula } from './evaluateFormula';
import { nativeBridge } from './nativeBridge';
import { pageGlobals } from './pageGlobals';

/** What an add-in finds in its page. */
export interface OfficeGlobals {
  Excel: typeof Excel;
  Office: typeof Office;
  OfficeExtension: typeof OfficeExtension;
  CustomFunctions: typeof CustomFunctions;
}

export interface StartOptions {
  /** functions.json of the add-in; without it no function is known. */
  readonly metadata?: FunctionsMetadata;
  /** Replaces the small formula language of `evaluateFormula.ts`. */
  readonly evaluate?: Evaluate;
  readonly sets?: Readonly<Record<string, string>>;
}

/** The real office.js in Node, answered by our own Excel over an in-memory workbook. */
export interface RunningExcel extends ExcelHost {
  readonly store: MemoryStore;
  readonly globals: OfficeGlobals;
  /** `Excel.run` of this copy. */
  readonly run: typeof Excel.run;
  /** Runs a file in the page, as a script tag does; `document.currentScript` and modules are not there. */
  runScript(file: string): void;
  /** Resolves when formulas are calculated and every add-in function has answered. */
  settled(): Promise<void>;
  /** The cell's value, with an address such as "Sheet1!A1". */
  valueAt(address: string): unknown;
  /** Takes the globals away again. */
  stop(): void;
}

const LIBRARY = path.join(
  path.dirname(createRequire(__filename).resolve('@microsoft/office-js/package.json')),
  'dist/excel-web-16.00.debug.js',
);
const NO_FUNCTIONS: FunctionsMetadata = { functions: [] };
const POLL_MS = 5;
const LONGEST_WAIT_MS = 10_000;

let library: vm.Script | undefined;

export async function startExcel(options: StartOptions = {}): Promise<RunningExcel> {
  const sets = options.sets ?? ANNOUNCED_SETS;
  const store = new MemoryStore(options.evaluate ?? evaluateFormula(() => host.bridge));
  const host = createExcelHost(store, { metadata: options.metadata ?? NO_FUNCTIONS, sets });
  const page = pageGlobals({ isSetSupported: (name, version) => isAnnounced(sets, name, version) });
  const bridge = nativeBridge(host.host);
  page._richApiNativeBridge = bridge;
  vm.createContext(page);
  library ??= new vm.Script(readFileSync(LIBRARY, 'utf8'), { filename: LIBRARY });
  library.runInContext(page);
  const globals = page as unknown as OfficeGlobals;
  Object.assign(globalThis, pick(globals));
  const settled = async () => {
    const deadline = Date.now() + LONGEST_WAIT_MS;
    do {
      await store.settled();
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      if (Date.now() > deadline) throw new Error(`${host.bridge.busy} function calls were never answered`);
    } while (host.bridge.busy > 0);
    await store.settled();
  };
  await settled();
  return {
    ...host,
    store,
    globals,
    run: globals.Excel.run,
    runScript: (file) => new vm.Script(readFileSync(file, 'utf8'), { filename: file }).runInContext(page),
    settled,
    valueAt: (address) => valueAt(store, address),
    stop: () => GLOBAL_NAMES.forEach((name) => Reflect.deleteProperty(globalThis, name)),
  };
}

const GLOBAL_NAMES = ['Excel', 'Office', 'OfficeExtension', 'CustomFunctions'] as const;

function pick({ Excel, Office, OfficeExtension, CustomFunctions }: OfficeGlobals): OfficeGlobals {
  return { Excel, Office, OfficeExtension, CustomFunctions };
}

function valueAt(store: MemoryStore, address: string): unknown {
  const { sheet, ...rect } = parseAddress(address) ?? { sheet: undefined, row: 0, col: 0, rows: 0, cols: 0 };
  const found = store.sheets().find(({ name }) => name === sheet);
  if (!found || rect.rows === 0) throw new Error(`There is no cell ${address}`);
  return store.read(found.id, { ...rect, rows: 1, cols: 1 })[0][0].value;
}
