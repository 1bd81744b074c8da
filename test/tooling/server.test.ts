import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { startServer } from '../../src/tooling/server';
import type { LocalServer } from '../../src/tooling/server';

const PANE = '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>';
let folder: string;
let server: LocalServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'llm-cost-server-'));
  const dist = path.join(folder, 'dist');
  mkdirSync(path.join(dist, 'workbench/chunks'), { recursive: true });
  const files = {
    'taskpane.html': PANE,
    'functions.js': 'functions'.repeat(100),
    'manifest.xml': '<Url DefaultValue="https://tools.example.com/v1/functions.js"/>',
    'functions.json': '{"helpUrl":"https://tools.example.com/v1/help/llmcost.html"}',
    'build.json': '{"baseUrl":"https://tools.example.com/v1"}',
    'workbench/index.html': 'workbench',
    'workbench/chunks/0123456789ab.js': 'chunk',
    '.hidden': 'hidden',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dist, name), text);
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  server = await startServer({ dist, feedOrigins: ['https://feed.example.com'] });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test('the root leads to the workbench', async () => {
  expect(await get('/')).toMatchObject({ status: 302, headers: { location: '/workbench/' } });
  expect(await get('/workbench')).toMatchObject({ status: 302, headers: { location: '/workbench/' } });
  expect(await get('/workbench/')).toMatchObject({ status: 200, text: 'workbench' });
});

test('the pane loads office.js from its CDN, or from this server on request', async () => {
  expect((await get('/taskpane.html')).text).toBe(PANE);
  expect((await get('/taskpane.html?office=local')).text).toBe('<script src="/office-js/office.js"></script>');
});

test('office.js is found whatever the case of the name', async () => {
  const { status, headers } = await get('/office-js/EN-US/Office_Strings.js');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
});

test('manifest and functions.json name this server instead of the address they were built for, and are shared', async () => {
  const manifest = await get('/manifest.xml');
  expect(manifest.text).toBe(`<Url DefaultValue="${server.origin}/functions.js"/>`);
  expect(manifest.headers['access-control-allow-origin']).toBe('*');
  expect((await get('/functions.json')).text).toBe(`{"helpUrl":"${server.origin}/help/llmcost.html"}`);
  expect(await get('/manifest.xml', { method: 'OPTIONS' })).toMatchObject({
    status: 204,
    headers: { 'access-control-allow-private-network': 'true' },
  });
  expect((await get('/functions.js')).headers['access-control-allow-origin']).toBeUndefined();
});

test('the workbench may load nothing from elsewhere and nobody may frame it', async () => {
  const policy = String((await get('/workbench/')).headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain("connect-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/https:|unsafe-eval/);
});

test('the pane may reach the feeds, the CDN only when it uses it, and be framed by Excel on the web', async () => {
  const policy = String((await get('/taskpane.html')).headers['content-security-policy']);
  expect(policy).toContain("connect-src 'self' https://feed.example.com;");
  expect(policy).toContain("script-src 'self' https://appsforoffice.microsoft.com;");
  expect(policy).toMatch(/frame-ancestors 'self' .*https:\/\/\*\.officeapps\.live\.com/);
  const local = String((await get('/taskpane.html?office=local')).headers['content-security-policy']);
  expect(local).toContain("script-src 'self';");
  expect(local).toMatch(/frame-ancestors 'self'$/);
});

test('files are compressed on request, revalidated by their contents, and kept when their name is a hash', async () => {
  const zipped = await get('/functions.js', { headers: { 'accept-encoding': 'br, gzip' } });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(zipped.body).toString()).toBe('functions'.repeat(100));
  expect(zipped.body.length).toBeLessThan(100);
  const again = await get('/functions.js', { headers: { 'if-none-match': String(zipped.headers.etag) } });
  expect(again).toMatchObject({ status: 304, text: '' });
  expect(again.headers['cache-control']).toBe('no-cache');
  const chunk = await get('/workbench/chunks/0123456789ab.js');
  expect(chunk.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test('a changed file is served anew', async () => {
  const file = path.join(folder, 'dist/changing.txt');
  writeFileSync(file, 'one');
  expect((await get('/changing.txt')).text).toBe('one');
  await new Promise((resolve) => setTimeout(resolve, 20));
  writeFileSync(file, 'two');
  expect((await get('/changing.txt')).text).toBe('two');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/workbench/..%2f..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/office-js/..%2f..%2f..%2fpackage.json',
  '/.hidden',
  '/functions.js/x',
  '/functions.js%00',
  '/workbench/chunks/',
  `/${'x'.repeat(300)}`,
  '/%ff',
  '//',
])('%s is refused and the server goes on', async (address) => {
  const { status, text } = await get(address);
  expect([400, 404]).toContain(status);
  expect(text).not.toContain('secret');
  expect((await get('/functions.js')).status).toBe(200);
});

test('nothing can be sent to it, and HEAD has no body', async () => {
  expect(await get('/functions.js', { method: 'POST' })).toMatchObject({
    status: 405,
    headers: { allow: 'GET, HEAD' },
  });
  expect(await get('/functions.js', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
});

test('a port that is taken is reported', async () => {
  const port = Number(new URL(server.origin).port);
  await expect(startServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
}
/** `fetch` would tidy the path before sending it. */
function get(address: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.origin);
    const request = {
      host: '127.0.0.1',
      port,
      path: address,
      rejectUnauthorized: false,
      agent: false as const,
      ...options,
    };
    https
      .request(request, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({ status: response.statusCode, headers: response.headers, body, text: body.toString() });
        });
      })
      .on('error', reject)
      .end();
  });
}
