import { AstTreeBuilder, ErrorType, ErrorValueObject, IFunctionService, Interpreter } from '@univerjs/preset-sheets-core';
import type { UniverBook } from '../univerStore';

/** Names that use names are parsed within each other; a book of ours nests two or three deep. */
const DEEPEST_PARSE = 60;

/**
 * An exception in any function, operator or parse ends the calculation of the whole book for good: no result is applied
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

  const builder = injector.get(AstTreeBuilder);
  const parse = builder.parse.bind(builder);
  let depth = 0;
  builder.parse = (node) => {
    if (depth > DEEPEST_PARSE) throw new RangeError('Defined names nest too deeply.');
    depth++;
    try {
      return parse(node);
    } finally {
      depth--;
    }
  };
}
