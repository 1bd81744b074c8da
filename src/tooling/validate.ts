// `npm run validate`: checks the development manifest and a production rendering of it, offline.
// `-- --xsd <folder>` also runs xmllint with the published schemas, where both are present.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PNG } from 'pngjs';
import { RIBBON_COMMANDS } from '../taskpane/ribbonCommands';
import { checkManifest } from './manifest/checkManifest';
import { renderManifest } from './manifest/renderManifest';

const root = path.resolve(__dirname, '../..');
const { values: options } = parseArgs({ options: { xsd: { type: 'string' }, baseUrl: { type: 'string' } } });
const source = readFileSync(path.join(root, 'manifest.xml'), 'utf8');
const built = path.join(root, 'dist');

const variants = [
  { name: 'development', production: false, xml: renderManifest(source) },
  {
    name: 'production',
    production: true,
    xml: renderManifest(source, { baseUrl: options.baseUrl ?? 'https://llm-cost.example.com/v1' }),
  },
  { name: 'with a namespace', production: false, xml: renderManifest(source, { namespace: 'LLM' }) },
];
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

let problems = 0;
for (const { name, production, xml } of variants) {
  const found = checkManifest(xml, {
    version,
    production,
    iconPixels,
    commands: Object.keys(RIBBON_COMMANDS),
    emitted: existsSync(built) ? (file) => file === '' || existsSync(path.join(built, file)) : undefined,
  });
  if (options.xsd) found.push(...schemaProblems(xml, options.xsd));
  problems += found.length;
  console.log(`manifest, ${name}: ${found.length ? found.map((sentence) => `\n  - ${sentence}`).join('') : 'good'}`);
}
process.exit(problems ? 1 : 0);

function iconPixels(file: string): number | null {
  const onDisk = path.join(root, file);
  if (!file.endsWith('.png') || !existsSync(onDisk)) return null;
  const { width, height } = PNG.sync.read(readFileSync(onDisk));
  return width === height ? width : null;
}

function schemaProblems(xml: string, folder: string): string[] {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'llm-cost-manifest-'));
  const file = path.join(scratch, 'manifest.xml');
  writeFileSync(file, xml);
  const lint = spawnSync('xmllint', ['--noout', '--schema', path.join(folder, 'OfficeAppManifestV1_1.xsd'), file], {
    encoding: 'utf8',
  });
  rmSync(scratch, { recursive: true });
  if (lint.error) return ['xmllint is not installed, so the schemas were not checked (Debian: libxml2-utils).'];
  return lint.status === 0 ? [] : lint.stderr.split('\n').filter((line) => line && !line.endsWith('fails to validate'));
}
