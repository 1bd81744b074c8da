import { folded } from '../../catalog/compiledRow';
import { readPriceDate } from '../../functions/arguments/readDate';
import type { Instant } from '../../functions/definition';
import { isName, textLiteral } from '../../functions/native/argumentChecks';
import { NotExpressible, type NativeArgument, type PriceQuestion } from '../../functions/native/nativeForm';

/** What a price depends on besides the model, as `PricedModel.bands` takes it. */
export interface PriceContext {
  readonly tier: string;
  readonly region: string;
  /** undefined is the table's own date. */
  readonly utcMs: number | undefined;
}
export interface PriceKey extends PriceContext {
  /** "gpt-5.1", "gpt-5.1|batch", "gpt-5.1||2026-01-01": name, tier, date and region, as far as they are given. */
  readonly key: string;
  /** Of the model, as it is written. */
  readonly name: string;
}

/** How a formula names its price. */
export interface KeyText {
  /** As the arguments stand now; undefined while a cell holds what the function refuses or nothing is known of it. */
  readonly now: PriceKey | undefined;
  /** No cell can change it. */
  readonly isConstant: boolean;
  /** `A2&"|batch"`. */
  readonly formula: string;
  /** The kinds of value that the function takes for the parts which stand in cells. */
  readonly partsAre: readonly string[];
  /** What follows the name of whichever model is asked for: "|batch"; undefined where a cell decides that. */
  readonly condition: (PriceContext & { readonly suffix: string }) | undefined;
  /** A cell decides the tier and nothing else behind the name. */
  readonly variesByTierAlone: boolean;
}

/** The name of a price as a formula, and as it reads now. */
export function keyText({ model, tier, asOf, region }: PriceQuestion, dates1904: boolean): KeyText {
  const conditions: Part[] = [textPart(tier, 'standard'), datePart(asOf, dates1904), textPart(region, '')];
  while (conditions.at(-1)?.constant === '') conditions.pop();
  const name = namePart(model);
  const parts = [name, ...conditions];
  const changing = conditions.filter(({ constant }) => constant === undefined);
  const [tierPart, date, regionPart] = conditions;
  const context = { tier: tierPart?.now ?? '', region: regionPart?.now ?? '', utcMs: date?.utcMs };
  const isKnown = parts.every(({ now }) => now !== undefined);
  return {
    now: isKnown ? { ...context, key: parts.map(({ now }) => now).join(BAR), name: name.now ?? '' } : undefined,
    isConstant: parts.every(({ constant }) => constant !== undefined),
    formula: concatenation(parts),
    partsAre: parts.flatMap(({ is = [] }) => is),
    condition:
      changing.length === 0 ? { ...context, suffix: conditions.map(({ now }) => BAR + now).join('') } : undefined,
    variesByTierAlone: changing.length === 1 && changing[0] === tierPart,
  };
}

const BAR = '|';

interface Part {
  /** Known for good. */
  readonly constant?: string;
  readonly now: string | undefined;
  /** A reference or an expression. */
  readonly formula?: string;
  readonly utcMs?: number;
  /** Of what is no constant. */
  readonly is?: readonly string[];
}

function namePart(model: NativeArgument): Part {
  if (model.kind === 'constant') return constantPart(String(model.value));
  const part = changingPart(model, isName);
  return part.now?.trim() === '' ? { ...part, now: undefined } : part;
}

function textPart(argument: NativeArgument | undefined, byDefault: string): Part {
  if (!argument) return constantPart('');
  if (argument.kind !== 'constant') return changingPart(argument, isTextOrBlank);
  const text = folded(argument.value as string | undefined);
  return constantPart(text === byDefault ? '' : text);
}

function datePart(argument: NativeArgument | undefined, dates1904: boolean): Part {
  if (!argument) return constantPart('');
  if (argument.kind === 'constant') {
    const instant = argument.value as Instant | undefined;
    return instant ? { ...constantPart(isoText(instant)), utcMs: instant.utcMs } : constantPart('');
  }
  if (argument.kind === 'expression') {
    throw new NotExpressible(
      'the date of its price is calculated, and the price sheet holds the prices of fixed dates',
    );
  }
  const part = changingPart(argument, isDateOrBlank);
  if (argument.kind !== 'cell' || part.now === undefined || part.now === '') return part;
  if (typeof argument.now === 'number' && !Number.isInteger(argument.now)) {
    throw new NotExpressible('the date of its price has a time of day that a cell calculates');
  }
  try {
    return { ...part, utcMs: readPriceDate(argument.now as number | string, 'as_of', dates1904).utcMs };
  } catch {
    return { ...part, now: undefined };
  }
}

function isoText({ utcMs, day }: Instant): string {
  const iso = new Date(utcMs).toISOString();
  return day ? iso.slice(0, 10) : iso;
}

function constantPart(constant: string): Part {
  return { constant, now: constant };
}

const isTextOrBlank = (text: string) => `OR(ISTEXT(${text}),${text}="")`;
/** Which texts are dates is left to the look-up: the sheet has those that formulas ask for. */
const isDateOrBlank = (text: string) => `OR(ISNUMBER(${text}),ISTEXT(${text}),${text}="")`;

function changingPart(argument: NativeArgument, is: (text: string) => string): Part {
  if (argument.kind === 'expression') {
    if (argument.isVolatile) throw new NotExpressible(`${argument.text} gives another value each time it is read`);
    return { now: undefined, formula: argument.text, is: [is(argument.text)] };
  }
  if (argument.kind !== 'cell') throw new NotExpressible(`${argument.definition.name} is a range`);
  const { now = '', text } = argument;
  return {
    now: typeof now === 'string' || typeof now === 'number' ? String(now) : undefined,
    formula: text,
    is: [is(text)],
  };
}

/** The parts with bars between them, neighbouring texts as one: `A2&"|batch"`. */
function concatenation(parts: readonly Part[]): string {
  const pieces: string[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') pieces.push(textLiteral(text));
    text = '';
  };
  parts.forEach(({ constant, formula = '' }, index) => {
    if (index > 0) text += BAR;
    if (constant !== undefined) text += constant;
    else {
      flush();
      pieces.push(formula);
    }
  });
  flush();
  return pieces.join('&');
}
