import { parseA1Ref } from '@borgar/fx/xlsx';

/**
 * An address or a defined name; undefined for a structured reference. Everything that looks at a formula asks for the same
 * references, so that they are kept.
 */
export function parsedReference(text: string): ReturnType<typeof parseA1Ref> {
  const known = references.get(text);
  if (known !== undefined || references.has(text)) return known;
  if (references.size >= MOST_KEPT) references.clear();
  const parsed = wholeReference(text);
  references.set(text, parsed);
  return parsed;
}

const references = new Map<string, ReturnType<typeof parseA1Ref>>();
/** More than a formula has; a workbook has more than fit into memory. */
const MOST_KEPT = 5_000;

/** The parser takes the table of "Plan[Tokens]" for a name and stops there. */
function wholeReference(text: string): ReturnType<typeof parseA1Ref> {
  const parsed = parseA1Ref(text);
  return parsed && 'name' in parsed && parsed.name && !text.endsWith(parsed.name) ? undefined : parsed;
}
