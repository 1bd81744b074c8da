import { inflateSync } from 'fflate';
import { crc32 } from './crc32';
import { refusals } from './workbookRefusal';

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly compression: number;
  readonly compressed: Uint8Array;
  /** Size unpacked, as the directory says. */
  readonly size: number;
  readonly crc: number;
  readonly modified: Date;
}

const MOST_ENTRIES = 10_000;
/** JavaScript holds no text much longer than this. */
const MOST_ENTRY_BYTES = 400e6;
const MOST_UNPACKED_BYTES = 1e9;
const SIGNATURE = { directoryEnd: 0x06054b50, directoryEntry: 0x02014b50, localHeader: 0x04034b50 };
const SIZE_IN_EXTRA_FIELD = 0xffffffff;

/**
 * The entries of a zip by its directory, still packed: unchanged parts are written again as they are, which no zip
 * library offers. Sizes are checked before anything is unpacked.
 */
export function readZip(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = directoryEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw refusals.unpacksTooLarge();
  const entries: ZipEntry[] = [];
  let unpacked = 0;
  for (let at = view.getUint32(end + 16, true), index = 0; index < count; index += 1) {
    const { entry, next } = readEntry(bytes, view, at);
    unpacked += entry.size;
    if (entry.size > MOST_ENTRY_BYTES || unpacked > MOST_UNPACKED_BYTES) throw refusals.unpacksTooLarge();
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** The bytes of an entry. Never more than the directory promised: what is packed beyond it fails the check sum. */
export function unpack(entry: ZipEntry): Uint8Array {
  const content = entry.compression === 0 ? entry.compressed : inflated(entry);
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw damagedEntry(entry.name);
  return content;
}

function inflated(entry: ZipEntry): Uint8Array {
  try {
    return inflateSync(entry.compressed, { out: new Uint8Array(entry.size) });
  } catch {
    throw damagedEntry(entry.name);
  }
}

const damagedEntry = (name: string) => refusals.damaged(`${name} cannot be unpacked`);

function directoryEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= least; at -= 1) {
    if (view.getUint32(at, true) === SIGNATURE.directoryEnd) return at;
  }
  throw refusals.damaged('its end is missing');
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } {
  if (at + 46 > bytes.length || view.getUint32(at, true) !== SIGNATURE.directoryEntry) throw wrongDirectory();
  const flags = view.getUint16(at + 8, true);
  const compression = view.getUint16(at + 10, true);
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > bytes.length) throw wrongDirectory();
  const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd));
  if (flags & 1) throw refusals.encrypted();
  if (compression !== 0 && compression !== 8) throw damagedEntry(name);

  const [size, compressedSize, header] = wideSizes(view, nameEnd, extraEnd, [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ]);
  if (header + 30 > bytes.length || view.getUint32(header, true) !== SIGNATURE.localHeader) throw wrongDirectory();
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + compressedSize > bytes.length) throw wrongDirectory();
  return {
    entry: {
      name,
      compression,
      compressed: bytes.subarray(start, start + compressedSize),
      size,
      crc: view.getUint32(at + 16, true),
      modified: dosDate(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
    },
    next,
  };
}

const wrongDirectory = () => refusals.damaged('its table of contents is wrong');

/** Zip64: fields that are all ones stand with eight bytes in the extra field 1, in this order. */
function wideSizes(view: DataView, from: number, to: number, sizes: readonly number[]): number[] {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const fieldEnd = at + 4 + view.getUint16(at + 2, true);
    let field = at + 4;
    return sizes.map((size) => {
      if (size !== SIZE_IN_EXTRA_FIELD || field + 8 > Math.min(fieldEnd, to)) return size;
      field += 8;
      return Number(view.getBigUint64(field - 8, true));
    });
  }
  return [...sizes];
}

/** Zip times are local times without a zone, in steps of two seconds. */
function dosDate(date: number, time: number): Date {
  const month = Math.max(0, ((date >> 5) & 15) - 1);
  return new Date(1980 + (date >> 9), month, Math.max(1, date & 31), time >> 11, (time >> 5) & 63, (time & 31) * 2);
}
