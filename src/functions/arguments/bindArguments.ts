/** Lays the arguments of one call against a definition: what is the same for every cell is read once. */
import { EngineError } from '../../engine/errors';
import type { FunctionContext } from '../context';
import type { ArgumentDefinition, ArgumentValues, FunctionDefinition } from '../definition';
import type { CellError } from '../toCell';
import { errorIn, isInvocation, plainCell, rowsOf } from './excelInput';
import type { RawCells } from './excelInput';
import { blank, cellReader, readRange, takesRange } from './readArgument';
import type { ArgumentValue, CellReader, RangeArgument } from './readArgument';
import type { Block } from './readPairs';

export interface BoundCall {
  /** The shape of the answer: 1×1 unless a broadcast argument is a range. */
  readonly rows: number;
  readonly columns: number;
  /** Reads the arguments of one cell into `values`; an error that an input cell holds is returned as it is. */
  readCell(row: number, column: number): CellError | undefined;
  /** The arguments of the cell that was read last: one object, filled anew for each cell. */
  values(): ArgumentValues<readonly ArgumentDefinition[]>;
  /** Leaves the present object to whoever holds it (a body that goes on after a promise). */
  keepValues(): void;
}

export type Bind = (excelArguments: readonly unknown[], context: FunctionContext) => BoundCall | CellError;

interface Varying {
  readonly name: string;
  readonly cells: RawCells;
  readonly read: CellReader;
}

/**
 * Prepares the readers of a definition once.
 * @throws from the returned function: arguments-too-many, argument-single-cell, argument-shapes-differ, and whatever a
 * reader refuses in an argument that is the same for every cell.
 */
export function bindArguments(definition: FunctionDefinition): Bind {
  const slots = definition.arguments.map((argument) => ({
    argument,
    read: takesRange(argument) ? undefined : cellReader(argument),
  }));

  return (excelArguments, context) => {
    refuseSurplus(excelArguments, definition);
    let values: Record<string, ArgumentValue> = {};
    const varying: Varying[] = [];

    for (const [index, { argument, read }] of slots.entries()) {
      const { name } = argument;
      const cells = rowsOf(excelArguments[index]);
      values[name] = undefined; // every call has the same keys in the same order
      if (!read) {
        const block = readBlock(cells, argument as RangeArgument);
        if ('error' in block) return block.error;
        values[name] = block.value;
      } else if (cells === undefined) {
        values[name] = blank(argument); // not read as a blank cell: nothing was typed that quotes could help
      } else if (cells.length === 1 && cells[0].length === 1) {
        const error = errorIn(cells[0][0], name);
        if (error) return error;
        values[name] = read(plainCell(cells[0][0], name), context);
      } else if (argument.broadcast) {
        varying.push({ name, cells, read });
      } else {
        throw new EngineError('argument-single-cell', { argument: name });
      }
    }

    const { rows, columns } = commonShape(varying);
    return {
      rows,
      columns,
      readCell: (row, column) => {
        for (let index = 0; index < varying.length; index += 1) {
          const { name, cells, read } = varying[index];
          const raw = cells[row][column];
          if (typeof raw === 'object') {
            const error = errorIn(raw, name);
            if (error) return error;
          }
          values[name] = read(typeof raw === 'number' ? raw : plainCell(raw, name), context);
        }
        return undefined;
      },
      // Checked against the definition above; only the link from name to type is lost on the way.
      values: () => values as ArgumentValues<readonly ArgumentDefinition[]>,
      keepValues: () => {
        values = { ...values };
      },
    };
  };
}

function refuseSurplus(excelArguments: readonly unknown[], definition: FunctionDefinition): void {
  const count = definition.arguments.length;
  for (let index = count; index < excelArguments.length; index += 1) {
    if (isInvocation(excelArguments[index])) continue;
    throw new EngineError('arguments-too-many', { function: definition.id, count });
  }
}

/** A block keeps its rows, except blank ones at its end (a whole column was selected). */
function readBlock(
  cells: RawCells | undefined,
  argument: RangeArgument,
): { error: CellError } | { value: ArgumentValue } {
  if (cells === undefined) return { value: readRange(undefined, argument) };
  const block: Block[number][] = [];
  let filledRows = 1;
  for (const row of cells) {
    const plain = [];
    for (const raw of row) {
      const error = errorIn(raw, argument.name);
      if (error) return { error };
      const cell = plainCell(raw, argument.name) ?? '';
      plain.push(cell);
      if (cell !== '') filledRows = block.length + 1;
    }
    block.push(plain);
  }
  return { value: readRange(block.slice(0, filledRows), argument) };
}

function commonShape(varying: readonly Varying[]): { rows: number; columns: number } {
  if (varying.length === 0) return { rows: 1, columns: 1 };
  const rows = varying[0].cells.length;
  const columns = varying[0].cells[0].length;
  if (varying.some(({ cells }) => cells.length !== rows || cells[0].length !== columns)) {
    throw new EngineError('argument-shapes-differ');
  }
  return { rows, columns };
}
