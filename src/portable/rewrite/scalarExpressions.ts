import {
  isArrayNode,
  isBinaryNode,
  isCallNode,
  isErrorNode,
  isLambdaNode,
  isLetNode,
  isLiteralNode,
  isReferenceNode,
  isUnaryNode,
  type AstExpression,
} from '@borgar/fx/xlsx';

/** What is known of the cells behind a reference in a formula. */
export type SizeOfReference = (reference: string) => 'cell' | 'block' | undefined;

/**
 * Whether an expression gives one value whatever the cells hold. Rather no than a guess: a native formula that gets a
 * range where one value is meant would spill or pick a cell.
 */
export function givesOneValue(node: AstExpression | null, sizeOf: SizeOfReference): boolean {
  if (node === null) return true;
  if (isReferenceNode(node)) return sizeOf(node.value) === 'cell';
  if (isUnaryNode(node)) {
    if (node.operator === '#') return false;
    return node.operator === '@' || node.arguments.every((each) => givesOneValue(each, sizeOf));
  }
  if (isBinaryNode(node)) {
    return !RANGE_OPERATORS.has(node.operator) && node.arguments.every((each) => givesOneValue(each, sizeOf));
  }
  if (isCallNode(node)) return callGivesOneValue(plainName(node.callee.name), node.arguments, sizeOf);
  return !isArrayNode(node) && !isLambdaNode(node) && !isLetNode(node);
}

/**
 * Whether an expression calculates with the cells of a range one by one, or may: `A1:A3*2`, and `SUM(A1:A3*2)`, but not
 * `SUM(A1:A3)`.
 * @param oneValued calls that give one value whatever stands in them
 */
export function readsCellByCell(
  node: AstExpression | null,
  oneValued: readonly AstExpression[],
  isOneCell: (reference: string) => boolean,
): boolean {
  if (node === null || isLiteralNode(node) || isErrorNode(node) || oneValued.includes(node)) return false;
  const reads = (each: AstExpression | null) => readsCellByCell(each, oneValued, isOneCell);
  if (isReferenceNode(node)) return !isOneCell(node.value);
  if (isUnaryNode(node)) return node.operator === '#' || node.arguments.some(reads);
  if (isBinaryNode(node)) return RANGE_OPERATORS.has(node.operator) || node.arguments.some(reads);
  if (!isCallNode(node)) return true;
  const name = plainName(node.callee.name);
  const takesRange = (index: number) => AGGREGATES.has(name) || LOOKS_IN_RANGES[name]?.includes(index);
  return (
    GIVES_ARRAYS.has(name) ||
    node.arguments.some((each, index) => !(each && isReferenceNode(each) && takesRange(index)) && reads(each))
  );
}

/** Whether an expression is a number or an error, never text, TRUE or blank. */
export function givesNumber(node: AstExpression): boolean {
  if (isBinaryNode(node)) return ARITHMETIC.has(node.operator);
  if (isUnaryNode(node)) return node.operator === '-' || node.operator === '%';
  return isCallNode(node) && NUMERIC.has(plainName(node.callee.name));
}

export function isVolatile(node: AstExpression | null): boolean {
  if (node === null) return false;
  if (isCallNode(node)) return VOLATILE.has(plainName(node.callee.name)) || node.arguments.some(isVolatile);
  if (isBinaryNode(node) || isUnaryNode(node)) return node.arguments.some(isVolatile);
  return false;
}

/** Whether a text names a volatile function, in quotes or not. */
export function mayBeVolatile(text: string): boolean {
  return VOLATILE_CALL.test(text);
}

/**
 * OFFSET of one cell, or INDIRECT: a cell of its own can make sure that they give one value, and none for a blank. Both
 * have to be read more than once for that, so that nothing in them may be random.
 */
export function refersToOneCell(node: AstExpression, sizeOf: SizeOfReference): boolean {
  if (!isCallNode(node) || isRandom(node)) return false;
  const name = plainName(node.callee.name);
  if (name === 'INDIRECT') return node.arguments.length === 1 && givesOneValue(node.arguments[0], sizeOf);
  const [base, ...offsets] = node.arguments;
  if (name !== 'OFFSET' || !base || !isReferenceNode(base) || offsets.length !== 2) return false;
  return sizeOf(base.value) === 'cell' && offsets.every((each) => givesOneValue(each, sizeOf));
}

