import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compileCatalog } from '../catalog/compileCatalog';
import { unpackPrices } from '../catalog/embeddedPrices';
import { buildSnapshot } from './prices/buildSnapshot';
import { compareWithGenaiPrices } from './prices/compareWithGenaiPrices';
import { readCurated } from './prices/curatedRows';
import { differencesReport } from './prices/differencesReport';
import { fetchPinnedTarball } from './prices/fetchPinnedTarball';
import { PI_AI } from './prices/pinnedSources';
import { readGenaiPrices } from './prices/readGenaiPrices';
import { readPiAi } from './prices/readPiAi';
import { snapshotSources } from './prices/snapshotSources';

const FOLDER = join('src', 'catalog', 'embedded');

/**
 * `npm run prices:snapshot`: rebuilds the embedded price table from its pinned sources, and the list of its differences
 * from genai-prices. Needs the npm registry once. `-- --check` writes nothing and fails when the committed table differs.
 */
function main(): void {
  const folder = fetchPinnedTarball(PI_AI.name, PI_AI.version, PI_AI.integrity);
  const packed = buildSnapshot({
    fresh: readPiAi(folder),
    deep: readGenaiPrices(),
    curated: readCurated(),
    sources: snapshotSources(),
  });
  const text = `${JSON.stringify(packed, null, 1)}\n`;
  const file = join(FOLDER, 'llmPrices.json');
  if (process.argv.includes('--check')) {
    const isCommitted = readFileSync(file, 'utf8') === text;
    console.log(
      isCommitted ? 'The committed price table is what its sources give.' : `${file} is not what its sources give.`,
    );
    process.exitCode = isCommitted ? 0 : 1;
    return;
  }
  writeFileSync(file, text);
  const comparison = compareWithGenaiPrices(compileCatalog(unpackPrices(packed)));
  writeFileSync(join(FOLDER, 'differences.md'), differencesReport(comparison));
  const rows = Object.values(packed.rows).flat().length;
  const gzipped = gzipSync(JSON.stringify(packed)).length;
  console.log(`${rows} rows, ${gzipped} bytes gzipped, id ${packed.meta.id}`);
  console.log(`${comparison.differences.length} of ${comparison.questions} amounts differ from genai-prices`);
}

main();
