import { FunctionNodeFactory } from '@univerjs/preset-sheets-core';
import type { BaseFunction } from '@univerjs/preset-sheets-core';
import type { UniverBook } from '../univerStore';
import { patchOnce } from './prototypePatch';

/** The engine's node of a function call, which it does not export. */
interface FunctionNode {
  readonly _functionExecutor: Pick<BaseFunction, 'isCustom'>;
  isFunctionExecutorArgumentsIgnoreNumberPattern(): boolean;
}

/**
 * Text in quotes in the call of a registered function is read like an entry: "0,001" becomes 1 and "12/3/2026" a serial
 * number, where Excel hands over the text, which our functions refuse. Not within an array constant: there the engine
 * parts text at its commas, `{"a,b"}` is two cells.
 */
export function keepTextArguments({ injector }: UniverBook): void {
  const node: unknown = injector.get(FunctionNodeFactory).create('SUM');
  patchOnce(
    Object.getPrototypeOf(node) as FunctionNode,
    'isFunctionExecutorArgumentsIgnoreNumberPattern',
    (original) =>
      function (this: FunctionNode) {
        return this._functionExecutor.isCustom() || original.call(this);
      },
  );
}
