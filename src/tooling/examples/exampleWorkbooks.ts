import { compileCatalog } from '../../catalog/compileCatalog';
import { compileGpuPrices } from '../../catalog/gpuPriceCatalog';
import { FUNCTION_DEFINITIONS } from '../../functions/functions';
import type { EmbeddedPrices } from '../../portable/filePrices';
import { makeIndependent, type IndependentCopy } from '../../portable/makeIndependent';
import { gpuPriceSheet, llmPriceSheet, priceSourcesSheet } from '../../portable/priceSheets';
import { newWorkbook } from '../../portable/xlsx/newWorkbook';
import { STARTER_SHEETS, type StarterSheet } from '../../sheets/starters/starterSheets';
import { calculateWithExcelts } from '../calculateWithExcelts';
import { filledDraft } from './filledDraft';
import { notesSheet } from './notesSheet';

export interface ExampleWorkbook {
  readonly id: string;
  /** With formulas of ours and what they show. */
  readonly bytes: Uint8Array;
  readonly copy: IndependentCopy;
}

/**
 * One workbook per starter sheet, with the price tables that its figures are from, and its independent copy. Every figure
 * is calculated: our functions by the engine, everything around them by excelts.
 */
export async function exampleWorkbooks(prices: EmbeddedPrices, madeOn: string): Promise<ExampleWorkbook[]> {
  const examples: ExampleWorkbook[] = [];
  for (const starter of STARTER_SHEETS) examples.push(await exampleWorkbook(starter, prices, madeOn));
  return examples;
}

async function exampleWorkbook(
  { id, draft }: StarterSheet,
  prices: EmbeddedPrices,
  madeOn: string,
): Promise<ExampleWorkbook> {
  const empty = draft();
  const context = { prices: compileCatalog(prices.llm), gpuPrices: compileGpuPrices(prices.gpu) };
  const calculated = await calculateWithExcelts(await newWorkbook([empty], { ourFunctionIds: OUR_IDS }), context);
  const filled = filledDraft(empty, calculated.get(empty.name) ?? new Map());
  const sheets = [llmPriceSheet(prices).draft, gpuPriceSheet(prices).draft, priceSourcesSheet(prices), notesSheet(id)];
  const bytes = await newWorkbook([filled, ...sheets], { ourFunctionIds: OUR_IDS });
  return { id, bytes, copy: await makeIndependent(bytes, { embedded: prices, madeOn, fileName: `${id}.xlsx` }) };
}

const OUR_IDS = FUNCTION_DEFINITIONS.map(({ id }) => id);
