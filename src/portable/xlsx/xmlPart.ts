import { parseXml, type XmlElement } from './xml';
import { xmlAttribute } from './xmlText';

/** One part's text with changes that replace characters in place; everything between them stays as it is. */
export class XmlPart {
  readonly root: XmlElement;
  private readonly replaced = new Map<XmlElement, string>();
  private readonly contents = new Map<XmlElement, string>();
  private readonly appended = new Map<XmlElement, string[]>();
  private readonly insertedBefore = new Map<XmlElement, string[]>();
  private readonly attributes = new Map<XmlElement, Map<string, string>>();

  constructor(
    readonly name: string,
    readonly xml: string,
  ) {
    this.root = parseXml(xml, name);
  }

  get isChanged(): boolean {
    const changes = [this.replaced, this.contents, this.appended, this.insertedBefore, this.attributes];
    return changes.some((each) => each.size > 0);
  }

  /** The part's prefix for an element of the root's namespace: '' or such as 'x:'. */
  get prefix(): string {
    return this.root.name.slice(0, this.root.name.length - this.root.local.length);
  }

  remove(element: XmlElement): void {
    this.replaced.set(element, '');
  }

  /** `xml` instead of what stands between the opening and the closing tag. */
  setContent(element: XmlElement, xml: string): void {
    this.contents.set(element, xml);
  }

  append(parent: XmlElement, xml: string): void {
    listed(this.appended, parent).push(xml);
  }

  /**
   * Adds a child that is not there yet where the schema wants it.
   * @param before local names of the children that come later
   */
  insert(parent: XmlElement, xml: string, before: readonly string[]): void {
    const next = parent.children.find((child) => before.includes(child.local));
    if (next) listed(this.insertedBefore, next).push(xml);
    else this.append(parent, xml);
  }

  /** An attribute without a prefix. */
  setAttribute(element: XmlElement, name: string, value: string): void {
    const set = this.attributes.get(element) ?? new Map<string, string>();
    this.attributes.set(element, set.set(name, value));
  }

  /** The text with all changes. */
  text(): string {
    const splices: Splice[] = [];
    for (const [element, texts] of this.insertedBefore) splices.push([element.start, element.start, texts.join('')]);
    for (const [element, text] of this.replaced) splices.push([element.start, element.end, text]);
    for (const [element, set] of this.attributes)
      for (const each of set) splices.push(this.attribute(element, ...each));
    for (const element of new Set([...this.contents.keys(), ...this.appended.keys()])) {
      const added = this.appended.get(element)?.join('') ?? '';
      const content = this.contents.get(element);
      if (this.xml[element.openEnd - 2] === '/' && element.openEnd === element.end) {
        splices.push([element.end - 2, element.end, `>${content ?? ''}${added}</${element.name}>`]);
      } else if (content === undefined) splices.push([element.closeStart, element.closeStart, added]);
      else splices.push([element.openEnd, element.closeStart, content + added]);
    }
    return spliced(this.xml, splices);
  }

  private attribute(element: XmlElement, name: string, value: string): Splice {
    const tag = this.xml.slice(element.start, element.openEnd);
    const found = new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*')`).exec(tag);
    const quoted = `"${xmlAttribute(value)}"`;
    if (found) {
      const end = element.start + found.index + found[0].length;
      return [end - found[1].length, end, quoted];
    }
    const nameEnd = element.start + 1 + element.name.length;
    return [nameEnd, nameEnd, ` ${name}=${quoted}`];
  }
}

/** From, to, instead. */
export type Splice = readonly [start: number, end: number, text: string];

/** Replaces parts of a text; insertions at one place keep their order and stand before what begins there. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const ordered = [...splices].sort((a, b) => a[0] - b[0] || Number(a[1] > a[0]) - Number(b[1] > b[0]));
  const pieces: string[] = [];
  let at = 0;
  for (const [start, end, instead] of ordered) {
    pieces.push(text.slice(at, start), instead);
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

function listed(lists: Map<XmlElement, string[]>, element: XmlElement): string[] {
  const list = lists.get(element) ?? [];
  lists.set(element, list);
  return list;
}
