import type { AstExpression, BinaryExpression, CallExpression } from '@borgar/fx/xlsx';
import { adapt, type ExcelFunction, type ExcelRows } from '../functions/adapter';
import type { FunctionContext } from '../functions/context';
import { FUNCTION_DEFINITIONS } from '../functions/functions';
import { cellError, isCellError } from '../functions/toCell';
import { plainValue, type FileContent } from './fileContent';
import { definitionOf, mayCallUs, parseFormula } from './rewrite/ourCalls';
import { isOneCell } from './rewrite/references';
import type { CellPlace } from './rewrite/rewriteTypes';
import type { FileCell } from './xlsx/workbookFile';

/** What a formula gives by our own functions. */
export interface KnownResult {
  readonly rows: ExcelRows;
  /** Some argument is the stored result of another formula, which may itself be out of date. */
  readonly restsOnStored: boolean;
}

/**
 * Calculates formulas of ours in a file: our functions, IFERROR around them, arithmetic and comparisons of numbers, and
 * nothing else, because the rest is Excel's to know. What a file stores behind a formula of ours is checked with it.
 */
export class KnownResults {
  private readonly functions: ReadonlyMap<string, ExcelFunction>;
  private readonly results = new Map<FileCell, KnownResult | undefined>();

  constructor(
    private readonly content: FileContent,
    context: FunctionContext,
  ) {
    this.functions = new Map(
      FUNCTION_DEFINITIONS.map((definition) => [definition.id, adapt(definition, () => context)]),
    );
  }

  /** Undefined when the formula holds something else, is a circle, or an argument has no stored value. */
  ofCell(cell: FileCell, at: CellPlace): KnownResult | undefined {
    if (this.results.has(cell) || cell.formula === undefined) return this.results.get(cell);
    this.results.set(cell, undefined); // a circle finds this
    const result = this.ofFormula(cell.formula, at);
    this.results.set(cell, result);
    return result;
  }

  ofFormula(formula: string, at: CellPlace): KnownResult | undefined {
    let restsOnStored = false;
    const valueOf = (place: CellPlace): Cell => {
      const cell = this.content.cellAt(place);
      const known = cell?.formula !== undefined && mayCallUs(cell.formula) ? this.ofCell(cell, place) : undefined;
      restsOnStored ||= known ? known.restsOnStored : cell?.formula !== undefined || this.content.isSpilledInto(place);
      if (cell?.formula !== undefined && cell.value === null && !known) throw new NotKnown();
      return known?.rows[0][0] ?? plainValue(cell) ?? '';
    };
    const cellsOf = (reference: string): ExcelRows => {
      const area = this.content.areaOf(reference, at);
      if (!area || area.rows * area.columns > MOST_CELLS) throw new NotKnown();
      if (isOneCell(area)) return [[valueOf(area)]];
      return range(area.rows, area.columns, (down, right) =>
        valueOf({ sheet: area.sheet, row: area.row + down, column: area.column + right }),
      );
    };
    const tree = parsed(formula);
    if (!tree) return undefined;
    try {
      const rows = new Evaluation(this.functions, cellsOf).rows(tree);
      return { rows, restsOnStored };
    } catch (thrown) {
      if (thrown instanceof NotKnown) return undefined;
      throw thrown;
    }
  }
}

/** An argument that is larger (whole columns) is not worth the time. */
const MOST_CELLS = 200_000;

class NotKnown extends Error {}

type Cell = ExcelRows[number][number];

class Evaluation {
  constructor(
    private readonly functions: ReadonlyMap<string, ExcelFunction>,
    private readonly cellsOf: (reference: string) => ExcelRows,
  ) {}

  rows(node: AstExpression): ExcelRows {
    switch (node.type) {
      case 'Literal':
        return [[node.value]];
      case 'ErrorLiteral':
        return [[cellError(node.value)]];
      case 'ArrayExpression':
        return node.elements.map((row) => row.map((element) => this.cell(element)));
      case 'ReferenceIdentifier':
        return this.cellsOf(node.value);
      case 'UnaryExpression':
        return [[this.unary(node.operator, this.cell(node.arguments[0]))]];
      case 'BinaryExpression':
        return [[this.binary(node)]];
      case 'CallExpression':
        return this.call(node);
      default:
        throw new NotKnown();
    }
  }

  private cell(node: AstExpression): Cell {
    const rows = this.rows(node);
    if (rows.length !== 1 || rows[0].length !== 1) throw new NotKnown();
    return rows[0][0];
  }

  private unary(operator: string, operand: Cell): Cell {
    if (isCellError(operand)) return operand;
    if (operator === '-') return -numberOf(operand);
    if (operator === '%') return numberOf(operand) / 100;
    if (operator === '+') return operand;
    throw new NotKnown();
  }

  private binary({ operator, arguments: [left, right] }: BinaryExpression): Cell {
    const [a, b] = [this.cell(left), this.cell(right)];
    if (isCellError(a)) return a;
    if (isCellError(b)) return b;
    if (typeof a === 'number' && typeof b === 'number') {
      if (operator === '>') return a > b;
      if (operator === '<') return a < b;
      if (operator === '>=') return a >= b;
      if (operator === '<=') return a <= b;
    }
    const [x, y] = [numberOf(a), numberOf(b)];
    if (operator === '+') return x + y;
    if (operator === '-') return x - y;
    if (operator === '*') return x * y;
    if (operator === '/') return y === 0 ? cellError('#DIV/0!') : x / y;
    throw new NotKnown();
  }

  private unlessError([given, otherwise]: CallExpression['arguments']): Cell {
    const cell = given ? this.cell(given) : '';
    return !isCellError(cell) ? cell : otherwise ? this.cell(otherwise) : 0;
  }

  private call(node: CallExpression): ExcelRows {
    if (node.callee.name.toUpperCase() === 'IFERROR') return [[this.unlessError(node.arguments)]];
    const definition = definitionOf(node.callee.name);
    const excelFunction = definition && this.functions.get(definition.id);
    if (!excelFunction) throw new NotKnown();
    try {
      const rows = excelFunction(...node.arguments.map((argument) => argument && this.rows(argument)));
      if (!(rows instanceof Promise)) return rows;
      rows.catch(() => undefined); // nobody waits for it
      throw new NotKnown();
    } catch (thrown) {
      if (isCellError(thrown)) return [[thrown]];
      throw thrown;
    }
  }
}

function parsed(formula: string): AstExpression | undefined {
  try {
    return parseFormula(formula).root;
  } catch {
    return undefined;
  }
}

/** A blank counts as 0; what Excel makes of text and of TRUE in arithmetic is left to Excel. */
function numberOf(cell: Cell): number {
  if (cell === '') return 0;
  if (typeof cell !== 'number') throw new NotKnown();
  return cell;
}

function range(rows: number, columns: number, cellAt: (row: number, column: number) => Cell): ExcelRows {
  return Array.from({ length: rows }, (_row, row) =>
    Array.from({ length: columns }, (_column, column) => cellAt(row, column)),
  );
}
