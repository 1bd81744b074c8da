import {
  isArrayNode,
  isErrorNode,
  isLiteralNode,
  isReferenceNode,
  isUnaryNode,
  isBinaryNode,
  isCallNode,
  type AstExpression,
} from '@borgar/fx/xlsx';
import { cellReader, defaultOf, readRange, takesRange } from '../../functions/arguments/readArgument';
import type { ArgumentDefinition, CellValue } from '../../functions/definition';
import { NotExpressible, type NamedCell, type NativeArgument } from '../../functions/native/nativeForm';
import { definitionOf, type OurCall, type Variables } from './ourCalls';
import { cellText, isOneCell, resolveReference, type ResolvedReference } from './references';
import type { CellPlace, RewriteSource } from './rewriteTypes';
import { givesNumber, givesOneValue, isVolatile, mayBeVolatile, refersToOneCell } from './scalarExpressions';

/** What surrounds the arguments of a formula's calls. */
export interface FormulaScope {
  readonly source: RewriteSource;
  readonly at: CellPlace;
  /** The text of a stretch of the formula, with the calls of ours in it already replaced. */
  textOf(span: { readonly start: number; readonly end: number }): string;
  /** The address of a cell that holds the expression, so that it is read once; undefined where there can be none. */
  readOnce(text: string): string | undefined;
}
/** With the names that stand around the call. */
type CallScope = FormulaScope & { readonly variables: Variables };
export interface Shape {
  readonly rows: number;
  readonly columns: number;
}
/** One cell of a spill. */
export interface SpilledCell {
  readonly row: number;
  readonly column: number;
}

const ONE_CELL: Shape = { rows: 1, columns: 1 };

/**
 * The shape of a call's answer: that of its range arguments.
 * @throws NotExpressible when the shapes differ, which the function refuses as well
 */
export function shapeOf(call: OurCall, formula: FormulaScope): Shape {
  const scope = { ...formula, variables: call.variables };
  let shape = ONE_CELL;
  for (const [index, node] of call.node.arguments.entries()) {
    const each = node && call.definition.arguments[index]?.broadcast ? shapeOfNode(node, scope) : ONE_CELL;
    if (each.rows * each.columns === 1) continue;
    if (shape !== ONE_CELL && (each.rows !== shape.rows || each.columns !== shape.columns)) {
      throw new NotExpressible('its ranges have different shapes');
    }
    shape = each;
  }
  return shape;
}

/** The arguments of a call, for one cell of what it spills. */
export function nativeArguments(
  call: OurCall,
  formula: FormulaScope,
  cell: SpilledCell,
): Record<string, NativeArgument> {
  const { definition, node, argumentSpans, variables } = call;
  const scope = { ...formula, variables };
  if (node.arguments.length > definition.arguments.length) throw new NotExpressible('it has too many arguments');
  const args: Record<string, NativeArgument> = {};
  definition.arguments.forEach((each, index) => {
    const span = argumentSpans[index];
    const argument = node.arguments[index];
    args[each.name] = argument && span ? given(each, argument, scope.textOf(span), scope, cell) : omitted(each, scope);
  });
  return args;
}

function omitted(definition: ArgumentDefinition, { source }: CallScope): NativeArgument {
  // a required argument that is missing is refused with the function's own sentence
  const value = definition.optional
    ? defaultOf(definition)
    : takesRange(definition)
      ? readRange(undefined, definition)
      : cellReader(definition)(undefined, source.context);
  return { definition, kind: 'constant', isOmitted: true, value, text: '' };
}

function given(
  definition: ArgumentDefinition,
  node: AstExpression,
  text: string,
  scope: CallScope,
  cell: SpilledCell,
): NativeArgument {
  const literal = literalRows(node);
  if (literal) return literalArgument(definition, literal, text, scope, cell);
  if (isReferenceNode(node)) {
    const isVariable = scope.variables.has(node.value.toLowerCase());
    const resolved = isVariable ? undefined : resolveReference(node.value, scope.at, scope.source);
    if (resolved) return referenceArgument(definition, resolved, node.value, scope, cell);
  }
  return expressionArgument(definition, node, text, scope);
}

/** The rows of a literal: a number, text, TRUE, or an array of them. */
function literalRows(node: AstExpression): CellValue[][] | undefined {
  if (isLiteralNode(node)) return [[node.value]];
  if (isUnaryNode(node) && node.operator === '-') {
    const [operand] = node.arguments;
    return operand && isLiteralNode(operand) && typeof operand.value === 'number' ? [[-operand.value]] : undefined;
  }
  if (!isArrayNode(node)) return undefined;
  return node.elements.map((row) =>
    row.map((element) => {
      if (isLiteralNode(element)) return element.value;
      throw new NotExpressible('its array holds an error');
    }),
  );
}

