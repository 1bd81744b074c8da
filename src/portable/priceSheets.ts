import type { CellValue } from '../functions/definition';
import type { DraftCell, SheetDraft } from '../sheets/sheetDraft';
import { TEXT_FORMAT } from '../workbook/cellText';
import { GPU_TABLE, LLM_TABLE, type TableLayout } from '../workbook/priceTableLayout';
import { gpuRow, llmRow, sourceRow } from '../workbook/tableRows';
import type { KeyedRow } from '../workbook/tableContent';
import type { EmbeddedPrices } from './filePrices';
import { rowsCurrentFirst } from './prices/modelOrder';
import type { LocatedTable } from './rewrite/rewriteTypes';

/** A price table that the copy gets because the file has none: the sheet, and where its cells will be. */
export interface PriceSheet {
  readonly draft: SheetDraft;
  locatedOn(sheetName: string): LocatedTable;
}

export function llmPriceSheet({ llm }: EmbeddedPrices): PriceSheet {
  return priceSheet(LLM_TABLE, rowsCurrentFirst(llm.rows).map(llmRow));
}

export function gpuPriceSheet({ gpu }: EmbeddedPrices): PriceSheet {
  return priceSheet(GPU_TABLE, gpu.rows.map(gpuRow));
}

/** Which packages and lists the embedded prices were made from, with their check sums. Not a table that is refreshed. */
export function priceSourcesSheet({ llm, sources }: EmbeddedPrices): SheetDraft {
  const { id, asOf } = llm.snapshot;
  const columns = [
    { key: 'source', header: 'Source', width: 230 },
    { key: 'licence', header: 'Licence', width: 70 },
    { key: 'retrieved', header: 'Retrieved', width: 80 },
    { key: 'rows', header: 'Rows', width: 50, format: '#,##0' },
    { key: 'snapshot', header: 'Snapshot', width: 130 },
    { key: 'sha256', header: 'SHA-256 of the snapshot', width: 430 },
  ];
  const rows = sources.map((source) => sourceRow(source, id, asOf));
  return {
    name: 'Price Sources',
    columnWidthsPoints: columns.map(({ width }) => width),
    rows: [
      [{ value: 'Where the prices are from', look: 'title' }],
      [
        {
          value: `List prices as of ${asOf}. Every row of the price sheets names its own source and the day it was checked.`,
          look: 'subtitle',
        },
      ],
      [],
      columns.map(({ header }): DraftCell => ({ value: header, look: 'columnHeader' })),
      ...rows.map((row) =>
        columns.map(({ key, format }): DraftCell => ({ value: row[key] ?? '', format: format ?? TEXT_FORMAT })),
      ),
    ],
  };
}

function priceSheet(layout: TableLayout, rows: readonly KeyedRow[]): PriceSheet {
  // a reader looks for prices, not for columns that nobody fills
  const columns = layout.columns.filter(({ key, isUsers }) => isUsers || rows.some((row) => row[key] !== undefined));
  const header = columns.map((column) => column.header);
  const body = rows.map((row) => columns.map(({ key }): CellValue => row[key] ?? ''));
  const draftRow = (cells: readonly CellValue[]) =>
    cells.map((value, index): DraftCell | null => {
      const { format, isUsers } = columns[index];
      if (value === '') return isUsers ? { format, look: 'input' } : null;
      return { value, format };
    });
  return {
    draft: {
      name: layout.sheet,
      rows: [header.map((value): DraftCell => ({ value, look: 'columnHeader' })), ...body.map(draftRow)],
      columnWidthsPoints: columns.map(({ widthPoints }) => widthPoints),
      frozenRows: 1,
      tables: [{ name: layout.table, rect: { row: 0, column: 0, rows: rows.length + 1, columns: columns.length } }],
    },
    locatedOn: (sheet) => ({ place: { sheet, row: 0, column: 0 }, cells: [header, ...body] }),
  };
}
