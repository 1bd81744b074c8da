import type { FunctionContext } from '../../src/functions/context';
import type { CellValue, FunctionDefinition } from '../../src/functions/definition';
import { adapt } from '../../src/functions/adapter';
import { isCellError } from '../../src/functions/toCell';

/** What a cell shows: the value, the rows that spill, or "#N/A sentence". */
export type Shown = CellValue | unknown[][];

/** A worksheet function as Excel calls it, through the adapter. */
export function callable(definition: FunctionDefinition, context: FunctionContext): (...args: unknown[]) => Shown {
  const excelFunction = adapt(definition, () => context);
  return (...args) => {
    try {
      const rows = excelFunction(...args);
      if (rows instanceof Promise) throw new TypeError('this helper is for synchronous functions');
      return rows.length === 1 && rows[0].length === 1 ? shown(rows[0][0]) : rows.map((row) => row.map(shown));
    } catch (thrown) {
      if (isCellError(thrown)) return shown(thrown);
      throw thrown;
    }
  };
}

function shown(cell: unknown): CellValue {
  return isCellError(cell) ? `${cell.code} ${cell.message ?? ''}`.trim() : (cell as CellValue);
}
