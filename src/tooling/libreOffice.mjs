// Finds a LibreOffice for the tests that recalculate written workbooks, or installs Debian's where that is possible.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Older ones lack LET and XLOOKUP, which a user's own formulas may hold. */
const OLDEST = [24, 8];

export const LIBRE_OFFICE_NEEDED =
  `LibreOffice Calc ${OLDEST.join('.')} or newer is needed to recalculate written workbooks: install it ` +
  '(Debian 12: libreoffice-calc-nogui from bookworm-backports), or set SOFFICE_PATH to its soffice program.';

const WELL_KNOWN = [
  '/usr/bin/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.com',
];

/** The program file of a LibreOffice that is new enough, or undefined. */
export function findLibreOffice() {
  return [process.env.SOFFICE_PATH, ...WELL_KNOWN].find((file) => file && existsSync(file) && isNewEnough(file));
}

/** With root on Debian: `apt-get install libreoffice-calc-nogui`, from the backports where the release's own is too old. */
export function installLibreOffice() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('Installing LibreOffice Calc for the tests of independent copies (once, about 90 MB) …');
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const backports = `${codename}-backports`;
  // Debian 12 has 7.4; every later release has one that is new enough.
  if (codename === 'bookworm') enableBackports(codename, backports);
  aptGet('update', '-qq');
  aptGet('install', '-y', '-qq', ...(codename === 'bookworm' ? ['-t', backports] : []), 'libreoffice-calc-nogui');
  return findLibreOffice();
}

function enableBackports(codename, backports) {
  const sources = spawnSync('apt-get', ['indextargets', '--format', '$(RELEASE) $(REPO_URI)'], {
    encoding: 'utf8',
  }).stdout.split('\n');
  if (sources.some((line) => line.startsWith(`${backports} `))) return;
  // The same mirror as the release itself.
  const mirror = sources.find((line) => line.startsWith(`${codename} `))?.split(' ')[1];
  if (!mirror) return;
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  const signedBy = existsSync(keyring) ? `Signed-By: ${keyring}\n` : '';
  writeFileSync(
    `/etc/apt/sources.list.d/${backports}.sources`,
    `Types: deb\nURIs: ${mirror}\nSuites: ${backports}\nComponents: main\n${signedBy}`,
  );
}

function aptGet(...args) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
}

function isNewEnough(file) {
  const version = /LibreOffice (\d+)\.(\d+)/.exec(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  if (!version) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
