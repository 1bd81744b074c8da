/** Missing tables with their sheets, looks and headers; empty until the first write fills them. */
import { TEXT_FORMAT } from './cellText';
import type { Area, Rect, WorkbookOverview, WorkbookSession, WorkbookStep } from './gateway';
import { TABLE_LAYOUTS, type TableLayout } from './priceTableLayout';
import { columnKeys } from './tableContent';

const USUAL_WIDTH_POINTS = 64;

/** A sheet of the user that happens to have the name is left alone: ours is then called "LLM Prices 2". */
export function freeSheetName(wanted: string, overview: WorkbookOverview): string {
  const taken = new Set(overview.sheets.map(({ name }) => name.toLowerCase()));
  let number = 1;
  let name = wanted;
  while (taken.has(name.toLowerCase())) name = `${wanted} ${++number}`;
  return name;
}

/** Sheets that a write began to make and never filled: they have the name of ours and at most a header and a stamp. */
export async function emptyShells(book: WorkbookSession, sheets: WorkbookOverview['sheets']): Promise<string[]> {
  const named = sheets.filter(({ name }) => TABLE_LAYOUTS.some(({ sheet }) => name.startsWith(sheet)));
  if (named.length === 0) return [];
  const { used } = await book.formulaPlaces(named.map(({ id }) => id));
  return named
    .map(({ id }) => id)
    .filter((id) => used.every(({ sheet, rect }) => sheet !== id || rect.row + rect.rows <= 2));
}

/** One header row and one blank row, at the top left of a new sheet. */
export function emptyTableRect(headers: readonly string[]): Rect {
  return { row: 0, column: 0, rows: 2, columns: headers.length };
}

/** @param stampText written at once where the table has the stamp, so that an unfinished table says so */
export function createSteps(
  layout: TableLayout,
  headers: readonly string[],
  sheet: string,
  stampText: string,
): WorkbookStep[] {
  const rect = emptyTableRect(headers);
  const header: Area = { sheet, rect: { ...rect, rows: 1 } };
  const stampColumn = columnKeys(headers, layout).indexOf('stamp');
  const stampCell: Area = { sheet, rect: { row: 1, column: stampColumn, rows: 1, columns: 1 } };
  return [
    { do: 'addSheet', name: sheet },
    { do: 'format', area: header, format: TEXT_FORMAT },
    { do: 'cells', area: header, cells: [headers] },
    ...(stampColumn < 0
      ? []
      : ([
          { do: 'format', area: stampCell, format: TEXT_FORMAT },
          { do: 'cells', area: stampCell, cells: [[stampText]] },
        ] satisfies WorkbookStep[])),
    { do: 'addTable', sheet, rect, name: layout.table, style: layout.style },
    { do: 'look', area: header, look: { bold: true } },
    { do: 'freezeRows', sheet, rows: 1 },
    ...widthSteps(columnKeys(headers, layout), layout, sheet),
  ];
}

/** Neighbours of the same width are set together. */
function widthSteps(keys: readonly string[], layout: TableLayout, sheet: string): WorkbookStep[] {
  const steps: { from: number; count: number; points: number }[] = [];
  keys.forEach((key, column) => {
    const points = layout.columns.find((candidate) => candidate.key === key)?.widthPoints ?? USUAL_WIDTH_POINTS;
    const last = steps[steps.length - 1];
    if (last && last.points === points) last.count += 1;
    else steps.push({ from: column, count: 1, points });
  });
  return steps.map(({ from, count, points }) => ({
    do: 'columnWidth',
    area: { sheet, rect: { row: 0, column: from, rows: 1, columns: count } },
    points,
  }));
}
