/**
 * Why a cell of ours is in error. Excel shows the sentence of a custom function only on hover and tells no add-in, so the
 * first call that fails is evaluated once more with what its arguments hold now.
 */
import { parse, tokenize, type AstExpression } from '@borgar/fx';
import type { ExcelRows } from '../../functions/adapter';
import type { FunctionHelp } from '../../functions/functionHelp';
import { cellError, type CellError } from '../../functions/toCell';
import { fullAddress, rectAddress } from '../../workbook/a1';
import type { Cell, Cells, Rect } from '../../workbook/gateway';
import { withoutMissingMark } from '../../workbook/ourFormulas';
import { missingArguments, nameOfEmptyCell, whereItIsFrom, type GivenArgument } from './argumentSentences';
import { referencedBlock } from './referencedBlock';

export interface FormulaSurroundings {
  readonly functionIds: readonly string[];
  /** What is known of the arguments; empty when the help file could not be read. */
  readonly functions: readonly Pick<FunctionHelp, 'id' | 'arguments'>[];
  /** One function, with arguments as Excel gives them; rejects with what the cell would show. */
  readonly call: (id: string, args: readonly unknown[]) => Promise<ExcelRows>;
  /** What cells hold; undefined when there is no such sheet. Without a name it is the formula's own sheet. */
  readonly cells: (sheetName: string | undefined, rect: Rect) => Promise<Cells | undefined>;
}

/** The error that is to be explained. */
export interface CellInError {
  readonly formula: string;
  /** "#VALUE!" */
  readonly shown: string;
  /** Where in the answer of the formula the error stands: 0, 0 is the formula's own cell. */
  readonly at?: { readonly row: number; readonly column: number };
}

/** The sentence, or undefined when it depends on something that only Excel can calculate. */
export async function explainFormula(
  cell: CellInError,
  surroundings: FormulaSurroundings,
): Promise<string | undefined> {
  const seen = seenInText(cell);
  if (seen) return seen;
  const tree = treeOf(cell.formula);
  if (!tree) return 'The formula cannot be read: look for a missing comma, quote or bracket in it.';
  const evaluator = new Evaluator(cell, surroundings);
  try {
    await evaluator.visit(tree);
  } catch (stop) {
    if (stop instanceof Found) return stop.sentence;
    if (!(stop instanceof OnlyExcelKnows)) throw stop;
  }
  return evaluator.inherited();
}

/** The rows that the formula answers with, where it is nothing but a call of ours. */
export async function answerOf(formula: string, surroundings: FormulaSurroundings): Promise<ExcelRows | undefined> {
  const tree = treeOf(formula);
  if (tree?.type !== 'CallExpression') return undefined;
  return new Evaluator({ formula, shown: '' }, surroundings).answer(tree).catch((stop: unknown) => {
    if (stop instanceof Found || stop instanceof OnlyExcelKnows) return undefined;
    throw stop;
  });
}

function treeOf(formula: string): AstExpression | undefined {
  try {
    return parse(tokenize(formula, { withLocation: true })) ?? undefined;
  } catch {
    return undefined; // the parser tells what it cannot read by plain errors only
  }
}

/** What the text alone shows; the grids and files that Excel did not write hold separators that it would refuse. */
function seenInText({ formula, shown }: CellInError): string | undefined {
  const tokens = tokenize(formula);
  if (shown === '#REF!' && tokens.some(({ value }) => value.endsWith('#REF!'))) {
    return '#REF! stands in the formula where cells were deleted: choose the cells again.';
  }
  let braces = 0;
  for (const [index, { type, value }] of tokens.entries()) {
    const isBlankBetween =
      type === 'whitespace' && LITERALS.has(tokens[index - 1]?.type) && LITERALS.has(tokens[index + 1]?.type);
    if (isBlankBetween) return 'A blank stands where a comma belongs: separate the arguments with commas.';
    if (type !== 'operator') continue;
    if (value === '{') braces += 1;
    if (value === '}') braces -= 1;
    if (value === ';' && braces === 0)
      return 'A semicolon stands where a comma belongs: separate the arguments with commas.';
  }
  return undefined;
}

const LITERALS: ReadonlySet<string> = new Set(['string', 'number', 'bool']);

/** What a function gets for an argument: null when it was left out. */
type Argument = (Cell | CellError)[][] | null;

/** The sentence of the call that failed. */
class Found extends Error {
  constructor(readonly sentence: string) {
    super(sentence);
  }
}
class OnlyExcelKnows extends Error {}

class Evaluator {
  /** The first cell that was read and holds an error. */
  private errorRead: { readonly address: string; readonly code: string } | undefined;

  constructor(
    private readonly cell: CellInError,
    private readonly surroundings: FormulaSurroundings,
  ) {}

  /** Looks for calls of ours, also below functions of Excel, and for cells that hold the error already. */
  async visit(node: AstExpression | null): Promise<void> {
    if (!node) return;
    if (node.type === 'CallExpression' && this.functionOf(node.callee.name)) {
      await this.valueOf(node).catch((stop: unknown) => {
        if (!(stop instanceof OnlyExcelKnows)) throw stop;
        if (this.errorRead) throw this.errorInUse(this.errorRead);
      });
    } else if (node.type === 'ReferenceIdentifier') {
      await this.cells(node.value).catch(ignoreUnreadable);
    } else if ('arguments' in node) {
      for (const inner of node.arguments) await this.visit(inner);
    }
  }

  /** Where the error is from when no call of ours makes it. */
  inherited(): string | undefined {
    return this.errorRead?.code === this.cell.shown ? this.errorInUse(this.errorRead).sentence : undefined;
  }

