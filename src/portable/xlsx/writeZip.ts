import { Zip, ZipDeflate, type ZipInputFile } from 'fflate';
import { unpack, type ZipEntry } from './readZip';

/** What goes into the file: an entry of another zip as it is, or new content. */
export type ZipSource = ZipEntry | { readonly name: string; readonly content: Uint8Array };

/** All new entries have this time, so that the same content gives the same bytes (local time, as zip wants it). */
const WRITTEN = new Date(1980, 0, 1);

/** A third less time than the usual 6, for a sheet of formulas that gets 4 % larger. */
const PACKING = 4;

/** Packs entry by entry; between two of them the caller may do something else. The last step returns the file. */
export function* writeZip(sources: readonly ZipSource[]): Generator<number, Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [index, source] of sources.entries()) {
    add(zip, source);
    yield (index + 1) / sources.length;
  }
  zip.end();
  return joined(chunks);
}

/** Takes all steps at once. */
export function finished<T>(steps: Generator<number, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function add(zip: Zip, source: ZipSource): void {
  if ('compressed' in source && source.compression !== 0) {
    const { name, compression, size, crc, modified } = source;
    const packed: ZipInputFile = { filename: name, compression, size, crc, mtime: modified };
    zip.add(packed);
    packed.ondata?.(null, source.compressed.slice(), true);
    return;
  }
  // Stored entries are packed, because fflate writes sizes behind the content and some readers want them packed then.
  const file = new ZipDeflate(source.name, { level: PACKING });
  file.mtime = 'compressed' in source ? source.modified : WRITTEN;
  zip.add(file);
  file.push('compressed' in source ? unpack(source) : source.content, true);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
