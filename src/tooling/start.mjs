// `npm start`: from a fresh clone to the workbench's address. Plain Node until the packages are installed.
// Options: --port <number> (3000, or the next free one), --no-build (serve dist/ as it is).
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, fail, projectRoot, run } from './ensureInstalled.mjs';

/** Everything that dist/ is made from. */
const SOURCES = ['src', 'assets', 'manifest.xml', 'webpack.config.js', 'package-lock.json'];
const BUILT_LAST = 'dist/workbench/index.html';

const options = readOptions();
ensureInstalled();
if (options.build && isStale()) {
  console.log('Building (half a minute or so) …');
  if (!run('npm', ['run', '--silent', 'build'])) fail('The build failed: see the lines above.');
}
if (!existsSync(path.join(projectRoot, BUILT_LAST)))
  fail('There is nothing to serve yet: run npm start without --no-build.');
const { tsImport } = await import('tsx/esm/api');
const { serve } = await tsImport('./serve.ts', import.meta.url);
await serve({ port: options.port });

function readOptions() {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, 'no-build': { type: 'boolean' } } });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) throw new Error('bad port');
    return { port, build: !values['no-build'] };
  } catch {
    return fail('Usage: npm start -- [--port 3000] [--no-build]');
  }
}

function isStale() {
  const builtMs = changedMs(path.join(projectRoot, BUILT_LAST));
  return SOURCES.some((source) => changedMs(path.join(projectRoot, source)) > builtMs);
}

/** Of a folder, the latest change inside; 0 for what does not exist. */
function changedMs(file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => changedMs(path.join(file, name))));
}
