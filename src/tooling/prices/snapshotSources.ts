import { readFileSync } from 'node:fs';
import type { SnapshotSource } from './packPrices';
import { GENAI_PRICES, PI_AI, SNAPSHOT_DATE } from './pinnedSources';

/** What the snapshot is made of, in the words of its `meta.sources`. */
export function snapshotSources(): SnapshotSource[] {
  return [
    { name: PI_AI.name, version: PI_AI.version, licence: PI_AI.licence },
    genaiPricesSource(),
    { name: 'curated', version: SNAPSHOT_DATE, licence: 'MIT' },
  ];
}

/** genai-prices is installed: its version is that of the lock file, which holds its checksum. */
function genaiPricesSource(): SnapshotSource {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as PackageLock;
  const locked = lock.packages[`node_modules/${GENAI_PRICES.name}`];
  if (locked?.version !== GENAI_PRICES.version) {
    throw new Error(`${GENAI_PRICES.name} is ${locked?.version}, not the pinned ${GENAI_PRICES.version}`);
  }
  const { name, licence } = GENAI_PRICES;
  return { name, version: locked.version, licence };
}
interface PackageLock {
  readonly packages: Readonly<Record<string, { readonly version: string } | undefined>>;
}
