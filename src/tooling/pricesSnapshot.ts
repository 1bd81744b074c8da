import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSnapshot } from './prices/buildSnapshot';
import { readCurated } from './prices/curatedRows';
import { fetchPinnedTarball } from './prices/fetchPinnedTarball';
import { PI_AI } from './prices/pinnedSources';
import { readGenaiPrices } from './prices/readGenaiPrices';
import { readPiAi } from './prices/readPiAi';
import { snapshotSources } from './prices/snapshotSources';

const SNAPSHOT_FILE = join('src', 'catalog', 'embedded', 'llmPrices.json');

/** `npm run prices:snapshot`: rebuilds the embedded price table from its pinned sources. Needs the npm registry once. */
function main(): void {
  const folder = fetchPinnedTarball(PI_AI.name, PI_AI.version, PI_AI.integrity);
  const packed = buildSnapshot({
    fresh: readPiAi(folder),
    deep: readGenaiPrices(),
    curated: readCurated(),
    sources: snapshotSources(),
  });
  const text = `${JSON.stringify(packed, null, 1)}\n`;
  writeFileSync(SNAPSHOT_FILE, text);
  const rows = Object.values(packed.rows).flat().length;
  const gzipped = gzipSync(JSON.stringify(packed)).length;
  console.log(`${SNAPSHOT_FILE}: ${rows} rows, ${gzipped} bytes gzipped, id ${packed.meta.id}`);
}

main();
