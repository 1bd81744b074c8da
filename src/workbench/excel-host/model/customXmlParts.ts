import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, itemNotFound } from '../richApi/richApiError';
import { guid } from './guid';
import { ItemCollection } from './itemCollection';

const SHAPE = describeShape('CustomXmlPart', { scalars: ['id', 'namespaceUri'] });
const COLLECTION = describeShape('CustomXmlPartCollection', { isCollection: true });
const SCOPED = describeShape('CustomXmlPartScopedCollection', { isCollection: true });

export class CustomXmlPartCollection extends ItemCollection<CustomXmlPart> {
  readonly shape = COLLECTION;
  private parts: CustomXmlPart[] = [];

  children(): CustomXmlPart[] {
    return this.parts;
  }

  find(key: unknown): CustomXmlPart | null {
    return this.parts.find(({ id }) => id === key) ?? null;
  }

  add(xml: string): CustomXmlPart {
    const part = new CustomXmlPart(this);
    part.setXml(xml);
    this.parts.push(part);
    return part;
  }

  getByNamespace(namespaceUri: string): CustomXmlPartScopedCollection {
    return new CustomXmlPartScopedCollection(this.parts.filter((part) => part.namespaceUri === namespaceUri));
  }

  remove(part: CustomXmlPart): void {
    this.parts = this.parts.filter((other) => other !== part);
  }
}

/** The parts of one namespace. */
class CustomXmlPartScopedCollection extends ItemCollection<CustomXmlPart> {
  readonly shape = SCOPED;

  constructor(private readonly parts: CustomXmlPart[]) {
    super();
  }

  children(): CustomXmlPart[] {
    return this.parts;
  }

  find(key: unknown): CustomXmlPart | null {
    return this.parts.find(({ id }) => id === key) ?? null;
  }

  getOnlyItem(): CustomXmlPart {
    return this.getOnlyItemOrNullObject() ?? itemNotFound();
  }

  getOnlyItemOrNullObject(): CustomXmlPart | null {
    return this.parts.length === 1 ? this.parts[0] : null;
  }
}

export class CustomXmlPart extends HostObject {
  readonly shape = SHAPE;
  readonly id = guid();
  namespaceUri = '';
  private xml = '';

  constructor(private readonly collection: CustomXmlPartCollection) {
    super();
  }

  override identity() {
    return { Id: this.id };
  }

  getXml(): string {
    return this.xml;
  }

  setXml(xml: string): void {
    if (!/^\s*<[\s\S]+>\s*$/.test(xml)) invalidArgument('The XML is not well formed');
    this.xml = xml;
    this.namespaceUri = /<[\w:.-]+[^>]*?\sxmlns(?::\w+)?="([^"]*)"/.exec(xml)?.[1] ?? '';
  }

  delete(): void {
    this.collection.remove(this);
  }
}
