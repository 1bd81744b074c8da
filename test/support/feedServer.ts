import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FeedServer {
  readonly origin: string;
  /** What the next request is answered with. */
  body: string;
  status: number;
  /** Beside the usual ones: `last-modified`, `etag`, `retry-after`, another `content-type`. */
  headers: Readonly<Record<string, string>>;
  /** The body is begun at once and ended after this. */
  delayMs: number;
  /** Headers of the requests so far. */
  readonly requests: IncomingHttpHeaders[];
  close(): Promise<void>;
}

const USUAL_HEADERS = { 'content-type': 'text/plain; charset=utf-8', 'access-control-allow-origin': '*' };

/** A price list on loopback that a page may fetch, as the public ones allow. */
export async function serveFeed(body: string): Promise<FeedServer> {
  const feed = { origin: '', body, status: 200, headers: {}, delayMs: 0, requests: [] as IncomingHttpHeaders[] };
  const server = createServer((request, response) => {
    feed.requests.push(request.headers);
    response.writeHead(feed.status, { ...USUAL_HEADERS, ...feed.headers });
    const half = feed.body.length >> 1;
    response.write(feed.body.slice(0, half));
    setTimeout(() => response.end(feed.body.slice(half)), feed.delayMs).unref();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(feed, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}
