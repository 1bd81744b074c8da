import { EngineError } from '../../engine/errors';
import { allOf } from '../../functions/native/argumentChecks';
import { NATIVE_FORMS } from '../../functions/native/nativeForms';
import { NotExpressible, type PriceSheets } from '../../functions/native/nativeForm';
import { createPriceSheets, freeName } from '../prices/priceSheets';
import { HelperCells } from './helperCells';
import { nativeArguments, shapeOf, type FormulaScope, type Shape, type SpilledCell } from './nativeArguments';
import { mayCallUs, parseFormula, type OurCall, type ParsedFormula, type Span } from './ourCalls';
import { mayBeVolatile } from './scalarExpressions';
import { withSingleCells } from './singleCells';
import type { CellPlace, FormulaRewriter, Rewritten, RewriteSource } from './rewriteTypes';

/**
 * Turns formulas with our functions into plain ones that every spreadsheet calculates. Everything outside our calls is
 * kept to the character; a formula of which one call has no plain form keeps its value as a whole.
 */
export function createFormulaRewriter(source: RewriteSource): FormulaRewriter {
  const { prices, drafts, definedNames } = createPriceSheets(source);
  const helpers = new HelperCells(freeName('Helpers', source.sheetNames), source);
  return {
    drafts: () => [...drafts(), ...helpers.drafts()],
    definedNames,
    rewrite: (formula, at, mayHaveHelpers = false) => {
      if (!mayCallUs(formula)) return undefined;
      const parsed = parsedOrReason(formula);
      if (typeof parsed === 'string') return { kind: 'unreadable', reason: parsed };
      const [first] = parsed.calls;
      if (!first) return undefined;
      const before = helpers.count;
      let callInWork = () => formula.slice(first.start, first.end);
      try {
        const text = withSingleCells(formula, at, source);
        const inWork = new FormulaInWork(
          text,
          text === formula ? parsed : parseFormula(text),
          at,
          source,
          prices,
          mayHaveHelpers ? helpers : undefined,
        );
        callInWork = () => inWork.callInWork();
        return inWork.rewritten();
      } catch (thrown) {
        helpers.keepFirst(before);
        return { kind: 'frozen', reason: reasonOf(thrown), call: callInWork() };
      }
    },
  };
}

class FormulaInWork {
  private readonly scope: FormulaScope;
  private readonly shapes = new Map<OurCall, Shape>();
  /** Under which conditions the formula is for the cells that it looks at, and no copy of it for others. */
  private readonly holdsWhile = new Set<string>();
  private isSpilled = false;
  private holdsCalls = false;
  private isVolatile = false;
  private current: OurCall;

  constructor(
    private readonly formula: string,
    private readonly parsed: ParsedFormula,
    at: CellPlace,
    source: RewriteSource,
    private readonly prices: PriceSheets,
    private readonly helpers: HelperCells | undefined,
  ) {
    const textOf = (span: Span) => this.replaced(span);
    this.scope = {
      source,
      at,
      textOf,
      readOnce: (text) => this.held(text, 'gives another value each time it is read'),
    };
    [this.current] = parsed.calls;
  }

  rewritten(): Rewritten {
    const { calls, root } = this.parsed;
    const [first] = calls;
    if (first.node !== root) return this.oneFormula();
    const { rows, columns } = this.shapeOf(first);
    if (rows * columns === 1) return this.oneFormula();
    this.isSpilled = true;
    const formulas = Array.from({ length: rows }, (_row, row) =>
      Array.from({ length: columns }, (_column, column) => {
        const text = this.wholeFormula({ row, column });
        const problem = tooLarge(text);
        if (problem !== undefined) throw new NotExpressible(problem);
        return text;
      }),
    );
    return { kind: 'native-cells', formulas };
  }

  /** As it is, or with each of its calls in a cell of its own where it would become too long. */
  private oneFormula(): Rewritten {
    const before = this.helpers?.count ?? 0;
    const text = this.wholeFormula();
    const problem = tooLarge(text);
    if (problem === undefined) return this.native(text);
    this.helpers?.keepFirst(before);
    this.holdsCalls = this.helpers !== undefined;
    const shorter = this.holdsCalls ? this.wholeFormula() : text;
    if (tooLarge(shorter) !== undefined) throw new NotExpressible(problem);
    return this.native(shorter);
  }

  private native(formula: string): Rewritten {
    return this.isVolatile ? { kind: 'native', formula, isVolatile: true } : { kind: 'native', formula };
  }

  private shapeOf(call: OurCall): Shape {
    const known = this.shapes.get(call) ?? shapeOf(call, this.scope);
    this.shapes.set(call, known);
    return known;
  }

