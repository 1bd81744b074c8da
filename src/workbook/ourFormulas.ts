/** Which formulas call our functions, told from their text. Text in quotes and column names in brackets do not count. */

/** What a file saved without the add-in has before the name of a function. */
export const MISSING_MARK = '_xldudf_';
/** A namespace or the mark of a missing function may stand before the name. */
const BEFORE_NAME = `(?<![\\p{L}\\p{N}_.\\\\])(?:${MISSING_MARK})?(?:[A-Z]+[._])?`;
const AFTER_NAME = '(?![\\p{L}\\p{N}_.\\\\])';
/** Excel calculates a formula with one of these again after every edit anywhere. */
const VOLATILE = /(?<![\p{L}\p{N}_.\\])(TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|OFFSET|INDIRECT|INFO|CELL)\s*\(/iu;

/** Does a formula call one of these functions, itself or through a defined name? */
export function formulaMatcher(
  functionIds: readonly string[],
  names: readonly { readonly name: string; readonly formula: string }[] = [],
): (formula: unknown) => boolean {
  const isCall = wordMatcher(functionIds, '\\s*\\(');
  const carriers: string[] = [];
  for (let found = -1; found !== carriers.length;) {
    found = carriers.length;
    const isCarrier = wordMatcher(carriers, '');
    for (const { name, formula } of names) {
      const bare = withoutTexts(formula);
      if (!carriers.includes(name) && (isCall(bare) || isCarrier(bare))) carriers.push(name);
    }
  }
  const isName = wordMatcher(carriers, '');
  return (formula) => {
    if (typeof formula !== 'string' || !formula.startsWith('=')) return false;
    const bare = withoutTexts(formula);
    return isCall(bare) || isName(bare);
  };
}

/** The functions of ours that a formula calls itself, each once. */
export function functionFinder(functionIds: readonly string[]): (formula: string) => readonly string[] {
  const call = new RegExp(`${BEFORE_NAME}(${alternatives(functionIds)})${AFTER_NAME}\\s*\\(`, 'giu');
  return (formula) => [...new Set([...withoutTexts(formula).matchAll(call)].map(([, id]) => id.toUpperCase()))];
}

/** The formula as it would be typed with the add-in there: `=_xldudf_LLMCOST(1)` is `=LLMCOST(1)`. */
export function withoutMissingMark(formula: string): string {
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) =>
      index % 2
        ? part
        : part.replace(/_xldudf_(?:([A-Z]+)_(?=[A-Z]))?/gi, (_mark, namespace?: string) =>
            namespace ? `${namespace}.` : '',
          ),
    )
    .join('');
}

/** The first function in the formula that makes Excel calculate it again after every edit. */
export function volatileCall(formula: string): string | undefined {
  return VOLATILE.exec(withoutTexts(formula))?.[1].toUpperCase();
}

function wordMatcher(words: readonly string[], after: string): (text: string) => boolean {
  if (words.length === 0) return () => false;
  const pattern = new RegExp(`${BEFORE_NAME}(?:${alternatives(words)})${AFTER_NAME}${after}`, 'iu');
  return (text) => pattern.test(text);
}

function alternatives(words: readonly string[]): string {
  return words.map((word) => word.replace(/[.\\?]/g, '\\$&')).join('|');
}

function withoutTexts(formula: string): string {
  return formula.replace(/"(?:[^"]|"")*"/g, '""').replace(/\[[^[\]]*\]/g, '[]');
}
