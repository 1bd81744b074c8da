import { compileCatalog } from '../../src/catalog/compileCatalog';
import { embeddedGpuPrices } from '../../src/catalog/embeddedGpuPrices';
import { embeddedPrices } from '../../src/catalog/embeddedPrices';
import type { PriceTable } from '../../src/catalog/priceRow';
import { compileGpuPrices } from '../../src/catalog/gpuPriceCatalog';
import type { FunctionContext } from '../../src/functions/context';
import type { CellValue } from '../../src/functions/definition';
import { createFormulaRewriter } from '../../src/portable/rewrite/formulaRewriter';
import type { CellPlace, LocatedTable, Rewritten, RewriteSource } from '../../src/portable/rewrite/rewriteTypes';
import type { SheetDraft } from '../../src/sheets/sheetDraft';
import {
  calculateWithExcelts,
  type CalculatedSheets,
  type CalculatedValue,
} from '../../src/tooling/calculateWithExcelts';
import { LLM_TABLE } from '../../src/workbook/priceTableLayout';
import { bookOfDrafts } from './bookOfDrafts';

/** The embedded prices of these models alone: a look-up over all of them takes a slow engine seconds. */
export function pricesOf(...ids: readonly string[]): PriceTable {
  const table = embeddedPrices();
  return { ...table, rows: table.rows.filter(({ provider, model }) => ids.includes(`${provider}/${model}`)) };
}

const FEW = pricesOf(
  'openai/gpt-5.1',
  'openai/gpt-4o',
  'openai/gpt-4o-mini',
  'openai/text-embedding-3-small',
  'anthropic/claude-sonnet-4-5',
);

export const PLAN = 'Plan';
/** A cell's value, or a formula with its equals sign. */
export type PlanCell = CellValue | null;

/** A sheet with formulas of ours, and what the rewriter makes of it. */
export interface RewrittenPlan {
  readonly rewritten: ReadonlyMap<string, Rewritten | undefined>;
  /** The plan, the price table and the generated sheets. */
  readonly book: Uint8Array;
}

/** The price table as the add-in writes it into a workbook. */
export function priceTableOf({ rows }: PriceTable): LocatedTable {
  const header = LLM_TABLE.columns.map((column) => column.header);
  const body = rows.map((row) => {
    const cells = new Map<string, unknown>(Object.entries(row));
    return LLM_TABLE.columns.map(({ key }) => (cells.get(key) ?? '') as CellValue);
  });
  return { place: { sheet: LLM_TABLE.sheet, row: 2, column: 1 }, cells: [header, ...body] };
}

export function sourceOf(
  plan: readonly (readonly PlanCell[])[],
  table: PriceTable = FEW,
  llm: LocatedTable | undefined = priceTableOf(table),
): RewriteSource {
  const context: FunctionContext = {
    prices: compileCatalog(table),
    gpuPrices: compileGpuPrices(embeddedGpuPrices()),
  };
  const valueAt = ({ row, column }: CellPlace) => {
    const cell = plan[row]?.[column] ?? undefined;
    return typeof cell === 'string' && cell.startsWith('=') ? undefined : cell;
  };
  return {
    context,
    valueAt,
    areaOf: () => undefined,
    priceTables: llm ? { llm } : {},
    sheetNames: [PLAN],
    definedNames: [],
  };
}

/** Rewrites every formula of a plan; a formula that keeps its value is left out of the book. */
export async function rewritePlan(
  plan: readonly (readonly PlanCell[])[],
  source = sourceOf(plan),
): Promise<RewrittenPlan> {
  const rewriter = createFormulaRewriter(source);
  const rewritten = new Map<string, Rewritten | undefined>();
  const rows = plan.map((line, row) =>
    line.map((cell, column) => {
      if (typeof cell !== 'string' || !cell.startsWith('=')) return cell === '' ? null : cell;
      const answer = rewriter.rewrite(cell, { sheet: PLAN, row, column });
      rewritten.set(addressOf(row, column), answer);
      return answer?.kind === 'native' ? { formula: answer.formula } : null;
    }),
  );
  const table = source.priceTables.llm;
  const drafts: SheetDraft[] = [{ name: PLAN, rows }, ...(table ? [draftOf(table)] : []), ...rewriter.drafts()];
  return { rewritten, book: await bookOfDrafts(drafts, rewriter.definedNames()) };
}

/** What the plain formulas of a plan give in another engine than ours. */
export async function recalculatedPlan(plan: readonly (readonly PlanCell[])[], source?: RewriteSource) {
  const { book, rewritten } = await rewritePlan(plan, source);
  const sheets = await calculateWithExcelts(book);
  return { rewritten, sheets, at: (address: string): CalculatedValue | undefined => valueAt(sheets, address) };
}

export function valueAt(sheets: CalculatedSheets, address: string): CalculatedValue | undefined {
  return sheets.get(PLAN)?.get(address);
}

export function addressOf(row: number, column: number): string {
  return `${String.fromCharCode(65 + column)}${row + 1}`;
}

export function draftOf({ place, cells }: LocatedTable): SheetDraft {
  const above = Array.from({ length: place.row }, () => [null]);
  const body = cells.map((line) => [
    ...Array.from({ length: place.column }, () => null),
    ...line.map((cell) => (cell === '' ? null : cell)),
  ]);
  return { name: place.sheet, rows: [...above, ...body] };
}
