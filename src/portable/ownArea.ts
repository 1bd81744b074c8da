import type { FileContent } from './fileContent';
import { parseFormula } from './rewrite/ourCalls';
import type { CellPlace } from './rewrite/rewriteTypes';
import { readsCellByCell } from './rewrite/scalarExpressions';
import type { SettledValue } from './settleValue';
import type { ArrayArea, FileCell } from './xlsx/workbookFile';

type FormulaCell = FileCell & { readonly formula: string };

/**
 * What each cell of a formula's own area becomes: a formula that is no array has one cell, whatever it gives, and an
 * array of the old kind shows what fits. Undefined is blank.
 */
export function ownFormulas(
  { array }: FormulaCell,
  formulas: readonly (readonly string[])[],
  { rows: shown }: SettledValue,
): (string | undefined)[][] {
  if (!array) return [[formulas[0][0]]];
  if (!array.dynamic) return inOldArray(formulas, shown, 'NA()');
  const height = Math.max(formulas.length, shown.length);
  const width = Math.max(formulas[0].length, shown[0].length);
  return Array.from({ length: height }, (_row, row) =>
    Array.from({ length: width }, (_column, column) => formulas[row]?.[column]),
  );
}

/** An array of the old kind has its size for good: one row or column is repeated, and what is not given is an error. */
export function inOldArray<T>(
  given: readonly (readonly T[])[],
  area: readonly (readonly unknown[])[],
  notGiven: T,
): T[][] {
  return area.map((line, row) =>
    line.map((_cell, column) => {
      const from = given[given.length === 1 ? 0 : row];
      return from?.[from.length === 1 ? 0 : column] ?? notGiven;
    }),
  );
}

/**
 * The array that the plain formula has to be as the formula before it was: without, Excel would calculate `A1:A3*2` for
 * one row alone, and the other cells would stay what they were.
 */
export function keptArray({ formula, array }: FormulaCell, at: CellPlace, content: FileContent): ArrayArea | undefined {
  if (!array) return undefined;
  const { root, calls } = parseFormula(formula);
  const { rows, columns } = array.rect;
  const spillsOurs = array.dynamic && calls[0]?.node === root;
  const isOneCell = (reference: string) => {
    const area = content.areaOf(reference, at);
    return area !== undefined && area.rows * area.columns === 1;
  };
  const isNeeded =
    !spillsOurs &&
    (rows * columns > 1 ||
      readsCellByCell(
        root,
        calls.map(({ node }) => node),
        isOneCell,
      ));
  return isNeeded ? { rows, columns, dynamic: array.dynamic } : undefined;
}
