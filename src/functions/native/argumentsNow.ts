/**
 * Arguments that a plain formula cannot follow: the figures behind it hold for the model, the words or the counts that
 * stand in the cells when the copy is made. The formula is #N/A as soon as such a cell holds something else.
 */
import { isCellError } from '../toCell';
import type { ChoiceArgument, NameArgument, NumberArgument } from '../definition';
import { choiceReader, numberReader, readName } from '../arguments/readArgument';
import type { Cell } from '../arguments/excelInput';
import { numberText, textLiteral, type ArgumentChecks } from './argumentChecks';
import { NotExpressible, type NativeArgument } from './nativeForm';

/** A name that the facts of a model or a GPU are looked up by. @throws EngineError name-not-quoted */
export function nameNow(argument: NativeArgument<NameArgument>, checks: ArgumentChecks): string {
  const read = (cell: Cell): string | undefined => readName(cell, argument.definition);
  return String(valueNow(argument, read, checks));
}

/** A word of a closed list, or its default. @throws EngineError argument-not-a-choice */
export function choiceNow(argument: NativeArgument<ChoiceArgument>, checks: ArgumentChecks): string | undefined {
  return valueNow(argument, choiceReader(argument.definition), checks) as string | undefined;
}

/** A number that a prediction holds for. @throws EngineError as the function's own reader */
export function numberNow(argument: NativeArgument<NumberArgument>, checks: ArgumentChecks): number {
  return Number(valueNow(argument, numberReader(argument.definition), checks));
}

function valueNow(
  argument: NativeArgument<NameArgument | ChoiceArgument | NumberArgument>,
  read: (cell: Cell) => unknown,
  checks: ArgumentChecks,
): unknown {
  if (argument.kind === 'constant') return argument.value;
  const { name } = argument.definition;
  if (argument.kind !== 'cell') {
    throw new NotExpressible(`${name} is worked out by another formula, and the figures hold for one value of it`);
  }
  const { text, now } = argument;
  if (isCellError(now)) throw new NotExpressible(`${name} is an error now`);
  checks.holdsWhile(isUnchanged(text, now));
  return read(now === '' ? undefined : now);
}

function isUnchanged(text: string, now: Cell): string {
  if (now === undefined || now === '') return `${text}=""`;
  if (typeof now === 'boolean') return `${text}=${now ? 'TRUE' : 'FALSE'}`;
  return `${text}=${typeof now === 'number' ? numberText(now) : textLiteral(now)}`;
}
