import { X509Certificate } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSignedCertificate } from '../../src/tooling/selfSignedCertificate';

const noon = new Date('2026-11-23T12:00:00Z');

test('the certificate names localhost and its addresses, is signed by its own key and is dated', () => {
  const certificate = new X509Certificate(selfSignedCertificate(noon, 30).cert);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkHost('example.com')).toBeUndefined();
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkIP('::1')).toBeDefined();
  expect(new Date(certificate.validFrom).toISOString()).toBe('2026-11-22T12:00:00.000Z');
  expect(new Date(certificate.validTo).toISOString()).toBe('2026-12-23T12:00:00.000Z');
  expect(certificate.ca).toBe(false);
});

test('a client that is told to trust it gets an answer over https, any other one does not', async () => {
  const made = selfSignedCertificate();
  const server = https.createServer(made, (_request, response) => response.end('hello')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (ca?: string) =>
    new Promise<string>((resolve, reject) => {
      const options = { host: '127.0.0.1', servername: 'localhost', port, ca, agent: false as const };
      https
        .get(options, (response) => {
          response.setEncoding('utf8');
          response.on('data', resolve);
        })
        .on('error', reject);
    });
  await expect(ask(made.cert)).resolves.toBe('hello');
  await expect(ask()).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  await new Promise((resolve) => server.close(resolve));
});
