import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { BUILD_NOTE } from './buildNote';
import type { BuildNote } from './buildNote';
import { securityHeaders } from './securityHeaders';
import { selfSignedCertificate } from './selfSignedCertificate';
import type { KeyAndCertificate } from './selfSignedCertificate';
import { StaticFiles } from './staticFiles';
import type { StaticFile } from './staticFiles';

const root = path.resolve(__dirname, '../..');
const DIST = path.join(root, 'dist');
const OFFICE_JS = path.join(root, 'node_modules/@microsoft/office-js/dist');
const OFFICE_JS_CDN = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  /** One nobody trusts is made when there is none. */
  readonly certificate?: KeyAndCertificate;
  /** Origins from which the pane may fetch prices. */
  readonly feedOrigins?: readonly string[];
  /** The built files; dist/ by default. */
  readonly dist?: string;
  /** Further folders by their path on the server, each a folder of this machine; for tests. */
  readonly mounts?: Readonly<Record<string, string>>;
}
export interface LocalServer {
  /** "https://localhost:3000" */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves dist/ over https on localhost: the workbench, the add-in and, from the installed package, office.js for pages
 * that cannot load it from its CDN (`taskpane.html?office=local`). Built for one address, it works at any port: the
 * address in manifest.xml and functions.json is replaced by the server's own.
 * @throws EADDRINUSE when the port is taken.
 */
export async function startServer(options: ServerOptions = {}): Promise<LocalServer> {
  const { port = 0, certificate = selfSignedCertificate() } = options;
  const site = new Site(options);
  const server = createServer(certificate, (request, response) => site.answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  site.origin = origin;
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class Site {
  origin = '';
  private readonly dist: StaticFiles;
  private readonly officeJs = new StaticFiles(OFFICE_JS);
  private readonly mounts: readonly (readonly [prefix: string, files: StaticFiles])[];
  private readonly feedOrigins: readonly string[];

  constructor({ dist = DIST, mounts = {}, feedOrigins = [] }: ServerOptions) {
    this.dist = new StaticFiles(dist);
    this.mounts = Object.entries(mounts).map(([prefix, folder]) => [prefix, new StaticFiles(folder)]);
    this.feedOrigins = feedOrigins;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    try {
      this.answerOrThrow(request, response);
    } catch {
      plainAnswer(response, 400, 'Bad request.');
    }
  }

  private answerOrThrow(request: IncomingMessage, response: ServerResponse): void {
    const { method = 'GET', headers } = request;
    const url = new URL(request.url ?? '/', 'https://localhost');
    const pathname = decodeURIComponent(url.pathname);
    const shared = pathname === '/manifest.xml' || pathname === '/functions.json';
    if (shared) shareWithExcelOnTheWeb(response);
    if (method === 'OPTIONS' && shared) return void response.writeHead(204).end();
    if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    if (pathname === '/' || pathname === '/workbench') {
      return void response.writeHead(302, { location: '/workbench/' }).end();
    }

    const local = url.searchParams.get('office') === 'local';
    const file = this.find(pathname, local);
    if (!file) return plainAnswer(response, 404, 'Not found.');

    for (const [name, value] of securityHeaders(pathname, { local, feedOrigins: this.feedOrigins })) {
      response.setHeader(name, value);
    }
    response.setHeader('content-type', file.type);
    response.setHeader('etag', file.etag);
    response.setHeader('vary', 'accept-encoding');
    response.setHeader('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (headers['if-none-match'] === file.etag) return void response.writeHead(304).end();

    const zip = file.gzip && /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
    const body = zip ? file.gzip() : file.body;
    if (zip) response.setHeader('content-encoding', 'gzip');
    response.setHeader('content-length', body.length);
    response.writeHead(200).end(method === 'HEAD' ? undefined : body);
  }

  private find(pathname: string, local: boolean): StaticFile | undefined {
    if (pathname.startsWith('/office-js/')) {
      return this.officeJs.read(pathname.slice('/office-js/'.length).toLowerCase()); // the library asks in mixed case
    }
    for (const [prefix, files] of this.mounts) {
      if (pathname.startsWith(prefix)) return files.read(pathname.slice(prefix.length));
    }
    const name = pathname.slice(1);
    if (name === 'taskpane.html' && local) {
      return this.dist.edited(name, 'office=local', (text) => text.replace(OFFICE_JS_CDN, '/office-js/office.js'));
    }
    if (name === 'manifest.xml' || name === 'functions.json') {
      return this.dist.edited(name, this.origin, (text) => text.replaceAll(this.builtFor(), this.origin));
    }
    return this.dist.read(name);
  }

  private builtFor(): string {
    const note = this.dist.read(BUILD_NOTE);
    if (!note) throw new Error(`dist/${BUILD_NOTE} is missing: run npm run build.`);
    return (JSON.parse(note.body.toString()) as BuildNote).baseUrl;
  }
}

/** Excel on the web reads these from another origin; the second header lets a public page ask this machine. */
function shareWithExcelOnTheWeb(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-private-network', 'true');
}

function plainAnswer(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}
