import { isReferenceNode, parse, tokenize, type AstExpression } from '@borgar/fx/xlsx';
import type { FileContent } from './fileContent';
import { sheetReference } from './prices/locatedRows';
import type { CellPlace } from './rewrite/rewriteTypes';
import { isError } from './settleValue';
import { cellAddress } from './xlsx/cellAddress';
import type { CellValue } from './xlsx/workbookFile';

/** A cell of the workbook that a formula looks at, and what it holds when the copy is made. */
export interface InputCell {
  /** With its sheet, absolute: `'Plan'!$B$7`. */
  readonly text: string;
  readonly now: CellValue | undefined;
}

/** The single cells behind the references of a formula; areas of more than `most` cells are left out and said so. */
export function formulaInputs(
  formula: string,
  at: CellPlace,
  content: FileContent,
  most: number,
): { readonly cells: readonly InputCell[]; readonly isComplete: boolean } {
  const areas = [...referencesIn(formula)].map((text) => content.areaOf(text, at));
  const small = areas.flatMap((area) => (area && area.rows * area.columns <= most ? [area] : []));
  const cells = small.flatMap((area) =>
    Array.from({ length: area.rows * area.columns }, (_, index): InputCell => {
      const [row, column] = [area.row + Math.floor(index / area.columns), area.column + (index % area.columns)];
      const text = `${sheetReference(area.sheet)}!$${cellAddress(row, column).replace(/(?=\d)/, '$')}`;
      return { text, now: content.cellAt({ sheet: area.sheet, row, column })?.value ?? undefined };
    }),
  );
  return { cells: cells.slice(0, most), isComplete: small.length === areas.length && cells.length <= most };
}

/** True when a cell holds something else than it did. */
export function differs({ text, now }: InputCell): string {
  if (isError(now)) return `NOT(ISERROR(${text}))`;
  if (typeof now === 'number') {
    return `IF(ISNUMBER(${text}),ABS(${text}-${numberLiteral(now)})>0.000000001*${numberLiteral(Math.abs(now))},TRUE)`;
  }
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

function referencesIn(formula: string): Set<string> {
  const texts = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    if (isReferenceNode(node as AstExpression)) texts.add((node as { value: string }).value);
    else Object.values(node).forEach(visit);
  };
  visit(parse(tokenize(formula)));
  return texts;
}
