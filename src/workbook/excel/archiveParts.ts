import { archiveNamespace, archiveXml, textOfArchive } from '../archiveText';

/** Texts in custom XML parts: they travel with the file, are out of sight, and hold more than a document setting. */
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
    return textOfArchive(await this.received(this.parts.getItem(id).getXml()));
  }

  /** Queues the change. */
  write(key: string, text: string | undefined): void {
    const id = this.idOf(key);
    if (text === undefined) {
      if (id !== undefined) this.parts.getItem(id).delete();
    } else if (id === undefined) {
      this.parts.add(archiveXml(key, text));
    } else {
      this.parts.getItem(id).setXml(archiveXml(key, text));
    }
  }

  private async received(answer: OfficeExtension.ClientResult<string>): Promise<string> {
    await this.context.sync();
    return answer.value;
  }

  private idOf(key: string): string | undefined {
    return this.parts.items.find(({ namespaceUri }) => namespaceUri === archiveNamespace(key))?.id;
  }
}