  async answer(node: AstExpression): Promise<ExcelRows | undefined> {
    return node.type === 'CallExpression' && this.functionOf(node.callee.name)
      ? this.rowsOf(node.callee.name, node.arguments)
      : undefined;
  }

  private async valueOf(node: AstExpression | null): Promise<Argument> {
    switch (node?.type) {
      case undefined:
        return null;
      case 'Literal':
        return [[node.value]];
      case 'ErrorLiteral':
        return [[cellError(node.value)]];
      case 'ArrayExpression':
        return Promise.all(node.elements.map((line) => Promise.all(line.map((each) => this.scalarOf(each)))));
      case 'UnaryExpression':
        return [[signed(node.operator, numberOf(await this.scalarOf(node.arguments[0])))]];
      case 'BinaryExpression':
        return [[await this.arithmetic(node.operator, node.arguments)]];
      case 'ReferenceIdentifier':
        return this.cells(node.value);
      case 'CallExpression':
        return this.call(node.callee.name, node.arguments);
      default:
        throw new OnlyExcelKnows();
    }
  }

  private async scalarOf(node: AstExpression): Promise<Cell | CellError> {
    const value = await this.valueOf(node);
    if (value?.length !== 1 || value[0].length !== 1) throw new OnlyExcelKnows();
    return value[0][0];
  }

  private async arithmetic(operator: string, [left, right]: readonly AstExpression[]): Promise<Cell> {
    const [a, b] = [await this.scalarOf(left), await this.scalarOf(right)];
    if (operator === '&' && !isCellError(a) && !isCellError(b)) return `${String(a)}${String(b)}`;
    const calculate = OPERATIONS[operator];
    if (!calculate) throw new OnlyExcelKnows();
    const result = calculate(numberOf(a), numberOf(b));
    if (!Number.isFinite(result)) throw new OnlyExcelKnows();
    return result;
  }

  private async cells(reference: string): Promise<Argument> {
    const named = referencedBlock(reference);
    if (!named) throw new OnlyExcelKnows();
    const { sheet, rect } = named;
    const cells = await this.surroundings.cells(sheet, rect);
    if (!cells) throw new OnlyExcelKnows();
    return cells.map((line, row) =>
      line.map((cell, column) => {
        if (!isErrorText(cell)) return cell;
        const place = { row: rect.row + row, column: rect.column + column, rows: 1, columns: 1 };
        this.errorRead ??= { address: sheet ? fullAddress(sheet, place) : rectAddress(place), code: cell };
        return cellError(cell);
      }),
    );
  }

  private async call(name: string, parameters: readonly (AstExpression | null)[]): Promise<Argument> {
    const rows = await this.rowsOf(name, parameters);
    const { at } = this.cell;
    const errors = (at ? [rows[at.row]?.[at.column]] : rows.flat()).filter(isCellError);
    const sentence = errors.find(({ message }) => message)?.message;
    if (sentence) throw new Found(sentence);
    if (errors.length > 0) throw this.errorRead ? this.errorInUse(this.errorRead) : new OnlyExcelKnows();
    return rows;
  }

  /** @throws Found with what is wrong with the call as a whole */
  private async rowsOf(name: string, parameters: readonly (AstExpression | null)[]): Promise<ExcelRows> {
    const id = this.functionOf(name);
    if (!id) throw new OnlyExcelKnows();
    const definitions = this.surroundings.functions.find((each) => each.id === id)?.arguments ?? [];
    const given = parameters.map((node): GivenArgument => ({
      text: this.textOf(node),
      isReference: node?.type === 'ReferenceIdentifier',
    }));
    const missing = missingArguments(withoutMissingMark(name), given, definitions);
    if (missing) throw new Found(missing);
    const values: Argument[] = [];
    for (const parameter of parameters) values.push(await this.valueOf(parameter));
    const cellsGiven = given.map((each, index) => ({ ...each, value: values[index] }));
    const emptyCell = nameOfEmptyCell(cellsGiven, definitions);
    if (emptyCell) throw new Found(emptyCell);
    return this.surroundings.call(id, values).catch((thrown: unknown): ExcelRows => {
      if (!isCellError(thrown)) throw thrown;
      if (!thrown.message) return [[thrown]];
      throw new Found(whereItIsFrom(thrown.message, cellsGiven, definitions));
    });
  }

  private textOf(node: AstExpression | null): string | undefined {
    return node?.loc && this.cell.formula.slice(node.loc[0], node.loc[1]);
  }

  private errorInUse({ address, code }: { readonly address: string; readonly code: string }): Found {
    return new Found(`${address} holds ${code}, which this formula uses: put that cell right first.`);
  }

  /** By its bare name, with a namespace, or with the mark of a file that was saved without the add-in. */
  private functionOf(name: string): string | undefined {
    const id = withoutMissingMark(name)
      .toUpperCase()
      .replace(/^[A-Z]+\./, '');
    return this.surroundings.functionIds.find((each) => each === id);
  }
}

function ignoreUnreadable(stop: unknown): void {
  if (!(stop instanceof OnlyExcelKnows)) throw stop;
}

/** The bundles of the page may have different classes for the errors of a cell. */
function isCellError(cell: unknown): cell is CellError {
  return typeof cell === 'object' && cell !== null && 'code' in cell;
}

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

function signed(operator: string, value: number): number {
  if (operator === '-') return -value;
  if (operator === '+') return value;
  throw new OnlyExcelKnows();
}

/** As Excel reads an operand of arithmetic; text it may be able to read is left to it. */
function numberOf(cell: Cell | CellError): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return Number(cell);
  if (cell === '') return 0;
  throw new OnlyExcelKnows();
}

function isErrorText(cell: Cell): cell is string {
  return typeof cell === 'string' && /^#[A-Z/0]+[!?]?$/.test(cell);
}
