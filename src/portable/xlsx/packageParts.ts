import { NAMESPACE } from './namespaces';
import { refusals } from './workbookRefusal';
import { childrenNamed, type XmlElement } from './xml';
import { XmlPart } from './xmlPart';
import { xmlAttribute } from './xmlText';
import type { NewPart, PackedPart } from './zipFile';

export interface Relation {
  readonly id: string;
  /** The last word of the relation's type; see RELATION. */
  readonly kind: string;
  readonly type: string;
  /** Name of the part; undefined for what lies outside the file. */
  readonly target?: string;
  readonly element: XmlElement;
}

const TYPES_PART = '[Content_Types].xml';
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * The parts of an Office file, found by name ignoring case, and the two things that tie them together: relations and
 * content types. A part that nobody changes is written as it was packed.
 */
export class PackageParts {
  private readonly packed = new Map<string, PackedPart>();
  private readonly written = new Map<string, { name: string; text: string }>();
  private readonly opened = new Map<string, XmlPart>();
  private readonly order: string[] = [];

  constructor(parts: readonly PackedPart[]) {
    for (const part of parts) {
      const key = partKey(part.name);
      if (this.packed.has(key)) throw refusals.damaged(`two parts are named ${part.name}`);
      this.packed.set(key, part);
      this.order.push(key);
    }
  }

  get names(): string[] {
    return this.order.filter((key) => this.has(key)).map((key) => this.nameOf(key));
  }

  has(name: string): boolean {
    const key = partKey(name);
    return this.written.has(key) || this.packed.has(key);
  }

  text(name: string): string {
    const key = partKey(name);
    const written = this.written.get(key);
    if (written) return written.text;
    const part = this.packed.get(key);
    if (!part) throw refusals.damaged(`the part ${name} is missing`);
    if (!part.content) throw refusals.damaged(`the part ${name} is not XML`);
    return decoded(part.content, name);
  }

  /** For small parts: the same object until `commit`, and its changes are saved. */
  xml(name: string): XmlPart {
    const key = partKey(name);
    const part = this.opened.get(key) ?? new XmlPart(this.has(name) ? this.nameOf(key) : name, this.text(name));
    this.opened.set(key, part);
    return part;
  }

  /** Adds or replaces a part; changes made to it through `xml` before are gone. */
  write(name: string, text: string, contentType?: string): void {
    const key = partKey(name);
    if (!this.order.includes(key)) this.order.push(key);
    this.opened.delete(key);
    this.written.set(key, { name: this.has(name) ? this.nameOf(key) : name, text });
    if (contentType === undefined) return;
    const types = this.xml(TYPES_PART);
    types.append(
      types.root,
      `<${types.prefix}Override PartName="/${xmlAttribute(name)}" ContentType="${contentType}"/>`,
    );
    this.commit(TYPES_PART);
  }

  /** Makes changes of `xml(name)` its text, so that the next look at its tree shows them. */
  commit(name: string): void {
    const part = this.opened.get(partKey(name));
    if (part?.isChanged) this.write(name, part.text());
  }

  /** Removes a part with its content type and its own relations; who points at it must let go itself. */
  remove(name: string): void {
    for (const each of [name, relationsPart(name)]) {
      const key = partKey(each);
      this.packed.delete(key);
      this.written.delete(key);
      this.opened.delete(key);
    }
    const types = this.xml(TYPES_PART);
    for (const override of childrenNamed(types.root, 'Override')) {
      if (partKey(override.attributes.PartName ?? '') === partKey(name)) types.remove(override);
    }
    this.commit(TYPES_PART);
  }

  contentType(name: string): string | undefined {
    const { root } = this.xml(TYPES_PART);
    const own = childrenNamed(root, 'Override').find(
      (each) => partKey(each.attributes.PartName ?? '') === partKey(name),
    );
    if (own) return own.attributes.ContentType;
    const extension = /\.([^./]*)$/.exec(name)?.[1].toLowerCase();
    return childrenNamed(root, 'Default').find((each) => each.attributes.Extension?.toLowerCase() === extension)
      ?.attributes.ContentType;
  }

