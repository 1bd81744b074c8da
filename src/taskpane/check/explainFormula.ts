/**
 * Why a cell of ours is in error. Excel shows the sentence of a custom function only on hover and tells no add-in, so the
 * first call that fails is evaluated once more with what its arguments hold now.
 */
import { parse, tokenize, type AstExpression } from '@borgar/fx';
import type { ExcelRows } from '../../functions/adapter';
import { cellError, type CellError } from '../../functions/toCell';
import { fullAddress, rectAddress } from '../../workbook/a1';
import type { Cell, Cells, Rect } from '../../workbook/gateway';
import { referencedBlock } from './referencedBlock';

export interface FormulaSurroundings {
  readonly functionIds: readonly string[];
  /** One function, with arguments as Excel gives them; rejects with what the cell would show. */
  readonly call: (id: string, args: readonly unknown[]) => Promise<ExcelRows>;
  /** What cells hold; undefined when there is no such sheet. Without a name it is the formula's own sheet. */
  readonly cells: (sheetName: string | undefined, rect: Rect) => Promise<Cells | undefined>;
}

/** The sentence, or undefined when it depends on something that only Excel can calculate. */
export async function explainFormula(formula: string, surroundings: FormulaSurroundings): Promise<string | undefined> {
  const evaluator = new Evaluator(surroundings);
  try {
    await evaluator.visit(parse(tokenize(formula)));
  } catch (stop) {
    if (stop instanceof Found) return stop.sentence;
    if (!(stop instanceof OnlyExcelKnows) && !(stop instanceof Error && stop.message === 'Invalid syntax')) throw stop;
  }
  return undefined;
}

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
  /** "B2 holds #REF!" of the first such cell that was read. */
  private errorRead: string | undefined;

  constructor(private readonly surroundings: FormulaSurroundings) {}

  /** Looks for calls of ours, also below functions of Excel. */
  async visit(node: AstExpression | null): Promise<void> {
    if (!node) return;
    if (node.type === 'CallExpression' && this.functionOf(node.callee.name)) {
      await this.valueOf(node).catch((stop: unknown) => {
        if (!(stop instanceof OnlyExcelKnows)) throw stop;
        if (this.errorRead) throw this.errorInUse();
      });
    } else if ('arguments' in node) {
      for (const inner of node.arguments) await this.visit(inner);
    }
  }

  private async valueOf(node: AstExpression | null): Promise<Argument> {
    switch (node?.type) {
      case undefined:
        return null;
      case 'Literal':
        return [[node.value]];
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
        this.errorRead ??= `${sheet ? fullAddress(sheet, place) : rectAddress(place)} holds ${cell}`;
        return cellError(cell);
      }),
    );
  }

  private async call(name: string, parameters: readonly (AstExpression | null)[]): Promise<Argument> {
    const id = this.functionOf(name);
    if (!id) throw new OnlyExcelKnows();
    const given: Argument[] = [];
    for (const parameter of parameters) given.push(await this.valueOf(parameter));
    const rows = await this.surroundings.call(id, given).catch((thrown: unknown): ExcelRows => {
      if (isCellError(thrown)) return [[thrown]];
      throw thrown;
    });
    const errors = rows.flat().filter(isCellError);
    const sentence = errors.find(({ message }) => message)?.message;
    if (sentence) throw new Found(sentence);
    if (errors.length > 0) throw this.errorRead ? this.errorInUse() : new OnlyExcelKnows();
    return rows;
  }

  private errorInUse(): Found {
    return new Found(`${this.errorRead}, which this formula uses: put that cell right first.`);
  }

  /** By its bare name, with a namespace, or with the mark of a file that was saved without the add-in. */
  private functionOf(name: string): string | undefined {
    const id = name
      .toUpperCase()
      .replace(/^_XLDUDF_/, '')
      .replace(/^[A-Z]+[._]/, '');
    return this.surroundings.functionIds.find((each) => each === id);
  }
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
