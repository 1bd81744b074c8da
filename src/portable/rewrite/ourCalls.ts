import {
  isBinaryNode,
  isCallNode,
  isLetNode,
  isUnaryNode,
  parse,
  tokenize,
  type AstExpression,
  type CallExpression,
  type Token,
} from '@borgar/fx/xlsx';
import { FUNCTION_DEFINITIONS } from '../../functions/functions';
import type { FunctionDefinition } from '../../functions/definition';
import { plainName } from './scalarExpressions';

/** Half-open, in characters of the formula. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
export interface OurCall extends Span {
  readonly definition: FunctionDefinition;
  readonly node: CallExpression;
  /** The text of each argument, blanks around it left out; undefined where it is omitted. */
  readonly argumentSpans: readonly (Span | undefined)[];
  /** Operators stand around it, so that what replaces it may need brackets. */
  readonly isOperand: boolean;
}
export interface ParsedFormula {
  readonly root: AstExpression;
  /** In the order in which they begin; a call inside another follows it. */
  readonly calls: readonly OurCall[];
  /** What LET gives a name to, by that name in lower case. */
  readonly variables: ReadonlyMap<string, AstExpression | null>;
}

const DEFINITIONS: ReadonlyMap<string, FunctionDefinition> = new Map(
  FUNCTION_DEFINITIONS.map((each) => [each.id, each]),
);
const IDS = [...DEFINITIONS.keys()].join('|');
/** `LLMCOST(`, `_xldudf_LLMCOST(`, and with the namespace of a manifest that has one: `_xldudf_ADDIN_LLMCOST(`. */
const OUR_NAME = new RegExp(`^(?:_xldudf_(?:[A-Z][A-Z0-9]*_)?|[A-Z][A-Z0-9]*\\.)?(${IDS})$`, 'i');
const MAY_CALL = new RegExp(`(?:^|[^A-Z0-9])(?:${IDS})\\s*\\(`, 'i');

/** Whether the text may hold a call of ours: quick, and true also for one inside a string. */
export function mayCallUs(formula: string): boolean {
  return MAY_CALL.test(formula);
}

/**
 * The calls of our functions in a formula, wherever they stand; text in quotes is none.
 * @param formula in the stored form, with or without its equals sign
 * @throws whatever the parser says of a formula that it cannot read
 */
export function parseFormula(formula: string): ParsedFormula {
  // rewritten and calculated one after the other
  if (lastParsed?.formula !== formula) lastParsed = { formula, parsed: parsedAnew(formula) };
  return lastParsed.parsed;
}

let lastParsed: { readonly formula: string; readonly parsed: ParsedFormula } | undefined;

function parsedAnew(formula: string): ParsedFormula {
  const tokens = tokenize(formula, { withLocation: true });
  const root = parse(tokens);
  if (!root) throw new SyntaxError('the formula is empty');
  const calls: OurCall[] = [];
  const variables = new Map<string, AstExpression | null>();
  const visit = (node: unknown, isOperand: boolean): void => {
    if (Array.isArray(node)) return node.forEach((each) => visit(each, isOperand));
    if (!isNode(node)) return;
    if (isCallNode(node)) {
      const definition = definitionOf(node.callee.name);
      if (definition && node.loc) calls.push(ourCall(definition, node, node.loc, tokens, isOperand));
      if (plainName(node.callee.name) === 'LET') declare(node.arguments, variables);
      return visit(node.arguments, false);
    }
    if (isLetNode(node)) for (const { id, init } of node.declarations) variables.set(id.name.toLowerCase(), init);
    const operates = isBinaryNode(node) || isUnaryNode(node);
    for (const [key, child] of Object.entries(node)) if (key !== 'loc') visit(child, operates);
  };
  visit(root, false);
  return { root, calls: calls.sort((a, b) => a.start - b.start || b.end - a.end), variables };
}

export function definitionOf(calledName: string): FunctionDefinition | undefined {
  const id = OUR_NAME.exec(calledName)?.[1];
  return id === undefined ? undefined : DEFINITIONS.get(id.toUpperCase());
}

function ourCall(
  definition: FunctionDefinition,
  node: CallExpression,
  [start, end]: readonly number[],
  tokens: readonly Token[],
  isOperand: boolean,
): OurCall {
  return { definition, node, start, end, argumentSpans: argumentSpans(tokens, start, end), isOperand };
}

/** Between the commas: the parser's own places leave out the brackets around an argument. */
function argumentSpans(tokens: readonly Token[], start: number, end: number): (Span | undefined)[] {
  const spans: (Span | undefined)[] = [];
  let depth = 0;
  let from: number | undefined;
  let to = 0;
  const finish = () => {
    spans.push(from === undefined ? undefined : { start: from, end: to });
    from = undefined;
  };
  for (const token of tokens) {
    const [tokenStart, tokenEnd] = token.loc ?? [0, 0];
    if (tokenStart < start || tokenEnd > end) continue;
    const closes = token.value === ')' || token.value === '}';
    if (token.type === 'operator' && closes) depth -= 1;
    if (depth === 0 && token.type === 'operator' && closes) finish();
    else if (depth === 1 && token.type === 'operator' && token.value === ',') finish();
    else if (depth >= 1 && !/^whitespace|^newline/.test(token.type)) {
      from ??= tokenStart;
      to = tokenEnd;
    }
    if (token.type === 'operator' && (token.value === '(' || token.value === '{')) depth += 1;
  }
  return spans;
}

function declare(args: readonly (AstExpression | null)[], variables: Map<string, AstExpression | null>): void {
  for (let index = 0; index + 1 < args.length; index += 2) {
    const name = args[index];
    if (name && 'value' in name) variables.set(String(name.value).toLowerCase(), args[index + 1]);
  }
}

function isNode(value: unknown): value is AstExpression {
  return typeof value === 'object' && value !== null && 'type' in value;
}
