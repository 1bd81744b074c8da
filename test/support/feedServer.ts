import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FeedServer {
  readonly origin: string;
  /** What the next request is answered with. */
  body: string;
  close(): Promise<void>;
}

/** A price list on loopback that a page may fetch, as the public ones allow. */
export async function serveFeed(body: string): Promise<FeedServer> {
  const feed: FeedServer = { origin: '', body, close: () => Promise.resolve() };
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'access-control-allow-origin': '*' });
    response.end(feed.body);
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
