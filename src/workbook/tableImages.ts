/** The tables as they were, kept in the workbook itself before they are overwritten: the rollback outlives a crash. */
import { equalRects } from '../sheets/equalRects';
import type { Cell } from './gateway';
import { asRead, type TableBody } from './mergeTable';
import type { TableRole } from './priceTableLayout';
import { stampText } from './stamp';
import type { LocatedTable, TablesSurvey } from './surveyTables';
import type { KeyedRow, TableContent } from './tableContent';

interface TableImage {
  readonly headers: readonly string[];
  readonly body: TableBody;
}
export interface TablesImage {
  /** Text of the stamp. */
  readonly stamp: string;
  readonly tables: Readonly<Partial<Record<TableRole, TableImage>>>;
  /** The log is only ever cut back to its length; 0 when its one row is blank. */
  readonly changesRows: number | undefined;
}

export function imageOf(survey: TablesSurvey): TablesImage {
  const tables: Partial<Record<TableRole, TableImage>> = {};
  for (const { layout, content } of Object.values(survey.tables)) {
    if (layout.role !== 'changes') tables[layout.role] = { headers: content.headers, body: bodyAsRead(content) };
  }
  const { changes } = survey.tables;
  return {
    stamp: typeof survey.stamp === 'string' ? '' : stampText(survey.stamp),
    tables,
    changesRows: changes && logLength(changes),
  };
}

/** How many rows the log has; a table keeps one row, if only a blank one. */
export function logLength({ state }: LocatedTable): number {
  const rows = state.rect.rows - 1;
  return rows === 1 && state.isBlank ? 0 : rows;
}

/** Same formulas, constants and formats; the values of formulas may differ. */
export function sameTables(a: TablesImage, b: TablesImage): boolean {
  return imageText(a) === imageText(b);
}

export function imageText(image: TablesImage): string {
  const tables = Object.entries(image.tables).map(([role, { headers, body }]) => [
    role,
    {
      headers,
      rows: body.typed.map(packRow),
      formats: equalRects(body.formats).map(({ rect, text }) => [rect.row, rect.column, rect.rows, rect.columns, text]),
    },
  ]);
  return JSON.stringify({ ...image, tables: Object.fromEntries(tables.sort()) });
}

export function parseImage(text: string): TablesImage {
  const stored = JSON.parse(text) as StoredImage;
  const tables = Object.entries(stored.tables).map(([role, { headers, rows, formats }]) => {
    const grid = rows.map(() => headers.map(() => 'General'));
    for (const [row, column, height, width, format] of formats) {
      for (let i = row; i < row + height; i += 1) grid[i].fill(format, column, column + width);
    }
    return [role, { headers, body: { typed: rows.map((row) => unpackRow(row, headers.length)), formats: grid } }];
  });
  return { stamp: stored.stamp, changesRows: stored.changesRows, tables: Object.fromEntries(tables) };
}

/** Where the record of what a snapshot wrote is archived. */
export function writtenKey(snapshotId: string): string {
  return `written-${snapshotId}`;
}

/** The prices as a snapshot wrote them, for telling the user's edits from ours. */
export function writtenText(rows: Readonly<Partial<Record<TableRole, readonly KeyedRow[]>>>): string {
  return JSON.stringify(rows);
}
/** @throws SyntaxError when somebody else wrote there; what is not a list of rows is left out */
export function parseWritten(text: string): Partial<Record<TableRole, readonly KeyedRow[]>> {
  const stored = Object.entries((JSON.parse(text) ?? {}) as Record<string, unknown>);
  return Object.fromEntries(stored.filter(([, rows]) => Array.isArray(rows) && rows.every(isRow)));
}

function isRow(row: unknown): row is KeyedRow {
  return typeof row === 'object' && row !== null;
}

interface StoredImage {
  readonly stamp: string;
  readonly changesRows?: number;
  readonly tables: Readonly<
    Record<
      string,
      {
        headers: string[];
        rows: Cell[][];
        formats: [row: number, column: number, rows: number, columns: number, format: string][];
      }
    >
  >;
}

function bodyAsRead(content: TableContent): TableBody {
  return {
    typed: content.values.map((line, row) => line.map((_, column) => asRead(content, row, column).typed)),
    formats: content.formats,
  };
}

/** Most cells of a price row are blank: column and value of the others, one after the other. */
function packRow(cells: readonly Cell[]): Cell[] {
  return cells.flatMap((cell, column) => (cell === '' ? [] : [column, cell]));
}

function unpackRow(packed: readonly Cell[], columns: number): Cell[] {
  const cells: Cell[] = Array.from({ length: columns }, () => '');
  for (let i = 0; i < packed.length; i += 2) cells[Number(packed[i])] = packed[i + 1];
  return cells;
}
