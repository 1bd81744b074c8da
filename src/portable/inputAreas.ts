import {
  isBinaryNode,
  isCallNode,
  isReferenceNode,
  isUnaryNode,
  parse,
  tokenize,
  type AstExpression,
  type CallExpression,
} from '@borgar/fx/xlsx';
import type { FileContent } from './fileContent';
import type { CellArea, CellPlace } from './rewrite/rewriteTypes';
import { plainName } from './rewrite/scalarExpressions';
import { isError } from './settleValue';

/** What is asked of a workbook to find the cells that a formula looks at. */
export type InputContent = Pick<FileContent, 'areaOf' | 'cellAt'>;

export interface InputAreas {
  readonly areas: readonly CellArea[];
  /** What else the formula looks at and no comparison of cells can tell, each as a clause. */
  readonly gaps: readonly string[];
}

/**
 * The areas that a formula looks at: those that it writes, and those that INDIRECT, OFFSET, "A2#" and ranges between
 * functions point to as the cells are now. What decides where they point is among the areas as well.
 */
export function inputAreas(formula: string, at: CellPlace, content: InputContent): InputAreas {
  const search = new Search(at, content);
  search.visit(parse(tokenize(formula)));
  return { areas: [...search.areas.values()], gaps: [...search.gaps] };
}

type Argument = AstExpression | null | undefined;

class Search {
  readonly areas = new Map<string, CellArea>();
  readonly gaps = new Set<string>();

  constructor(
    private readonly at: CellPlace,
    private readonly content: InputContent,
  ) {}

  visit(node: unknown): void {
    if (Array.isArray(node)) return node.forEach((each) => this.visit(each));
    if (!isNode(node)) return;
    if (isReferenceNode(node)) {
      // what LET and LAMBDA give a name to is made of other references
      if (/^_xlpm\./i.test(node.value)) return;
      const area = this.areaOf(node);
      if (area) this.add(area);
      else this.gaps.add(`${node.value} cannot be compared`);
      return;
    }
    const name = isCallNode(node) ? plainName(node.callee.name) : '';
    if (CHANGES_BY_ITSELF.has(name)) this.gaps.add(`${name} gives another value each time`);
    const pointer = POINTERS.has(name)
      ? `what ${name} points to`
      : operatorOf(node) === ':'
        ? 'a range between functions'
        : '';
    if (pointer !== '') return this.visitPointer(node, `${pointer} cannot be compared`);
    const spilling = spillingCell(node);
    if (spilling) return this.visitSpill(node, spilling);
    Object.values(node).forEach((each) => this.visit(each));
  }

  private visitPointer(node: AstExpression, gap: string): void {
    const area = this.areaOf(node);
    if (area) {
      this.add(area);
      this.deciding(node).forEach((each) => this.visit(each));
    } else {
      this.gaps.add(gap);
      Object.values(node).forEach((each) => this.visit(each));
    }
  }

  /** A spill grows into the blank cells beside it. */
  private visitSpill(node: AstExpression, anchor: AstExpression): void {
    const area = this.areaOf(node);
    if (!area) {
      this.gaps.add('what a formula spills (#) cannot be compared');
      return this.visit(anchor);
    }
    this.add(area);
    const below = { ...area, row: area.row + area.rows, rows: 1 };
    const right = { ...area, column: area.column + area.columns, columns: 1 };
    for (const beside of [below, right]) if (this.isBlank(beside)) this.add(beside);
  }

  /** The arguments that say where the cells are; the address of the others is all that counts. */
  private deciding(node: Argument): readonly Argument[] {
    if (!node) return [];
    if (operatorOf(node) === ':' && isBinaryNode(node)) return node.arguments.flatMap((each) => this.deciding(each));
    if (!isCallNode(node)) return [];
    return plainName(node.callee.name) === 'INDIRECT' ? node.arguments : node.arguments.slice(1);
  }

  private areaOf(node: Argument): CellArea | undefined {
    if (!node) return undefined;
    if (isReferenceNode(node)) return this.content.areaOf(node.value, this.at);
    const spilling = spillingCell(node);
    if (spilling) return this.spillOf(this.areaOf(spilling));
    if (isBinaryNode(node) && node.operator === ':') {
      const [from, to] = node.arguments.map((each) => this.areaOf(each));
      return from && to && from.sheet === to.sheet ? around(from, to) : undefined;
    }
    if (!isCallNode(node)) return undefined;
    const name = plainName(node.callee.name);
    if (name === 'INDIRECT') return this.addressed(node);
    if (name === 'OFFSET') return this.shifted(node);
    return name === 'INDEX' ? this.indexed(node) : undefined;
  }

