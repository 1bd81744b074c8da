import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { findLibreOffice, LIBRE_OFFICE_NEEDED } from '../../src/tooling/libreOffice.mjs';
import type { CalculatedSheets } from '../../src/tooling/calculateWithExcelts';
import { withoutFormulaValues } from '../../src/tooling/withoutFormulaValues';
import { readSheetValues } from './readSheetValues';

/**
 * What LibreOffice calculates for a workbook by itself: it opens a copy from which every stored result is taken away,
 * because it believes a number that it finds behind a formula. Values are exact to the 15 digits that it writes.
 */
export async function recalculate(book: Uint8Array): Promise<CalculatedSheets> {
  return (await recalculateAll([book]))[0];
}

/** Several workbooks in one start of LibreOffice, which takes seconds. */
export async function recalculateAll(books: readonly Uint8Array[], locale = 'en-US'): Promise<CalculatedSheets[]> {
  return (await convertAll(books.map(withoutFormulaValues), 'xlsx', locale)).map(readSheetValues);
}

/** The workbook as it is (stored results and all), saved again by LibreOffice. */
export async function saveThroughLibreOffice(book: Uint8Array): Promise<Uint8Array> {
  return (await convertAll([book], 'xlsx'))[0];
}

/** For looking at: every sheet on the pages of a PDF (`pdftoppm -png` makes pictures of it). */
export async function printInLibreOffice(book: Uint8Array): Promise<Uint8Array> {
  return (await convertAll([book], 'pdf'))[0];
}

async function convertAll(
  books: readonly Uint8Array[],
  format: 'xlsx' | 'pdf',
  locale = 'en-US',
): Promise<Uint8Array[]> {
  const soffice = findLibreOffice();
  if (!soffice) throw new Error(LIBRE_OFFICE_NEEDED);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'llm-cost-libreoffice-'));
  try {
    const inputs = books.map((_, index) => path.join(folder, `book${index}.xlsx`));
    const output = path.join(folder, 'out');
    await mkdir(output);
    await mkdir(path.join(folder, 'profile', 'user'), { recursive: true });
    await writeFile(path.join(folder, 'profile', 'user', 'registrymodifications.xcu'), settings(locale));
    await Promise.all(inputs.map((file, index) => writeFile(file, books[index])));
    // A profile of its own: two runs with one profile talk to each other, and one of them converts nothing.
    const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`;
    const args = ['--headless', '--norestore', profile, '--convert-to', format, '--outdir', output, ...inputs];
    const { stdout, stderr } = await promisify(execFile)(soffice, args, { timeout: LONGEST_MS, killSignal: 'SIGKILL' });
    return await Promise.all(
      inputs.map(async (file) => {
        const written = path.join(output, `${path.basename(file, '.xlsx')}.${format}`);
        return readFile(written).catch(() => {
          throw new Error(`LibreOffice wrote no ${path.basename(written)}: ${stdout}${stderr}`);
        });
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const LONGEST_MS = 170_000;

/** Decimal commas and names of months follow the locale, whatever the language of the menus. */
function settings(locale: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">' +
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">' +
    `<value>${locale}</value></prop></item></oor:items>`
  );
}
