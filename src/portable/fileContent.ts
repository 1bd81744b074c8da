import { parseStructRef } from '@borgar/fx/xlsx';
import { cellError, type CellError } from '../functions/toCell';
import type { CellValue as PlainValue } from '../functions/definition';
import { parsedReference } from './rewrite/parsedReference';
import type { CellArea, CellPlace } from './rewrite/rewriteTypes';
import { MOST_COLUMNS, MOST_ROWS, parseCellAddress } from './xlsx/cellAddress';
import type { FileCell, FileTable, Rect, WorkbookFile } from './xlsx/workbookFile';

/** A workbook's cells by place, and which cells a reference in a formula means. */
export class FileContent {
  private readonly sheets = new Map<string, SheetIndex>();
  private readonly tables: ReadonlyMap<string, FileTable>;
  private readonly names: ReadonlyMap<string, string>;

  constructor(private readonly book: WorkbookFile) {
    this.tables = new Map(book.tables.map((table) => [table.name.toLowerCase(), table]));
    this.names = new Map(book.definedNames.map(({ name, sheetName, formula }) => [nameKey(name, sheetName), formula]));
  }

  cellAt({ sheet, row, column }: CellPlace): FileCell | undefined {
    return this.index(sheet)?.cells.get(row * MOST_COLUMNS + column);
  }

  /** Undefined is blank, or a formula without a stored value. */
  valueAt(place: CellPlace): PlainValue | CellError | undefined {
    return plainValue(this.cellAt(place));
  }

  /** The cell shows a part of what an array formula in another cell answers. */
  isSpilledInto({ sheet, row, column }: CellPlace): boolean {
    const arrays = this.index(sheet)?.arrays ?? [];
    return arrays.some(
      (rect) =>
        row >= rect.row && row < rect.row + rect.rows && column >= rect.column && column < rect.column + rect.columns,
    );
  }

  /**
   * The cells behind a reference as it stands in a formula at `from`: an address, a defined name or a structured
   * reference. Undefined when it is none of them, or lies outside this file.
   */
  areaOf(reference: string, from: CellPlace): CellArea | undefined {
    const cell = parseCellAddress(reference); // what most formulas look at
    if (cell) return this.clipped(from.sheet, cell.row, cell.column, cell.row, cell.column);
    const parsed = parsedReference(reference);
    if (parsed === undefined) return this.structuredArea(reference, from);
    if (parsed.workbookName) return undefined;
    if ('range' in parsed && parsed.range) {
      const { top, left, bottom, right } = parsed.range;
      return this.clipped(parsed.sheetName || from.sheet, top, left, bottom, right);
    }
    if (!('name' in parsed)) return undefined;
    const formula =
      this.names.get(nameKey(parsed.name, parsed.sheetName || from.sheet)) ?? this.names.get(nameKey(parsed.name));
    // one step only: a name that stands for another name is rare, and a name that stands for itself must not hang
    return formula !== undefined && isPlainReference(formula) ? this.namedArea(formula, from) : undefined;
  }

  /** What is relative in the formula of a name is stored as it is in A1: elsewhere it means cells as far from there. */
  private namedArea(formula: string, from: CellPlace): CellArea | undefined {
    const parsed = parsedReference(formula);
    if (!parsed || parsed.workbookName || !('range' in parsed) || !parsed.range) return this.areaOf(formula, from);
    const { top, left, bottom, right, $top, $left, $bottom, $right } = parsed.range;
    const row = (bound: Bound, isFixed?: boolean | null) => moved(bound, isFixed ? 0 : from.row, MOST_ROWS);
    const column = (bound: Bound, isFixed?: boolean | null) => moved(bound, isFixed ? 0 : from.column, MOST_COLUMNS);
    return this.clipped(
      parsed.sheetName || from.sheet,
      row(top, $top),
      column(left, $left),
      row(bottom, $bottom),
      column(right, $right),
    );
  }

  private structuredArea(reference: string, from: CellPlace): CellArea | undefined {
    const parsed = parseStructRef(reference);
    if (parsed === undefined || parsed.workbookName) return undefined;
    const table = parsed.table ? this.tables.get(parsed.table.toLowerCase()) : this.tableAt(from);
    if (!table) return undefined;
    const rows = sectionRows(table, parsed.sections ?? [], from);
    const wanted = (parsed.columns ?? []).map((name) => columnIndex(table, name));
    if (!rows || wanted.some((index) => index < 0)) return undefined;
    const [first = 0, last = wanted.length > 0 ? first : table.columns.length - 1] = wanted;
    const column = table.rect.column + Math.min(first, last);
    return { sheet: table.sheetName, ...rows, column, columns: Math.abs(last - first) + 1 };
  }

