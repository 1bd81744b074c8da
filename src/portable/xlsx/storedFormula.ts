import { parseStructRef, stringifyStructRef, tokenize, type Token } from '@borgar/fx/xlsx';
import { ARRAY_FUNCTIONS, PASSED_BY_NAME, TAKES_FUNCTION, XLFN_FUNCTIONS, XLWS_FUNCTIONS } from './futureFunctions';

/**
 * A formula as a file stores it, from the form one types in an English Excel: functions younger than the format, names
 * of LET and LAMBDA, `A1#`, `@x`, `T[@c]` and custom functions are written differently there.
 * @param display        with or without the equals sign
 * @param ourFunctionIds such as LLMCOST
 * @param tableName      the table that the formula's cell belongs to: a file spells it out in `[@c]`
 * @returns without the equals sign
 * @source portable-workbooks reference, section 5 (lerzegov/xln probes with Excel 16.115 and 2609)
 */
export function storedFormula(display: string, ourFunctionIds: readonly string[] = [], tableName?: string): string {
  const tokens = tokenize(display).filter(({ type }) => type !== 'fx_prefix');
  return new StoredForm(tokens, new Set(ourFunctionIds.map((id) => id.toUpperCase())), tableName).text();
}

/**
 * Whether Excel would store the cell of this formula as a dynamic array: it calls a function that may answer rows.
 * Stored as a plain formula, Excel would show it with an @.
 */
export function mayAnswerRows(display: string, ourFunctionIds: readonly string[] = []): boolean {
  const ours = new Set(ourFunctionIds.map((id) => id.toUpperCase()));
  return tokenize(display).some(({ type, value }) => {
    const name = value.toUpperCase();
    return type === 'func' ? ours.has(name) || ARRAY_FUNCTIONS.has(name) : type === 'operator' && value === '#';
  });
}

/** An open bracket: the function it belongs to, the argument being read, and the names it has brought in. */
interface Frame {
  readonly functionName: string;
  argument: number;
  readonly names: Set<string>;
}

class StoredForm {
  private readonly frames: Frame[] = [];
  /** How many brackets to close behind a token, by its index. */
  private readonly closings = new Map<number, number>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly ours: ReadonlySet<string>,
    private readonly tableName: string | undefined,
  ) {}

  text(): string {
    return this.tokens
      .map((token, index) => this.stored(token, index) + ')'.repeat(this.closings.get(index) ?? 0))
      .join('');
  }

  private stored({ type, value }: Token, index: number): string {
    if (type === 'func') return this.functionName(value);
    if (type === 'operator') return this.operator(value, index);
    if (type === 'range_named') return this.name(value, index);
    if (type === 'structured') return this.structured(value, index);
    const isSpillAnchor = (type === 'range' || type === 'range_beam') && this.tokens[index + 1]?.value === '#';
    return isSpillAnchor ? `_xlfn.ANCHORARRAY(${value}` : value;
  }

  private functionName(written: string): string {
    const name = written.toUpperCase();
    if (this.isInScope(written)) return `_xlpm.${written}`;
    if (this.ours.has(name)) return `_xldudf_${name}`;
    if (XLWS_FUNCTIONS.has(name)) return `_xlfn._xlws.${name}`;
    return XLFN_FUNCTIONS.has(name) ? `_xlfn.${name}` : written;
  }

  private operator(sign: string, index: number): string {
    const top = this.frames[this.frames.length - 1];
    if (sign === '(') {
      const before = this.tokens[index - 1];
      const functionName = before?.type === 'func' ? before.value.toUpperCase() : '';
      this.frames.push({ functionName, argument: 0, names: new Set() });
    } else if (sign === ')') this.frames.pop();
    else if (sign === ',' && top) top.argument += 1;
    else if (sign === '#') return ')';
    else if (sign === '@') {
      const end = this.operandEnd(index + 1);
      this.closings.set(end, (this.closings.get(end) ?? 0) + 1);
      return '_xlfn.SINGLE(';
    }
    return sign;
  }

  private name(written: string, index: number): string {
    const top = this.frames[this.frames.length - 1];
    const isWhole = this.isWholeArgument(index);
    if (top && isWhole && this.isDeclaration(top, index)) top.names.add(written.toLowerCase());
    if (this.isInScope(written)) return `_xlpm.${written}`;
    const isPassed =
      top && isWhole && TAKES_FUNCTION.has(top.functionName) && PASSED_BY_NAME.has(written.toUpperCase());
    if (isPassed) return `_xleta.${written.toUpperCase()}`;
    return this.tokens[index + 1]?.value === '#' ? `_xlfn.ANCHORARRAY(${written}` : written;
  }

  private structured(written: string, index: number): string {
    const top = this.frames[this.frames.length - 1];
    const optional = /^\[([^[\]#@]+)\]$/.exec(written)?.[1];
    if (optional && top && this.isWholeArgument(index) && this.isDeclaration(top, index)) {
      top.names.add(optional.toLowerCase());
      return `_xlop.${optional}`;
    }
    const reference = parseStructRef(written);
    if (!reference) return written;
    return stringifyStructRef({ ...reference, table: reference.table || this.tableName }, { thisRow: true });
  }

  /** LET brings in a name by every first of two arguments, LAMBDA by all but the last. */
  private isDeclaration({ functionName, argument }: Frame, index: number): boolean {
    if (this.tokens[this.next(index)]?.value !== ',') return false;
    return functionName === 'LAMBDA' || (functionName === 'LET' && argument % 2 === 0);
  }

  private isInScope(name: string): boolean {
    return this.frames.some(({ names }) => names.has(name.toLowerCase()));
  }

  private isWholeArgument(index: number): boolean {
    let before = index - 1;
    while (this.tokens[before]?.type === 'whitespace') before -= 1;
    const opening = this.tokens[before]?.value;
    const closing = this.tokens[this.next(index)]?.value;
    return (opening === '(' || opening === ',') && (closing === ',' || closing === ')');
  }

  private next(index: number): number {
    let at = index + 1;
    while (this.tokens[at]?.type === 'whitespace') at += 1;
    return at;
  }

  /** The last token of what an @ stands before: a call or bracket with all inside, or one reference. */
  private operandEnd(start: number): number {
    let at = start;
    while (this.tokens[at]?.type === 'whitespace') at += 1;
    if (this.tokens[at]?.type === 'func') at += 1;
    if (this.tokens[at]?.value === '(') {
      for (let depth = 0; at < this.tokens.length; at += 1) {
        if (this.tokens[at].value === '(') depth += 1;
        else if (this.tokens[at].value === ')' && (depth -= 1) === 0) break;
      }
    }
    return this.tokens[at + 1]?.value === '#' ? at + 1 : at;
  }
}
