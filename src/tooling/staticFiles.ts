import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'text/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};
/** Files whose name holds a hash of their contents. */
const HASHED = /(^|\/)(chunks|later|pane)\/[^/]*[0-9a-f]{8,}\.[a-z0-9]+$/;

export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly immutable: boolean;
  /** Compressed once, on first use; absent for what is compressed already. */
  readonly gzip?: () => Buffer;
}

/** The files of one folder, kept in memory until they change. */
export class StaticFiles {
  private readonly cache = new Map<string, { changedMs: number; file: StaticFile }>();

  constructor(private readonly folder: string) {}

  /** Undefined for what does not exist or is not inside the folder. */
  read(name: string): StaticFile | undefined {
    return this.edited(name, '', (text) => text);
  }

  /** As `read`, with the text changed; `edit` must depend on nothing but the text and `variant`. */
  edited(name: string, variant: string, edit: (text: string) => string): StaticFile | undefined {
    const onDisk = this.locate(name);
    if (!onDisk) return undefined;
    const changedMs = statSync(onDisk).mtimeMs;
    const key = `${onDisk}\n${variant}`;
    const known = this.cache.get(key);
    if (known?.changedMs === changedMs) return known.file;
    const bytes = readFileSync(onDisk);
    const file = staticFile(onDisk, variant === '' ? bytes : Buffer.from(edit(bytes.toString('utf8'))));
    this.cache.set(key, { changedMs, file });
    return file;
  }

  private locate(name: string): string | undefined {
    if (name.includes('\0') || name.includes('\\')) return undefined;
    const hidden = name.split('/').some((part) => part.startsWith('.'));
    if (hidden) return undefined; // "..", too
    const file = path.join(this.folder, name.endsWith('/') || name === '' ? `${name}index.html` : name);
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
  }
}

function staticFile(file: string, body: Buffer): StaticFile {
  const extension = path.extname(file);
  let zipped: Buffer | undefined;
  return {
    body,
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    immutable: HASHED.test(file.split(path.sep).join('/')),
    gzip: /^\.(png|ico|woff2?)$/.test(extension) ? undefined : () => (zipped ??= gzipSync(body)),
  };
}
