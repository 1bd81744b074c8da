import type { IndependentCopy } from '../../portable/makeIndependent';
import { readOpenFile } from '../../workbook/excel/openFile';
import { bundledPrices } from '../../runtime/bundledPrices';
import type { ActionControl } from './useLongAction';

/** As for a file chosen by hand; see the refusals of `portable/xlsx`. */
const LARGEST_MB = 50;

export interface NamedCopy extends IndependentCopy {
  /** "Plan, independent.xlsx" */
  readonly fileName: string;
}

/**
 * An independent copy of the open workbook, or of a file that the user chose. Neither is changed.
 * @throws an error with a sentence for the user, or the signal's reason
 */
export async function makeCopy(
  chosen: File | undefined,
  fillFromBundle: boolean,
  control: ActionControl,
): Promise<NamedCopy> {
  const { report, signal } = control;
  const bytes = chosen
    ? new Uint8Array(await chosen.arrayBuffer())
    : await readOpenFile(LARGEST_MB, (done) => report(STAGES.reading, done), signal);
  // only who makes a copy fetches this: the rewriter and the whole catalogue
  const { makeIndependent } = await import(/* webpackChunkName: "portable" */ '../../portable/makeIndependent');
  const fileName = chosen?.name ?? openFileName();
  const copy = await makeIndependent(bytes, {
    embedded: bundledPrices(),
    madeOn: new Date().toISOString().slice(0, 10),
    fileName,
    fillFromBundle,
    onProgress: (stage, done) => report(STAGES[stage], done),
    signal,
  });
  return { ...copy, fileName: fileName.replace(/(\.xls[xm])?$/i, (ending) => `, independent${ending || '.xlsx'}`) };
}

const STAGES = {
  reading: 'Reading the workbook …',
  rewriting: 'Converting the formulas …',
  checking: 'Checking every value …',
  sheets: 'Adding prices, Read me and self-test …',
  saving: 'Writing the copy …',
} as const;

/** Empty addresses are workbooks that were never saved. */
function openFileName(): string {
  const address = Office.context.document.url ?? '';
  const last = address.split(/[\\/]/).pop() ?? '';
  return decoded(last.replace(/[?#].*$/, '')) || 'Workbook.xlsx';
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
