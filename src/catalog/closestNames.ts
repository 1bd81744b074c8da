/** The names nearest to what was typed, for "did you mean": shared letter pairs, best first. */
export function closestNames(typed: string, names: Iterable<string>, most = 3): string[] {
  return rankedNames(typed, names)
    .slice(0, most)
    .map(({ name }) => name);
}

/**
 * Names that have something in common with what was typed, best first.
 * @returns likeness 0..1: the share of letter pairs that both have; 1 when only case and punctuation differ
 */
export function rankedNames(typed: string, names: Iterable<string>): { name: string; likeness: number }[] {
  const wanted = letterPairs(typed);
  const ranked: { name: string; likeness: number }[] = [];
  for (const name of names) {
    const pairs = letterPairs(name);
    let shared = 0;
    for (const pair of pairs) if (wanted.has(pair)) shared += 1;
    const likeness = (2 * shared) / (wanted.size + pairs.size);
    if (likeness > 0.25) ranked.push({ name, likeness });
  }
  return ranked.sort((a, b) => b.likeness - a.likeness || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
}

function letterPairs(text: string): Set<string> {
  const letters = `^${text.toLowerCase().replace(/[^a-z0-9]+/g, '')}`;
  const pairs = new Set<string>();
  for (let i = 0; i + 2 <= letters.length; i++) pairs.add(letters.slice(i, i + 2));
  return pairs;
}
