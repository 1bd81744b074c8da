// `npm test`: everything a change must pass, from a fresh clone. Ends with one line, "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureInstalled, fail, projectRoot, run } from './ensureInstalled.mjs';
import { findChromium, installChromium } from './chromium.mjs';
import { findLibreOffice, installLibreOffice, LIBRE_OFFICE_NEEDED } from './libreOffice.mjs';

const CHECKS = [
  ['lint', 'npm', ['run', '--silent', 'lint']],
  ['types', 'npm', ['run', '--silent', 'typecheck']],
  ['one-way imports', 'npm', ['run', '--silent', 'architecture']],
  ['production build', 'npm', ['run', '--silent', 'build']],
  ['manifest', 'npm', ['run', '--silent', 'validate']],
];

ensureInstalled();
const chromium = findChromium() ?? installChromium();
if (!chromium) {
  fail(
    'A Chromium is needed for the browser tests: install Chromium or Chrome, or set CHROMIUM_PATH to its program file.',
  );
}
const soffice = findLibreOffice() ?? installLibreOffice();
if (!soffice) fail(LIBRE_OFFICE_NEEDED);

let passed = 0;
let failed = 0;
for (const [name, command, args] of CHECKS) {
  console.log(`\n— ${name}`);
  if (run(command, args)) passed++;
  else {
    failed++;
    console.error(`FAILED: ${name}`);
  }
}
for (const project of ['unit', 'browser']) {
  console.log(`\n— ${project} tests`);
  const outcome = jest(project);
  passed += outcome.passed;
  failed += outcome.failed;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/** A suite that could not even start counts as one failure; a skipped test counts as one too, because none may be. */
function jest(project) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'llm-cost-jest-'));
  const report = path.join(folder, 'report.json');
  const args = [
    'jest',
    '--selectProjects',
    project,
    '--forceExit',
    '--json',
    `--outputFile=${report}`,
    ...(project === 'browser' ? ['--runInBand'] : [`--maxWorkers=${Math.max(2, os.availableParallelism() - 1)}`]),
  ];
  const result = spawnSync('npx', args, {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, CHROMIUM_PATH: chromium, SOFFICE_PATH: soffice },
    shell: process.platform === 'win32',
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  const skipped = counts.numPendingTests + counts.numTodoTests;
  if (skipped) console.error(`${skipped} tests were skipped: every test must run.`);
  const broken = counts.numFailedTests + counts.numRuntimeErrorTestSuites + skipped;
  return { passed: counts.numPassedTests, failed: broken || (result.status === 0 ? 0 : 1) };
}
