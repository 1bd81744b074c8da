import { compileCatalog } from '../catalog/compileCatalog';
import { compileGpuPrices, type GpuOffer, type GpuPriceTable } from '../catalog/gpuPriceCatalog';
import type { ExchangeRates, PriceRow, PriceTable } from '../catalog/priceRow';
import type { PriceSource } from '../catalog/priceSource';
import { readExchangeRates } from '../catalog/readExchangeRates';
import { readGpuOffers } from '../catalog/readGpuOffers';
import { readPriceRows } from '../catalog/readPriceRows';
import { EngineError } from '../engine/errors';
import type { FunctionContext } from '../functions/context';
import { asOfRows, withMyPrices } from '../workbook/blockPrices';
import type { Cell } from '../workbook/gateway';
import { keyedRows } from '../workbook/keyedRows';
import { GPU_TABLE, RATES_TABLE } from '../workbook/priceTableLayout';
import { currentSnapshot, isWhole, type LocatedTable, type TablesSurvey } from '../workbook/surveyTables';
import type { BundledPrices } from './bundledPrices';
import type { ActivePrices, RejectedRow } from './runtimeSlot';

/** What a look at the workbook's tables comes to. */
export type WorkbookPrices =
  /** The workbook has no price tables, and never had. */
  | { readonly kind: 'none'; readonly exchangeRates: ExchangeRates; readonly rejected: readonly RejectedRow[] }
  | {
      readonly kind: 'prices';
      readonly prices: ActivePrices;
      /** Rows as they stand in the tables, list prices only: what a refresh is compared with. */
      readonly listed: ListedPrices;
      readonly sources: readonly PriceSource[];
      readonly rejected: readonly RejectedRow[];
    }
  /** There are tables, or there were, and no number may come from them. */
  | { readonly kind: 'unusable'; readonly problem: EngineError };

export interface ListedPrices {
  readonly llmRows: readonly PriceRow[];
  readonly gpuOffers: readonly GpuOffer[];
}

/**
 * Reads the prices out of a survey of the workbook; never throws for what a user can do to a table.
 * @param named the same, with the user's edits named as the source of their rows: what functions answer from
 */
export function readWorkbookPrices(
  survey: TablesSurvey,
  bundled: BundledPrices,
  named: TablesSurvey = survey,
): WorkbookPrices {
  const exchange = readRates(survey);
  if (!isWhole(survey)) return unusable(new EngineError('price-tables-invalid'));
  if (!survey.tables.llm)
    return survey.document.tables.llm === undefined
      ? { kind: 'none', ...exchange }
      : unusable(new EngineError('price-tables-deleted'));
  try {
    const { exchangeRates } = exchange;
    const read = (tables: TablesSurvey, llmTable: LocatedTable) => readTables(tables, llmTable, bundled, exchangeRates);
    const { llm, gpu } = read(survey, survey.tables.llm);
    const shown = named.tables.llm && named !== survey ? read(named, named.tables.llm) : { llm, gpu };
    return {
      kind: 'prices',
      prices: {
        llm: llm.table,
        gpu: gpu.table,
        context: contextOf(shown.llm.table, shown.gpu.table, survey.overview.countsFrom1904),
      },
      listed: { llmRows: llm.listed, gpuOffers: gpu.listed },
      sources: keyedRows(survey.tables.sources).map(toSource),
      rejected: [...llm.rejected, ...gpu.rejected, ...exchange.rejected],
    };
  } catch (thrown) {
    if (thrown instanceof HeaderFault) return unusable(thrown.problem);
    throw thrown;
  }
}

/** A table whose header cannot be read, with the sentence that names its sheet. */
class HeaderFault extends Error {
  constructor(readonly problem: EngineError) {
    super(problem.message);
  }
}

/** Only a header refuses a whole table: bad rows are left out one by one. */
function readBlock<T>(located: LocatedTable, read: (block: (readonly Cell[])[]) => T): T {
  try {
    return read([located.content.headers, ...located.content.values]);
  } catch (thrown) {
    if (!(thrown instanceof EngineError)) throw thrown;
    const problem = String(thrown.details.problem ?? thrown.message);
    throw new HeaderFault(new EngineError('tables-header', { sheet: located.layout.sheet, problem }));
  }
}

export function activePrices(llm: PriceTable, gpu: GpuPriceTable, countsFrom1904: boolean): ActivePrices {
  return { llm, gpu, context: contextOf(llm, gpu, countsFrom1904) };
}

/** Compiled once for each set of tables; every formula reads the result. */
function contextOf(llm: PriceTable, gpu: GpuPriceTable, countsFrom1904: boolean): FunctionContext {
  const context = { prices: compileCatalog(llm), gpuPrices: compileGpuPrices(gpu) };
  return countsFrom1904 ? { ...context, dates1904: true } : context;
}

