/** From a cell, or a block of cells, to the value that a function body sees: one reader for each kind of argument. */
import { EngineError, tooLarge } from '../../engine/errors';
import type { FunctionContext } from '../context';
import type {
  ArgumentDefinition,
  BlockArgument,
  CellValue,
  ChoiceArgument,
  Instant,
  NameArgument,
  NumberArgument,
  PairsArgument,
  TextArgument,
} from '../definition';
import type { Cell } from './excelInput';
import { readPriceDate } from './readDate';
import { readPairs } from './readPairs';
import type { Block } from './readPairs';

export type ArgumentValue = CellValue | Instant | Block | ReadonlyMap<string, CellValue> | undefined;
export type CellArgument = Exclude<ArgumentDefinition, RangeArgument>;
export type RangeArgument = BlockArgument | PairsArgument;
export type CellReader = (cell: Cell, context: Pick<FunctionContext, 'dates1904'>) => ArgumentValue;

export function takesRange(argument: ArgumentDefinition): argument is RangeArgument {
  return argument.kind === 'block' || argument.kind === 'pairs';
}

/** Reads one cell for an argument; blank gives the default of an optional argument. */
export function cellReader(argument: CellArgument): CellReader {
  switch (argument.kind) {
    case 'number':
      return numberReader(argument);
    case 'name':
      return (cell) => readName(cell, argument);
    case 'text':
      return (cell) => {
        if (cell !== undefined) return readText(cell, argument);
        return argument.blankIsEmpty ? '' : blank(argument);
      };
    case 'choice':
      return choiceReader(argument);
    case 'date':
      return (cell, { dates1904 }) =>
        cell === undefined ? blank(argument) : readPriceDate(cell, argument.name, dates1904 === true);
  }
}

/** Reads a whole range; `rows` is undefined for an omitted argument. */
export function readRange(rows: Block | undefined, argument: RangeArgument): ArgumentValue {
  if (rows === undefined) return blank(argument);
  if (argument.kind === 'block') return rows;
  if (rows.every((row) => row.every((cell) => cell === ''))) return blank(argument);
  return readPairs(rows, argument);
}

/** The value of an optional argument that was not given. */
export function defaultOf(argument: ArgumentDefinition): ArgumentValue {
  return 'default' in argument ? argument.default : undefined;
}

/** For an argument that holds nothing: its default, or a refusal that says what to give. */
export function blank(argument: ArgumentDefinition): ArgumentValue {
  if (argument.optional) return defaultOf(argument);
  throw new EngineError('argument-missing', { argument: argument.name, expected: expected(argument) });
}

export function numberReader(argument: NumberArgument): (cell: Cell) => ArgumentValue {
  const { name, min = -Infinity, max = Infinity, whole, aboveMin, noShare } = argument;
  return (cell) => {
    if (cell === undefined) return blank(argument);
    if (typeof cell === 'string') throw new EngineError('argument-not-a-number', { argument: name });
    if (typeof cell === 'boolean') throw new EngineError('argument-is-boolean', { argument: name });
    if (!Number.isFinite(cell)) throw new EngineError('argument-not-finite', { argument: name });
    if (aboveMin && cell <= min) throw new EngineError('argument-not-above', { argument: name, min, value: cell });
    if (cell < min) throw new EngineError('argument-too-small', { argument: name, min, value: cell });
    if (cell > max) throw tooLarge(name, max, cell);
    if (whole && !Number.isInteger(cell)) throw new EngineError('argument-not-whole', { argument: name, value: cell });
    if (noShare && cell > 0 && cell < 1) throw new EngineError('argument-is-share', { argument: name, value: cell });
    return cell + 0; // -0 becomes 0
  };
}

/** Names that Excel takes for cell addresses when they are typed without quotes, with one to show in the sentence. */
export const CELL_LIKE_NAMES: Partial<Record<NameArgument['names'], string>> = {
  model: 'gpt-5.1',
  'open model': 'llama-3.3-70b',
  gpu: 'H100',
};

/** Text as typed (the catalogue resolves it); whatever an unquoted name leaves behind is refused. */
export function readName(cell: Cell, argument: NameArgument): string | undefined {
  if (typeof cell === 'string' && cell.trim() !== '') return cell.trim();
  const example = CELL_LIKE_NAMES[argument.names];
  if (example !== undefined) throw new EngineError('name-not-quoted', { example });
  if (typeof cell === 'number' || typeof cell === 'boolean') return readText(cell, argument);
  blank(argument);
  return undefined;
}

function readText(cell: CellValue, argument: TextArgument | NameArgument): string {
  if (typeof cell !== 'string') throw new EngineError('argument-not-text', { argument: argument.name });
  return cell;
}

export function choiceReader(argument: ChoiceArgument): (cell: Cell) => ArgumentValue {
  const choices = new Map(argument.choices.map((choice) => [choice.toLowerCase(), choice]));
  return (cell) => {
    if (cell === undefined) return blank(argument);
    const choice = typeof cell === 'string' ? choices.get(cell.trim().toLowerCase()) : undefined;
    if (choice !== undefined) return choice;
    throw new EngineError('argument-not-a-choice', { argument: argument.name, choices: argument.choices.join(', ') });
  };
}

function expected(argument: ArgumentDefinition): string {
  switch (argument.kind) {
    case 'number':
      return `a number (${argument.unit})`;
    case 'name':
      return `the name of a ${argument.names} in quotes`;
    case 'text':
      return 'text in quotes';
    case 'choice':
      return `one of ${argument.choices.join(', ')}`;
    case 'date':
      return 'a date';
    case 'block':
      return `a range with ${argument.holds}`;
    case 'pairs':
      return `rows of key and value, or ${argument.example}`;
  }
}
