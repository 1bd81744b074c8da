/**
 * The only place where a refusal becomes a cell error and a result becomes a cell value.
 * An `EngineError` keeps its sentence; anything else that was thrown is a fault of ours: the cell shows a reference,
 * the console gets the stack.
 */
import { EngineError, sentenceOf } from '../engine/errors';
import type { CellErrorKind } from '../engine/errors';
import type { CellValue } from './definition';

/** What Excel's runtime understands as an error in a cell; outside Excel an object of ours with the same fields. */
export interface CellError {
  /** "#VALUE!", "#N/A", "#DIV/0!", or whatever error an input cell held. */
  readonly code: string;
  readonly message?: string;
}

const MAX_MESSAGE_LENGTH = 120;
const EXCEL_CODES = { value: '#VALUE!', notAvailable: '#N/A', divisionByZero: '#DIV/0!' } as const satisfies Record<
  CellErrorKind,
  string
>;

/** The cell error for anything that was thrown while `functionId` was calculated. */
export function toCellError(thrown: unknown, functionId: string): CellError {
  if (thrown instanceof EngineError) return cellError(EXCEL_CODES[thrown.cell], thrown.message);
  const reference = referenceOf(functionId, thrown);
  console.error(`${functionId}: internal error ${reference}`, thrown);
  return cellError(EXCEL_CODES.value, sentenceOf('internal', { reference }));
}

/** A result fit for a cell: never NaN or Infinity, which Excel would show as an error without words. */
export function toCellValue(value: CellValue): CellValue {
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) throw new RangeError(`the result is ${value}`);
  return value + 0; // -0 becomes 0
}

/** An error with an Excel code, of the runtime's own class where there is one. */
export function cellError(code: string, message?: string): CellError {
  const text = message === undefined ? undefined : displayable(message);
  const runtime = errorClassOfRuntime();
  return runtime ? new runtime(code, text) : new PlainCellError(code, text);
}

export function isCellError(value: unknown): value is CellError {
  const runtime = errorClassOfRuntime();
  return value instanceof PlainCellError || (runtime !== undefined && value instanceof runtime);
}

/** Stands in for `CustomFunctions.Error` in Node and on the workbench page. */
class PlainCellError extends Error implements CellError {
  readonly type = 'Error';
  readonly basicType = 'Error';
  readonly basicValue: string;

  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message ?? '');
    this.basicValue = code;
  }
}

type ErrorClass = new (code: string, message?: string) => CellError;

/** Looked up at each use: office.js defines the class after the functions bundle was loaded. */
function errorClassOfRuntime(): ErrorClass | undefined {
  const runtime = (globalThis as { CustomFunctions?: { Error?: ErrorClass } }).CustomFunctions;
  return runtime?.Error;
}

/** One line of at most 120 characters, without control, bidirectional and zero-width characters. */
function displayable(message: string): string {
  const line = message
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return line.length <= MAX_MESSAGE_LENGTH ? line : `${line.slice(0, MAX_MESSAGE_LENGTH - 1).trimEnd()}…`;
}

/** The same fault has the same reference on every machine, so that two reports can be matched. */
function referenceOf(functionId: string, thrown: unknown): string {
  let hash = 0x811c9dc5; // FNV-1a
  for (const character of `${functionId}: ${String(thrown)}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0').toUpperCase();
}
