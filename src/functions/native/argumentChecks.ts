import { EngineError } from '../../engine/errors';
import type { CellValue, NumberArgument } from '../definition';
import { NotExpressible, type NativeArgument, type NativeFormula, type NumberText } from './nativeForm';

/**
 * Reads the arguments of one call into a formula, and gathers on the way the conditions under which the function itself
 * accepts them: a plain formula must not show a plausible figure for text, a blank or a negative count. Where they do not
 * hold it shows the error that the function shows, because IFNA and ISNA around it tell #N/A from #VALUE!.
 */
export class ArgumentChecks {
  /** What each argument has to be by itself: a function reads its arguments before it looks for a price. */
  private readonly ofArguments = new Set<string>();
  /** Cells that MIN looks at together. */
  private readonly atLeastZero = new Set<string>();
  /** What the formula rests on and the function does not. */
  private readonly unchanged = new Set<string>();
  /** What else has to hold, and what is shown otherwise, in the order in which the function looks. */
  private readonly further = new Map<string, Otherwise>();

  /**
   * A number as it stands in the formula.
   * @param whenBlank what a blank cell means when the definition has no default (1E+99 where blank sets no limit)
   * @returns undefined when the argument is omitted and has neither
   */
  number(argument: NativeArgument<NumberArgument>, whenBlank?: number): NumberText | undefined {
    if (argument.kind === 'constant') {
      const constant = (argument.value as number | undefined) ?? whenBlank;
      return constant === undefined ? undefined : { text: argument.text || numberText(constant), constant };
    }
    const text = this.checkedText(argument, argument.definition.default ?? whenBlank);
    this.addBounds(argument.definition, argument.text, text);
    return { text };
  }

  /** The number of an argument that has a default or has to be given. */
  required(argument: NativeArgument<NumberArgument>): NumberText {
    const number = this.number(argument);
    if (!number) throw new TypeError(`${argument.definition.name} has no default`);
    return number;
  }

  /**
   * A number whose default this formula does not hold: it is #N/A once its cell is blank. What else the cell holds is read
   * by the function when it has read its arguments.
   */
  filled(argument: NativeArgument<NumberArgument>): NumberText {
    const own = new ArgumentChecks();
    const number = own.required({ ...argument, definition: { ...argument.definition, optional: undefined } });
    if (argument.kind === 'cell') this.holdsWhile(`COUNTBLANK(${argument.text})=0`); // no error where the cell holds one
    this.refusedUnless(...own.ofEachArgument());
    return number;
  }

  /** The function gives another figure, which this formula does not know, once these do not hold. */
  holdsWhile(...conditions: readonly string[]): void {
    for (const condition of conditions) this.unchanged.add(condition);
  }

  /** There is a figure only where these hold, #N/A otherwise: comparisons without equals sign, "D2>B2". */
  onlyIf(...conditions: readonly string[]): void {
    this.addFurther(conditions, NO_FIGURE);
  }

  /** The function refuses its arguments unless these hold: #VALUE!. */
  refusedUnless(...conditions: readonly string[]): void {
    this.addFurther(conditions, WRONG_ARGUMENT);
  }

  /** As `refusedUnless`, of what an argument has to be by itself. */
  accepts(...conditions: readonly string[]): void {
    for (const condition of conditions) this.ofArguments.add(condition);
  }

  /**
   * The parts have to lie within the whole.
   * @param condition says so; needed only where a cell may change
   * @throws EngineError cached-and-written-exceed-input when no cell can change it
   */
  onlyWithin(parts: readonly NumberText[], whole: NumberText, condition: string): void {
    if ([whole, ...parts].some(({ constant }) => constant === undefined)) return this.refusedUnless(condition);
    const [input = 0, cached = 0, written = 0] = [whole, ...parts].map(({ constant }) => constant);
    if (cached + written - input > 1e-12 * input) {
      throw new EngineError('cached-and-written-exceed-input', { cached, written, input });
    }
  }

