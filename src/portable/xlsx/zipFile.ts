import {
  ERR_EOCDR_NOT_FOUND,
  ERR_LOCAL_FILE_HEADER_NOT_FOUND,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
  type FileEntry,
} from '@zip.js/zip.js';
import { refusals, WorkbookRefusal } from './workbookRefusal';

/** A part of a file that was read; it is written again packed as it is. */
export interface PackedPart {
  readonly name: string;
  readonly entry: FileEntry;
  /** Unpacked, when it is text; pictures and the like stay packed. */
  readonly content?: Uint8Array;
}

export interface NewPart {
  readonly name: string;
  readonly content: Uint8Array;
}

const MOST_PARTS = 10_000;
/** JavaScript holds no text much longer than this. */
const MOST_PART_BYTES = 400e6;
const MOST_UNPACKED_BYTES = 1e9;
/** All new parts have this time, so that the same content gives the same bytes (local time, as zip wants it). */
const WRITTEN = new Date(1980, 0, 1);
/** The policy of our pages allows no workers. */
const HERE = { useWebWorkers: false };

/**
 * The parts of a zip. Sizes are checked before anything is unpacked, and never more is unpacked than they say.
 * @throws WorkbookRefusal for a zip that is encrypted, too large or damaged, or that two programs could read
 * differently
 */
export async function readZip(bytes: Uint8Array): Promise<PackedPart[]> {
  const parts: PackedPart[] = [];
  for (const entry of await listed(bytes)) parts.push({ name: entry.filename, entry, content: await unpacked(entry) });
  return parts;
}

/** Packs part by part, while the page stays responsive. Throws the signal's reason when it is aborted. */
export async function writeZip(
  parts: readonly (PackedPart | NewPart)[],
  onProgress?: (doneFraction: number) => void,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  // sizes stand before the contents, where every reader finds them
  const options = { ...HERE, signal, dataDescriptor: false, extendedTimestamp: false };
  const zip = new ZipWriter(new Uint8ArrayWriter(), options);
  for (const [index, part] of parts.entries()) {
    signal?.throwIfAborted();
    if ('entry' in part) {
      const packed = await part.entry.getData(new Uint8ArrayWriter(), { passThrough: true });
      const asItWas = { entry: part.entry, passThrough: true, dataDescriptor: false };
      await zip.add(part.name, new Uint8ArrayReader(packed), asItWas);
    } else {
      await zip.add(part.name, new Uint8ArrayReader(part.content), { lastModDate: WRITTEN });
    }
    onProgress?.((index + 1) / parts.length);
  }
  return zip.close();
}

async function listed(bytes: Uint8Array): Promise<FileEntry[]> {
  const options = { ...HERE, filenameEncoding: 'utf-8', normalizeFilename: withoutSlashInFront };
  const entries: FileEntry[] = [];
  let unpackedBytes = 0;
  try {
    for await (const entry of new ZipReader(new Uint8ArrayReader(bytes), options).getEntriesGenerator()) {
      if (entry.encrypted) throw refusals.encrypted();
      unpackedBytes += entry.uncompressedSize;
      const isTooLarge = entry.uncompressedSize > MOST_PART_BYTES || unpackedBytes > MOST_UNPACKED_BYTES;
      if (isTooLarge || entries.length === MOST_PARTS) throw refusals.unpacksTooLarge();
      if (!entry.directory) entries.push(entry);
    }
  } catch (thrown) {
    if (thrown instanceof WorkbookRefusal) throw thrown;
    throw isZipError(thrown, ERR_EOCDR_NOT_FOUND) ? refusals.damaged('its end is missing') : wrongDirectory();
  }
  return entries;
}

/** Some writers put one there; a path that leaves the package is refused. */
const withoutSlashInFront = (name: string): string => name.replace(/^[\\/]/, '');

const TEXT_PART = /\.(xml|rels|vml)$|^mimetype$/i;

async function unpacked(entry: FileEntry): Promise<Uint8Array | undefined> {
  try {
    if (TEXT_PART.test(entry.filename)) {
      return await entry.getData(new Uint8ArrayWriter(), { checkCrc32: true, checkOverlappingEntry: true });
    }
    await entry.getData(new Uint8ArrayWriter(), { checkOverlappingEntryOnly: true });
    return undefined;
  } catch (thrown) {
    if (isZipError(thrown, ERR_LOCAL_FILE_HEADER_NOT_FOUND)) throw wrongDirectory();
    throw refusals.damaged(`${entry.filename} cannot be unpacked`);
  }
}

const wrongDirectory = () => refusals.damaged('its table of contents is wrong');

/** The library tells its errors apart by their messages. */
const isZipError = (thrown: unknown, message: string): boolean => thrown instanceof Error && thrown.message === message;
