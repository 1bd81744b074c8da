import { isBinaryNode, isCallNode, isReferenceNode, isUnaryNode, type AstExpression } from '@borgar/fx/xlsx';
import type { ParsedFormula } from './ourCalls';

/**
 * Formulas that were filled down differ in the row numbers of their addresses alone: of those with as many digits at the
 * same places one is parsed, and the others are the same tree with addresses of their own.
 */
export class ParsedShapes {
  private readonly known = new Map<string, ParsedFormula>();

  /** @param parse throws what the parser says of a formula that it cannot read */
  constructor(private readonly parse: (formula: string) => ParsedFormula) {}

  parsed(formula: string): ParsedFormula {
    const shape = shapeOf(formula);
    const known = this.known.get(shape);
    if (known) return withAddressesOf(formula, known);
    const parsed = this.parse(formula);
    if (this.known.size >= MOST_KEPT) this.known.clear();
    if (isPattern(parsed, formula, shape)) this.known.set(shape, parsed);
    return parsed;
  }
}

/** A workbook has few formulas that were not filled down. */
const MOST_KEPT = 1_000;

/** The formula with a blank sign for each digit of a row number; every other character stays where it is. */
function shapeOf(formula: string): string {
  return formula.replace(TEXT_OR_ROW, (found) => (/\d/.test(found[0]) ? BLANKS[found.length] : found));
}

/** A text or a quoted sheet name, to be passed over, or the row number of an address as in "A10", "A$9", "Plan!A1". */
const TEXT_OR_ROW = /"[^"]*"|'[^']*'|(?<=(?<![\w.$])\$?[A-Z]{1,3}\$?)[1-9]\d{0,5}(?![\w.(!])/gi;
const BLANK = '\u0000';
const BLANKS = Array.from({ length: 7 }, (_, digits) => BLANK.repeat(digits));

/** Whether all blanks stand in references, the text of which is looked up for each formula. */
function isPattern({ root, calls }: ParsedFormula, formula: string, shape: string): boolean {
  // what LET gives a name to is known by the tree of one formula
  if (calls.some(({ variables }) => variables.size > 0)) return false;
  let left = shape;
  const visit = (node: AstExpression | null): void => {
    if (node === null) return;
    if (hasArguments(node)) node.arguments.forEach(visit);
    else if (isReferenceNode(node) && node.loc && textAt(formula, node.loc) === node.value) {
      left = left.slice(0, node.loc[0]) + ' '.repeat(node.value.length) + left.slice(node.loc[1]);
    }
  };
  visit(root);
  return !left.includes(BLANK);
}

function withAddressesOf(formula: string, { root, calls }: ParsedFormula): ParsedFormula {
  const copies = new Map<AstExpression, AstExpression>();
  const copied = <N extends AstExpression | null>(node: N): N => {
    if (node === null) return node;
    if (isReferenceNode(node)) return { ...node, value: node.loc ? textAt(formula, node.loc) : node.value };
    if (!hasArguments(node)) return node;
    const copy = { ...node, arguments: node.arguments.map(copied) };
    copies.set(node, copy);
    return copy;
  };
  const copiedRoot = copied(root);
  return {
    root: copiedRoot,
    calls: calls.map((call) => ({ ...call, node: (copies.get(call.node) ?? call.node) as typeof call.node })),
  };
}

function hasArguments(node: AstExpression) {
  return isCallNode(node) || isUnaryNode(node) || isBinaryNode(node);
}

function textAt(formula: string, [start, end]: readonly number[]): string {
  return formula.slice(start, end);
}