function isRandom(node: AstExpression | null): boolean {
  if (node === null) return false;
  if (isCallNode(node)) return /^RAND/.test(plainName(node.callee.name)) || node.arguments.some(isRandom);
  return (isBinaryNode(node) || isUnaryNode(node)) && node.arguments.some(isRandom);
}

/** "_xlfn.XLOOKUP" → XLOOKUP. */
export function plainName(storedName: string): string {
  return storedName.replace(/^(?:_xlfn\.)?(?:_xlws\.)?/i, '').toUpperCase();
}

const RANGE_OPERATORS: ReadonlySet<string> = new Set([':', ' ', ',']);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '^']);
/** Functions that make one value of whatever ranges they are given. */
const AGGREGATES: ReadonlySet<string> = new Set(
  (
    'SUM PRODUCT SUMPRODUCT AVERAGE AVERAGEA MEDIAN MIN MAX MINA MAXA COUNT COUNTA COUNTBLANK STDEV STDEV.S STDEV.P VAR ' +
    'VAR.S VAR.P PERCENTILE PERCENTILE.INC QUARTILE LARGE SMALL ROWS COLUMNS AND OR NPV IRR SUBTOTAL AGGREGATE ' +
    'CONCAT TEXTJOIN SINGLE'
  ).split(' '),
);
/** The first argument, or the others, may be a range; what is looked for may not. */
const LOOKS_IN_RANGES: Readonly<Record<string, readonly number[]>> = {
  COUNTIF: [0],
  SUMIF: [0, 2],
  AVERAGEIF: [0, 2],
  COUNTIFS: [0, 2, 4, 6, 8, 10],
  SUMIFS: [0, 1, 3, 5, 7, 9, 11],
  AVERAGEIFS: [0, 1, 3, 5, 7, 9, 11],
  MAXIFS: [0, 1, 3, 5, 7, 9, 11],
  MINIFS: [0, 1, 3, 5, 7, 9, 11],
  MATCH: [1],
  XMATCH: [1],
  VLOOKUP: [1],
  HLOOKUP: [1],
  LOOKUP: [1, 2],
  INDEX: [0],
};
/** Functions that give rows and columns, or may. */
const GIVES_ARRAYS: ReadonlySet<string> = new Set(
  (
    'FILTER SORT SORTBY UNIQUE SEQUENCE RANDARRAY TRANSPOSE MMULT MINVERSE MUNIT FREQUENCY LINEST LOGEST TREND GROWTH ' +
    'VSTACK HSTACK TAKE DROP EXPAND CHOOSECOLS CHOOSEROWS TOCOL TOROW WRAPROWS WRAPCOLS TEXTSPLIT MAP SCAN BYROW BYCOL ' +
    'MAKEARRAY REDUCE GROUPBY PIVOTBY ANCHORARRAY OFFSET INDIRECT XLOOKUP MODE.MULT LAMBDA LET CHOOSE'
  ).split(' '),
);
const VOLATILE_NAMES = 'NOW TODAY RAND RANDBETWEEN RANDARRAY OFFSET INDIRECT CELL INFO'.split(' ');
const VOLATILE: ReadonlySet<string> = new Set(VOLATILE_NAMES);
const VOLATILE_CALL = new RegExp(`(?<![A-Z0-9_.])(?:_xlfn\\.)?(?:${VOLATILE_NAMES.join('|')})\\s*\\(`, 'i');
const NUMERIC: ReadonlySet<string> = new Set(
  (
    'SUM PRODUCT SUMPRODUCT AVERAGE MEDIAN MIN MAX COUNT COUNTA COUNTIF COUNTIFS SUMIF SUMIFS ROUND ROUNDUP ROUNDDOWN ' +
    'INT ABS SQRT LN EXP POWER MOD CEILING FLOOR MROUND TRUNC ROWS COLUMNS LEN YEAR MONTH DAY N PMT NPV'
  ).split(' '),
);

function callGivesOneValue(name: string, args: readonly AstExpression[], sizeOf: SizeOfReference): boolean {
  if (AGGREGATES.has(name)) return true;
  if (GIVES_ARRAYS.has(name)) return false;
  const ranges = LOOKS_IN_RANGES[name] ?? [];
  const needsRow = name === 'INDEX' && args.slice(1).some((each) => each === null || isZero(each));
  return !needsRow && args.every((each, index) => ranges.includes(index) || givesOneValue(each, sizeOf));
}

/** INDEX(range,0) gives a whole column. */
function isZero(node: AstExpression): boolean {
  return node.type === 'Literal' && (node as { value?: unknown }).value === 0;
}
