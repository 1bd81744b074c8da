import { emptyStyles, officeTheme } from './emptyParts';
import { NAMESPACE, RELATION, TRANSITIONAL } from './namespaces';
import { openWorkbook } from './openWorkbook';
import { XML_DECLARATION } from './packageParts';
import { cellTextToXml } from './xmlText';
import { writeZip } from './zipFile';
import type { SheetDraft } from '../../sheets/sheetDraft';

export interface NewWorkbookOptions {
  /** Shown as the document's title. */
  readonly title?: string;
  /** Ids such as LLMCOST whose calls are stored as custom functions. */
  readonly ourFunctionIds?: readonly string[];
  /** Lets Excel calculate everything on opening; only without calls of custom functions. */
  readonly calculateOnOpening?: boolean;
}

/**
 * A new .xlsx file with these sheets; the first is the one that opens. Formulas of drafts are in display form.
 * The same drafts give the same bytes, and nobody's name or date stands in them.
 */
export async function newWorkbook(
  drafts: readonly [SheetDraft, ...SheetDraft[]],
  { title, ourFunctionIds = [], calculateOnOpening = false }: NewWorkbookOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = await openWorkbook(await emptyWorkbook(title));
  workbook.addSheets(drafts, 'end', ourFunctionIds);
  if (calculateOnOpening) workbook.calculateOnOpening();
  return workbook.save();
}

const OFFICE_TYPES = 'application/vnd.openxmlformats-officedocument';
const CORE = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';

/** A package without a sheet, which Excel would not open: only a beginning. */
function emptyWorkbook(title: string | undefined): Promise<Uint8Array> {
  const { main, office } = TRANSITIONAL;
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      `<Types xmlns="${NAMESPACE.contentTypes}">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      override('xl/workbook.xml', `${OFFICE_TYPES}.spreadsheetml.sheet.main+xml`) +
      override('xl/styles.xml', `${OFFICE_TYPES}.spreadsheetml.styles+xml`) +
      override('xl/theme/theme1.xml', `${OFFICE_TYPES}.theme+xml`) +
      override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
      '</Types>',
    '_rels/.rels': relationships([
      [`${office}/${RELATION.workbook}`, 'xl/workbook.xml'],
      [CORE, 'docProps/core.xml'],
    ]),
    'xl/workbook.xml':
      `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr defaultThemeVersion="166925"/><bookViews>` +
      '<workbookView activeTab="0"/></bookViews><sheets/><calcPr calcId="191029"/></workbook>',
    'xl/_rels/workbook.xml.rels': relationships([
      [`${office}/${RELATION.styles}`, 'styles.xml'],
      [`${office}/${RELATION.theme}`, 'theme/theme1.xml'],
    ]),
    'xl/theme/theme1.xml': officeTheme(),
    'xl/styles.xml': emptyStyles(TRANSITIONAL),
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
      `xmlns:dc="http://purl.org/dc/elements/1.1/">${title === undefined ? '' : `<dc:title>${cellTextToXml(title)}</dc:title>`}` +
      '</cp:coreProperties>',
  };
  const content = (xml: string) => new TextEncoder().encode(xml.startsWith('<?xml') ? xml : XML_DECLARATION + xml);
  return writeZip(Object.entries(parts).map(([name, xml]) => ({ name, content: content(xml) })));
}

const override = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${type}"/>`;

function relationships(list: readonly (readonly [type: string, target: string])[]): string {
  const relation = ([type, target]: readonly [string, string], index: number) =>
    `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`;
  return `<Relationships xmlns="${NAMESPACE.relations}">${list.map(relation).join('')}</Relationships>`;
}
