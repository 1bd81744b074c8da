import type { GpuOffer } from '../../src/catalog/gpuPriceCatalog';
import type { PriceRow } from '../../src/catalog/priceRow';
import type { WorkbookGateway } from '../../src/workbook/gateway';
import type { PriceUpdate } from '../../src/workbook/priceUpdate';
import { replaceTables } from '../../src/workbook/replaceTables';
import { restoreTables } from '../../src/workbook/restoreTables';
import type { CellState, Scalar } from '../../src/workbench/excel-host/sheetStore';
import type { RunningExcel } from '../support/loadOffice';

export const NOW = '2026-11-23T10:00:00Z';
const silent = () => undefined;

export const ROWS: readonly PriceRow[] = [
  {
    provider: 'openai',
    model: 'gpt-4o',
    input: 2.5,
    cached_input: 1.25,
    output: 10,
    source: 'test',
    checked: '2026-11-01',
  },
  { provider: 'openai', model: 'gpt-4o', tier: 'batch', multiplier: 0.5, source: 'test', checked: '2026-11-01' },
  { provider: 'anthropic', model: 'claude-sonnet-4-5', input: 3, output: 15, source: 'test', checked: '2026-11-01' },
];
export const OFFERS: readonly GpuOffer[] = [
  {
    gpu: 'h100-sxm',
    provider: 'runpod',
    plan: 'on_demand',
    usd_per_gpu_hour: 2.69,
    checked: '2026-09-25',
    source: 'test',
  },
];

export function update(llmRows: readonly PriceRow[] = ROWS, changed: Partial<PriceUpdate> = {}): PriceUpdate {
  return {
    asOf: '2026-11-20',
    llmRows,
    gpuOffers: OFFERS,
    sources: [{ source: 'test feed', retrieved: NOW, rows: llmRows.length, status: 'ok', quarantined: 0 }],
    ...changed,
  };
}

export const replace = (gateway: WorkbookGateway, prices: PriceUpdate) => replaceTables(gateway, prices, NOW, silent);
export const restore = (gateway: WorkbookGateway) => restoreTables(gateway, NOW, silent);

/** A body cell of a table, by header and row. */
export function tableCell(excel: RunningExcel, table: string, header: string, row: number): CellState {
  const { sheet, rect } = tableOf(excel, table);
  const column = headersOf(excel, table).indexOf(header);
  if (column < 0) throw new Error(`${table} has no column ${header}`);
  return excel.store.read(sheet, { row: rect.row + 1 + row, col: rect.col + column, rows: 1, cols: 1 })[0][0];
}

/** As if typed by a person. */
export function typeInto(excel: RunningExcel, table: string, header: string, row: number, value: Scalar): void {
  const { sheet, rect } = tableOf(excel, table);
  const column = headersOf(excel, table).indexOf(header);
  const place = { row: rect.row + 1 + row, col: rect.col + column, rows: 1, cols: 1 };
  const isFormula = typeof value === 'string' && value.startsWith('=');
  excel.store.asUser(() => excel.store.write(sheet, place, [[isFormula ? { formula: value } : { value }]]));
}

export function tableOf(excel: RunningExcel, table: string) {
  const found = excel.store.tables().find(({ name }) => name === table);
  if (!found) throw new Error(`There is no table ${table}`);
  return found;
}

export function headersOf(excel: RunningExcel, table: string): string[] {
  const { sheet, rect } = tableOf(excel, table);
  return excel.store.read(sheet, { ...rect, rows: 1 })[0].map(({ value }) => String(value));
}

/** The values of one column, top to bottom. */
export function column(excel: RunningExcel, table: string, header: string): Scalar[] {
  const rows = tableOf(excel, table).rect.rows - 1;
  return Array.from({ length: rows }, (_, row) => tableCell(excel, table, header, row).value);
}

export function stampOf(excel: RunningExcel): string {
  return column(excel, 'PriceSources', 'Stamp (do not edit)')
    .filter((text) => text !== '')
    .join(' + ');
}

/** Everything a person can see in the workbook: sheets, tables, cells with formulas and formats. */
export function contentsOf(excel: RunningExcel) {
  const { store } = excel;
  return {
    tables: store
      .tables()
      .map(({ name, sheet, rect }) => ({ name, sheet, rect }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    sheets: store.sheets().map(({ id, name }) => {
      const used = store.used(id, true);
      const cells = used
        ? store.read(id, used).map((line) => line.map(({ value, formula, format }) => [value, formula, format]))
        : [];
      return { name, used, cells };
    }),
  };
}

/** Until Excel has had nothing to do for a while: office.js lets go of its objects after a run has ended. */
export async function quiet(excel: RunningExcel): Promise<void> {
  let seen = -1;
  while (seen !== excel.host.faults.seen.action) {
    seen = excel.host.faults.seen.action;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}
