import { compileCatalog } from '../catalog/compileCatalog';
import { compileGpuPrices, type GpuPriceTable } from '../catalog/gpuPriceCatalog';
import type { PriceTable } from '../catalog/priceRow';
import type { PriceSource } from '../catalog/priceSource';
import { readExchangeRates } from '../catalog/readExchangeRates';
import { readGpuOffers } from '../catalog/readGpuOffers';
import { readPriceRows } from '../catalog/readPriceRows';
import { EngineError } from '../engine/errors';
import type { FunctionContext } from '../functions/context';
import type { CellValue } from '../functions/definition';
import { archiveNamespace, textOfArchive } from '../workbook/archiveText';
import { asOfRows, withMyPrices } from '../workbook/blockPrices';
import { withEditsNamed } from '../workbook/editedRows';
import { GPU_TABLE, LLM_TABLE, RATES_TABLE, SOURCES_TABLE, type TableLayout } from '../workbook/priceTableLayout';
import { parseStamp } from '../workbook/stamp';
import { columnKeys } from '../workbook/tableContent';
import { parseWritten, writtenKey } from '../workbook/tableImages';
import type { FileContent } from './fileContent';
import type { LocatedTable } from './rewrite/rewriteTypes';
import { refusals } from './xlsx/workbookRefusal';
import type { WorkbookFile } from './xlsx/workbookFile';

/** The prices that came with the add-in, and where they are from: what formulas use in a file without price tables. */
export interface EmbeddedPrices {
  readonly llm: PriceTable;
  readonly gpu: GpuPriceTable;
  readonly sources: readonly PriceSource[];
}

/** The prices that hold in one file. A table that is not in the file is undefined: the embedded prices hold for it. */
export interface FilePrices {
  readonly context: FunctionContext;
  readonly asOf: string;
  readonly llm: { readonly table: PriceTable; readonly inFile?: LocatedTable };
  readonly gpu: { readonly table: GpuPriceTable; readonly inFile?: LocatedTable };
  /** Rows in which a person typed over a price of ours, as their sheet counts them. */
  readonly editedRows: readonly { readonly sheet: string; readonly rows: readonly number[] }[];
}

/**
 * The same answer that the add-in would give in the open workbook: the file's own tables, otherwise the embedded prices.
 * @param fillFromBundle the workbook lets the embedded prices answer for models that its table does not have
 * @throws WorkbookRefusal when the tables are there and no number may come from them
 */
export function filePrices(
  book: WorkbookFile,
  content: FileContent,
  embedded: EmbeddedPrices,
  fillFromBundle: boolean,
): FilePrices {
  const llmInFile = located(book, content, LLM_TABLE.table);
  const gpuInFile = located(book, content, GPU_TABLE.table);
  const snapshotId = snapshotOf(located(book, content, SOURCES_TABLE.table));
  const written = writtenLast(book, snapshotId);
  const llmNamed = llmInFile && withNames(llmInFile, LLM_TABLE, written);
  const gpuNamed = gpuInFile && withNames(gpuInFile, GPU_TABLE, written);
  const llm = {
    ...(llmNamed ? llmTable(llmNamed, snapshotId, embedded, book.dates1904, fillFromBundle) : embedded.llm),
    exchangeRates: readExchangeRates(located(book, content, RATES_TABLE.table)?.cells ?? [], book.dates1904).rates,
  };
  const gpu = gpuNamed ? gpuTable(gpuNamed, llm) : embedded.gpu;
  const context = { prices: compileCatalog(llm), gpuPrices: compileGpuPrices(gpu) };
  return {
    context: book.dates1904 ? { ...context, dates1904: true } : context,
    asOf: llm.snapshot.asOf,
    llm: { table: llm, inFile: llmInFile },
    gpu: { table: gpu, inFile: gpuInFile },
    editedRows: [llmNamed, gpuNamed].flatMap((table) =>
      table && table.edited.length > 0 ? [{ sheet: table.place.sheet, rows: table.edited }] : [],
    ),
  };
}

