/** Texts in custom XML parts: they travel with the file, are out of sight, and hold more than a document setting. */
const NAMESPACE = 'urn:llm-cost:archive:';

export class ArchiveParts {
  private readonly parts: Excel.CustomXmlPartCollection;

  constructor(private readonly context: Excel.RequestContext) {
    this.parts = context.workbook.customXmlParts;
  }

  /** Queues the list of parts; there is one after the next sync. */
  load(): void {
    this.parts.load('items/id,items/namespaceUri');
  }

  async read(key: string): Promise<string | undefined> {
    const id = this.idOf(key);
    if (id === undefined) return undefined;
    return textOf(await this.received(this.parts.getItem(id).getXml()));
  }

  /** Queues the change. */
  write(key: string, text: string | undefined): void {
    const id = this.idOf(key);
    if (text === undefined) {
      if (id !== undefined) this.parts.getItem(id).delete();
    } else if (id === undefined) {
      this.parts.add(xmlOf(key, text));
    } else {
      this.parts.getItem(id).setXml(xmlOf(key, text));
    }
  }

  private async received(answer: OfficeExtension.ClientResult<string>): Promise<string> {
    await this.context.sync();
    return answer.value;
  }

  private idOf(key: string): string | undefined {
    return this.parts.items.find(({ namespaceUri }) => namespaceUri === NAMESPACE + key)?.id;
  }
}

function xmlOf(key: string, text: string): string {
  const escaped = text.replace(/[&<>]/g, (mark) => `&${NAMES[mark]};`);
  return `<archive xmlns="${NAMESPACE}${key}">${escaped}</archive>`;
}

/** The host may have written the XML anew: a declaration in front, other escapes. */
function textOf(xml: string): string {
  const body = /<archive\b[^>]*>([^]*)<\/archive>\s*$/.exec(xml)?.[1] ?? '';
  return body.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return MARKS[name ?? ''] ?? whole;
  });
}

const NAMES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt' };
const MARKS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
