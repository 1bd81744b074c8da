import { CONTENT_TYPE, NAMESPACE, RELATION, type Dialect } from './namespaces';
import { XML_DECLARATION, type PackageParts, type Relation } from './packageParts';
import { parseXml } from './xml';
import { xmlAttribute } from './xmlText';

/** The XML that programs keep in a workbook for themselves, found by the namespace of its root element. */
export class CustomXmlParts {
  constructor(
    private readonly parts: PackageParts,
    private readonly workbookPart: string,
    private readonly dialect: Dialect,
  ) {}

  read(namespace: string): string | undefined {
    const [found] = this.find(namespace);
    return found && this.parts.text(found.part);
  }

  /** @param xml one element whose namespace is `namespace` */
  write(namespace: string, xml: string): void {
    this.remove(namespace);
    const item = this.parts.freeName('customXml/item#.xml');
    const properties = item.replace(/item(\d+)\.xml$/, 'itemProps$1.xml');
    const typeIsKnown = this.parts.contentType(item) !== undefined;
    this.parts.write(item, XML_DECLARATION + xml, typeIsKnown ? undefined : 'application/xml');
    this.parts.write(
      properties,
      `${XML_DECLARATION}<ds:datastoreItem xmlns:ds="${NAMESPACE.customXmlProperties}" ds:itemID="${itemId(namespace)}">` +
        `<ds:schemaRefs><ds:schemaRef ds:uri="${xmlAttribute(namespace)}"/></ds:schemaRefs></ds:datastoreItem>`,
      CONTENT_TYPE.customXmlProperties,
    );
    this.parts.addRelation(item, `${this.dialect.office}/${RELATION.customXmlProperties}`, properties);
    this.parts.addRelation(this.workbookPart, `${this.dialect.office}/${RELATION.customXml}`, item);
  }

  remove(namespace: string): void {
    for (;;) {
      const [found] = this.find(namespace);
      if (!found) return;
      for (const { target } of this.parts.relations(found.part)) if (target !== undefined) this.parts.remove(target);
      this.parts.remove(found.part);
      this.parts.removeRelation(this.workbookPart, found.relation);
    }
  }

  private find(namespace: string): { readonly part: string; readonly relation: Relation }[] {
    return this.parts.relations(this.workbookPart).flatMap((relation) => {
      const { kind, target: part } = relation;
      if (kind !== RELATION.customXml || part === undefined || !this.parts.has(part)) return [];
      return this.rootNamespace(part) === namespace ? [{ part, relation }] : [];
    });
  }

  /** Other programs' parts may be in another encoding or worse; they are none of ours. */
  private rootNamespace(part: string): string | undefined {
    try {
      return parseXml(this.parts.text(part), part).uri;
    } catch {
      return undefined;
    }
  }
}

/** A GUID that the same namespace always gives (FNV-1a, four times), so that the same file has the same bytes. */
function itemId(namespace: string): string {
  const words = [0, 1, 2, 3].map((seed) => {
    let hash = 0x811c9dc5 ^ seed;
    for (const letter of namespace) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0').toUpperCase();
  });
  const digits = words.join('');
  return `{${[digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-')}}`;
}
