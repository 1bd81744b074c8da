const LONGEST_SHEET_NAME = 31;

/** Gives names that nobody has, ignoring case as Excel does, and remembers them. */
export class UniqueNames {
  private readonly taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.taken = new Set([...taken].map((name) => name.toLowerCase()));
  }

  /** A sheet's name: at most 31 characters, none of []:*?/\, no apostrophe at its ends, not "History". */
  sheetName(wanted: string): string {
    const allowed = wanted.replace(/[[\]:*?/\\]|\p{Cc}/gu, ' ').replace(/^[\s']+|[\s']+$/g, '');
    const name = allowed === '' || allowed.toLowerCase() === 'history' ? 'Sheet' : allowed;
    return this.free(
      (suffix) => cut(name, LONGEST_SHEET_NAME - suffix.length) + suffix,
      (number) => ` (${number})`,
    );
  }

  /** A table's or workbook's name: letters, digits, underscore and point. */
  tableName(wanted: string): string {
    const allowed = wanted.replace(/[^\p{L}\p{N}_.]/gu, '_').replace(/^(?![\p{L}_])/u, '_');
    return this.free(
      (suffix) => cut(allowed, 255 - suffix.length) + suffix,
      (number) => `_${number}`,
    );
  }

  private free(named: (suffix: string) => string, suffix: (number: number) => string): string {
    let name = named('');
    for (let number = 2; this.taken.has(name.toLowerCase()); number += 1) name = named(suffix(number));
    this.taken.add(name.toLowerCase());
    return name;
  }
}

/** Never half of a character of two code units. */
const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
