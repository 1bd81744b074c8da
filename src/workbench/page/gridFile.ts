import { newWorkbook } from '../../portable/xlsx/newWorkbook';
import { openWorkbook } from '../../portable/xlsx/openWorkbook';
import { storedFormula } from '../../portable/xlsx/storedFormula';
import type { DraftCell, SheetDraft } from '../../sheets/sheetDraft';
import { isErrorText, type CellState, type SheetInfo, type SheetStore } from '../excel-host/sheetStore';

/** The workbook of the grid as an .xlsx file: contents, number formats, tables and names, without colours and borders. */
export async function gridFile(store: SheetStore, functionIds: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const [first, ...others] = store.sheets().map((sheet) => draftOf(store, sheet));
  const file = await openWorkbook(
    await newWorkbook([first, ...others], { title: 'Book1', ourFunctionIds: functionIds }),
  );
  for (const { name, formula, comment } of store.names()) {
    file.addDefinedName(name, storedFormula(formula, functionIds), comment);
  }
  return file.save();
}

function draftOf(store: SheetStore, { id, name }: SheetInfo): SheetDraft {
  const used = store.used(id, true);
  const rows = used ? store.read(id, { row: 0, col: 0, rows: used.row + used.rows, cols: used.col + used.cols }) : [];
  return {
    name,
    rows: rows.map((line, row) => line.map((cell, col) => cellOf(cell, () => store.spillOf(id, row, col)))),
    columnWidthsPoints: rows[0]?.map((_, col) => store.columnWidth(id, col)),
    tables: store
      .tables()
      .filter(({ sheet }) => sheet === id)
      .map(({ name: table, rect }) => ({
        name: table,
        rect: { row: rect.row, column: rect.col, rows: rect.rows, columns: rect.cols },
      })),
  };
}

function cellOf(cell: CellState, spillOf: () => { rows: number; cols: number } | null): DraftCell | null {
  if (cell.value === '' && cell.formula === '') return null;
  const spill = cell.formula === '' ? null : spillOf();
  return {
    ...valueOf(cell),
    ...(cell.formula === '' ? {} : { formula: cell.formula }),
    ...(spill ? { spill: { rows: spill.rows, columns: spill.cols } } : {}),
    ...(cell.format === 'General' ? {} : { format: cell.format }),
  };
}

/** An error that a draft does not know is left to be calculated. */
function valueOf({ value }: CellState): Pick<DraftCell, 'value'> {
  if (!isErrorText(value)) return { value };
  return value === '#N/A' || value === '#VALUE!' || value === '#DIV/0!' ? { value: { error: value } } : {};
}
