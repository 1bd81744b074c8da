import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FUNCTION_DEFINITIONS } from '../functions/functions';
import { functionHelp, FUNCTION_HELP_FILE, type FunctionHelpFile } from '../functions/functionHelp';
import { knownNames } from '../functions/knownNames';
import { functionsJson } from '../functions/functionsJson';
import { helpPages } from '../functions/helpPages';
import { BUILD_NOTE } from './buildNote';
import type { BuildNote } from './buildNote';
import { DEVELOPMENT_BASE_URL, renderManifest } from './manifest/renderManifest';
import type { ManifestVariant } from './manifest/renderManifest';

const root = path.resolve(__dirname, '../..');

/** The files of dist/ that are made from the function definitions and the manifest, by path. */
export function builtTexts(variant: ManifestVariant = {}): Record<string, string> {
  const baseUrl = (variant.baseUrl ?? DEVELOPMENT_BASE_URL).replace(/\/+$/, '');
  const manifest = readFileSync(path.join(root, 'manifest.xml'), 'utf8');
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    'functions.json': json(functionsJson(FUNCTION_DEFINITIONS, baseUrl)),
    [FUNCTION_HELP_FILE]: JSON.stringify({
      functions: functionHelp(FUNCTION_DEFINITIONS),
      names: knownNames(),
      version,
      prefix: variant.namespace ? `${variant.namespace}.` : '',
    } satisfies FunctionHelpFile),
    'manifest.xml': renderManifest(manifest, { ...variant, baseUrl }),
    [BUILD_NOTE]: json({ baseUrl } satisfies BuildNote),
    ...Object.fromEntries(helpPages(FUNCTION_DEFINITIONS)),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
