// `npm run independent -- in.xlsx out.xlsx`: a copy of a workbook that needs no add-in. Never writes over its input.
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reportText } from '../portable/reportText';
import { makeIndependent } from '../portable/makeIndependent';
import { WorkbookRefusal } from '../portable/xlsx/workbookRefusal';
import { bundledPrices } from '../runtime/bundledPrices';

/** 0 made · 1 made, but some formula could not be read · 2 wrong call or no such file · 3 the workbook was refused */
async function main(args: readonly string[]): Promise<number> {
  const [input, output, ...rest] = args;
  if (!input || !output || rest.length > 0)
    return fail('Say which workbook to copy and where to: npm run independent -- in.xlsx out.xlsx');
  if (!existsSync(input)) return fail(`There is no file ${input}.`);
  if (isSameFile(input, output)) return fail('The copy needs another name: the workbook itself is never overwritten.');
  const onInterrupt = new AbortController();
  process.once('SIGINT', () => onInterrupt.abort(new Error('Stopped; nothing was written.')));
  try {
    const { bytes, report } = await makeIndependent(readFileSync(input), {
      embedded: bundledPrices(),
      madeOn: new Date().toISOString().slice(0, 10),
      fileName: path.basename(input),
      onProgress: showProgress,
      signal: onInterrupt.signal,
    });
    clearProgress();
    if (report.hasMacros !== /\.xl[st]m$/i.test(output)) {
      return fail(
        report.hasMacros
          ? 'The workbook has macros: give the copy a name that ends in .xlsm, or Excel refuses to open it.'
          : 'The workbook has no macros: give the copy a name that ends in .xlsx, or Excel refuses to open it.',
      );
    }
    try {
      writeFileSync(output, bytes);
    } catch {
      return fail(`${output} cannot be written: is its folder there, and is the file closed?`);
    }
    console.log(`${printable(reportText(report))}\nWritten to ${output}.`);
    return report.left.length === 0 ? 0 : 1;
  } catch (thrown) {
    clearProgress();
    if (thrown instanceof WorkbookRefusal) return fail(thrown.message, 3);
    if (onInterrupt.signal.aborted && thrown instanceof Error) return fail(thrown.message, 3);
    throw thrown;
  }
}

/** Names and formulas of a file must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, ' ');
}

function fail(sentence: string, code = 2): number {
  console.error(sentence);
  return code;
}

function isSameFile(input: string, output: string): boolean {
  return existsSync(output)
    ? realpathSync(input) === realpathSync(output)
    : path.resolve(input) === path.resolve(output);
}

function showProgress(stage: string, doneFraction: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${stage} ${Math.round(doneFraction * 100)} %   `);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${' '.repeat(40)}\r`);
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
