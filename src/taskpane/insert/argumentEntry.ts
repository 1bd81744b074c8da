/** What a person typed into the field of an argument, as it will stand in the formula. */
import { parse, parseA1Ref, parseStructRef, tokenize } from '@borgar/fx';
import { EngineError } from '../../engine/errors';
import { cellReader, readRange, takesRange } from '../../functions/arguments/readArgument';
import { callText } from '../../functions/callText';
import type { ArgumentDefinition, CellValue } from '../../functions/definition';
import { literalText } from './formulaText';

export type ArgumentEntry =
  | { readonly kind: 'omitted' }
  /** Known without the sheet. */
  | { readonly kind: 'literal'; readonly text: string; readonly cells: readonly (readonly CellValue[])[] }
  /** Cells, or a calculation, decide. */
  | { readonly kind: 'reference'; readonly text: string }
  /** Nothing was typed into a required field. */
  | { readonly kind: 'missing'; readonly sentence: string }
  | { readonly kind: 'problem'; readonly sentence: string };

export interface EntryContext {
  /** Names such as H100 are cell addresses, too: those on this list are meant as names. */
  readonly isKnownName: (text: string) => boolean;
  readonly dates1904?: true;
}

/** Excel refuses longer text between quotes. */
const LONGEST_LITERAL = 255;
const NOT_A_NUMBER = 'Type a number with a dot and without commas, such as 1200 or 0.5, or a cell such as A2.';
const NOT_NUMBERS =
  'Type numbers with a dot and a semicolon between them, such as 0.7; 0.8, or 70%; 80%, or cells such as A2:A4.';
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A number, text (quotes are not needed), a cell or range such as `A2:A10`, an array such as `{1;2}`, or a calculation
 * behind an equals sign. Text in quotes is always text.
 */
export function readEntry(argument: ArgumentDefinition, typed: string, context: EntryContext): ArgumentEntry {
  const text = typed.trim();
  if (text === '') return blankEntry(argument, context);
  if (text.startsWith('=')) return calculation(text.slice(1).trim());
  if (isReference(text) && !isMeantAsText(argument, text, context)) return { kind: 'reference', text };
  try {
    const cells = cellsOf(argument, text);
    if (cells) return checkedLiteral(argument, cells, context);
    return { kind: 'problem', sentence: argument.kind === 'block' ? NOT_NUMBERS : NOT_A_NUMBER };
  } catch (thrown) {
    if (thrown instanceof EngineError) return { kind: 'problem', sentence: thrown.message };
    throw thrown;
  }
}

/** What has to be typed so that exactly these cells are read. */
export function typedText(
  argument: ArgumentDefinition,
  cells: readonly (readonly CellValue[])[] | null,
  context: EntryContext,
): string {
  if (cells === null) return '';
  const plain = cells.map((row) => row.join('')).join('; ');
  const isRead = (typed: string) => {
    const entry = readEntry(argument, typed, context);
    return entry.kind === 'literal' && JSON.stringify(entry.cells) === JSON.stringify(cells);
  };
  return isRead(plain) ? plain : literalText(cells);
}

export function isReference(text: string): boolean {
  return parseA1Ref(text, { allowNamed: false }) !== undefined || parseStructRef(text) !== undefined;
}

function isMeantAsText(argument: ArgumentDefinition, text: string, { isKnownName }: EntryContext): boolean {
  if (argument.kind === 'choice') return argument.choices.includes(text.toLowerCase());
  return (argument.kind === 'name' || argument.kind === 'text' || argument.kind === 'block') && isKnownName(text);
}

function blankEntry(argument: ArgumentDefinition, context: EntryContext): ArgumentEntry {
  if (argument.optional) return { kind: 'omitted' };
  if (argument.kind === 'name') return { kind: 'missing', sentence: `Choose or type a ${argument.names}.` };
  try {
    if (takesRange(argument)) readRange(undefined, argument);
    else cellReader(argument)(undefined, context);
    return { kind: 'missing', sentence: `${argument.name} is missing.` };
  } catch (thrown) {
    return { kind: 'missing', sentence: (thrown as Error).message };
  }
}

function calculation(text: string): ArgumentEntry {
  try {
    const tree = parse(tokenize(`=F(${text})`));
    if (tree.type === 'CallExpression' && tree.arguments.length === 1) return { kind: 'reference', text };
  } catch {
    // told below
  }
  return { kind: 'problem', sentence: 'Excel cannot read this calculation: check its brackets, commas and quotes.' };
}

/** Undefined when numbers are expected and something else is typed. */
function cellsOf(argument: ArgumentDefinition, text: string): CellValue[][] | undefined {
  if (/^"(?:[^"]|"")*"$/.test(text) || /^\{.*\}$/s.test(text)) return callText(`=F(${text})`).args[0] ?? [];
  if (argument.kind === 'block' && argument.numbers) return numbersOf(text);
  switch (argument.kind) {
    case 'number': {
      const number = numberOf(text);
      return number === undefined ? undefined : [[number]];
    }
    case 'date':
      return [[NUMBER.test(text) ? Number(text) : text]];
    case 'block':
      return text.split(/\s*[;\n]\s*/).map((item) => [NUMBER.test(item) ? Number(item) : item]);
    default:
      return [[text]];
  }
}

/** A comma before a space parts two numbers; any other could be a decimal. */
function numbersOf(text: string): CellValue[][] | undefined {
  const numbers = text.split(/\s*[;\n]\s*|\s*,\s+/).map(numberOf);
  return numbers.every((number) => number !== undefined) ? numbers.map((number) => [number]) : undefined;
}

/** A comma could be a decimal or a thousand: nothing is guessed. */
function numberOf(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  const percent = /^(.+?)\s*%$/.exec(text)?.[1];
  return percent && NUMBER.test(percent) && !/e/i.test(percent) ? Number(`${percent}e-2`) : undefined;
}

function checkedLiteral(argument: ArgumentDefinition, cells: CellValue[][], context: EntryContext): ArgumentEntry {
  const all = cells.flat();
  if (all.some((cell) => typeof cell === 'string' && cell.length > LONGEST_LITERAL)) {
    return {
      kind: 'problem',
      sentence: `Excel takes at most ${LONGEST_LITERAL} characters here: put the text into a cell and name the cell.`,
    };
  }
  if (takesRange(argument)) readRange(cells, argument);
  else {
    if (all.length > 1 && !argument.broadcast)
      throw new EngineError('argument-single-cell', { argument: argument.name });
    const read = cellReader(argument);
    for (const cell of all) read(cell, context);
  }
  return { kind: 'literal', text: literalText(cells), cells };
}
