/** `npm run functions:json -- <path> [base URL]` writes what Excel is told about the functions. */
import { writeFileSync } from 'node:fs';
import { FUNCTION_DEFINITIONS } from '../functions/functions';
import { functionsJson } from '../functions/functionsJson';
import { DEVELOPMENT_BASE_URL } from './manifest/renderManifest';

const [path, baseUrl = DEVELOPMENT_BASE_URL] = process.argv.slice(2);
if (!path) {
  console.error('Usage: npm run functions:json -- <path> [base URL]');
  process.exit(1);
}
writeFileSync(path, `${JSON.stringify(functionsJson(FUNCTION_DEFINITIONS, baseUrl), null, 2)}\n`);
console.log(`${FUNCTION_DEFINITIONS.length} functions written to ${path}`);
