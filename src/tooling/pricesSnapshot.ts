import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSnapshot } from './prices/buildSnapshot';
import { readCurated } from './prices/curatedRows';
import { fetchPinnedTarball } from './prices/fetchPinnedTarball';
import type { SnapshotSource } from './prices/packPrices';
import { GENAI_PRICES, PI_AI } from './prices/pinnedSources';
import { readGenaiPrices } from './prices/readGenaiPrices';
import { readPiAi } from './prices/readPiAi';

const SNAPSHOT_FILE = join('src', 'catalog', 'embedded', 'llmPrices.json');

/** `npm run prices:snapshot`: rebuilds the embedded price table from its pinned sources. Needs the npm registry once. */
function main(): void {
  const folder = fetchPinnedTarball(PI_AI.name, PI_AI.version, PI_AI.integrity);
  const packed = buildSnapshot({
    fresh: readPiAi(folder),
    deep: readGenaiPrices(),
    curated: readCurated(),
    sources: [
      { name: PI_AI.name, version: PI_AI.version, integrity: PI_AI.integrity, licence: PI_AI.licence },
      genaiPricesSource(),
      { name: 'curated', version: '1', integrity: '', licence: 'MIT' },
    ],
  });
  const text = `${JSON.stringify(packed, null, 1)}\n`;
  writeFileSync(SNAPSHOT_FILE, text);
  const rows = Object.values(packed.rows).flat().length;
  console.log(`${SNAPSHOT_FILE}: ${rows} rows, ${text.length} bytes, ${gzipSync(text).length} gzipped, id ${packed.meta.id}`);
}

/** genai-prices is installed: its version and integrity are those of the lock file. */
function genaiPricesSource(): SnapshotSource {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as PackageLock;
  const locked = lock.packages[`node_modules/${GENAI_PRICES.name}`];
  if (locked?.version !== GENAI_PRICES.version) {
    throw new Error(`${GENAI_PRICES.name} is ${locked?.version}, not the pinned ${GENAI_PRICES.version}`);
  }
  return { name: GENAI_PRICES.name, version: locked.version, integrity: locked.integrity, licence: GENAI_PRICES.licence };
}
interface PackageLock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string } | undefined>>;
}

main();
