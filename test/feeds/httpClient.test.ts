import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { admitAddress, fetchFeed, LIMITS } from '../../src/feeds/httpClient';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves the answers in turn (the last one again and again) and counts the requests. */
async function serve(...answers: Answer[]) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answers[Math.min(requests.length, answers.length) - 1](request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prices.json`;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url, requests, stop };
}
const json =
  (body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(code, headers).end('no');

let stop: (() => Promise<unknown>) | undefined;
afterEach(() => stop?.());
async function fetchFrom(...answers: Answer[]) {
  await stop?.();
  const server = await serve(...answers);
  stop = server.stop;
  return { text: fetchFeed({ url: server.url }).then(({ text }) => text), requests: server.requests, url: server.url };
}

test('the text arrives, compressed or not', async () => {
  await expect((await fetchFrom(json('{"a":1}'))).text).resolves.toBe('{"a":1}');
  const zipped = await fetchFrom(json(gzipSync('{"a":2}'), { 'content-encoding': 'gzip' }));
  await expect(zipped.text).resolves.toBe('{"a":2}');
});

test('no cookie, referrer or authorisation leaves the machine', async () => {
  const { text, requests } = await fetchFrom(json('{}'));
  await text;
  expect(Object.keys(requests[0].headers).filter((name) => /cookie|referer|authorization/.test(name))).toEqual([]);
});

test('N05 503 and 500 are tried again, at most twice', async () => {
  const recovered = await fetchFrom(status(503), status(500), json('"ok"'));
  await expect(recovered.text).resolves.toBe('"ok"');
  const hopeless = await fetchFrom(status(502));
  await expect(hopeless.text).rejects.toThrow(/answered 502/);
  expect(hopeless.requests).toHaveLength(1 + LIMITS.retries);
});

test('N05 a 404 is not tried again', async () => {
  const { text, requests } = await fetchFrom(status(404));
  await expect(text).rejects.toThrow(/answered 404/);
  expect(requests).toHaveLength(1);
});

test('N04 a short Retry-After is waited for, a long one is told', async () => {
  const soon = await fetchFrom(status(429, { 'retry-after': '0' }), json('"ok"'));
  await expect(soon.text).resolves.toBe('"ok"');
  const late = await fetchFrom(status(429, { 'retry-after': '3600' }));
  await expect(late.text).rejects.toThrow(/answered 429\. Try again in 60 min\./);
  expect(late.requests).toHaveLength(1);
});

test('N07 a redirect to another origin is refused', async () => {
  const other = await serve(json('"stolen"'));
  const { text } = await fetchFrom((_request, response) => response.writeHead(302, { location: other.url }).end());
  await expect(text).rejects.toThrow(/redirected to another server/);
  await other.stop();
});

test('N07 plain http is refused except on this machine', () => {
  expect(() => admitAddress('http://prices.example.com/a.json')).toThrow(/start with https/);
  expect(() => admitAddress('javascript:alert(1)')).toThrow(/https/);
  expect(() => admitAddress('https://me:secret@prices.example.com/')).toThrow(/password/);
  expect(admitAddress('https://prices.example.com/a.json').host).toBe('prices.example.com');
});

test('P19 a body over the cap is stopped before it is all read', async () => {
  const megabyte = Buffer.alloc(1024 * 1024, 32);
  const { text } = await fetchFrom((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      while (!response.destroyed && response.write(megabyte));
      response.once('drain', more);
    };
    more();
  });
  await expect(text).rejects.toThrow(/more than 10 MB/);
});

test('N02 a web page instead of data is refused', async () => {
  const { text } = await fetchFrom((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  );
  await expect(text).rejects.toThrow(/a page instead of price data/);
});

test('N02 an unreachable server is a sentence naming the host', async () => {
  await expect(fetchFeed({ url: 'http://127.0.0.1:9/prices.json' })).rejects.toThrow(
    /127\.0\.0\.1:9 could not be reached/,
  );
});

test('bytes that are not UTF-8 are refused', async () => {
  const { text } = await fetchFrom(json(Buffer.from([0x22, 0xff, 0xfe, 0x22])));
  await expect(text).rejects.toThrow(/not UTF-8/);
});

test('cancel stops a body that never ends', async () => {
  const server = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('[');
  });
  stop = server.stop;
  const cancel = new AbortController();
  const text = fetchFeed({ url: server.url, signal: cancel.signal, onProgress: () => cancel.abort() });
  await expect(text).rejects.toThrow(/Cancelled/);
});
