/** Table bodies as workbook steps, in the order in which nothing can be retyped or left over, and cut to requests. */
import { equalRects } from '../sheets/equalRects';
import { TEXT_FORMAT } from './cellText';
import type { Area, Cells, Rect, WorkbookStep } from './gateway';
import type { TableBody } from './mergeTable';

/** Excel on the web refuses requests above 5 MB, older hosts far earlier. */
const LARGEST_REQUEST_BYTES = 1_000_000;
const LARGEST_STEP_BYTES = 200_000;

type Formats = readonly (readonly string[])[];

export interface TablePlace {
  /** Id, or the name right after the table was made. */
  readonly table: string;
  readonly sheet: string;
  /** With the header. */
  readonly rect: Rect;
}

/**
 * Replaces the whole body. Formats go before values, so that text stays text; a table grows before and shrinks after
 * its rows are written; rows that are left over are cleared while they belong to it, so that none is ever left below.
 * @param leaveColumn sheet column (from the table's left edge) that is written by someone else: the stamp
 * @param shown       formats that the cells have now, which need not be set again
 */
export function bodySteps(
  place: TablePlace,
  body: TableBody,
  leaveColumn: number,
  shown: Formats = [],
): WorkbookStep[] {
  const before = place.rect.rows - 1;
  const after = body.typed.length;
  const segments = columnSegments(place.rect.columns, leaveColumn);
  return [
    ...(after > before ? [resizeStep(place, after)] : []),
    ...segments.flatMap(([from, to]) => {
      return cellSteps(
        place,
        0,
        from,
        slice(body.typed, from, to),
        slice(body.formats, from, to),
        slice(shown, from, to),
      );
    }),
    ...(after < before ? [clearStep(place, after, before - after), resizeStep(place, after)] : []),
  ];
}

/** Adds rows below the last one. */
export function appendSteps(place: TablePlace, body: TableBody, isEmpty: boolean): WorkbookStep[] {
  const before = isEmpty ? 0 : place.rect.rows - 1;
  return [
    ...(before + body.typed.length > place.rect.rows - 1 ? [resizeStep(place, before + body.typed.length)] : []),
    ...cellSteps(place, before, 0, body.typed, body.formats, []),
  ];
}

/** The body has `rows` rows again; what is below them is cleared. */
export function truncateSteps(place: TablePlace, rows: number): WorkbookStep[] {
  const now = place.rect.rows - 1;
  return now > rows ? [clearStep(place, rows, now - rows), resizeStep(place, rows)] : [];
}

/** Requests of at most a megabyte, in order. */
export function toRequests(steps: readonly WorkbookStep[]): WorkbookStep[][] {
  const requests: WorkbookStep[][] = [[]];
  let bytes = 0;
  for (const step of steps) {
    const size = jsonBytes(step);
    if (bytes > 0 && bytes + size > LARGEST_REQUEST_BYTES) {
      requests.push([]);
      bytes = 0;
    }
    requests[requests.length - 1].push(step);
    bytes += size;
  }
  return requests;
}

function cellSteps(
  place: TablePlace,
  row: number,
  column: number,
  typed: Cells,
  formats: Formats,
  shown: Formats,
): WorkbookStep[] {
  const at = (rect: Rect): Area => ({
    sheet: place.sheet,
    rect: { ...rect, row: place.rect.row + 1 + row + rect.row, column: place.rect.column + column + rect.column },
  });
  // a number typed into a cell of text format would become text: such a cell gets its format afterwards
  const isLate = (i: number, j: number) => formats[i][j] === TEXT_FORMAT && typeof typed[i][j] !== 'string';
  const isNeeded = typed.some((line, i) => line.some((_, j) => isLate(i, j)));
  const early = isNeeded
    ? formats.map((line, i) => line.map((format, j) => (isLate(i, j) ? 'General' : format)))
    : formats;
  return [
    ...equalRects(changedOnly(early, shown)).map(({ rect, text }): WorkbookStep => ({
      do: 'format',
      area: at(rect),
      format: text,
    })),
    ...cellChunks(typed).map(({ rect, cells }): WorkbookStep => ({ do: 'cells', area: at(rect), cells })),
    ...(isNeeded
      ? equalRects(formats).map(({ rect, text }): WorkbookStep => ({ do: 'format', area: at(rect), format: text }))
      : []),
  ];
}

/** '' where the cell has the format already. */
function changedOnly(formats: Formats, shown: Formats): Formats {
  if (shown.length === 0) return formats;
  return formats.map((line, row) => line.map((format, column) => (shown[row]?.[column] === format ? '' : format)));
}

function cellChunks(cells: Cells): { rect: Rect; cells: Cells }[] {
  const chunks: { rect: Rect; cells: Cells }[] = [];
  const columns = cells[0]?.length ?? 0;
  let from = 0;
  let bytes = 0;
  cells.forEach((line, row) => {
    bytes += jsonBytes(line);
    if (bytes < LARGEST_STEP_BYTES && row < cells.length - 1) return;
    chunks.push({ rect: { row: from, column: 0, rows: row + 1 - from, columns }, cells: cells.slice(from, row + 1) });
    from = row + 1;
    bytes = 0;
  });
  return chunks;
}

function columnSegments(columns: number, leave: number): [number, number][] {
  const segments: [number, number][] =
    leave < 0
      ? [[0, columns]]
      : [
          [0, leave],
          [leave + 1, columns],
        ];
  return segments.filter(([from, to]) => to > from);
}

function slice<T>(lines: readonly (readonly T[])[], from: number, to: number): (readonly T[])[] {
  return lines.map((line) => line.slice(from, to));
}

function resizeStep({ table, sheet, rect }: TablePlace, rows: number): WorkbookStep {
  return { do: 'resizeTable', table, area: { sheet, rect: { ...rect, rows: rows + 1 } } };
}

function clearStep({ sheet, rect }: TablePlace, afterRow: number, rows: number): WorkbookStep {
  return { do: 'clear', area: { sheet, rect: { ...rect, row: rect.row + 1 + afterRow, rows } } };
}

function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
