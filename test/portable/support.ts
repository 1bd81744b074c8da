import { bundledPrices } from '../../src/runtime/bundledPrices';
import { FUNCTION_DEFINITIONS } from '../../src/functions/functions';
import { makeIndependent, type IndependentCopy, type IndependentCopyOptions } from '../../src/portable/makeIndependent';
import { newWorkbook } from '../../src/portable/xlsx/newWorkbook';
import { openWorkbook } from '../../src/portable/xlsx/openWorkbook';
import type { WorkbookFile } from '../../src/portable/xlsx/workbookFile';
import type { SheetDraft } from '../../src/sheets/sheetDraft';
import type { CalculatedSheets } from '../../src/tooling/calculateWithExcelts';
import { checkPackage } from '../support/checkPackage';
import { pricesOf } from '../support/rewrittenPlan';

export const OUR_IDS = FUNCTION_DEFINITIONS.map(({ id }) => id);
export const PRICES = bundledPrices();

/** A workbook as a user of the add-in would have it: one sheet `Plan` and any others. */
export function workbookOf(rows: SheetDraft['rows'], ...others: readonly SheetDraft[]): Promise<Uint8Array> {
  return newWorkbook([{ name: 'Plan', rows }, ...others], { ourFunctionIds: OUR_IDS });
}

/** The workbook after something was done to it that drafts cannot say. */
export async function changed(book: Uint8Array, change: (file: WorkbookFile) => void): Promise<Uint8Array> {
  const file = await openWorkbook(book);
  change(file);
  return file.save();
}

/** The independent copy, sound as a package and without a call of ours. */
export async function copyOf(
  book: Uint8Array,
  options: Partial<IndependentCopyOptions> = {},
): Promise<IndependentCopy> {
  const before = book.slice();
  const copy = await makeIndependent(book, {
    embedded: PRICES,
    madeOn: '2026-11-26',
    fileName: 'plan.xlsx',
    ...options,
  });
  expect(book).toEqual(before);
  expect(checkPackage(copy.bytes)).toEqual([]);
  return copy;
}

/** With the embedded prices of a few models: a look-up over all of them takes a slow engine seconds. */
export function fewCopyOf(book: Uint8Array): Promise<IndependentCopy> {
  const llm = pricesOf('openai/gpt-4o', 'openai/gpt-4o-mini', 'anthropic/claude-sonnet-4-5');
  return copyOf(book, { embedded: { ...PRICES, llm } });
}

export const NOT_AVAILABLE = { error: '#N/A' };

export function valueIn(sheets: CalculatedSheets, place: string): unknown {
  const [sheet, address] = place.split('!');
  return sheets.get(sheet)?.get(address);
}

/** The relative difference that a result may have: one part in a billion. */
export const CLOSE = 1e-9;

export function isClose(value: unknown, expected: number): boolean {
  return typeof value === 'number' && Math.abs(value - expected) <= CLOSE * Math.abs(expected);
}
