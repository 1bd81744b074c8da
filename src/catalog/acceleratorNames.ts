import namesById from './facts/acceleratorNames.json';

/** Display name and aliases of every accelerator; apart from the facts, because the price table needs nothing else. */
export const ACCELERATOR_NAMES: Readonly<Record<string, readonly string[]>> = namesById;

const idsByName = new Map(
  Object.entries(ACCELERATOR_NAMES).flatMap(([id, names]) =>
    [id, ...names].map((name) => [nameKey(name), id] as const),
  ),
);

/** The id that a name stands for: exact id, display name or declared alias; nothing is guessed. */
export function acceleratorIdOf(name: string): string | undefined {
  return idsByName.get(nameKey(name));
}

/** "H100 SXM", "h100-sxm" and "H100_SXM" are one name. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}