  private spillOf(anchor: CellArea | undefined): CellArea | undefined {
    const rect = anchor && this.content.cellAt(anchor)?.array?.rect;
    return rect && { sheet: anchor.sheet, ...rect };
  }

  private addressed({ arguments: [address, ...style] }: CallExpression): CellArea | undefined {
    const text = this.valueOf(address);
    return typeof text === 'string' && style.length === 0 ? this.content.areaOf(text, this.at) : undefined;
  }

  private shifted({ arguments: [base, ...figures] }: CallExpression): CellArea | undefined {
    const area = this.areaOf(base);
    if (!area) return undefined;
    const [down = 0, right = 0, rows = area.rows, columns = area.columns] = figures.map((each) =>
      each === null ? undefined : this.wholeNumber(each),
    );
    return inSheet({ ...area, row: area.row + down, column: area.column + right, rows, columns });
  }

  /** One cell: "INDEX(A2:A9,3)". */
  private indexed({ arguments: [base, ...figures] }: CallExpression): CellArea | undefined {
    const area = this.areaOf(base);
    const [first, second] = figures.map((each) => this.wholeNumber(each));
    if (!area || first === undefined || figures.length > 2) return undefined;
    const [row, column] = second === undefined && area.rows === 1 ? [1, first] : [first, second ?? 1];
    const isInside = row >= 1 && row <= area.rows && column >= 1 && column <= area.columns;
    if (!isInside) return undefined;
    return { ...area, row: area.row + row - 1, column: area.column + column - 1, rows: 1, columns: 1 };
  }

  /** NaN where it is not known. */
  private wholeNumber(node: Argument): number {
    const value = this.valueOf(node);
    return typeof value === 'number' ? Math.trunc(value) : NaN;
  }

  /** A literal, the value of one cell, or texts and figures joined; undefined for everything else. */
  private valueOf(node: Argument): unknown {
    if (!node) return undefined;
    if (node.type === 'Literal') return (node as { readonly value?: unknown }).value;
    if (isUnaryNode(node) && node.operator === '-') {
      const value = this.valueOf(node.arguments[0]);
      return typeof value === 'number' ? -value : undefined;
    }
    if (isBinaryNode(node) && node.operator === '&') {
      const parts = node.arguments.map((each) => this.valueOf(each));
      return parts.every((part) => typeof part === 'string' || typeof part === 'number') ? parts.join('') : undefined;
    }
    const area = isReferenceNode(node) ? this.areaOf(node) : undefined;
    const value = area && area.rows * area.columns === 1 ? this.content.cellAt(area)?.value : undefined;
    return isError(value) ? undefined : value;
  }

  private isBlank(area: CellArea): boolean {
    return Array.from({ length: area.rows * area.columns }, (_, index) => ({
      sheet: area.sheet,
      row: area.row + Math.floor(index / area.columns),
      column: area.column + (index % area.columns),
    })).every((place) => this.content.cellAt(place) === undefined);
  }

  private add(area: CellArea): void {
    this.areas.set(JSON.stringify([area.sheet, area.row, area.column, area.rows, area.columns]), area);
  }
}

const POINTERS: ReadonlySet<string> = new Set(['INDIRECT', 'OFFSET']);
const CHANGES_BY_ITSELF: ReadonlySet<string> = new Set('NOW TODAY RAND RANDBETWEEN RANDARRAY CELL INFO'.split(' '));
const LAST = { row: 1_048_576, column: 16_384 };

function operatorOf(node: AstExpression): string {
  return isBinaryNode(node) ? node.operator : '';
}

/** The cell before "#", which a file stores as ANCHORARRAY. */
function spillingCell(node: AstExpression): AstExpression | undefined {
  if (isUnaryNode(node) && node.operator === '#') return node.arguments[0];
  return (isCallNode(node) && plainName(node.callee.name) === 'ANCHORARRAY' && node.arguments[0]) || undefined;
}

function around(a: CellArea, b: CellArea): CellArea {
  const [row, column] = [Math.min(a.row, b.row), Math.min(a.column, b.column)];
  const rows = Math.max(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.max(a.column + a.columns, b.column + b.columns) - column;
  return { sheet: a.sheet, row, column, rows, columns };
}

/** Undefined where a part of it is outside, or a figure of it was no number. */
function inSheet(area: CellArea): CellArea | undefined {
  const { row, column, rows, columns } = area;
  const isInside =
    row >= 0 && column >= 0 && rows >= 1 && columns >= 1 && row + rows <= LAST.row && column + columns <= LAST.column;
  return isInside ? area : undefined;
}

function isNode(value: unknown): value is AstExpression {
  return typeof value === 'object' && value !== null && 'type' in value;
}