function literalArgument(
  definition: ArgumentDefinition,
  rows: CellValue[][],
  text: string,
  { source }: CallScope,
  { row, column }: SpilledCell,
): NativeArgument {
  if (takesRange(definition)) {
    return { definition, kind: 'constant', isOmitted: false, value: readRange(rows, definition), text };
  }
  const isArray = rows.length * rows[0].length > 1;
  if (isArray && !definition.broadcast) throw new NotExpressible(`${definition.name} takes one cell`);
  const element = isArray ? rows[row][column] : rows[0][0];
  const value = cellReader(definition)(element === '' ? undefined : element, source.context);
  const isPlain = !isArray && typeof element === 'number' && element >= 0;
  return { definition, kind: 'constant', isOmitted: false, value, text: isPlain ? text : '' };
}

function referenceArgument(
  definition: ArgumentDefinition,
  resolved: ResolvedReference,
  text: string,
  { source }: CallScope,
  spilled: SpilledCell,
): NativeArgument {
  const { area } = resolved;
  if (takesRange(definition)) {
    const cells = Array.from({ length: area.rows }, (_row, row) =>
      Array.from({ length: area.columns }, (_column, column) => cellOf(resolved, row, column, source)),
    );
    return { definition, kind: 'block', text, cells };
  }
  if (isOneCell(area)) return { definition, kind: 'cell', text, now: source.valueAt(area) };
  if (!definition.broadcast) throw new NotExpressible(`${definition.name} takes one cell`);
  return { definition, kind: 'cell', ...cellOf(resolved, spilled.row, spilled.column, source) };
}

function cellOf(resolved: ResolvedReference, row: number, column: number, source: RewriteSource): NamedCell {
  const { area } = resolved;
  return {
    text: cellText(resolved, row, column),
    now: source.valueAt({ sheet: area.sheet, row: area.row + row, column: area.column + column }),
  };
}

function expressionArgument(
  definition: ArgumentDefinition,
  node: AstExpression,
  text: string,
  scope: CallScope,
): NativeArgument {
  if (isErrorNode(node)) throw new NotExpressible('an argument is an error');
  const variable = isReferenceNode(node) ? scope.variables.get(node.value.toLowerCase())?.init : undefined;
  const size = (reference: string) => sizeOf(reference, scope);
  if (refersToOneCell(node, size)) {
    const address = scope.readOnce(`IF(ROWS(${text})*COLUMNS(${text})=1,IF(ISBLANK(${text}),"",${text}),NA())`);
    if (address !== undefined)
      return { definition, kind: 'expression', text: address, isVolatile: false, isNumber: false };
  }
  if (!givesOneValue(node, size)) throw new NotExpressible(`${text} may be more than one value`);
  const isOurs = isCallNode(node) && definitionOf(node.callee.name) !== undefined;
  const isNumber = isOurs || givesNumber(variable ?? node);
  // the calls of ours in it may have put what is volatile into cells of their own
  const stillVolatile = isVolatile(node) && mayBeVolatile(text);
  const address = stillVolatile ? scope.readOnce(text) : undefined;
  if (address !== undefined) return { definition, kind: 'expression', text: address, isVolatile: false, isNumber };
  const needsBrackets = isBinaryNode(node) || isUnaryNode(node) || isOurs;
  return {
    definition,
    kind: 'expression',
    text: needsBrackets ? `(${text})` : text,
    // LET reads it once whatever it is
    isVolatile: stillVolatile,
    isNumber,
  };
}

function sizeOf(reference: string, scope: CallScope): 'cell' | 'block' | undefined {
  const named = scope.variables.get(reference.toLowerCase());
  if (named) {
    const size = (each: string) => sizeOf(each, { ...scope, variables: named.variables });
    return named.init !== undefined && givesOneValue(named.init, size) ? 'cell' : undefined;
  }
  const resolved = resolveReference(reference, scope.at, scope.source);
  if (resolved) return isOneCell(resolved.area) ? 'cell' : 'block';
  return /^'?\[\d+\][^:]*![$A-Z0-9]+$/i.test(reference) ? 'cell' : undefined; // one cell of another workbook
}

function shapeOfNode(node: AstExpression, scope: CallScope): Shape {
  if (isArrayNode(node)) return { rows: node.elements.length, columns: node.elements[0].length };
  if (!isReferenceNode(node) || scope.variables.has(node.value.toLowerCase())) return ONE_CELL;
  return resolveReference(node.value, scope.at, scope.source)?.area ?? ONE_CELL;
}
