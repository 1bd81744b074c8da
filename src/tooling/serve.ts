import { readFileSync } from 'node:fs';
import path from 'node:path';
import { excelOnTheWebAddress, excelSteps } from '../workbench/page/excelSteps';
import { localCertificate } from './certificates';
import type { LocalCertificate } from './certificates';
import { startServer } from './server';
import type { LocalServer } from './server';

const root = path.resolve(__dirname, '../..');
const FIRST_PORT = 3000;
const PORTS_TRIED = 20;

/** The pane lets a user name any list of prices; `feeds/httpClient.ts` admits these and nothing else. */
const FEED_ORIGINS = ['https:', 'http://localhost:*', 'http://127.0.0.1:*'];

/** Serves dist/ until Ctrl+C and prints what can be done with it. */
export async function serve({ port }: { readonly port?: number }): Promise<void> {
  const certificate = await localCertificate();
  const server = await startOnFreePort(certificate, port);
  console.log(instructions(server.origin, certificate, process.env.EXCEL_DOCUMENT_URL));
  process.once('SIGINT', () => void server.close().then(() => process.exit(0)));
}

/** @throws when the port that was asked for, or every one that was tried, is taken. */
async function startOnFreePort(certificate: LocalCertificate, wanted?: number): Promise<LocalServer> {
  const ports = wanted === undefined ? Array.from({ length: PORTS_TRIED }, (_, i) => FIRST_PORT + i) : [wanted];
  for (const port of ports) {
    try {
      return await startServer({ port, certificate, feedOrigins: FEED_ORIGINS });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  console.error(
    `Port ${ports.join(', ')} is taken: end what uses it, or choose another one with npm start -- --port <number>.`,
  );
  return process.exit(1);
}

/** What `npm start` prints. `documentUrl` is a workbook in Excel on the web, with a query. */
export function instructions(origin: string, certificate: LocalCertificate, documentUrl?: string): string {
  return [
    '',
    `  Workbench   ${origin}/workbench/`,
    '  A page that plays Excel for the add-in: try =LLMCOST("gpt-5.1",1200,300). Ctrl+C ends it.',
    '',
    ...certificateLines(certificate),
    '',
    `  Load the add-in into a real Excel (manifest: ${origin}/manifest.xml)`,
    ...excelLines(origin, documentUrl),
    '',
  ].join('\n');
}

function certificateLines({ trust, authorityFile }: LocalCertificate): string[] {
  if (trust === 'installed') return ['  The certificate for https://localhost is trusted on this machine.'];
  const lines = [
    '  The certificate for https://localhost is not trusted here: the browser will ask once; choose Advanced, then',
    '  “Proceed to localhost”. Excel on the web needs that in the same browser; desktop Excel needs a trusted one:',
    '    npm run certs                                   (Windows, macOS; on Linux it needs sudo)',
  ];
  const trustInChromium = `certutil -d sql:$HOME/.pki/nssdb -A -t "C,," -n llm-cost -i ${authorityFile}`;
  return process.platform === 'linux' && authorityFile
    ? [...lines, `    ${trustInChromium}   (Chromium on Linux; certutil is in libnss3-tools)`]
    : lines;
}

function excelLines(origin: string, documentUrl: string | undefined): string[] {
  const manual = excelSteps(origin).flatMap(({ platform, steps }) => [
    `    ${platform}`,
    ...steps.map((step, i) => `      ${i + 1}. ${step}`),
  ]);
  if (!documentUrl) {
    return [
      ...manual,
      '    Or set EXCEL_DOCUMENT_URL to the address of a workbook in Excel on the web and start again.',
    ];
  }
  const manifest = readFileSync(path.join(root, 'manifest.xml'), 'utf8');
  const id = /<Id>([^<]+)<\/Id>/.exec(manifest)?.[1] ?? '';
  return [`    Open ${excelOnTheWebAddress(documentUrl, new URL(origin).port, id)}`, ...manual];
}
