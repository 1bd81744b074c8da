import { quoteSheet } from '../address';

const TEXT = /"(?:[^"]|"")*"/u.source;
const STRUCTURED = /\[(?:[^[\]]|\[[^\]]*\])*\]/u.source;
const SHEET = /((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?/u.source;
const COLUMN = /\$?[A-Z]{1,3}/u.source;
const CELLS = `${COLUMN}\\$?\\d{1,7}(?::${COLUMN}\\$?\\d{1,7})?`;
const LINES = /\$?\d{1,7}:\$?\d{1,7}/u.source;
const COLUMNS = `${COLUMN}:${COLUMN}`;
const REFERENCE = `(?<![\\p{L}\\p{N}_.$])(${CELLS}|${COLUMNS}|${LINES})(?![\\p{L}\\p{N}_.(!])`;
/** Texts and structured references are skipped; a reference is never part of a word. */
const TOKEN = new RegExp([TEXT, STRUCTURED, SHEET + REFERENCE].join('|'), 'giu');

/** The formula with each reference replaced; `sheet` is empty or the sheet as written, with its exclamation mark. */
export function replaceReferences(formula: string, replace: (sheet: string, reference: string) => string): string {
  return formula.replace(TOKEN, (whole: string, sheet: string | undefined, reference: string | undefined) =>
    reference === undefined ? whole : replace(sheet ?? '', reference),
  );
}

export function sheetNameIn(written: string): string {
  return written.slice(0, -1).replace(/^'|'$/g, '').replace(/''/g, "'");
}

/** A renamed sheet keeps its references; references to a removed one (`after` null) are gone for good. */
export function renameSheetIn(formula: string, before: string, after: string | null): string {
  return replaceReferences(formula, (sheet, reference) => {
    if (sheet === '' || sheetNameIn(sheet).toLowerCase() !== before.toLowerCase()) return sheet + reference;
    return after === null ? '#REF!' : `${quoteSheet(after)}!${reference}`;
  });
}

export function renameTableIn(formula: string, before: string, after: string): string {
  const escaped = before.replace(/[.\\]/g, '\\$&');
  const use = new RegExp(`${TEXT}|(?<![\\p{L}\\p{N}_.])${escaped}(?![\\p{L}\\p{N}_.(!])`, 'giu');
  return formula.replace(use, (whole) => (whole.startsWith('"') ? whole : after));
}