  /** Relations of a part; '' for those of the package. */
  relations(source: string): Relation[] {
    const name = relationsPart(source);
    if (!this.has(name)) return [];
    return childrenNamed(this.xml(name).root, 'Relationship').map((element) => {
      const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = element.attributes;
      const kind = type.slice(type.lastIndexOf('/') + 1);
      return { id, type, kind, target: mode === 'External' ? undefined : resolved(source, target), element };
    });
  }

  /** Whether any relation in the file points at the part. */
  isTarget(name: string): boolean {
    const sources = this.names.flatMap((each) => {
      const match = /^(.*?)_rels\/([^/]*)\.rels$/i.exec(each);
      return match ? [match[1] + match[2]] : [];
    });
    return sources.some((source) =>
      this.relations(source).some(({ target }) => target && partKey(target) === partKey(name)),
    );
  }

  /** @returns the new relation's id */
  addRelation(source: string, type: string, target: string): string {
    const name = relationsPart(source);
    if (!this.has(name)) this.write(name, `${XML_DECLARATION}<Relationships xmlns="${NAMESPACE.relations}"/>`);
    const part = this.xml(name);
    const taken = new Set(this.relations(source).map(({ id }) => id));
    let number = taken.size + 1;
    while (taken.has(`rId${number}`)) number += 1;
    const { prefix } = part;
    const path = xmlAttribute(relativePath(source, target));
    part.append(part.root, `<${prefix}Relationship Id="rId${number}" Type="${type}" Target="${path}"/>`);
    this.commit(name);
    return `rId${number}`;
  }

  removeRelation(source: string, relation: Relation): void {
    const name = relationsPart(source);
    this.xml(name).remove(relation.element);
    this.commit(name);
  }

  /** A name for a new part that nobody has: pattern 'xl/tables/table#.xml'. */
  freeName(pattern: string): string {
    for (let number = 1; ; number += 1) {
      const name = pattern.replace('#', String(number));
      if (!this.order.includes(partKey(name))) return name;
    }
  }

  /** Everything as it goes into the new file, content types first. */
  sources(): (PackedPart | NewPart)[] {
    const first = partKey(TYPES_PART);
    const keys = [first, ...this.order.filter((key) => key !== first && this.has(key))];
    return keys.map((key) => {
      const part = this.opened.get(key);
      const text = part?.isChanged ? part.text() : this.written.get(key)?.text;
      if (text !== undefined) return { name: this.nameOf(key), content: new TextEncoder().encode(text) };
      return this.packed.get(key) as PackedPart;
    });
  }

  private nameOf(key: string): string {
    return this.written.get(key)?.name ?? this.packed.get(key)?.name ?? key;
  }
}

/** Part names ignore case; some writers put backslashes or a slash in front. */
const partKey = (name: string): string => name.replace(/\\/g, '/').replace(/^\//, '').toLowerCase();

function relationsPart(source: string): string {
  const slash = source.lastIndexOf('/') + 1;
  return `${source.slice(0, slash)}_rels/${source.slice(slash)}.rels`;
}

/** A relation's target as a part name: relative to the folder of its source, or from the root when it begins with /. */
function resolved(source: string, target: string): string {
  const path = target.replace(/\\/g, '/').replace(/#.*$/, '');
  const folders = path.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '' && step !== '.') folders.push(step);
  }
  return folders.join('/');
}

function relativePath(source: string, target: string): string {
  const from = source.split('/').slice(0, -1);
  const to = target.split('/');
  while (from.length > 0 && to.length > 1 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return [...from.map(() => '..'), ...to].join('/');
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refusals.damaged(`${name} is not UTF-8 text`);
  }
}
