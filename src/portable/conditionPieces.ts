/**
 * Conditions as lists of arguments for AND or OR: each list fits in one formula.
 * @param conditions of at most `MOST_CHARACTERS` each
 */
export function inPieces(conditions: readonly string[]): string[] {
  const pieces: string[][] = [];
  let length = Infinity;
  for (const condition of conditions) {
    length += condition.length + 1;
    if (length > MOST_CHARACTERS || pieces[pieces.length - 1].length === MOST_ARGUMENTS) {
      pieces.push([]);
      length = condition.length + 1;
    }
    pieces[pieces.length - 1].push(condition);
  }
  return pieces.map((piece) => piece.join(','));
}

/** Excel takes 8,192 in a formula, and 255 arguments; the rest is left to what stands around the list. */
export const MOST_CHARACTERS = 7_000;
const MOST_ARGUMENTS = 200;
