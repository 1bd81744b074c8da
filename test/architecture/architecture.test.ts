import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const config = path.join(root, 'test/architecture/dependency-cruiser.cjs');
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Cruises a scratch project with one planted file; returns the names of the violated rules. */
function violations(planted: Record<string, string>): string[] {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'llm-cost-architecture-'));
  cpSync(path.join(root, 'tsconfig.json'), path.join(scratch, 'tsconfig.json'));
  for (const [file, content] of Object.entries(planted)) {
    mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
    writeFileSync(path.join(scratch, file), content);
  }
  const run = spawnSync(process.execPath, [cruiser, '--config', config, '--output-type', 'json', 'src'], {
    cwd: scratch,
    encoding: 'utf8',
  });
  rmSync(scratch, { recursive: true });
  const report = JSON.parse(run.stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return report.summary.violations.map((violation) => violation.rule.name);
}

const leaf = 'export const value = 1;\n';
const importOf = (file: string) => `import { value } from '${file}';\nexport const other = value;\n`;

test('the engine may not import a function', () => {
  expect(
    violations({ 'src/functions/leaf.ts': leaf, 'src/engine/money/bad.ts': importOf('../../functions/leaf') }),
  ).toEqual(['engine-imports-one-way']);
});

test('the catalogue may import the engine', () => {
  expect(violations({ 'src/engine/leaf.ts': leaf, 'src/catalog/good.ts': importOf('../engine/leaf') })).toEqual([]);
});

test('the Excel host may not import the add-in', () => {
  expect(
    violations({ 'src/catalog/leaf.ts': leaf, 'src/workbench/excel-host/bad.ts': importOf('../../catalog/leaf') }),
  ).toEqual(['excel-host-stands-alone']);
});

test('two files may not import each other', () => {
  expect(violations({ 'src/engine/a.ts': importOf('./b'), 'src/engine/b.ts': importOf('./a') })).toContain('no-cycles');
});
