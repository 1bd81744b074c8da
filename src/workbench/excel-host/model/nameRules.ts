import { parseAddress } from '../address';
import { invalidArgument } from '../richApi/richApiError';

const MAX_NAME = 255;
const MAX_SHEET_NAME = 31;

/** Tables and defined names: a word that cannot be taken for a cell. */
export function checkName(name: unknown): asserts name is string {
  const isWord = typeof name === 'string' && /^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) && name.length <= MAX_NAME;
  if (!isWord || parseAddress(name) || /^(?:R\d*C\d*|[RC]\d*)$/i.test(name))
    invalidArgument(`${String(name)} is not a valid name`);
}

export function checkSheetName(name: unknown): asserts name is string {
  const isValid =
    typeof name === 'string' &&
    name.length > 0 &&
    name.length <= MAX_SHEET_NAME &&
    !/[:\\/?*[\]]|^'|'$|^history$/i.test(name);
  if (!isValid) invalidArgument(`${String(name)} is not a valid sheet name`);
}

/** Names of sheets, tables and cells are matched ignoring case. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