  private tableAt({ sheet, row, column }: CellPlace): FileTable | undefined {
    return [...this.tables.values()].find(
      ({ sheetName, rect }) =>
        sheetName.toLowerCase() === sheet.toLowerCase() &&
        row >= rect.row &&
        row < rect.row + rect.rows &&
        column >= rect.column &&
        column < rect.column + rect.columns,
    );
  }

  /** Whole rows and columns end where the sheet's cells end. */
  private clipped(sheet: string, top: Bound, left: Bound, bottom: Bound, right: Bound): CellArea | undefined {
    const index = this.index(sheet);
    if (!index) return undefined;
    const [row, column] = [top ?? 0, left ?? 0];
    const lastRow = Math.max(row, bottom ?? index.lastRow);
    const lastColumn = Math.max(column, right ?? index.lastColumn);
    return { sheet: index.name, row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 };
  }

  /** Read when it is first asked for: most sheets of a large model have no formula of ours and are never looked at. */
  private index(name: string): SheetIndex | undefined {
    const key = name.toLowerCase();
    const known = this.sheets.get(key);
    if (known) return known;
    const sheet = this.book.sheets.find((each) => each.name.toLowerCase() === key);
    if (!sheet) return undefined;
    const index = indexed(sheet.name, this.book.cells(sheet.name));
    this.sheets.set(key, index);
    return index;
  }
}

/** Undefined is blank. */
export function plainValue(cell: FileCell | undefined): PlainValue | CellError | undefined {
  const value = cell?.value ?? undefined;
  return typeof value === 'object' ? cellError(value.error) : value;
}

interface SheetIndex {
  readonly name: string;
  readonly cells: ReadonlyMap<number, FileCell>;
  /** Areas of array formulas. */
  readonly arrays: readonly Rect[];
  readonly lastRow: number;
  readonly lastColumn: number;
}

/** Undefined or null: the reference is a whole row or column. */
type Bound = number | null | undefined;

function indexed(name: string, cells: readonly FileCell[]): SheetIndex {
  const byPlace = new Map<number, FileCell>();
  const arrays: Rect[] = [];
  let [lastRow, lastColumn] = [0, 0];
  for (const cell of cells) {
    byPlace.set(cell.row * MOST_COLUMNS + cell.column, cell);
    if (cell.array && cell.array.rect.rows * cell.array.rect.columns > 1) arrays.push(cell.array.rect);
    lastRow = Math.max(lastRow, cell.row);
    lastColumn = Math.max(lastColumn, cell.column);
  }
  return { name, cells: byPlace, arrays, lastRow, lastColumn };
}

function sectionRows(
  table: FileTable,
  sections: readonly string[],
  from: CellPlace,
): { row: number; rows: number } | undefined {
  const { rect, headerRows, totalRows } = table;
  const body = { row: rect.row + headerRows, rows: rect.rows - headerRows - totalRows };
  if (sections.length === 0 || (sections.length === 1 && sections[0] === 'data')) return body;
  if (sections.length > 1) return undefined;
  if (sections[0] === 'all') return { row: rect.row, rows: rect.rows };
  if (sections[0] === 'headers') return headerRows > 0 ? { row: rect.row, rows: headerRows } : undefined;
  if (sections[0] !== 'this row') return undefined;
  const isInBody =
    from.sheet.toLowerCase() === table.sheetName.toLowerCase() &&
    from.row >= body.row &&
    from.row < body.row + body.rows;
  return isInBody ? { row: from.row, rows: 1 } : undefined;
}

function columnIndex(table: FileTable, name: string): number {
  return table.columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
}

/** Past the last row a sheet begins again. */
function moved(bound: Bound, by: number, most: number): Bound {
  return typeof bound === 'number' ? (bound + by) % most : bound;
}

function isPlainReference(formula: string): boolean {
  const parsed = parsedReference(formula);
  return parsed === undefined ? parseStructRef(formula) !== undefined : 'range' in parsed && parsed.range !== undefined;
}

function nameKey(name: string, sheetName = ''): string {
  return `${sheetName.toLowerCase()}!${name.toLowerCase()}`;
}
