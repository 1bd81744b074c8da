/** A draft as a new sheet of the workbook; nothing that is there is touched. */
import { draftAreas } from '../sheets/draftAreas';
import type { DraftCell, SheetDraft } from '../sheets/sheetDraft';
import { DRAFT_TABLE_STYLE } from '../sheets/draftLooks';
import { applyAll } from './applyAll';
import { asTyped } from './cellText';
import { freeSheetName } from './createTables';
import type { Area, Cell, Rect, WorkbookSession, WorkbookStep } from './gateway';
import { PaneError } from './paneError';
import { toRequests } from './writeSteps';

/**
 * Shows the sheet when it is written, and answers its name: the draft's, with a number behind it where that is taken.
 * What was begun is removed again when Excel refuses a part.
 * @throws tables-read-only, tables-structure-locked, excel-refused
 */
export async function insertSheet(book: WorkbookSession, draft: SheetDraft): Promise<string> {
  const overview = await book.overview([]);
  if (overview.readOnly) throw new PaneError('tables-read-only');
  if (overview.structureLocked) throw new PaneError('tables-structure-locked');
  const name = freeSheetName(draft.name, overview);
  const { names } = draft.tables ? await book.formulaPlaces([]) : { names: [] };
  const taken = [...overview.tables, ...names].map((one) => one.name);
  try {
    await applyAll(book, toRequests(sheetSteps(draft, name, taken)));
  } catch (thrown) {
    await book.apply([{ do: 'deleteSheet', sheet: name }]).catch(() => undefined); // it may not have been made
    throw thrown;
  }
  return name;
}

/** @param taken names that no table may have any more: those of tables and of defined names */
function sheetSteps(draft: SheetDraft, sheet: string, taken: readonly string[]): WorkbookStep[] {
  const { cells, formats, looks } = draftAreas(draft);
  const at = (rect: Rect): Area => ({ sheet, rect });
  const all: Rect = { row: 0, column: 0, rows: cells.length, columns: cells[0].length };
  return [
    { do: 'addSheet', name: sheet },
    ...(draft.columnWidthsPoints ?? []).map((points, column): WorkbookStep => ({
      do: 'columnWidth',
      area: at({ row: 0, column, rows: 1, columns: 1 }),
      points,
    })),
    ...formats.map(({ rect, format }): WorkbookStep => ({ do: 'format', area: at(rect), format })),
    { do: 'cells', area: at(all), cells: cells.map((line) => line.map(typed)) },
    ...(draft.tables ?? []).map(({ name, rect }): WorkbookStep => ({
      do: 'addTable',
      sheet,
      rect,
      name: freeTableName(name, taken),
      style: DRAFT_TABLE_STYLE,
    })),
    ...looks.map(({ rect, look }): WorkbookStep => ({ do: 'look', area: at(rect), look })),
    ...(draft.frozenRows ? [{ do: 'freezeRows', sheet, rows: draft.frozenRows } as const] : []),
    { do: 'showSheet', sheet },
  ];
}

/** A formula as it is; text that Excel would turn into something else is kept as text. */
function typed(cell: DraftCell | null): Cell {
  if (cell?.formula !== undefined) return cell.formula;
  const value = cell?.value ?? '';
  return asTyped(typeof value === 'object' ? value.error : value, cell?.format ?? 'General');
}

function freeTableName(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  let number = 1;
  let name = wanted;
  while (known.has(name.toLowerCase())) name = `${wanted}${++number}`;
  return name;
}