  /** The call of which something was refused. */
  callInWork(): string {
    return this.formula.slice(this.current.start, this.current.end);
  }

  private wholeFormula(cell?: SpilledCell): string {
    this.holdsWhile.clear();
    const whole = { start: this.formula.startsWith('=') ? 1 : 0, end: this.formula.length };
    const text = this.replaced(whole, cell);
    const held = this.holdsWhile.size === 0 ? text : `IF(${allOf([...this.holdsWhile])},${text},NA())`;
    return this.formula.slice(0, whole.start) + held;
  }

  /**
   * The stretch with its calls of ours replaced, and every other character as it was.
   * @param cell of what the formula spills; without, its calls have to give one value
   */
  private replaced({ start, end }: Span, cell?: SpilledCell): string {
    let text = '';
    let position = start;
    for (const call of this.parsed.calls) {
      if (call.start < position || call.end > end) continue;
      text += this.formula.slice(position, call.start) + this.plainForm(call, cell);
      position = call.end;
    }
    return text + this.formula.slice(position, end);
  }

  private plainForm(call: OurCall, cell: SpilledCell | undefined): string {
    this.current = call;
    const form = NATIVE_FORMS.get(call.definition.id);
    if (!form) throw new TypeError(`${call.definition.id} has no entry among the native forms`);
    if ('frozen' in form) throw new NotExpressible(form.frozen);
    const { rows, columns } = this.shapeOf(call);
    if (rows * columns > 1 && !cell) throw new NotExpressible('it gives several cells to what stands around it');
    const args = nativeArguments(call, this.scope, cell ?? { row: 0, column: 0 });
    this.current = call; // the arguments may have had calls of their own
    const { text, holdsWhile } = form.write(args, this.prices, this.scope.at.sheet);
    for (const condition of holdsWhile) this.holdsWhile.add(condition);
    const plain = (this.holdsCalls ? this.held(text, 'part of a formula that would be too long') : undefined) ?? text;
    return call.isOperand && !isOneCall(plain) ? `(${plain})` : plain;
  }

  /** The address of a cell that holds the expression; undefined where there can be none. */
  private held(expression: string, why: string): string | undefined {
    const helper = this.isSpilled ? undefined : this.helpers?.hold(expression, this.scope.at, why);
    if (!helper) return undefined;
    if (helper.isOwn !== undefined) this.holdsWhile.add(helper.isOwn);
    this.isVolatile ||= mayBeVolatile(expression);
    return helper.address;
  }
}

/** Why Excel would refuse the formula. */
function tooLarge(text: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return 'the plain formula would be longer than 8,192 characters';
  return depthOf(text) > MOST_LEVELS ? 'the plain formula would be deeper than 64 levels' : undefined;
}

const MOST_CHARACTERS = 8_192;
const MOST_LEVELS = 64;

function parsedOrReason(formula: string): ParsedFormula | string {
  try {
    return parseFormula(formula);
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof NotExpressible) return asTyped(thrown.message);
  if (thrown instanceof EngineError) return `it gives an error: ${thrown.message}`;
  throw thrown;
}

/** Without what a file adds to names: nobody has typed _xlpm., SINGLE or ANCHORARRAY. */
function asTyped(words: string): string {
  return words
    .replace(/_xlfn\.SINGLE\(([^()]*)\)/gi, '@$1')
    .replace(/_xlfn\.ANCHORARRAY\(([^()]*)\)/gi, '$1#')
    .replace(/_xl(?:fn|ws|pm|op|eta|udf)\./gi, '')
    .replace(/_xldudf_/gi, '');
}

/** "IF(…)": brackets around it would change nothing. */
function isOneCall(text: string): boolean {
  if (!/^[A-Z.]+\(/.test(text)) return false;
  let depth = 0;
  for (const [index, character] of withoutTexts(text).split('').entries()) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ')' && depth === 0) return index === text.length - 1;
  }
  return false;
}

function hasMoreBrackets(text: string, most: number): boolean {
  let count = 0;
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) if ((count += 1) > most) return true;
  return false;
}

/** How deep brackets stand in each other; 0 where there are too few of them to be near the limit. */
function depthOf(text: string): number {
  if (!hasMoreBrackets(text, MOST_LEVELS)) return 0; // the usual case
  let depth = 0;
  let deepest = 0;
  for (const character of withoutTexts(text)) {
    if (character === '(') deepest = Math.max(deepest, (depth += 1));
    if (character === ')') depth -= 1;
  }
  return deepest;
}

/** Quoted texts and sheet names as blanks of the same length. */
function withoutTexts(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'/g, (quoted) => ' '.repeat(quoted.length));
}
