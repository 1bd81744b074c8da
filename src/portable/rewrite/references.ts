import { toCol } from '@borgar/fx/xlsx';
import { NotExpressible } from '../../functions/native/nativeForm';
import { sheetReference } from '../prices/locatedRows';
import { parseCellAddress } from '../xlsx/cellAddress';
import { parsedReference } from './parsedReference';
import type { CellArea, CellPlace, RewriteSource } from './rewriteTypes';

/** A reference in a formula, and the cells behind it. */
export interface ResolvedReference {
  readonly area: CellArea;
  /** As it is written. */
  readonly text: string;
  /** How the addresses of its cells are written: sheet, and dollar signs or none. */
  readonly prefix: string;
  readonly columnSign: string;
  readonly rowSign: string;
}

/** The address of one of its cells, by row and column of the area, written as the reference is. */
export function cellText(
  { area, text, prefix, columnSign, rowSign }: ResolvedReference,
  row: number,
  column: number,
): string {
  if (isOneCell(area)) return text;
  return `${prefix}${columnSign}${toCol(area.column + column)}${rowSign}${area.row + row + 1}`;
}

/** Larger blocks are no arguments of ours, and whole columns have no end. */
const MOST_CELLS = 100_000;

/** @returns undefined for what stands for no cells of this file: other workbooks, constants with a name, LET variables */
export function resolveReference(text: string, at: CellPlace, source: RewriteSource): ResolvedReference | undefined {
  const cell = parseCellAddress(text); // what most formulas look at
  if (cell) return { area: { sheet: at.sheet, ...cell, ...ONE_CELL }, text, prefix: '', columnSign: '', rowSign: '' };
  const parsed = parsedReference(text);
  if (!parsed || !('range' in parsed)) return namedArea(text, at, source);
  const { workbookName, sheetName, range } = parsed;
  if (workbookName || sheetName?.includes(':')) return undefined;
  const { top, left, bottom, right } = range;
  if (top === null || left === null || bottom === null || right === null) {
    throw new NotExpressible(`${text} has no end`);
  }
  const area = {
    sheet: sheetName || at.sheet,
    row: top ?? 0,
    column: left ?? 0,
    rows: (bottom ?? 0) - (top ?? 0) + 1,
    columns: (right ?? 0) - (left ?? 0) + 1,
  };
  return {
    area: withinLimit(area, text),
    text,
    prefix: text.slice(0, text.lastIndexOf('!') + 1),
    columnSign: range.$left && range.$right ? '$' : '',
    rowSign: range.$top && range.$bottom ? '$' : '',
  };
}

const ONE_CELL = { rows: 1, columns: 1 };

export function isOneCell({ rows, columns }: CellArea): boolean {
  return rows === 1 && columns === 1;
}

function namedArea(text: string, at: CellPlace, source: RewriteSource): ResolvedReference | undefined {
  const area = source.areaOf(text, at);
  if (!area) return undefined;
  const prefix = area.sheet === at.sheet ? '' : `${sheetReference(area.sheet)}!`;
  return { area: withinLimit(area, text), text, prefix, columnSign: '$', rowSign: '$' };
}

function withinLimit(area: CellArea, text: string): CellArea {
  if (area.rows * area.columns > MOST_CELLS) throw new NotExpressible(`${text} has more than 100,000 cells`);
  return area;
}
