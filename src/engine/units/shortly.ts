/**
 * A figure inside a sentence: three digits are enough to read where the exact one stands elsewhere.
 * @example shortly(32.2966) //=> "32.3"
 */
export function shortly(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
