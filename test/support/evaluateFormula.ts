import { parseAddress } from '../../src/workbench/excel-host/address';
import type { FunctionBridge } from '../../src/workbench/excel-host/functionBridge';
import { BUSY } from '../../src/workbench/excel-host/functions/functionArguments';
import type { Evaluate, FormulaPlace } from '../../src/workbench/excel-host/memory/memoryStore';
import type { Rect, Scalar, SheetStore, TableShape } from '../../src/workbench/excel-host/sheetStore';
import { isErrorText } from '../../src/workbench/excel-host/sheetStore';

type Value = Scalar | Scalar[][] | null;

/**
 * As much of the formula language as scenarios need: literals, references, names, table columns, `+ - * /`, SUM, ROWS,
 * and the add-in's functions, asked through the bridge. Whatever else a formula has is #NAME?, never a guess.
 */
export function evaluateFormula(bridge: () => FunctionBridge): Evaluate {
  return (formula, place, store) => {
    const result = new FormulaReader(formula.slice(1), place, store, bridge()).read();
    return result ?? 0;
  };
}

const TOKEN =
  /\s*(?:("(?:[^"]|"")*")|(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+)|((?:(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\p{L}\p{N}_.(]))|([\p{L}_][\p{L}\p{N}_.]*)(\[[^\]]*\])?|(.))/iuy;

class FormulaReader {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly place: FormulaPlace,
    private readonly store: SheetStore,
    private readonly bridge: FunctionBridge,
  ) {}

  read(): Value {
    const value = this.sum();
    return this.position < this.text.trimEnd().length ? '#NAME?' : value;
  }

  private sum(): Value {
    let left = this.product();
    for (let sign = this.take('+', '-'); sign; sign = this.take('+', '-')) {
      left = arithmetic(left, sign, this.product());
    }
    return left;
  }

  private product(): Value {
    let left = this.operand();
    for (let sign = this.take('*', '/'); sign; sign = this.take('*', '/')) {
      left = arithmetic(left, sign, this.operand());
    }
    return left;
  }

  private operand(): Value {
    if (this.take('-')) return arithmetic(0, '-', this.operand());
    if (this.take('+')) return this.operand();
    if (this.take('(')) {
      const value = this.sum();
      return this.take(')') ? value : '#NAME?';
    }
    const error = /^\s*(#[A-Z/0]+[!?]?)/.exec(this.text.slice(this.position));
    if (error) {
      this.position += error[0].length;
      return error[1];
    }
    TOKEN.lastIndex = this.position;
    const [whole = '', text, number, reference, word, column] = TOKEN.exec(this.text) ?? [];
    if (text === undefined && number === undefined && reference === undefined && word === undefined) return '#NAME?';
    this.position += whole.length;
    if (text !== undefined) return text.slice(1, -1).replace(/""/g, '"');
    if (number !== undefined) return Number(number);
    if (reference !== undefined) return this.cells(reference);
    return this.take('(') ? this.call(word) : this.named(word, column);
  }

  private call(name: string): Value {
    const args: Value[] = [];
    while (!this.take(')')) {
      if (this.position >= this.text.length) return '#NAME?';
      if (this.take(',')) args.push(null);
      else {
        args.push(this.sum());
        if (!this.take(',')) return this.take(')') ? this.apply(name, args) : '#NAME?';
      }
    }
    return this.apply(name, args);
  }

  private apply(name: string, args: Value[]): Value {
    const info = this.bridge.find(name);
    if (info) {
      const { sheet, row, col } = this.place;
      return this.bridge.call(info, { sheet: sheet.id, sheetName: sheet.name, row, col }, args);
    }
    const [first] = args;
    if (/^ROWS$/i.test(name)) return Array.isArray(first) ? first.length : 1;
    if (/^SUM$/i.test(name)) return total(args);
    return '#NAME?';
  }

  private named(word: string, column: string | undefined): Value {
    if (/^(true|false)$/i.test(word)) return /^true$/i.test(word);
    const isWord = (name: string) => name.toLowerCase() === word.toLowerCase();
    const table = this.store.tables().find(({ name }) => isWord(name));
    if (table) return this.tableColumn(table, column);
    const name = this.store.names().find((each) => isWord(each.name));
    return name ? new FormulaReader(name.formula.slice(1), this.place, this.store, this.bridge).read() : '#NAME?';
  }

  private tableColumn({ sheet, rect }: TableShape, column: string | undefined): Value {
    const header = this.store.read(sheet, { ...rect, rows: 1 })[0];
    const body: Rect = { ...rect, row: rect.row + 1, rows: rect.rows - 1 };
    if (column === undefined || column === '[]') return this.valuesIn(sheet, body);
    if (/^\[#All\]$/i.test(column)) return this.valuesIn(sheet, rect);
    const index = header.findIndex(({ text }) => text.toLowerCase() === column.slice(1, -1).toLowerCase());
    return index < 0 ? '#REF!' : this.valuesIn(sheet, { ...body, col: rect.col + index, cols: 1 });
  }

  private cells(reference: string): Value {
    const parsed = parseAddress(reference);
    if (!parsed) return '#REF!';
    const name = parsed.sheet ?? this.place.sheet.name;
    const sheet = this.store.sheets().find((each) => each.name.toLowerCase() === name.toLowerCase());
    return sheet ? this.valuesIn(sheet.id, parsed) : '#REF!';
  }

  private valuesIn(sheet: string, rect: Rect): Scalar[][] {
    return this.store.read(sheet, rect).map((line) => line.map(({ value }) => value));
  }

  private take(...marks: string[]): string | null {
    const rest = this.text.slice(this.position);
    const mark = marks.find((each) => rest.trimStart().startsWith(each)) ?? null;
    if (mark) this.position += rest.length - rest.trimStart().length + mark.length;
    return mark;
  }
}

function arithmetic(left: Value, sign: string, right: Value): Value {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (typeof a === 'string') return a;
  if (typeof b === 'string') return b;
  if (sign === '+') return a + b;
  if (sign === '-') return a - b;
  if (sign === '*') return a * b;
  return b === 0 ? '#DIV/0!' : a / b;
}

/** The number, or the text of an error. */
function numberOf(value: Value): number | string {
  const scalar = Array.isArray(value) ? value[0][0] : value;
  if (isErrorText(scalar)) return scalar;
  if (scalar === null || scalar === '') return 0;
  const number = Number(scalar);
  return Number.isNaN(number) ? '#VALUE!' : number;
}

function total(args: Value[]): Scalar {
  const cells: readonly (Scalar | null)[] = args.flat(2);
  const errors = cells.filter(isErrorText);
  if (errors.length > 0) return errors.includes(BUSY) ? BUSY : errors[0];
  return cells.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0);
}
