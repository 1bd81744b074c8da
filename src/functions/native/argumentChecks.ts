import { EngineError } from '../../engine/errors';
import type { CellValue, NumberArgument } from '../definition';
import { NotExpressible, type NativeArgument, type NumberText } from './nativeForm';

/**
 * Reads the arguments of one call into a formula, and gathers on the way the conditions under which the function itself
 * accepts them: a plain formula must not show a plausible figure for text, a blank or a negative count.
 */
export class ArgumentChecks {
  private readonly conditions = new Set<string>();
  /** Cells that MIN looks at together. */
  private readonly atLeastZero = new Set<string>();

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

  /** There is a figure only where these hold: comparisons without equals sign, "D2<=B2". */
  onlyIf(...conditions: readonly string[]): void {
    for (const condition of conditions) this.conditions.add(condition);
  }

  /**
   * The parts have to lie within the whole.
   * @param condition says so; needed only where a cell may change
   * @throws EngineError cached-and-written-exceed-input when no cell can change it
   */
  onlyWithin(parts: readonly NumberText[], whole: NumberText, condition: string): void {
    if ([whole, ...parts].some(({ constant }) => constant === undefined)) return this.onlyIf(condition);
    const [input = 0, cached = 0, written = 0] = [whole, ...parts].map(({ constant }) => constant);
    if (cached + written - input > 1e-12 * input) {
      throw new EngineError('cached-and-written-exceed-input', { cached, written, input });
    }
  }

  /** The formula, and #N/A where the function would refuse. */
  guarded(formula: string): string {
    const counts = [...this.atLeastZero];
    const atLeastZero = counts.length > 1 ? [`MIN(${counts.join(',')})>=0`] : counts.map((cell) => `${cell}>=0`);
    const [numbers, others] = [isTypeCheck, (condition: string) => !isTypeCheck(condition)].map((kind) =>
      [...this.conditions].filter(kind),
    );
    const conditions = [...numbers, ...atLeastZero, ...others];
    if (conditions.length === 0) return formula;
    return `IF(${conditions.length === 1 ? conditions[0] : `AND(${conditions.join(',')})`},${formula},NA())`;
  }

  private checkedText(argument: Exclude<NativeArgument, { kind: 'constant' }>, whenBlank: number | undefined): string {
    const { text, definition } = argument;
    if (argument.kind === 'block') throw new NotExpressible(`${definition.name} is a range`);
    if (argument.kind === 'expression') {
      if (argument.isVolatile) throw new NotExpressible(`${text} gives another value each time it is read`);
      if (!argument.isNumber) this.onlyIf(`ISNUMBER(${text})`);
      return text;
    }
    if (!definition.optional) {
      this.onlyIf(`ISNUMBER(${text})`);
      return text;
    }
    this.onlyIf(`OR(ISNUMBER(${text}),${text}="")`);
    if (whenBlank === 0) return `N(${text})`;
    return whenBlank === undefined ? text : `IF(${text}="",${numberText(whenBlank)},${text})`;
  }

  private addBounds({ min, max, aboveMin, whole }: NumberArgument, written: string, text: string): void {
    if (min === 0 && !aboveMin) this.atLeastZero.add(text === `N(${written})` ? written : text);
    else if (min !== undefined) this.onlyIf(`${text}${aboveMin ? '>' : '>='}${numberText(min)}`);
    if (max !== undefined) this.onlyIf(`${text}<=${numberText(max)}`);
    if (whole) this.onlyIf(`${text}=INT(${text})`);
  }
}

function isTypeCheck(condition: string): boolean {
  return condition.includes('ISNUMBER(');
}

/** A number as a formula writes it. */
export function numberText(value: number): string {
  return String(value).toUpperCase();
}

/** Text as a formula writes it. */
export function textLiteral(text: string): string {
  return `"${text.replace(/"/g, '""')}"`;
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
