import { ErrorType, ErrorValueObject, IFunctionService, Interpreter } from '@univerjs/preset-sheets-core';
import type { UniverBook } from '../univerStore';

/**
 * An exception in any function or operator ends the calculation of the whole book for good: no result is applied
 * any more. With this guard the cell is #VALUE! and the rest calculates.
 */
export function keepCalculatingAfterExceptions({ injector }: UniverBook, caught: () => void): void {
  const error = () => {
    caught();
    return ErrorValueObject.create(ErrorType.VALUE);
  };

  const interpreter = injector.get(Interpreter);
  const execute = interpreter.execute.bind(interpreter);
  const executeAsync = interpreter.executeAsync.bind(interpreter);
  interpreter.execute = (node) => {
    try {
      return execute(node);
    } catch {
      return error();
    }
  };
  interpreter.executeAsync = async (node) => {
    try {
      return await executeAsync(node);
    } catch {
      return error();
    }
  };

  for (const executor of injector.get(IFunctionService).getExecutors().values()) {
    const calculate = executor.calculate.bind(executor);
    executor.calculate = (...values) => {
      try {
        return calculate(...values);
      } catch {
        return error();
      }
    };
  }
}
