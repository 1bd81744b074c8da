import { existsSync, readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import * as devCerts from 'office-addin-dev-certs';
import { caCertificatePath, localhostCertificatePath, localhostKeyPath } from 'office-addin-dev-certs/lib/defaults';
import { selfSignedCertificate } from './selfSignedCertificate';
import type { KeyAndCertificate } from './selfSignedCertificate';

export interface LocalCertificate extends KeyAndCertificate {
  /** `installed`: the system trusts it. */
  readonly trust: 'installed' | 'untrusted';
  /** The file of the authority that a browser can be told to trust, where there is one. */
  readonly authorityFile?: string;
}

const DAY_MS = 86_400_000;
/** macOS and Windows ask in a system dialog whether to trust it, if somebody is there; Linux would need sudo. */
const CAN_ASK = !process.env.CI && (process.platform === 'darwin' || process.platform === 'win32');

/**
 * The certificate for https://localhost. Where it cannot be installed as trusted, the generated files are served
 * untrusted, and where even those cannot be written, one made in memory: the browser then asks once.
 */
export async function localCertificate({ mayAsk = CAN_ASK } = {}): Promise<LocalCertificate> {
  const attempts = [installed, ...(mayAsk ? [install] : []), generated];
  for (const attempt of attempts) {
    try {
      const certificate = await quietly(attempt);
      if (certificate) return certificate;
    } catch {
      // the next way needs fewer rights
    }
  }
  return { ...selfSignedCertificate(), trust: 'untrusted' };
}

async function installed(): Promise<LocalCertificate | undefined> {
  return devCerts.verifyCertificates() ? { ...readFiles(), trust: 'installed' } : undefined;
}

async function install(): Promise<LocalCertificate> {
  await devCerts.ensureCertificatesAreInstalled();
  return { ...readFiles(), trust: 'installed' };
}

async function generated(): Promise<LocalCertificate> {
  if (!usable(localhostCertificatePath)) {
    devCerts.deleteCertificateFiles(); // expired files are not overwritten
    await devCerts.generateCertificates();
  }
  return { ...readFiles(), trust: 'untrusted' };
}

function usable(file: string): boolean {
  if (!existsSync(file) || !existsSync(localhostKeyPath)) return false;
  try {
    return Date.parse(new X509Certificate(readFileSync(file)).validTo) > Date.now() + DAY_MS;
  } catch {
    return false; // damaged
  }
}

function readFiles(): KeyAndCertificate & Pick<LocalCertificate, 'authorityFile'> {
  const key = readFileSync(localhostKeyPath, 'utf8');
  return { key, cert: readFileSync(localhostCertificatePath, 'utf8'), authorityFile: caCertificatePath };
}

/** The package reports its progress on the console; `npm start` says the same in its own words. */
async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => {};
  try {
    return await run();
  } finally {
    console.log = log;
  }
}