  /** The formula, and the error of the function where it would refuse. */
  guarded(formula: string): NativeFormula {
    const steps: { readonly conditions: string[]; readonly otherwise: Otherwise }[] = [];
    for (const [condition, otherwise] of this.inOrder()) {
      const last = steps.at(-1);
      if (last?.otherwise === otherwise) last.conditions.push(condition);
      else steps.push({ conditions: [condition], otherwise });
    }
    const text = steps.reduceRight(
      (then, { conditions, otherwise }) => `IF(${allOf(conditions)},${then},${otherwise})`,
      formula,
    );
    return { text, holdsWhile: [...this.unchanged] };
  }

  private inOrder(): (readonly [condition: string, otherwise: Otherwise])[] {
    return [...this.ofEachArgument().map((condition) => [condition, WRONG_ARGUMENT] as const), ...this.further];
  }

  private ofEachArgument(): string[] {
    const counts = [...this.atLeastZero];
    const atLeastZero = counts.length > 1 ? [`MIN(${counts.join(',')})>=0`] : counts.map((cell) => `${cell}>=0`);
    const ofArguments = [...this.ofArguments];
    const isKind = (condition: string) => condition.includes('ISNUMBER(');
    return [...ofArguments.filter(isKind), ...atLeastZero, ...ofArguments.filter((condition) => !isKind(condition))];
  }

  private addFurther(conditions: readonly string[], otherwise: Otherwise): void {
    for (const condition of conditions) if (!this.further.has(condition)) this.further.set(condition, otherwise);
  }

  private checkedText(argument: Exclude<NativeArgument, { kind: 'constant' }>, whenBlank: number | undefined): string {
    const { text, definition } = argument;
    if (argument.kind === 'block') throw new NotExpressible(`${definition.name} is a range`);
    if (argument.kind === 'expression') {
      if (argument.isVolatile) throw new NotExpressible(`${text} gives another value each time it is read`);
      if (!argument.isNumber) this.accepts(`ISNUMBER(${text})`);
      return text;
    }
    if (!definition.optional) {
      this.accepts(`ISNUMBER(${text})`);
      return text;
    }
    this.accepts(`OR(ISNUMBER(${text}),${text}="")`);
    if (whenBlank === 0) return `N(${text})`;
    return whenBlank === undefined ? text : `IF(${text}="",${numberText(whenBlank)},${text})`;
  }

  private addBounds({ min, max, aboveMin, whole, noShare }: NumberArgument, written: string, text: string): void {
    if (min === 0 && !aboveMin) this.atLeastZero.add(text === `N(${written})` ? written : text);
    else if (min !== undefined) this.accepts(`${text}${aboveMin ? '>' : '>='}${numberText(min)}`);
    if (max !== undefined) this.accepts(`${text}<=${numberText(max)}`);
    if (noShare) this.accepts(`OR(${text}=0,${text}>=1)`);
    if (whole) this.accepts(`${text}=INT(${text})`);
  }
}

/** Conditions as one. */
export function allOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0] : `AND(${conditions.join(',')})`;
}

/** #N/A: there is no such figure. */
const NO_FIGURE = 'NA()';
/** #VALUE!: an argument is wrong. There is no function for it; a text that is not found is this error everywhere. */
const WRONG_ARGUMENT = 'FIND("?","")';
type Otherwise = typeof NO_FIGURE | typeof WRONG_ARGUMENT;

/** A number as a formula writes it. */
export function numberText(value: number): string {
  return String(value).toUpperCase();
}

/** Text as a formula writes it. */
export function textLiteral(text: string): string {
  return `"${text.replace(/"/g, '""')}"`;
}

/** The condition that a reference holds what a function takes for a name: text, and not blanks alone. */
export function isName(text: string): string {
  return `TRIM(T(${text}))<>""`;
}

/** An argument whose value has to be known, because it decides which formula is right. */
export function constantOf(argument: NativeArgument): CellValue | undefined {
  if (argument.kind !== 'constant') {
    throw new NotExpressible(
      `${argument.definition.name} is not written in the formula, and another value needs another formula`,
    );
  }
  return argument.value as CellValue | undefined;
}

/** Refuses a price table of the call's own. */
export function withoutOwnPrices(prices: NativeArgument): void {
  if (prices.kind !== 'constant' || !prices.isOmitted) {
    throw new NotExpressible('its prices argument is a table of its own, which the price sheet does not hold');
  }
}
