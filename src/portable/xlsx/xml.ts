import { SaxesParser, type SaxesTagNS } from 'saxes';
import { refusals } from './workbookRefusal';

/** An element and where it stands in the text of its part, so that a change replaces only its own characters. */
export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  /** As written, with the prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Own text, without that of children. */
  text: string;
  readonly start: number;
  /** Behind the opening tag. */
  readonly openEnd: number;
  /** Before the closing tag; equal to `openEnd` when there is none. */
  closeStart: number;
  end: number;
}

/** Handlers of one pass; offsets are those of `XmlElement`. */
export interface XmlVisitor {
  open(tag: XmlTag, start: number, openEnd: number): void;
  close(tag: XmlTag, closeStart: number, end: number): void;
  text(text: string): void;
}
export type XmlTag = SaxesTagNS;

/** Reads a part in one pass. Refuses what is not well-formed, and document types: entities could grow without end. */
export function scanXml(xml: string, partName: string, visitor: XmlVisitor): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw refusals.damaged(`${partName}: ${error.message}`);
  });
  parser.on('doctype', () => {
    throw refusals.unsafeXml(partName);
  });
  parser.on('text', (text) => visitor.text(text));
  parser.on('cdata', (text) => visitor.text(text));
  // A raw < cannot stand in a tag, so the last one before the parser's position is where the tag begins.
  parser.on('opentag', (tag) => visitor.open(tag, xml.lastIndexOf('<', parser.position - 1), parser.position));
  parser.on('closetag', (tag) => {
    const end = parser.position;
    visitor.close(tag, tag.isSelfClosing ? end : xml.lastIndexOf('<', end - 1), end);
  });
  parser.write(xml).close();
}

/** The whole part as a tree: for parts that are small. */
export function parseXml(xml: string, partName: string): XmlElement {
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  scanXml(xml, partName, {
    open(tag, start, openEnd) {
      const element: XmlElement = {
        uri: tag.uri,
        local: tag.local,
        name: tag.name,
        attributes: attributesOf(tag),
        children: [],
        text: '',
        start,
        openEnd,
        closeStart: openEnd,
        end: openEnd,
      };
      if (open.length === 0) root = element;
      else open[open.length - 1].children.push(element);
      open.push(element);
    },
    close(_tag, closeStart, end) {
      const element = open.pop();
      if (element) Object.assign(element, { closeStart, end });
    },
    text(text) {
      if (open.length > 0) open[open.length - 1].text += text;
    },
  });
  if (!root) throw refusals.damaged(`${partName} is empty`);
  return root;
}

/** Every element below one, itself included, in the order of the text. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* descendants(child);
}

export const childrenNamed = (element: XmlElement, local: string): XmlElement[] =>
  element.children.filter((child) => child.local === local);
export const childNamed = (element: XmlElement, local: string): XmlElement | undefined =>
  element.children.find((child) => child.local === local);

/** Without declarations of namespaces; an attribute with a prefix stands under its local name, as r:id under "r:id". */
function attributesOf(tag: XmlTag): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const { local, prefix, uri, value } of Object.values(tag.attributes)) {
    if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue;
    attributes[prefix === '' ? local : uri.endsWith('/relationships') ? `r:${local}` : `${prefix}:${local}`] = value;
  }
  return attributes;
}
