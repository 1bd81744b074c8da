import { inputAreas, type InputContent } from './inputAreas';
import { sheetReference } from './prices/locatedRows';
import type { CellArea, CellPlace } from './rewrite/rewriteTypes';
import { isError } from './settleValue';
import { cellAddress } from './xlsx/cellAddress';
import type { CellValue } from './xlsx/workbookFile';

/** A cell of the workbook that a formula looks at, and what it holds when the copy is made. */
export interface InputCell {
  /** With its sheet, absolute: `'Plan'!$B$7`. */
  readonly text: string;
  readonly now: CellValue | undefined;
  /** False for a formula without a stored value. */
  readonly isKnown: boolean;
}

/** The first single cells behind the references of a formula, at most `most`; larger areas are left out. */
export function formulaInputs(
  formula: string,
  at: CellPlace,
  content: InputContent,
  most: number,
): readonly InputCell[] {
  const small = inputAreas(formula, at, content).areas.filter((area) => area.rows * area.columns <= most);
  return small
    .flatMap((area) => cellsOf(area, content))
    .filter(({ isKnown }) => isKnown)
    .slice(0, most);
}

/** Every cell of an area. */
export function cellsOf(area: CellArea, content: InputContent): InputCell[] {
  return Array.from({ length: area.rows * area.columns }, (_, index): InputCell => {
    const [row, column] = [area.row + Math.floor(index / area.columns), area.column + (index % area.columns)];
    const text = `${sheetReference(area.sheet)}!$${cellAddress(row, column).replace(/(?=\d)/, '$')}`;
    const cell = content.cellAt({ sheet: area.sheet, row, column });
    return { text, now: cell?.value ?? undefined, isKnown: cell?.formula === undefined || cell.value !== null };
  });
}

/** True when a cell holds something else than it did. */
export function differs({ text, now }: InputCell): string {
  if (isError(now)) return `NOT(ISERROR(${text}))`;
  if (typeof now === 'number') {
    return `IF(ISNUMBER(${text}),ABS(${text}-${numberLiteral(now)})>0.000000001*${numberLiteral(Math.abs(now))},TRUE)`;
  }
  // spreadsheets compare texts without regard to capitals
  if (typeof now === 'string' && now !== '') return `IF(ISTEXT(${text}),NOT(EXACT(${text},${valueLiteral(now)})),TRUE)`;
  return `IF(ISERROR(${text}),TRUE,${text}<>${valueLiteral(now)})`;
}

/** A value as a formula writes it; a text literal holds 255 characters at most. */
export function valueLiteral(value: string | boolean | number | null | undefined): string {
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value === 'boolean') return String(value).toUpperCase();
  const pieces = (value ?? '').match(/[^]{1,250}/gu) ?? [''];
  return pieces.map((piece) => `"${piece.replace(/"/g, '""')}"`).join('&');
}

function numberLiteral(value: number): string {
  return String(value).toUpperCase();
}
