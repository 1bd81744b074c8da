/** The names nearest to what was typed, for "did you mean": shared letter pairs, best first. */
export function closestNames(typed: string, names: Iterable<string>, most = 3): string[] {
  const wanted = letterPairs(typed);
  const scored: { name: string; score: number }[] = [];
  for (const name of names) {
    const pairs = letterPairs(name);
    let shared = 0;
    for (const pair of pairs) if (wanted.has(pair)) shared += 1;
    const score = (2 * shared) / (wanted.size + pairs.size);
    if (score > 0.25) scored.push({ name, score });
  }
  scored.sort((a, b) => b.score - a.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  return scored.slice(0, most).map(({ name }) => name);
}

function letterPairs(text: string): Set<string> {
  const letters = `^${text.toLowerCase().replace(/[^a-z0-9]+/g, '')}`;
  const pairs = new Set<string>();
  for (let i = 0; i + 2 <= letters.length; i++) pairs.add(letters.slice(i, i + 2));
  return pairs;
}
