import type { Scalar } from '../sheetStore';
import { isErrorText } from '../sheetStore';
import type { FunctionMetadata, ParameterMetadata } from './functionMetadata';

/** An engine that knows no "busy" propagates this error to everything that depends on the cell. */
export const BUSY = '#GETTING_DATA';

/** As the engine has it: a literal, or the cells of a reference; undefined or null is an omitted argument. */
export type RawArgument = Scalar | null | undefined | readonly (readonly (Scalar | null | undefined)[])[];

export type PreparedCall =
  | { readonly kind: 'call'; readonly args: readonly unknown[]; readonly hasErrors: boolean }
  /** Decided without asking the add-in. */
  | { readonly kind: 'error'; readonly error: string };

/** What Excel does with the arguments before it calls the add-in: arity, types, blanks, error values. */
export function prepareCall(info: FunctionMetadata, raw: readonly RawArgument[], allowErrors: boolean): PreparedCall {
  const last = info.parameters[info.parameters.length - 1];
  if (raw.length > info.parameters.length && !last?.repeating) return { kind: 'error', error: '#VALUE!' };
  if (raw.some(isBusy)) return { kind: 'error', error: BUSY };
  const args: unknown[] = [];
  for (const [index, parameter] of info.parameters.entries()) {
    const given = parameter.repeating ? raw.slice(index) : [raw[index]];
    if (!parameter.optional && given.every((value) => value === undefined || value === null)) {
      return { kind: 'error', error: '#VALUE!' };
    }
    const values = given.map((value) => argumentOf(parameter, value));
    const error = values.flat(2).find(isErrorText);
    const takesErrors = allowErrors && (parameter.type ?? 'any') === 'any';
    if (error !== undefined && !takesErrors) return { kind: 'error', error };
    args.push(parameter.repeating ? values : values[0]);
  }
  const hasErrors = args.flat(3).some(isErrorText);
  return { kind: 'call', args: hasErrors ? args.map(withErrorValues) : args, hasErrors };
}

function isBusy(value: RawArgument): boolean {
  return Array.isArray(value) ? value.flat().includes(BUSY) : value === BUSY;
}

function argumentOf(parameter: ParameterMetadata, value: RawArgument): unknown {
  if (value === undefined || value === null) return null;
  if (parameter.dimensionality === 'matrix') {
    return Array.isArray(value) ? value.map((line) => line.map((cell: Scalar | null) => cell ?? '')) : [[value]];
  }
  const isReference = Array.isArray(value);
  const scalar: Scalar | null = isReference ? (value[0]?.[0] ?? null) : (value as Scalar);
  const isBlank = scalar === null || (isReference && scalar === '');
  if (isBlank) return parameter.type === 'number' ? 0 : null;
  if (isErrorText(scalar)) return scalar;
  if (parameter.type === 'number') return numberOf(scalar);
  return parameter.type === 'string' ? String(scalar) : scalar;
}

function numberOf(value: Scalar): number | string {
  const isBlankText = typeof value === 'string' && value.trim() === '';
  const number = isBlankText ? NaN : Number(value);
  return Number.isNaN(number) ? '#VALUE!' : number;
}

/** The runtime turns this shape into a `CustomFunctions.Error` when the invocation says that it holds errors. */
function withErrorValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withErrorValues);
  return isErrorText(value) ? { type: 'CustomFunctionError', code: value } : value;
}
