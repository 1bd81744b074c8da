import { parseA1Ref } from '@borgar/fx/xlsx';

/** `parseA1Ref`, which is asked for the same reference by everything that looks at a formula. */
export function parsedReference(text: string): ReturnType<typeof parseA1Ref> {
  const known = references.get(text);
  if (known !== undefined || references.has(text)) return known;
  if (references.size >= MOST_KEPT) references.clear();
  const parsed = parseA1Ref(text);
  references.set(text, parsed);
  return parsed;
}

const references = new Map<string, ReturnType<typeof parseA1Ref>>();
/** More than a formula has; a workbook has more than fit into memory. */
const MOST_KEPT = 5_000;
