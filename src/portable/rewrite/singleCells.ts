import { isCallNode, isReferenceNode, isUnaryNode, parse, toCol, tokenize, type AstExpression } from '@borgar/fx/xlsx';
import { NotExpressible } from '../../functions/native/nativeForm';
import { sheetReference } from '../prices/locatedRows';
import { parsedReference } from './parsedReference';
import type { CellArea, CellPlace, RewriteSource } from './rewriteTypes';
import { plainName } from './scalarExpressions';

/**
 * A formula in which `@A1:A9`, stored as `_xlfn.SINGLE(A1:A9)`, is the one cell that it means where the formula stands:
 * Excel 2016 and other spreadsheets do not have the sign.
 * @throws NotExpressible when it means no cell of this file
 */
export function withSingleCells(formula: string, at: CellPlace, source: RewriteSource): string {
  if (!/SINGLE\s*\(|@/i.test(formula)) return formula;
  let text = '';
  let position = 0;
  for (const { operand, start, end } of singles(formula)) {
    if (start < position) continue;
    const cell = isReferenceNode(operand) ? singleCell(operand.value, at, source) : undefined;
    if (cell === undefined) {
      throw new NotExpressible(`${formula.slice(start, end)} means no cell that is known`);
    }
    text += formula.slice(position, start) + cell;
    position = end;
  }
  return text + formula.slice(position);
}

interface Single {
  readonly operand: AstExpression;
  readonly start: number;
  readonly end: number;
}

function singles(formula: string): Single[] {
  const found: Single[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const each = node as AstExpression;
    const isSingle =
      (isUnaryNode(each) && each.operator === '@') || (isCallNode(each) && plainName(each.callee.name) === 'SINGLE');
    const [operand] = isSingle ? each.arguments : [];
    if (operand && each.loc) found.push({ operand, start: each.loc[0], end: each.loc[1] });
    else Object.values(node).forEach(visit);
  };
  visit(parse(tokenize(formula, { withLocation: true })));
  return found.sort((a, b) => a.start - b.start);
}

/** The cell in the row, or in the column, of the formula. Its row or column is relative, because it follows the formula. */
function singleCell(reference: string, at: CellPlace, source: RewriteSource): string | undefined {
  const parsed = parsedReference(reference);
  if (!parsed || !('range' in parsed) || !parsed.range) {
    const area = source.areaOf(reference, at);
    const prefix = area && area.sheet !== at.sheet ? `${sheetReference(area.sheet)}!` : '';
    return area && addressIn(bounds(area), at, prefix, { column: '$', row: '$' });
  }
  const { top, left, bottom, right, $left, $top } = parsed.range;
  const prefix = reference.slice(0, reference.lastIndexOf('!') + 1);
  const signs = { column: $left ? '$' : '', row: $top ? '$' : '' };
  return addressIn({ top: top ?? 0, left: left ?? 0, bottom: bottom ?? MOST, right: right ?? MOST }, at, prefix, signs);
}

const MOST = 1_048_576;

interface Bounds {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

function bounds({ row, column, rows, columns }: CellArea): Bounds {
  return { top: row, left: column, bottom: row + rows - 1, right: column + columns - 1 };
}

function addressIn(
  { top, left, bottom, right }: Bounds,
  { row, column }: CellPlace,
  prefix: string,
  signs: { readonly column: string; readonly row: string },
): string | undefined {
  const [isColumn, isRow] = [left === right, top === bottom];
  if (isColumn && isRow) return `${prefix}${signs.column}${toCol(left)}${signs.row}${top + 1}`;
  if (isColumn && row >= top && row <= bottom) return `${prefix}${signs.column}${toCol(left)}${row + 1}`;
  if (isRow && column >= left && column <= right) return `${prefix}${toCol(column)}${signs.row}${top + 1}`;
  return undefined;
}
