import { functionsJson } from '../../src/functions/functionsJson';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import type { PriceRuntime } from '../../src/runtime/runtimeSlot';
import type { Scalar } from '../../src/workbench/excel-host/sheetStore';
import { startExcel, type RunningExcel } from '../support/loadOffice';

export interface RunningAddIn extends RunningExcel {
  readonly runtime: PriceRuntime;
  /** Types into Sheet1, waits, and answers what the cell shows. */
  type(address: string, entry: Scalar): Promise<unknown>;
}

/** Excel with the add-in's functions entry loaded into its page, as when a workbook is opened. */
export async function startAddIn(
  prepare: (excel: RunningExcel) => Promise<unknown> = async () => undefined,
): Promise<RunningAddIn> {
  const excel = await startExcel({ metadata: functionsJson(FUNCTION_DEFINITIONS, 'https://localhost:3000') });
  await prepare(excel);
  const runtime = await loadAddIn();
  await runtime.ready;
  return { ...excel, runtime, type: (address, entry) => type(excel, address, entry) };
}

/** A fresh copy of the entry: what the last one knew is gone, as after the workbook was closed and opened. */
export async function loadAddIn(): Promise<PriceRuntime> {
  jest.resetModules();
  const warn = jest.spyOn(console, 'warn').mockImplementation(); // office.js notes that the names are registered anew
  await import('../../src/runtime/functionsEntry');
  warn.mockRestore();
  if (!globalThis.llmCostRuntime) throw new Error('The functions entry left nothing in its slot');
  return globalThis.llmCostRuntime;
}

async function type(excel: RunningExcel, address: string, entry: Scalar): Promise<unknown> {
  const sheet = excel.store.sheets().find(({ name }) => name === 'Sheet1');
  const [, letter, digits] = /^([A-Z])(\d+)$/.exec(address) ?? [];
  if (!sheet || !letter) throw new Error(`Sheet1 has no cell ${address}`);
  const place = { row: Number(digits) - 1, col: letter.charCodeAt(0) - 65, rows: 1, cols: 1 };
  const isFormula = typeof entry === 'string' && entry.startsWith('=');
  excel.store.asUser(() => excel.store.write(sheet.id, place, [[isFormula ? { formula: entry } : { value: entry }]]));
  await excel.settled();
  return excel.valueAt(`Sheet1!${address}`);
}
