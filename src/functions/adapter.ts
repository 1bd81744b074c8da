/**
 * Between Excel and a function's body: arity, coercion, bounds, defaults, broadcasting, error propagation and error
 * mapping, once for every function. See `definition.ts` for what a body may rely on.
 */
import { EngineError } from '../engine/errors';
import { bindArguments } from './arguments/bindArguments';
import type { BoundCall } from './arguments/bindArguments';
import type { FunctionContext } from './context';
import type { CellResult, CellValue, FunctionDefinition } from './definition';
import { isCellError, toCellError, toCellValue } from './toCell';
import type { CellError } from './toCell';

type ExcelCell = CellValue | CellError;
/** Always rows, also for a single cell: functions.json declares every result as a matrix. */
export type ExcelRows = ExcelCell[][];
export type ExcelFunction = (...excelArguments: unknown[]) => ExcelRows | Promise<ExcelRows>;
export type ContextSource = () => FunctionContext | Promise<FunctionContext>;

/** A promise that never settles would leave #BUSY! in the cell for ever. */
const LONGEST_WAIT_MS = 30_000;

/**
 * The function that is given to `CustomFunctions.associate`.
 * Synchronous whenever `context` is; throws (or rejects with) a `CellError` when the whole call is refused, while an
 * error in one cell of a range stays in that cell.
 */
export function adapt(definition: FunctionDefinition, context: ContextSource): ExcelFunction {
  const bind = bindArguments(definition);

  const call = (excelArguments: readonly unknown[], ready: FunctionContext): ExcelRows | Promise<ExcelRows> => {
    const bound = bind(excelArguments, ready);
    if (isCellError(bound)) return [[bound]];
    return bound.rows * bound.columns === 1 ? evaluateOnce(bound, ready) : evaluateRange(bound, ready);
  };

  const evaluateOnce = (bound: BoundCall, ready: FunctionContext): ExcelRows | Promise<ExcelRows> => {
    const failed = bound.readCell(0, 0);
    if (failed) return [[failed]];
    const result = definition.evaluate(bound.values(), ready);
    return isPromise(result) ? result.then(toRows) : toRows(result);
  };

  const evaluateRange = (bound: BoundCall, ready: FunctionContext): ExcelRows | Promise<ExcelRows> => {
    const { rows, columns } = bound;
    const result: ExcelRows = [];
    const pending: Promise<void>[] = [];
    for (let row = 0; row < rows; row += 1) {
      const cells = new Array<ExcelCell>(columns); // of the exact size: growing would take 17 slots a row
      for (let column = 0; column < columns; column += 1) {
        const cell = evaluateCell(bound, row, column, ready);
        if (isPromise(cell)) pending.push(cell.then((settled) => void (cells[column] = settled)));
        else cells[column] = cell;
      }
      result.push(cells);
    }
    return pending.length === 0 ? result : Promise.all(pending).then(() => result);
  };

  const evaluateCell = (
    bound: BoundCall,
    row: number,
    column: number,
    ready: FunctionContext,
  ): ExcelCell | Promise<ExcelCell> => {
    try {
      const failed = bound.readCell(row, column);
      if (failed) return failed;
      const result = definition.evaluate(bound.values(), ready);
      if (!isPromise(result)) return toSingleCell(result);
      bound.keepValues();
      return result.then(toSingleCell).catch((thrown: unknown) => toCellError(thrown, definition.id));
    } catch (thrown) {
      return toCellError(thrown, definition.id);
    }
  };

  const refuse = (thrown: unknown): never => {
    throw toCellError(thrown, definition.id);
  };

  return (...excelArguments) => {
    try {
      const known = context();
      const result = isPromise(known)
        ? known.then((ready) => call(excelArguments, ready))
        : call(excelArguments, known);
      return isPromise(result) ? withinTime(result).catch(refuse) : result;
    } catch (thrown) {
      return refuse(thrown);
    }
  };
}

function toRows(result: CellResult): ExcelRows {
  if (Array.isArray(result) && !result[0]?.length) throw new RangeError('the result has no cells');
  return Array.isArray(result) ? result.map((row) => row.map(toCellValue)) : [[toCellValue(result)]];
}

function toSingleCell(result: CellResult): CellValue {
  if (Array.isArray(result)) throw new EngineError('result-does-not-spill');
  return toCellValue(result);
}

function withinTime<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new EngineError('result-timeout')), LONGEST_WAIT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return value instanceof Promise;
}
