/** XML namespaces, relation types and content types of workbook files (ECMA-376; the newer ones by [MS-XLSX]). */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT_OFFICE = 'http://purl.oclc.org/ooxml/officeDocument/relationships';

/** A workbook is written in one of two dialects; what is added to it must be in the same. */
export interface Dialect {
  /** Of workbook, sheets, styles, tables. */
  readonly main: string;
  /** Of r:id, and the beginning of most relation types. */
  readonly office: string;
}
export const TRANSITIONAL: Dialect = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  office: OFFICE,
};
export const STRICT: Dialect = { main: 'http://purl.oclc.org/ooxml/spreadsheetml/main', office: STRICT_OFFICE };

export const NAMESPACE = {
  contentTypes: 'http://schemas.openxmlformats.org/package/2006/content-types',
  relations: 'http://schemas.openxmlformats.org/package/2006/relationships',
  chart: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  /** Formulas of newer conditional formats and validations, in an extension list. */
  excel2006: 'http://schemas.microsoft.com/office/excel/2006/main',
  dynamicArray: 'http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray',
  customXmlProperties: 'http://schemas.openxmlformats.org/officeDocument/2006/customXml',
} as const;

export const isMain = (uri: string): boolean => uri === TRANSITIONAL.main || uri === STRICT.main;

/** The end of a relation type says what it is: both dialects and Microsoft's own types end alike. */
export const RELATION = {
  workbook: 'officeDocument',
  worksheet: 'worksheet',
  table: 'table',
  styles: 'styles',
  theme: 'theme',
  sharedStrings: 'sharedStrings',
  calcChain: 'calcChain',
  metadata: 'sheetMetadata',
  customXml: 'customXml',
  customXmlProperties: 'customXmlProps',
  signature: 'origin',
  appProperties: 'extended-properties',
  taskPanes: 'webextensiontaskpanes',
  webExtension: 'webextension',
} as const;

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
export const CONTENT_TYPE = {
  worksheet: `${SHEET}.worksheet+xml`,
  table: `${SHEET}.table+xml`,
  styles: `${SHEET}.styles+xml`,
  metadata: `${SHEET}.sheetMetadata+xml`,
  customXmlProperties: 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
  chart: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
  newerChart: 'application/vnd.ms-office.chartex+xml',
  binaryWorkbook: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main',
} as const;
/** .xlsx, .xlsm, .xltx, .xltm. */
export const WORKBOOK_CONTENT_TYPES: readonly string[] = [
  `${SHEET}.sheet.main+xml`,
  `${SHEET}.template.main+xml`,
  'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
  'application/vnd.ms-excel.template.macroEnabled.main+xml',
];
