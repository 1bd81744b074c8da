import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface ManifestElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly ManifestElement[];
}

/** fast-xml-parser's order-preserving form: one key is the element's name, `:@` holds its attributes. */
type ParsedNode = Readonly<Record<string, readonly ParsedNode[] | Record<string, string> | string>>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  parseTagValue: false,
  parseAttributeValue: false,
});

/** The root element, prefixes kept; throws the parser's own sentence when the XML is not well formed. */
export function parseManifest(xml: string): ManifestElement {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) throw new Error(`Not well-formed XML: ${wellFormed.err.msg} (line ${wellFormed.err.line})`);
  const root = (parser.parse(xml) as ParsedNode[]).map(toElement).find((element) => element !== null);
  if (!root) throw new Error('The manifest is empty');
  return root;
}

function toElement(node: ParsedNode): ManifestElement | null {
  const name = Object.keys(node).find((key) => key !== ':@');
  if (!name || name.startsWith('#')) return null;
  const content = node[name] as readonly ParsedNode[];
  return {
    name,
    attributes: (node[':@'] as Record<string, string> | undefined) ?? {},
    text: content
      .map((child) => (typeof child['#text'] === 'string' ? child['#text'] : ''))
      .join('')
      .trim(),
    children: content.map(toElement).filter((child) => child !== null),
  };
}

/** Every element of that name below (and including) the given one, in document order. */
export function descendants(element: ManifestElement, name: string): ManifestElement[] {
  return [
    ...(element.name === name ? [element] : []),
    ...element.children.flatMap((child) => descendants(child, name)),
  ];
}

export function child(element: ManifestElement, name: string): ManifestElement | undefined {
  return element.children.find((candidate) => candidate.name === name);
}
