import type { RewrittenCell } from './convertFormulas';
import type { FileContent } from './fileContent';
import type { InputContent } from './inputAreas';
import type { CellPlace } from './rewrite/rewriteTypes';
import type { WatchedContents } from './watchedInputs';
import type { CellValue } from './xlsx/workbookFile';

/**
 * What fixed values are held against. A formula of ours whose stored value was out of date, or that had none, is what
 * its function gives in the copy; what Excel calculated from the stored value of before holds for that one alone.
 */
export function watchedContents(content: FileContent, cells: readonly RewrittenCell[]): WatchedContents {
  let settled: ReadonlyMap<string, CellValue | undefined> | undefined; // most copies have no fixed value that asks
  const settledAt = (place: CellPlace) => (settled ??= settledValues(cells)).get(key(place));
  const withSettled = (isReplaced: (stored: CellValue) => boolean): InputContent => ({
    areaOf: (reference, from) => content.areaOf(reference, from),
    cellAt: (place) => {
      const cell = content.cellAt(place);
      const value = settledAt(place);
      if (value === undefined || !isReplaced(cell?.value ?? null)) return cell;
      return { ...(cell ?? { row: place.row, column: place.column }), value };
    },
  });
  return { copy: withSettled(() => true), stored: withSettled((stored) => stored === null) };
}

function settledValues(cells: readonly RewrittenCell[]): Map<string, CellValue | undefined> {
  const settled = new Map<string, CellValue | undefined>();
  for (const {
    at,
    settled: { rows },
  } of cells) {
    rows.forEach((line, down) =>
      line.forEach((value, right) => settled.set(key({ ...at, row: at.row + down, column: at.column + right }), value)),
    );
  }
  return settled;
}

function key({ sheet, row, column }: CellPlace): string {
  return `${row} ${column} ${sheet.toLowerCase()}`;
}
