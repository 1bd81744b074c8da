import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { admitAddress, fetchFeed } from '../../src/feeds/httpClient';

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

/** Pauses that are only written down; the client decides how long they would be. */
function noted(random: () => number = () => 0.5) {
  const waitsMs: number[] = [];
  const wait = (ms: number) => {
    waitsMs.push(ms);
    return Promise.resolve();
  };
  return { waitsMs, wait, random };
}

test('N05 503 and 500 are tried again, at most twice', async () => {
  const recovered = await serve(status(503), status(500), json('"ok"'));
  stop = recovered.stop;
  const pauses = noted();
  expect((await fetchFeed({ url: recovered.url }, pauses)).text).toBe('"ok"');
  expect(pauses.waitsMs).toEqual([400, 1200]);
  await stop();
  const hopeless = await serve(status(502));
  stop = hopeless.stop;
  await expect(fetchFeed({ url: hopeless.url }, noted())).rejects.toThrow(/answered 502/);
  expect(hopeless.requests).toHaveLength(3);
});

test('N05 the pauses are drawn anew each time, from 200 to 600 ms and then from 600 to 1,800 ms', async () => {
  const { url, requests, stop: stopServer } = await serve(status(503));
  stop = stopServer;
  for (const [random, waitsMs] of [
    [0, [200, 600]],
    [0.25, [300, 900]],
    [0.999, [599.6, 1798.8]],
  ] as const) {
    const pauses = noted(() => random);
    await expect(fetchFeed({ url }, pauses)).rejects.toThrow(/answered 503/);
    expect(pauses.waitsMs.map((ms) => Number(ms.toFixed(3)))).toEqual(waitsMs);
  }
  const draws = [0.9, 0.1];
  const pauses = noted(() => draws.shift() ?? 0);
  await expect(fetchFeed({ url }, pauses)).rejects.toThrow(/answered 503/);
  expect(pauses.waitsMs.map(Math.round)).toEqual([560, 720]);
  expect(requests).toHaveLength(12);
});

test('N05 the pauses of the product are drawn: two fetches do not come back at the same time', async () => {
  const timers = jest.spyOn(globalThis, 'setTimeout');
  const servers = await Promise.all([1, 2].map(() => serve(status(503), json('"ok"'))));
  stop = () => Promise.all(servers.map((server) => server.stop()));
  await Promise.all(servers.map(({ url }) => fetchFeed({ url })));
  const pauses = timers.mock.calls.map(([, ms = 0]) => ms).filter((ms) => ms >= 200 && ms < 600);
  timers.mockRestore();
  expect(pauses).toHaveLength(2);
  expect(pauses[0]).not.toBe(pauses[1]);
});

// not 407 and 421: fetch itself makes an error of the one and asks again on a new connection after the other
test.each([400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 413, 415, 418, 422, 423, 425, 428, 431, 451])(
  'N05 a %i is not tried again, even if it names a time',
  async (code) => {
    const { url, requests, stop: stopServer } = await serve(status(code, { 'retry-after': '0' }));
    stop = stopServer;
    const pauses = noted();
    await expect(fetchFeed({ url }, pauses)).rejects.toThrow(`answered ${code}.`);
    expect([requests.length, pauses.waitsMs]).toEqual([1, []]);
  },
);

test('N04 a Retry-After of 2 is waited for once; a server that asks again is left', async () => {
  const soon = await serve(status(429, { 'retry-after': '2' }), json('"ok"'));
  stop = soon.stop;
  const pauses = noted();
  expect((await fetchFeed({ url: soon.url }, pauses)).text).toBe('"ok"');
  expect([pauses.waitsMs, soon.requests.length]).toEqual([[2000], 2]);
  await stop();
  const never = await serve(status(429, { 'retry-after': '2' }));
  stop = never.stop;
  const again = noted();
  await expect(fetchFeed({ url: never.url }, again)).rejects.toThrow(/answered 429\. Try again in 1 min\./);
  expect([again.waitsMs, never.requests.length]).toEqual([[2000], 2]);
});

test('N04 a Retry-After of 3600 is not waited for, and the sentence says when', async () => {
  const { url, requests, stop: stopServer } = await serve(status(429, { 'retry-after': '3600' }));
  stop = stopServer;
  const pauses = noted();
  await expect(fetchFeed({ url }, pauses)).rejects.toThrow(/answered 429\. Try again in 60 min\./);
  expect([pauses.waitsMs, requests.length]).toEqual([[], 1]);
});

test('N04 the wait is a real one: what a server does within 1.5 s comes before the second request', async () => {
  const events: string[] = [];
  const { text } = await fetchFrom(
    (request, response) => {
      events.push('refused');
      setTimeout(() => events.push('1.5 s later'), 1500);
      status(429, { 'retry-after': '2' })(request, response);
    },
    (request, response) => {
      events.push('asked again');
      json('"ok"')(request, response);
    },
  );
  await expect(text).resolves.toBe('"ok"');
  expect(events).toEqual(['refused', '1.5 s later', 'asked again']);
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