/** The table as functions read it: an edited price is not from the list whose name stands beside it. */
function withNames(
  { place, cells: [headers, ...body] }: LocatedTable,
  layout: TableLayout,
  written: ReturnType<typeof parseWritten>,
) {
  const rows = withEditsNamed(layout, headers.map(String), body, written[layout.role] ?? []);
  const edited = rows.flatMap((row, index) => (row === body[index] ? [] : [place.row + index + 2]));
  return { place, cells: [headers, ...rows], edited };
}

/** The add-in keeps it in the workbook, so that edits can be told; other programs may have dropped it. */
function writtenLast(book: WorkbookFile, snapshotId: string | undefined): ReturnType<typeof parseWritten> {
  const xml = snapshotId && book.customXml(archiveNamespace(writtenKey(snapshotId)));
  try {
    return xml ? parseWritten(textOfArchive(xml)) : {};
  } catch {
    return {};
  }
}

function llmTable(
  { cells }: Pick<LocatedTable, 'cells'>,
  snapshotId: string | undefined,
  embedded: EmbeddedPrices,
  dates1904: boolean,
  fillFromBundle: boolean,
): PriceTable {
  const { rows, rejected } = read(LLM_TABLE.sheet, () => readPriceRows(cells, dates1904));
  const asOf = asOfRows(snapshotId, rows) ?? embedded.llm.snapshot.asOf;
  const nameOf = ({ provider, model }: PriceTable['rows'][number]) => `${provider}/${model}`.toLowerCase();
  const known = new Set(rows.map(nameOf));
  const others = fillFromBundle ? embedded.llm.rows.filter((row) => !known.has(nameOf(row))) : [];
  return { snapshot: { id: snapshotId ?? 'workbook', asOf, origin: 'workbook' }, rows: [...rows, ...others], rejected };
}

function gpuTable({ place, cells }: Pick<LocatedTable, 'place' | 'cells'>, { snapshot }: PriceTable): GpuPriceTable {
  const { offers, rejected } = read(GPU_TABLE.sheet, () => readGpuOffers(withMyPrices(cells)));
  return { snapshot, rows: offers, rejected: rejected.map((each) => ({ ...each, row: place.row + 1 + each.row })) };
}

/** Header and body of a table of that name; totals are not prices. */
function located(book: WorkbookFile, content: FileContent, name: string): LocatedTable | undefined {
  const table = book.tables.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (!table) return undefined;
  const { row, column, rows, columns } = table.rect;
  const bodyRows = Math.max(0, rows - table.headerRows - table.totalRows);
  const cellAt = (down: number, right: number): CellValue => {
    const value = content.valueAt({ sheet: table.sheetName, row: row + down, column: column + right }) ?? '';
    return typeof value === 'object' ? value.code : value; // an error is text, and no price
  };
  const body = Array.from({ length: bodyRows }, (_row, down) =>
    Array.from({ length: columns }, (_column, right) => cellAt(table.headerRows + down, right)),
  );
  return {
    place: { sheet: table.sheetName, row, column },
    cells: [table.columns.map((each) => each.name), ...body],
  };
}

/** @throws WorkbookRefusal when a write of the tables was not finished */
function snapshotOf(sources: LocatedTable | undefined): string | undefined {
  if (!sources) return undefined;
  const [headers, ...body] = sources.cells;
  const column = columnKeys(headers.map(String), SOURCES_TABLE).indexOf('stamp');
  const texts = body.map((cells) => cells[column] ?? '').filter((cell) => cell !== '');
  const stamp = texts.length === 1 ? parseStamp(String(texts[0])) : undefined;
  if (stamp?.state !== 'ok') throw refusals.notPossible(new EngineError('price-tables-invalid').message);
  return stamp.snapshotId;
}

/** A header that cannot be read makes every formula an error: there is nothing to make independent. */
function read<T>(sheet: string, readTable: () => T): T {
  try {
    return readTable();
  } catch (thrown) {
    if (!(thrown instanceof EngineError)) throw thrown;
    const problem = String(thrown.details.problem ?? thrown.message);
    throw refusals.notPossible(new EngineError('tables-header', { sheet, problem }).message);
  }
}
