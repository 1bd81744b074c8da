import { draftAreas } from '../../sheets/draftAreas';
import type { CellLook } from '../../sheets/draftLooks';
import type { DraftCell, SheetDraft } from '../../sheets/sheetDraft';
import type { CellInput, CellStyle, SheetStore } from '../excel-host/sheetStore';

/** Puts a draft into the workbench: into a sheet that is still blank, or into a new one. */
export function writeDraft(store: SheetStore, draft: SheetDraft, blankSheet?: string): void {
  const sheet = blankSheet ?? store.addSheet(draft.name).id;
  if (blankSheet) store.renameSheet(blankSheet, draft.name);
  const { cells, looks } = draftAreas(draft);
  const all = { row: 0, col: 0, rows: cells.length, cols: cells[0].length };
  store.write(
    sheet,
    all,
    cells.map((line) => line.map(inputOf)),
  );
  for (const { rect, look } of looks) store.setStyle(sheet, storeRect(rect), styleOf(look));
  draft.columnWidthsPoints?.forEach((points, col) => store.setColumnWidth(sheet, col, 1, points));
  draft.tables?.forEach(({ name, rect }) =>
    store.putTable({ id: `${sheet}-${name}`, name, sheet, rect: storeRect(rect) }),
  );
  if (draft.frozenRows) store.freezeRows(sheet, draft.frozenRows);
}

/** What a formula shows is left to the grid. */
function inputOf(cell: DraftCell | null): CellInput | null {
  if (!cell) return null;
  const { value, formula, format } = cell;
  const isConstant = formula === undefined && value !== undefined && typeof value !== 'object';
  return { formula, ...(isConstant ? { value } : {}), format };
}

function storeRect({ row, column, rows, columns }: { row: number; column: number; rows: number; columns: number }) {
  return { row, col: column, rows, cols: columns };
}

function styleOf({ sizePoints, align, ...rest }: CellLook): CellStyle {
  return {
    ...rest,
    ...(sizePoints === undefined ? {} : { size: sizePoints }),
    ...(align === undefined ? {} : { align: align === 'right' ? 'Right' : 'Left' }),
  };
}
