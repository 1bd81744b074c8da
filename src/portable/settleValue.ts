import type { ExcelRows } from '../functions/adapter';
import { isCellError } from '../functions/toCell';
import type { FileContent } from './fileContent';
import type { KnownResults } from './knownResults';
import { inOldArray } from './ownArea';
import type { CellPlace } from './rewrite/rewriteTypes';
import type { CellValue, FileCell } from './xlsx/workbookFile';

/** What a formula of ours shows in the copy: never a stale number. */
export interface SettledValue {
  /** One cell, or the area of a spill; null is blank, undefined is not known. */
  readonly rows: readonly (readonly (CellValue | undefined)[])[];
  /**
   * agrees: what the file stores is what the functions give · corrected: it was not ·
   * unchecked: only Excel can calculate it, the file's own value stands ·
   * gone: the file stores a figure where the functions give #N/A by now, because a price is not in the table any more ·
   * blocked: it gives more cells than are free, so that Excel shows #SPILL!
   */
  readonly state: 'agrees' | 'corrected' | 'unchecked' | 'gone' | 'blocked';
  /** Why the functions give #N/A, in words; of `gone` alone. */
  readonly whyGone?: string;
  /** Rests on the stored result of a formula of Excel's own. */
  readonly restsOnStored: boolean;
}

export function settleValue(cell: FileCell, at: CellPlace, content: FileContent, results: KnownResults): SettledValue {
  const stored = storedRows(cell, at, content);
  const known = results.ofCell(cell, at);
  if (!known) return { rows: stored, state: 'unchecked', restsOnStored: true };
  const { restsOnStored } = known;
  const rows = ownRows(fileRows(known.rows), cell, stored);
  if (isBlocked(rows, stored, at, content)) return { rows: stored, state: 'blocked', restsOnStored };
  if (areEqual(stored, rows)) return { rows: stored, state: 'agrees', restsOnStored };
  const [[was], [now]] = [stored[0], rows[0]];
  if (isFigure(was) && isError(now) && now.error === '#N/A') {
    return { rows: stored, state: 'gone', whyGone: sentenceOf(known.rows[0][0]), restsOnStored };
  }
  return { rows, state: was === undefined ? 'agrees' : 'corrected', restsOnStored };
}

/** Excel and we calculate in the same numbers; the last digits may differ by the order of a sum. */
const CLOSE = 1e-9;
/** What Excel shows of a function that it does not have, or has not finished: no result. */
const NO_RESULTS: readonly string[] = ['#NAME?', '#BUSY!', '#GETTING_DATA', '#CONNECT!', '#UNKNOWN!'];

function storedRows({ array, value }: FileCell, at: CellPlace, content: FileContent): (CellValue | undefined)[][] {
  const first = storedResult(value);
  if (!array || array.rect.rows * array.rect.columns > MOST_SPILLED) return [[first]];
  return Array.from({ length: array.rect.rows }, (_row, down) =>
    Array.from({ length: array.rect.columns }, (_column, right) => {
      if (down === 0 && right === 0) return first;
      return content.cellAt({ ...at, row: at.row + down, column: at.column + right })?.value ?? null;
    }),
  );
}

const MOST_SPILLED = 1_000_000;

/** A formula without a stored value shows nothing that could be kept. */
function storedResult(value: CellValue): CellValue | undefined {
  return value === null || (isError(value) && NO_RESULTS.includes(value.error)) ? undefined : value;
}

function fileRows(rows: ExcelRows): CellValue[][] {
  return rows.map((row) => row.map((cell) => (isCellError(cell) ? { error: cell.code } : cell === '' ? null : cell)));
}

/** What comes after the first sentence is advice for those who have the add-in. */
function sentenceOf(cell: ExcelRows[number][number]): string {
  const [sentence] = ((isCellError(cell) && cell.message) || '').split(/\.(?:\s|$)/);
  return sentence || 'there is no value for it';
}

/** What stands in the cells of the formula itself. */
function ownRows(rows: CellValue[][], { array }: FileCell, stored: SettledValue['rows']): CellValue[][] {
  if (!array) return [[rows[0][0]]];
  return array.dynamic ? fitted(rows, stored) : inOldArray(rows, stored, { error: '#N/A' });
}

/** A spill that is smaller than the stored one leaves blanks behind. */
function fitted(rows: CellValue[][], stored: SettledValue['rows']): CellValue[][] {
  const height = Math.max(rows.length, stored.length);
  const width = Math.max(rows[0].length, stored[0].length);
  if (rows.length === height && rows[0].length === width) return rows;
  return Array.from({ length: height }, (_row, down) =>
    Array.from({ length: width }, (_column, right) => rows[down]?.[right] ?? null),
  );
}

/**
 * A spill that is larger than the stored one must not run over what stands beside it. Where Excel found no room it stored
 * #SPILL!, for older readers #VALUE!; what is in its way (a table, merged cells) may hold nothing.
 */
export function isBlocked(
  rows: readonly (readonly unknown[])[],
  stored: SettledValue['rows'],
  at: CellPlace,
  content: FileContent,
): boolean {
  const [[first]] = stored;
  const isOneCell = stored.length * stored[0].length === 1;
  const hadNoRoom = isOneCell && isError(first) && (first.error === '#SPILL!' || first.error === '#VALUE!');
  return rows.some((row, down) =>
    row.some((_value, right) => {
      if (stored[down] !== undefined && right < stored[down].length) return false;
      const beside = content.cellAt({ ...at, row: at.row + down, column: at.column + right });
      return hadNoRoom || (beside?.value ?? null) !== null || beside?.formula !== undefined;
    }),
  );
}

function areEqual(a: SettledValue['rows'], b: SettledValue['rows']): boolean {
  if (a.length !== b.length || a[0].length !== b[0].length) return false;
  return a.every((row, down) => row.every((value, right) => isSame(value, b[down][right])));
}

function isSame(a: CellValue | undefined, b: CellValue | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= CLOSE * Math.abs(b);
  if (isError(a) && isError(b)) return a.error === b.error;
  // a formula that gives an empty text stores one
  return a === b || ((a ?? '') === '' && (b ?? '') === '' && a !== undefined && b !== undefined);
}

function isFigure(value: CellValue | undefined): boolean {
  return value !== undefined && value !== null && !isError(value);
}

export function isError(value: CellValue | undefined): value is { readonly error: string } {
  return typeof value === 'object' && value !== null;
}
