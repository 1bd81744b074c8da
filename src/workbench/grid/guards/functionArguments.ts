import type { BaseFunction, FormulaFunctionValueType, PrimitiveValueType } from '@univerjs/preset-sheets-core';
import { isErrorText } from '../../excel-host/sheetStore';

/** What the engine hands to a registered function: a value, or the rows of a range. */
export type EngineValue = number | string | boolean | null;
export type EngineArgument = EngineValue | EngineValue[][];
export type EngineResult = EngineArgument;
/** The cell whose formula is being calculated; the engine calls a function as a method of this. */
export type CallingCell = Pick<BaseFunction, 'subUnitId' | 'row' | 'column'>;

/** A function for the engine to register. Lambdas are refused, and an exception, which would stop the book, is #VALUE!. */
export function engineFunction(
  evaluate: (this: CallingCell, ...args: EngineArgument[]) => EngineResult,
): (this: BaseFunction, ...args: FormulaFunctionValueType[]) => EngineResult {
  return function (...args) {
    if (!args.every(isPlain)) return '#VALUE!';
    try {
      return evaluate.apply(this, args);
    } catch {
      return '#VALUE!';
    }
  };
}

function isPlain(argument: FormulaFunctionValueType): argument is PrimitiveValueType | PrimitiveValueType[][] {
  return typeof argument !== 'object' || argument === null || Array.isArray(argument);
}

/** The rows of an argument, copied: the engine's own arrays are shared between formulas. */
export function rowsOf(argument: EngineArgument): EngineValue[][] {
  return Array.isArray(argument) ? argument.map((row) => row.slice()) : [[argument]];
}

export function firstOf(argument: EngineArgument | undefined): EngineValue {
  return Array.isArray(argument) ? argument[0][0] : (argument ?? null);
}

/** Omitted and blank arguments take the default. */
export function numbersOf(argument: EngineArgument | undefined, whenOmitted: number): number[] {
  if (argument === undefined || argument === null) return [whenOmitted];
  return rowsOf(argument).flat().map(Number);
}

export function firstError(rows: EngineValue[][]): string | undefined {
  return rows.flat().find(isErrorText);
}

export function transpose<T>(rows: T[][]): T[][] {
  return rows[0].map((_, column) => rows.map((row) => row[column]));
}
