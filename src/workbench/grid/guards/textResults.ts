import { FunctionNodeFactory, StringValueObject } from '@univerjs/preset-sheets-core';
import type { BaseValueObject } from '@univerjs/preset-sheets-core';
import { isErrorText } from '../../excel-host/sheetStore';
import type { UniverBook } from '../univerStore';
import type { EngineResult } from './functionArguments';
import { patchOnce } from './prototypePatch';

/** The engine's node of a function call, which it does not export. */
interface FunctionNode {
  _handleCustomResult(result: EngineResult): BaseValueObject;
}
/** `getArrayValue` of the engine's arrays. */
interface Matrix extends BaseValueObject {
  getArrayValue(): (BaseValueObject | null | undefined)[][];
}

/**
 * Text that a registered function returns is read like an entry: "2/2" becomes 2 February and "2026-11-10" a serial
 * number, a silent wrong number. In Excel a function's text stays text.
 */
export function keepTextResults({ injector }: UniverBook): void {
  const node: unknown = injector.get(FunctionNodeFactory).create('SUM');
  patchOnce(Object.getPrototypeOf(node) as FunctionNode, '_handleCustomResult', (original) => {
    return function (this: FunctionNode, result) {
      const value = original.call(this, result);
      if (isText(result)) return StringValueObject.create(result);
      if (Array.isArray(result)) keepTexts(value as Matrix, result);
      return value;
    };
  });
}

function keepTexts(value: Matrix, rows: readonly (readonly unknown[])[]): void {
  const cells = value.getArrayValue();
  rows.forEach((row, i) =>
    row.forEach((cell, j) => {
      if (isText(cell)) cells[i][j] = StringValueObject.create(cell);
    }),
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !isErrorText(value);
}