function readTables(
  survey: TablesSurvey,
  llmTable: LocatedTable,
  bundled: BundledPrices,
  exchangeRates: ExchangeRates,
) {
  const llm = readLlmTable(llmTable, survey, bundled, exchangeRates);
  const { gpu } = survey.tables;
  return { llm, gpu: gpu ? readGpuTable(gpu, llm.table) : gpuWithoutTable(survey, llm.table, bundled) };
}

function unusable(problem: EngineError): WorkbookPrices {
  return { kind: 'unusable', problem };
}

interface TableReading<T extends { rows: readonly unknown[] }> {
  /** With the user's own prices, and with what the bundle fills in. */
  readonly table: T;
  readonly listed: T['rows'];
  readonly rejected: readonly RejectedRow[];
}

function readLlmTable(
  located: LocatedTable,
  survey: TablesSurvey,
  bundled: BundledPrices,
  exchangeRates: ExchangeRates,
): TableReading<PriceTable> {
  const { rows, rejected } = readBlock(located, (block) => readPriceRows(block, survey.overview.countsFrom1904));
  const id = currentSnapshot(survey);
  const snapshot = {
    id: id ?? 'workbook',
    asOf: asOfRows(id, rows) ?? bundled.llm.snapshot.asOf,
  };
  const filled = survey.document.fillFromBundle ? [...rows, ...rowsOfOtherModels(bundled.llm.rows, rows)] : rows;
  return {
    table: { snapshot: { ...snapshot, origin: 'workbook' }, rows: filled, rejected, exchangeRates },
    listed: rows,
    rejected: rejected.map(({ row, provider, model, reason }) =>
      toRejected(located, row, [provider, model].filter(Boolean).join('/'), reason),
    ),
  };
}

/** A row that cannot be meant is left out, with the reason: prices in its currency are #N/A. */
function readRates({ rates: located, overview }: TablesSurvey) {
  if (!located) return { exchangeRates: new Map(), rejected: [] };
  const { headers, values } = located.content;
  const { rates, rejected } = readExchangeRates([headers, ...values], overview.countsFrom1904);
  return {
    exchangeRates: rates,
    rejected: rejected.map(({ row, what, reason }) => ({
      ...{ table: RATES_TABLE.table, sheetRow: sheetRow(located, row), what: what || 'a row', reason },
    })),
  };
}

function readGpuTable(located: LocatedTable, { snapshot }: PriceTable): TableReading<GpuPriceTable> {
  const { offers, rejected } = readBlock(located, (block) => readGpuOffers(withMyPrices(block)));
  return {
    table: {
      snapshot,
      rows: offers,
      rejected: rejected.map((each) => ({ ...each, row: sheetRow(located, each.row) })),
    },
    listed: readBlock(located, readGpuOffers).offers,
    rejected: rejected.map(({ row, reason }) => toRejected(located, row, 'an offer', reason)),
  };
}

/** A workbook that once had its own GPU prices must not go over to the bundled ones unnoticed. */
function gpuWithoutTable(
  { document }: TablesSurvey,
  { snapshot }: PriceTable,
  bundled: BundledPrices,
): TableReading<GpuPriceTable> {
  if (document.tables.gpu === undefined) return { table: bundled.gpu, listed: bundled.gpu.rows, rejected: [] };
  const reason = 'it was deleted: insert the price tables again';
  return {
    table: { snapshot, rows: [] },
    listed: [],
    rejected: [{ table: GPU_TABLE.table, what: 'the table', reason }],
  };
}

function toRejected(located: LocatedTable, row: number, what: string, reason: string): RejectedRow {
  return { table: located.layout.table, sheetRow: sheetRow(located, row), what: what || 'a row', reason };
}

/** Rows count from the one below the header; sheet rows from 1. */
function sheetRow({ state }: Pick<LocatedTable, 'state'>, row: number): number {
  return state.rect.row + 1 + row;
}

function rowsOfOtherModels(rows: readonly PriceRow[], known: readonly PriceRow[]): PriceRow[] {
  const names = new Set(known.map(nameOf));
  return rows.filter((row) => !names.has(nameOf(row)));
}

function nameOf({ provider, model }: PriceRow): string {
  return `${provider}/${model}`.toLowerCase();
}

function toSource(row: ReturnType<typeof keyedRows>[number]): PriceSource {
  const text = (key: string) => (row[key] === undefined ? undefined : String(row[key]));
  return {
    source: text('source') ?? '',
    url: text('url'),
    licence: text('licence'),
    retrieved: text('retrieved') ?? '',
    published: text('published'),
    rows: Number(row.rows ?? 0),
    sha256: text('sha256'),
    status: text('status') ?? 'ok',
    quarantined: Number(row.quarantined ?? 0),
    quarantineReasons: text('quarantine_reasons'),
  };
}
