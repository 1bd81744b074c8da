import type { PriceBlock } from './ownPriceBlock';

/** Where a row of a list is to be found, in words; row 1 is the first below the header. */
export type PlaceOf = (row: number) => string;

/** Of a file, in which lines may be blank or go on within a cell. */
export const placeInFile: PlaceOf = (row) => `row ${row} below the header`;

/**
 * Cells of a sheet from their header on, and where their rows stand in that sheet: "row 7 of the sheet".
 * @param address "Sheet1!A1:F20"; its first lines may be blank
 */
export function listInSheet(
  address: string,
  cells: PriceBlock,
): { readonly block: PriceBlock; readonly placeOf: PlaceOf } {
  const header = Math.max(
    0,
    cells.findIndex((line) => !isBlankLine(line)),
  );
  const firstRow = Number(/^\$?[A-Z]+\$?(\d+)/.exec(address.slice(address.lastIndexOf('!') + 1))?.[1] ?? 1);
  return { block: cells.slice(header), placeOf: (row) => `row ${firstRow + header + row} of the sheet` };
}

/** A whole column may be selected. */
export function isBlankLine(line: PriceBlock[number]): boolean {
  return line.every((cell) => cell === '');
}
