import { strFromU8, unzipSync, type Unzipped } from 'fflate';
import { SaxesParser } from 'saxes';
import type { CalculatedSheets, CalculatedValue } from '../../src/tooling/calculateWithExcelts';

/**
 * The values that an .xlsx file stores, read by other code than the product's own package reader, so that no test of the
 * product reads with what it tests. Addresses are plain (`B2`); a formula without a stored value is absent.
 */
export function readSheetValues(book: Uint8Array): CalculatedSheets {
  const parts = unzipSync(book);
  const targets = new Map<string, string>();
  walk(parts, 'xl/_rels/workbook.xml.rels', {
    Relationship: ({ Id, Target }) => targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`),
  });
  const strings = parts['xl/sharedStrings.xml'] ? sharedStrings(parts) : [];
  const sheets = new Map<string, ReadonlyMap<string, CalculatedValue>>();
  walk(parts, 'xl/workbook.xml', {
    sheet: (attributes) => sheets.set(attributes.name, cells(parts, targets.get(attributes['r:id']) ?? '', strings)),
  });
  return sheets;
}

function cells(parts: Unzipped, part: string, strings: readonly string[]): ReadonlyMap<string, CalculatedValue> {
  const found = new Map<string, CalculatedValue>();
  let [address, type, text] = ['', '', ''];
  walk(
    parts,
    part,
    {
      c: ({ r, t }) => {
        [address, type, text] = [r, t ?? 'n', ''];
      },
    },
    {
      v: (content) => {
        text = content;
        found.set(address, typed(type, text, strings));
      },
      t: (content) => {
        text += content; // an inline string may be cut into runs
        found.set(address, text);
      },
    },
  );
  return found;
}

function typed(type: string, text: string, strings: readonly string[]): CalculatedValue {
  if (type === 's') return strings[Number(text)];
  if (type === 'b') return text === '1';
  if (type === 'e') return { error: text };
  return type === 'n' ? Number(text) : text;
}

function sharedStrings(parts: Unzipped): string[] {
  const strings: string[] = [];
  walk(
    parts,
    'xl/sharedStrings.xml',
    { si: () => strings.push('') },
    {
      t: (content) => {
        strings[strings.length - 1] += content;
      },
    },
  );
  return strings;
}

/** Calls back for opened elements with their attributes, and for closed ones with their text, by their local name. */
function walk(
  parts: Unzipped,
  part: string,
  opened: Readonly<Record<string, (attributes: Readonly<Record<string, string>>) => void>>,
  closed: Readonly<Record<string, (text: string) => void>> = {},
): void {
  if (!parts[part]) throw new Error(`The file has no part ${part}.`);
  const parser = new SaxesParser();
  let text = '';
  parser.on('opentag', ({ name, attributes }) => {
    text = '';
    opened[localName(name)]?.(attributes);
  });
  parser.on('text', (content) => {
    text += content;
  });
  parser.on('closetag', ({ name }) => {
    closed[localName(name)]?.(text);
    text = '';
  });
  parser.write(strFromU8(parts[part])).close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
