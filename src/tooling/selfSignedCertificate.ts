import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 86_400_000;

/**
 * A certificate for https://localhost that nobody vouches for, made without openssl: X.509 version 3, P-256, valid from
 * yesterday for `days`. Used by the tests, and by `npm start` where no trusted one can be had.
 */
export function selfSignedCertificate(now = new Date(), days = 30): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8('localhost'))));
  const signatureAlgorithm = sequence(oid('1.2.840.10045.4.3.2')); // ecdsa-with-SHA256
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    signatureAlgorithm,
    name,
    sequence(time(now.getTime() - DAY_MS), time(now.getTime() + days * DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(basicConstraints(), serverAuthentication(), subjectAlternativeNames())),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, signatureAlgorithm, bitString(signature));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(certificate) };
}

function basicConstraints(): Buffer {
  return sequence(oid('2.5.29.19'), TRUE, octetString(sequence()));
}
function serverAuthentication(): Buffer {
  return sequence(oid('2.5.29.37'), octetString(sequence(oid('1.3.6.1.5.5.7.3.1'))));
}
function subjectAlternativeNames(): Buffer {
  const dnsName = tagged(0x82, Buffer.from('localhost'));
  const ip4 = tagged(0x87, Buffer.from([127, 0, 0, 1]));
  const ip6 = tagged(0x87, Buffer.from([...new Array<number>(15).fill(0), 1]));
  return sequence(oid('2.5.29.17'), octetString(sequence(dnsName, ip4, ip6)));
}

// DER, as far as a certificate needs it
const TRUE = tagged(0x01, Buffer.from([0xff]));

function tagged(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(content.length)]), content]);
}
function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
function sequence(...items: Buffer[]): Buffer {
  return tagged(0x30, ...items);
}
function set(...items: Buffer[]): Buffer {
  return tagged(0x31, ...items);
}
function explicit(number: number, item: Buffer): Buffer {
  return tagged(0xa0 + number, item);
}
function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}
function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text));
}
function octetString(content: Buffer): Buffer {
  return tagged(0x04, content);
}
function bitString(content: Buffer): Buffer {
  return tagged(0x03, Buffer.from([0]), content);
}
function time(ms: number): Buffer {
  const compact = new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x17, Buffer.from(compact.slice(2))); // UTCTime, with two digits of the year until 2049
}
function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}
function base128(value: number): number[] {
  const groups = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
  return groups;
}
function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
