import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { LocalCertificate } from '../../src/tooling/certificates';

jest.setTimeout(60_000);
let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'llm-cost-home-'));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

test('where nothing can be installed the generated files are served, and kept for the next start', () => {
  const first = certificateAt(home);
  expect(first.trust).toBe('untrusted');
  expect(first.authorityFile).toBe(path.join(home, '.office-addin-dev-certs/ca.crt'));
  const certificate = new X509Certificate(first.cert);
  expect(certificate.checkHost('localhost')).toBe('localhost');
  const again = certificateAt(home);
  expect(again.cert).toBe(first.cert);
});

test('a damaged or expired file is made anew', () => {
  const first = certificateAt(home);
  writeFileSync(path.join(home, '.office-addin-dev-certs/localhost.crt'), 'damaged');
  const second = certificateAt(home);
  expect(new X509Certificate(second.cert).checkHost('localhost')).toBe('localhost');
  expect(second.cert).not.toBe(first.cert);
});

test('where no file can be written one is made in memory', () => {
  const file = path.join(home, 'a file, not a folder');
  writeFileSync(file, '');
  const certificate = certificateAt(file);
  expect(certificate).toMatchObject({ trust: 'untrusted' });
  expect(certificate.authorityFile).toBeUndefined();
  expect(new X509Certificate(certificate.cert).checkHost('localhost')).toBe('localhost');
  expect(existsSync(path.join(file, '.office-addin-dev-certs'))).toBe(false);
});

/** In a process of its own, because the package looks for the home folder when it is loaded. */
function certificateAt(folder: string): LocalCertificate {
  const root = path.resolve(__dirname, '../..');
  const ask = `
    const { localCertificate } = require('./src/tooling/certificates');
    localCertificate({ mayAsk: false }).then((found) => console.log(JSON.stringify(found)));
  `;
  const environment = { ...process.env, HOME: folder, USERPROFILE: folder };
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', ask], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
  });
  if (!stdout.startsWith('{')) throw new Error(`${stdout}${stderr}`);
  return JSON.parse(stdout) as LocalCertificate;
}
