import { cellEntry, EntryRefused } from '../cellEntry';
import { invalidArgument } from '../richApi/richApiError';
import type { CellInput, Rect, Scalar } from '../sheetStore';
import type { Range } from './range';

export const WRONG_SIZE =
  "The number of rows or columns in the input array doesn't match the size or dimensions of the range.";

/** `Range.values` and `Range.formulas`: what a person would get by typing it. */
export function writeEntries(range: Range, given: unknown): void {
  const area = writtenArea(range, given);
  const current = range.store.read(range.worksheet.id, area);
  write(range, area, given, (value, row, col) => {
    if (typeof value === 'object') invalidArgument();
    try {
      return cellEntry(value as Scalar, current[row][col].format);
    } catch (problem) {
      if (problem instanceof EntryRefused) invalidArgument(problem.message);
      throw problem;
    }
  });
}

export function writeFormats(range: Range, given: unknown): void {
  write(range, writtenArea(range, given), given, (value) => ({ format: String(value) }));
}

/** An array has to fit the range exactly; a single value goes into every cell. */
function writtenArea(range: Range, given: unknown): Rect {
  if (!Array.isArray(given)) return range.written();
  const { rows, cols } = range.rect;
  const fits = given.length === rows && given.every((line) => Array.isArray(line) && line.length === cols);
  return fits ? range.rect : invalidArgument(WRONG_SIZE);
}

function write(
  range: Range,
  area: Rect,
  given: unknown,
  input: (value: unknown, row: number, col: number) => CellInput,
): void {
  range.worksheet.checkWritable();
  const cells = Array.from({ length: area.rows }, (_, i) =>
    Array.from({ length: area.cols }, (_, j) => {
      const value: unknown = Array.isArray(given) ? given[i][j] : given;
      return value === null || value === undefined ? null : input(value, i, j);
    }),
  );
  range.store.write(range.worksheet.id, area, cells);
}
