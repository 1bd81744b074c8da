import { FunctionNodeFactory } from '@univerjs/preset-sheets-core';
import type { BaseValueObject, FunctionVariantType } from '@univerjs/preset-sheets-core';
import type { UniverBook } from '../univerStore';
import type { EngineValue } from './functionArguments';
import { patchOnce } from './prototypePatch';

/** The engine's node of a function call, which it does not export. */
interface FunctionNode {
  _mapVariantsToValues(variants: FunctionVariantType[]): unknown[];
}
/** `getArrayValue` of the engine's arrays. */
interface Matrix extends BaseValueObject {
  getArrayValue(): (BaseValueObject | null | undefined)[][];
}

/**
 * Blank cells and omitted arguments reach registered functions as 0. In a range of prices a blank inherits and 0 is
 * free, so that would be a silent wrong number: they stay null.
 */
export function keepBlankArguments({ injector }: UniverBook): void {
  const node: unknown = injector.get(FunctionNodeFactory).create('SUM');
  patchOnce(Object.getPrototypeOf(node) as FunctionNode, '_mapVariantsToValues', (original) => {
    return function (this: FunctionNode, variants) {
      const values = original.call(this, variants);
      return values.map((value, i) => withBlanks(variants[i], value));
    };
  });
}

function withBlanks(variant: FunctionVariantType, value: unknown): unknown {
  if (!variant.isValueObject()) return value;
  if ((variant as BaseValueObject).isNull()) return null;
  if (!variant.isArray()) return value;
  const cells = (variant as Matrix).getArrayValue();
  return (value as EngineValue[][]).map((row, i) => row.map((cell, j) => (cells[i]?.[j]?.isNull() ? null : cell)));
}
