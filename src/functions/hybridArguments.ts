/** Arguments that several functions about routing, cascades and fallbacks share, and lists of numbers among them. */
import { numberReader } from './arguments/readArgument';
import type { BlockArgument, CellValue, NumberArgument } from './definition';

export const VOLUME = {
  name: 'volume',
  kind: 'number',
  unit: 'requests',
  min: 0,
  broadcast: true,
  description: 'Number of requests, for example in a month; 1 gives the cost of one request.',
  example: '30000',
} as const satisfies NumberArgument;

/** A cost per request, in a definition and as one number of a list. */
export const USD_PER_REQUEST = {
  kind: 'number',
  unit: 'USD per request',
  min: 0,
  broadcast: true,
} as const satisfies Partial<NumberArgument>;

/** A part of the requests. */
export const SHARE = {
  kind: 'number',
  unit: 'share, 0 to 1',
  min: 0,
  max: 1,
  broadcast: true,
} as const satisfies Partial<NumberArgument>;

/**
 * The numbers in a range, row by row; blank cells at its end count as not there.
 * @param each what one of the numbers may be
 * @throws argument-missing for a blank between numbers, argument-not-a-number and the bounds → #VALUE!, each with the
 * place in the list
 */
export function numberList(
  block: readonly (readonly CellValue[])[],
  argument: Pick<BlockArgument, 'name'>,
  each: Pick<NumberArgument, 'kind' | 'unit' | 'min' | 'max'>,
): number[] {
  const cells = block.flat();
  while (cells.at(-1) === '') cells.pop();
  return cells.map((cell, index) => {
    const read = numberReader({ ...each, name: `${argument.name}, value ${index + 1},`, description: '' });
    return Number(read(cell === '' ? undefined : cell));
  });
}
