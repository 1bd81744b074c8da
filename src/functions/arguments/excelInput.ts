/**
 * The forms in which Excel hands over an argument. Every parameter is declared as a matrix of `any`, so a range, a
 * single cell and a literal arrive as rows; an omitted argument is null; a bare value is accepted as well.
 * Which of null, '' or 0 stands for an empty cell is not documented: null and '' both count as blank here.
 */
import { EngineError } from '../../engine/errors';
import { cellError, isCellError } from '../toCell';
import type { CellError } from '../toCell';
import type { CellValue } from '../definition';

export type RawCells = readonly (readonly unknown[])[];
/** A cell that holds something, or undefined for a blank one. */
export type Cell = CellValue | undefined;

/** The rows of an argument, or undefined when it was omitted. */
export function rowsOf(argument: unknown): RawCells | undefined {
  if (argument === null || argument === undefined || isInvocation(argument)) return undefined;
  if (!Array.isArray(argument)) return [[argument]];
  if (argument.length === 0) return undefined;
  return Array.isArray(argument[0]) ? argument : [argument];
}

/** Excel appends an object that describes the call; it stands where an argument is missing. */
export function isInvocation(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'functionName' in argument;
}

/** The plain value of a cell; a formatted number counts as its number. */
export function plainCell(raw: unknown, argumentName: string): Cell {
  if (raw === null || raw === undefined || raw === '') return undefined;
  if (typeof raw === 'number' || typeof raw === 'string' || typeof raw === 'boolean') return raw;
  const { type, basicValue } = raw as DataTypeCell;
  if (type === 'Empty') return undefined;
  if (type !== undefined && VALUE_TYPES.has(type) && basicValue !== undefined)
    return plainCell(basicValue, argumentName);
  throw new EngineError('argument-not-a-value', { argument: argumentName });
}

/** The error that a cell holds, ready to be put into the result; undefined for any other cell. */
export function errorIn(raw: unknown, argumentName: string): CellError | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const code = errorCodeOf(raw);
  if (code === undefined) return undefined;
  if (RETURNABLE_CODES.has(code)) return isCellError(raw) && raw.code === code ? raw : cellError(code);
  throw new EngineError('argument-error-value', { argument: argumentName, error: code });
}

/** A cell of a richer kind than number, text or boolean, as Excel describes it. */
interface DataTypeCell {
  readonly type?: string;
  readonly code?: string;
  readonly basicValue?: CellValue;
  readonly primitive?: string;
}
const VALUE_TYPES: ReadonlySet<string> = new Set(['Double', 'FormattedNumber', 'String', 'Boolean']);
/** #SPILL!, #CALC!, #BUSY! and the like exist only as input: Excel refuses them as a result. */
const RETURNABLE_CODES: ReadonlySet<string> = new Set([
  '#VALUE!',
  '#N/A',
  '#DIV/0!',
  '#NUM!',
  '#NULL!',
  '#NAME?',
  '#REF!',
]);

/**
 * Errors arrive as an instance of the runtime's error class, as its wire form `CustomFunctionError`, or (with rich data)
 * as an object of type `Error`; read in excel-web-16.00.debug.js of @microsoft/office-js 1.1.110.
 */
function errorCodeOf(raw: object): string | undefined {
  const { type, code, basicValue, primitive } = raw as DataTypeCell;
  if (isCellError(raw)) return raw.code;
  if (type !== 'Error' && type !== 'CustomFunctionError') return undefined;
  return code ?? (basicValue === undefined ? primitive : String(basicValue)) ?? '#VALUE!';
}
