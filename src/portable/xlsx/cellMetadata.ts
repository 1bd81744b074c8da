import { CONTENT_TYPE, NAMESPACE, RELATION, type Dialect } from './namespaces';
import { XML_DECLARATION, type PackageParts } from './packageParts';
import { childNamed, childrenNamed, descendants, type XmlElement } from './xml';
import { refusals } from './workbookRefusal';

const FEATURE = 'XLDAPR';
const RECORD =
  '<bk><extLst><ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}">' +
  `<xda:dynamicArrayProperties xmlns:xda="${NAMESPACE.dynamicArray}" fDynamic="1" fCollapsed="0"/></ext></extLst></bk>`;
const TYPE =
  `<metadataType name="${FEATURE}" minSupportedVersion="120000" copy="1" pasteAll="1" pasteValues="1" merge="1" ` +
  'splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" assign="1" coerce="1" cellMeta="1"/>';

/**
 * metadata.xml: what the numbers in the attribute cm of cells mean. Of interest is one record, "this array is dynamic";
 * without it Excel shows an array formula of the old kind, in braces.
 * @source [MS-XLSX] 2.2.4.9, 2.6.205
 */
export class CellMetadata {
  constructor(
    private readonly parts: PackageParts,
    private readonly workbookPart: string,
    private readonly dialect: Dialect,
  ) {}

  /** @param record number of a cell's attribute cm, from 1 */
  readonly isDynamicArray = (record: number): boolean => this.dynamicRecords.has(record);

  /** The number to put into cm of a dynamic array; its record is added where the file has none. */
  dynamicArrayRecord(): number {
    const [first] = this.dynamicRecords;
    if (first !== undefined) return first;
    const part = this.partName();
    if (part === undefined) this.addPart();
    else this.addRecord(part);
    this.known = undefined;
    return [...this.dynamicRecords][0];
  }

  private known: ReadonlySet<number> | undefined;
  private get dynamicRecords(): ReadonlySet<number> {
    return (this.known ??= this.readDynamicRecords());
  }

  private partName(): string | undefined {
    return this.parts.relations(this.workbookPart).find(({ kind }) => kind === RELATION.metadata)?.target;
  }

  private readDynamicRecords(): Set<number> {
    const part = this.partName();
    if (part === undefined) return new Set();
    const { root } = this.parts.xml(part);
    const types = childrenNamed(childNamed(root, 'metadataTypes') ?? root, 'metadataType');
    const dynamicType = types.findIndex(({ attributes }) => attributes.name === FEATURE) + 1;
    const features = childrenNamed(root, 'futureMetadata').find(({ attributes }) => attributes.name === FEATURE);
    const isDynamic = features ? childrenNamed(features, 'bk').map(saysDynamic) : [];
    const records = childrenNamed(childNamed(root, 'cellMetadata') ?? root, 'bk');
    const pointsToDynamic = (record: XmlElement) =>
      childrenNamed(record, 'rc').some(({ attributes }) => {
        return Number(attributes.t) === dynamicType && isDynamic[Number(attributes.v)];
      });
    return new Set(records.flatMap((record, index) => (pointsToDynamic(record) ? [index + 1] : [])));
  }

  private addPart(): void {
    const folder = this.workbookPart.slice(0, this.workbookPart.lastIndexOf('/') + 1);
    const name = this.parts.freeName(`${folder}metadata#.xml`).replace('metadata1.xml', 'metadata.xml');
    const xml =
      `${XML_DECLARATION}<metadata xmlns="${this.dialect.main}"><metadataTypes count="1">${TYPE}</metadataTypes>` +
      `<futureMetadata name="${FEATURE}" count="1">${RECORD}</futureMetadata>` +
      '<cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>';
    this.parts.write(name, xml, CONTENT_TYPE.metadata);
    this.parts.addRelation(this.workbookPart, `${this.dialect.office}/${RELATION.metadata}`, name);
  }

  /** The file has metadata of other kinds (linked data types, pictures in cells): the record goes behind theirs. */
  private addRecord(name: string): void {
    const part = this.parts.xml(name);
    const { root } = part;
    if (part.prefix !== '')
      throw refusals.notPossible('This workbook cannot take dynamic arrays: save it again in Excel first.');
    const types = childNamed(root, 'metadataTypes');
    const typeNumber = types ? childrenNamed(types, 'metadataType').length + 1 : 1;
    const features = `<futureMetadata name="${FEATURE}" count="1">${RECORD}</futureMetadata>`;
    if (types) {
      part.append(types, TYPE);
      part.setAttribute(types, 'count', String(typeNumber));
    } else {
      part.insert(root, `<metadataTypes count="1">${TYPE}</metadataTypes>`, [
        ...['metadataStrings', 'mdxMetadata', 'futureMetadata', 'cellMetadata', 'valueMetadata', 'extLst'],
      ]);
    }
    part.insert(root, features, ['cellMetadata', 'valueMetadata', 'extLst']);
    const records = childNamed(root, 'cellMetadata');
    const record = `<bk><rc t="${typeNumber}" v="0"/></bk>`;
    if (records) {
      part.append(records, record);
      part.setAttribute(records, 'count', String(childrenNamed(records, 'bk').length + 1));
    } else part.insert(root, `<cellMetadata count="1">${record}</cellMetadata>`, ['valueMetadata', 'extLst']);
    this.parts.commit(name);
  }
}

function saysDynamic(record: XmlElement): boolean {
  return [...descendants(record)].some(({ uri, local, attributes }) => {
    return (
      uri === NAMESPACE.dynamicArray &&
      local === 'dynamicArrayProperties' &&
      /^(1|true)$/.test(attributes.fDynamic ?? '')
    );
  });
}
