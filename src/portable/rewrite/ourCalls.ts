import {
  isBinaryNode,
  isCallNode,
  isLambdaNode,
  isLetNode,
  isReferenceNode,
  isUnaryNode,
  parse,
  tokenize,
  type AstExpression,
  type CallExpression,
  type Token,
} from '@borgar/fx/xlsx';
import { FUNCTION_DEFINITIONS } from '../../functions/functions';
import type { FunctionDefinition } from '../../functions/definition';
import { ParsedShapes } from './parsedShapes';
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
  readonly variables: Variables;
}
/** What LET and LAMBDA give names to around a call, by the name in lower case. */
export type Variables = ReadonlyMap<string, Variable>;
interface Variable {
  /** Undefined for a parameter of LAMBDA: its caller decides. */
  readonly init: AstExpression | null | undefined;
  /** What the expression itself may name. */
  readonly variables: Variables;
}
export interface ParsedFormula {
  readonly root: AstExpression;
  /** In the order in which they begin; a call inside another follows it. */
  readonly calls: readonly OurCall[];
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
  if (lastParsed?.formula !== formula) lastParsed = { formula, parsed: shapes.parsed(formula) };
  return lastParsed.parsed;
}

const shapes = new ParsedShapes(parsedAlone);
let lastParsed: { readonly formula: string; readonly parsed: ParsedFormula } | undefined;

/** As `parseFormula`, without looking at formulas that were parsed before. */
export function parsedAlone(formula: string): ParsedFormula {
  const tokens = tokenize(formula, { withLocation: true });
  const root = parse(tokens);
  if (!root) throw new SyntaxError('the formula is empty');
  const calls: OurCall[] = [];
  const visit = (node: unknown, isOperand: boolean, variables: Variables): void => {
    if (Array.isArray(node)) return node.forEach((each) => visit(each, isOperand, variables));
    if (!isNode(node)) return;
    const named = namesIn(node);
    if (named) {
      let inside = variables;
      for (const { name, init } of named) {
        visit(init, false, inside);
        inside = new Map([...inside, [name.toLowerCase(), { init, variables: inside }]]);
      }
      return visit(bodyOf(node), false, inside);
    }
    if (isCallNode(node)) {
      const definition = definitionOf(node.callee.name);
      if (definition && node.loc) calls.push(ourCall(definition, node, node.loc, tokens, isOperand, variables));
      return visit(node.arguments, false, variables);
    }
    const operates = isBinaryNode(node) || isUnaryNode(node);
    for (const [key, child] of Object.entries(node)) if (key !== 'loc') visit(child, operates, variables);
  };
  visit(root, false, new Map());
  return { root, calls: calls.sort((a, b) => a.start - b.start || b.end - a.end) };
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
  variables: Variables,
): OurCall {
  return { definition, node, start, end, argumentSpans: argumentSpans(tokens, start, end), isOperand, variables };
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

/** The names that LET or LAMBDA brings in, in their order; undefined of every other expression. */
function namesIn(
  node: AstExpression,
): { readonly name: string; readonly init: AstExpression | null | undefined }[] | undefined {
  if (isLetNode(node)) return node.declarations.map(({ id, init }) => ({ name: id.name, init }));
  if (isLambdaNode(node)) return node.params.map(({ name }) => ({ name, init: undefined }));
  const called = isCallNode(node) ? plainName(node.callee.name) : '';
  if (!isCallNode(node) || (called !== 'LET' && called !== 'LAMBDA')) return undefined;
  const step = called === 'LET' ? 2 : 1;
  return node.arguments.slice(0, -1).flatMap((each, index) => {
    if (index % step !== 0 || !each || !isReferenceNode(each)) return [];
    return [
      { name: each.value.replace(/^_xlop\./i, '_xlpm.'), init: step === 2 ? node.arguments[index + 1] : undefined },
    ];
  });
}

function bodyOf(node: AstExpression): AstExpression | null {
  if (isLetNode(node) || isLambdaNode(node)) return node.body;
  return isCallNode(node) ? (node.arguments.at(-1) ?? null) : null;
}

function isNode(value: unknown): value is AstExpression {
  return typeof value === 'object' && value !== null && 'type' in value;
}
