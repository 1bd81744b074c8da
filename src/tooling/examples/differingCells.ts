import { cellAddress } from '../../portable/xlsx/cellAddress';
import { openWorkbook } from '../../portable/xlsx/openWorkbook';
import type { CellValue } from '../../portable/xlsx/workbookFile';
import type { CalculatedSheets, CalculatedValue } from '../calculateWithExcelts';

/** The cells of a workbook that show something else when its copy is calculated, as `Plan!B7`. */
export async function differingCells(
  book: Uint8Array,
  ofCopy: CalculatedSheets,
): Promise<{ compared: number; differing: string[] }> {
  const file = await openWorkbook(book);
  let compared = 0;
  const differing: string[] = [];
  for (const { name } of file.sheets) {
    for (const { row, column, value } of file.cells(name)) {
      if (value === null) continue;
      compared += 1;
      const address = cellAddress(row, column);
      if (!isSame(value, ofCopy.get(name)?.get(address))) differing.push(`${name}!${address}`);
    }
  }
  return { compared, differing };
}

function isSame(a: CellValue, b: CalculatedValue | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.abs(a);
  if (typeof a === 'object' && typeof b === 'object') return a?.error === b.error;
  return a === b || (a === '' && b === undefined);
}
