import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { launchChromium, openPage } from '../support/chromium';

jest.setTimeout(60_000);
const root = path.resolve(__dirname, '../..');
const home = mkdtempSync(path.join(os.tmpdir(), 'llm-cost-home-'));
const started: ChildProcess[] = [];
afterAll(() => rmSync(home, { recursive: true }));
afterEach(() => started.splice(0).forEach((process) => process.kill('SIGKILL')));

test('npm start serves the workbench and ends on Ctrl+C', async () => {
  const { port, server } = await takePort();
  await new Promise((resolve) => server.close(resolve));
  const run = start('--port', String(port));
  await run.printed(new RegExp(`https://localhost:${port}/workbench/`));
  const browser = await launchChromium();
  const { page } = await openPage(browser, `https://localhost:${port}`);
  await page.goto(`https://localhost:${port}/`);
  await page.getByText(/functions ready/).waitFor();
  await browser.close();
  run.process.kill('SIGINT');
  expect(await run.ended).toBe(0);
});

test('a port that is taken is named in one sentence', async () => {
  const { port, server } = await takePort();
  const run = start('--port', String(port));
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain(`Port ${port} is taken: end what uses it, or choose another one`);
  await new Promise((resolve) => server.close(resolve));
});

test('options that make no sense get the usage', async () => {
  const run = start('--port', 'many');
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain('Usage: npm start -- [--port 3000] [--no-build]');
});

/** On the build that is there, as the other browser tests. */
function start(...options: string[]) {
  const env = { ...process.env, CI: '1', HOME: home, USERPROFILE: home }; // leaves this machine's certificates alone
  const child = spawn(process.execPath, ['src/tooling/start.mjs', '--no-build', ...options], { cwd: root, env });
  started.push(child);
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      listeners.forEach((listener) => listener());
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const printed = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      listeners.add(() => pattern.test(text) && resolve());
      void ended.then(() => reject(new Error(`ended before it printed ${pattern}: ${text}`)));
    });
  return { process: child, ended, printed, output: () => text };
}

function takePort(): Promise<{ port: number; server: Server }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, server }));
  });
}
