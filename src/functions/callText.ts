/**
 * Reads a formula that is one call with literals, such as `=LLMCOST("gpt-5.1",1200,,{1,2;3,4})`, into what Excel would
 * hand to the function. Made for the documented examples; it refuses everything else rather than guess.
 */
import { EngineError } from '../engine/errors';
import type { CellValue } from './definition';

export interface FunctionCall {
  readonly id: string;
  /** As Excel passes them: rows of cells, or null for an omitted argument. */
  readonly args: readonly (CellValue[][] | null)[];
}

const OPENING = /^=\s*([A-Za-z][A-Za-z0-9.]*)\s*\(/;
const LITERAL = /"(?:[^"]|"")*"|[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|TRUE|FALSE/iy;

/** @throws call-not-readable with the position of what cannot be read. */
export function callText(formula: string): FunctionCall {
  const opening = OPENING.exec(formula);
  if (!opening) throw unreadable(formula, 0);
  const reader = new LiteralReader(formula, opening[0].length);
  const args = reader.readArguments();
  return { id: opening[1].toUpperCase(), args };
}

class LiteralReader {
  constructor(
    private readonly text: string,
    private position: number,
  ) {}

  readArguments(): (CellValue[][] | null)[] {
    if (this.take(')')) return this.endWith([]);
    const args: (CellValue[][] | null)[] = [];
    do args.push(this.readArgument());
    while (this.take(','));
    this.expect(')');
    return this.endWith(args);
  }

  private readArgument(): CellValue[][] | null {
    const next = this.peek();
    if (next === ',' || next === ')') return null;
    return this.take('{') ? this.readArray() : [[this.readLiteral()]];
  }

  private readArray(): CellValue[][] {
    const rows: CellValue[][] = [];
    do rows.push(this.readRow());
    while (this.take(';'));
    this.expect('}');
    if (rows.some((row) => row.length !== rows[0].length)) throw unreadable(this.text, this.position);
    return rows;
  }

  private readRow(): CellValue[] {
    const row: CellValue[] = [];
    do row.push(this.readLiteral());
    while (this.take(','));
    return row;
  }

  private readLiteral(): CellValue {
    this.peek();
    LITERAL.lastIndex = this.position;
    const literal = LITERAL.exec(this.text)?.[0];
    if (literal === undefined) throw unreadable(this.text, this.position);
    this.position += literal.length;
    if (literal.startsWith('"')) return literal.slice(1, -1).replace(/""/g, '"');
    return /^[tf]/i.test(literal) ? literal.toUpperCase() === 'TRUE' : Number(literal);
  }

  private endWith<T>(result: T): T {
    if (this.peek() !== '') throw unreadable(this.text, this.position);
    return result;
  }

  private expect(character: string): void {
    if (!this.take(character)) throw unreadable(this.text, this.position);
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position += 1;
    return true;
  }

  /** The next character that is not a space; '' at the end. */
  private peek(): string {
    while (this.text[this.position] === ' ') this.position += 1;
    return this.text[this.position] ?? '';
  }
}

function unreadable(formula: string, position: number): EngineError {
  return new EngineError('call-not-readable', { rest: formula.slice(position, position + 20), position: position + 1 });
}
