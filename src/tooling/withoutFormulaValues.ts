import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The same file without a value behind any formula: whoever opens it must calculate. */
export function withoutFormulaValues(book: Uint8Array): Uint8Array {
  const parts = unzipSync(book);
  for (const name of Object.keys(parts).filter((each) => /^xl\/worksheets\/[^/]+\.xml$/.test(each))) {
    parts[name] = strToU8(strFromU8(parts[name]).replace(VALUE_BEHIND_FORMULA, '$1'));
  }
  return zipSync(parts);
}

const VALUE_BEHIND_FORMULA =
  /(<(?:\w+:)?f(?:\s[^>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>))\s*<(?:\w+:)?v(?:\s[^>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?v>)/g;
