import { Workbook } from '@cj-tech-master/excelts';
import type { DefinedName } from '../../src/portable/rewrite/rewriteTypes';
import type { DraftCell, DraftValue, SheetDraft } from '../../src/sheets/sheetDraft';

/**
 * An .xlsx file of drafts, written by a library of others: values and formulas alone, so that what calculates them is
 * tested and not the product's own writer.
 */
export async function bookOfDrafts(
  drafts: readonly SheetDraft[],
  names: readonly DefinedName[] = [],
): Promise<Uint8Array> {
  const workbook = new Workbook();
  for (const draft of drafts) {
    const sheet = workbook.addWorksheet(draft.name);
    draft.rows.forEach((line, row) => {
      line.forEach((cell, column) => {
        if (cell !== null) sheet.getCell(row + 1, column + 1).value = cellValue(cell);
      });
    });
    draft.columnWidthsPoints?.forEach((points, column) => (sheet.getColumn(column + 1).width = points / 5.4));
  }
  for (const { name, formula } of names) workbook.definedNames.add(formula, name);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function cellValue(cell: DraftCell | DraftValue) {
  if (typeof cell !== 'object') return cell;
  if (cell.formula !== undefined) return { formula: cell.formula.slice(1) };
  const { value = '' } = cell;
  return typeof value === 'object' ? { error: value.error } : value;
}
