// `npm run readme`: writes the table of functions into README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FunctionDefinition } from '../functions/definition';
import { FUNCTION_DEFINITIONS } from '../functions/functions';
import { signatureOf } from '../functions/helpPages';

const START = /(<!-- functions:.*-->\n)[\s\S]*(<!-- \/functions -->)/;

/** The README with its table of functions made anew. */
export function withFunctionTable(readme: string, definitions: readonly FunctionDefinition[]): string {
  const lines = ['| function | returns | unit |', '|---|---|---|', ...definitions.map(tableRow)];
  return readme.replace(START, (_all, start: string, end: string) => `${start}${lines.join('\n')}\n${end}`);
}

function tableRow(definition: FunctionDefinition): string {
  const cell = (text: string) => text.replace(/\|/g, '\\|');
  return `| \`${cell(signatureOf(definition))}\` | ${cell(definition.description)} | ${cell(definition.returns.unit)} |`;
}

if (require.main === module) {
  const file = path.resolve(__dirname, '../../README.md');
  writeFileSync(file, withFunctionTable(readFileSync(file, 'utf8'), FUNCTION_DEFINITIONS));
}
