/**
 * Does the work for all items at once; where Excel refuses, in halves, so that one item does not stop the others.
 * The work has to be such that doing it twice does no harm: a refused request may be half done.
 * @returns the items that were refused by themselves
 */
export async function inHalves<T>(items: readonly T[], work: (items: readonly T[]) => Promise<unknown>): Promise<T[]> {
  if (items.length === 0) return [];
  try {
    await work(items);
    return [];
  } catch {
    if (items.length === 1) return [...items];
    const half = items.length >> 1;
    return [...(await inHalves(items.slice(0, half), work)), ...(await inHalves(items.slice(half), work))];
  }
}
