import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Downloads one version of a package with the npm client, without installing it, and unpacks it into a temporary
 * folder. The tarball is kept in `.cache/prices` and used again only while its sha512 is the pinned one.
 *
 * @returns the folder that holds the package's files
 */
export function fetchPinnedTarball(name: string, version: string, integrity: string): string {
  const cacheFolder = join('.cache', 'prices');
  mkdirSync(cacheFolder, { recursive: true });
  const tarball = tarballPath(name, version);
  if (!existsSync(tarball)) {
    execFileSync('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', cacheFolder]);
  }
  const actual = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (actual !== integrity) {
    throw new Error(`${name}@${version} has integrity ${actual}, not the pinned ${integrity}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'llm-cost-prices-'));
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  return join(folder, 'package');
}

/** Where `fetchPinnedTarball` keeps the download: the name npm gives a packed tarball. */
function tarballPath(name: string, version: string): string {
  return join('.cache', 'prices', `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
}
