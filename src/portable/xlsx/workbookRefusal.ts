/** Why a file cannot be read or written, in one sentence for the person who chose it. The file itself stays as it is. */
export class WorkbookRefusal extends Error {
  override readonly name = 'WorkbookRefusal';
  constructor(
    readonly reason: RefusalReason,
    sentence: string,
  ) {
    super(sentence);
  }
}

export type RefusalReason =
  | 'too large'
  | 'encrypted'
  | 'old format'
  | 'other format'
  | 'not a workbook'
  | 'signed'
  | 'damaged'
  | 'unpacks too large'
  | 'unsafe xml'
  /** What was asked of the file cannot be done, such as a name that is taken. */
  | 'not possible';

/** One sentence each; those of damage name the part, so that a person can look it up. */
export const refusals = {
  tooLarge: (megabytes: number) =>
    new WorkbookRefusal(
      'too large',
      `The file has ${megabytes} MB and the limit is 50 MB: remove pictures or split the workbook, then try again.`,
    ),
  encrypted: () =>
    new WorkbookRefusal(
      'encrypted',
      'The file is protected by a password or a rights policy: remove it in Excel (File, Info, Protect Workbook), ' +
        'save, then try again.',
    ),
  oldFormat: () =>
    new WorkbookRefusal(
      'old format',
      'The file is an .xls of Excel 97-2003 or another old Office file: save it as .xlsx in Excel, then try again.',
    ),
  binaryWorkbook: () =>
    new WorkbookRefusal('other format', 'The file is an .xlsb: save it as .xlsx in Excel, then try again.'),
  openDocument: () =>
    new WorkbookRefusal(
      'other format',
      'The file is an OpenDocument file (.ods): save it as .xlsx in LibreOffice or Excel, then try again.',
    ),
  notAWorkbook: () =>
    new WorkbookRefusal('not a workbook', 'The file is not an Excel workbook: choose an .xlsx or .xlsm file.'),
  signed: () =>
    new WorkbookRefusal(
      'signed',
      'The workbook is digitally signed and a change would break the signature: remove it in Excel (File, Info, ' +
        'View Signatures), save, then try again.',
    ),
  damaged: (what: string) =>
    new WorkbookRefusal(
      'damaged',
      `The file is damaged (${what}): open it in Excel, let Excel repair it and save it, then try again.`,
    ),
  unpacksTooLarge: () =>
    new WorkbookRefusal(
      'unpacks too large',
      'The file unpacks to more than a workbook can hold: check where it comes from, or split the workbook.',
    ),
  unsafeXml: (part: string) =>
    new WorkbookRefusal(
      'unsafe xml',
      `The part ${part} declares a document type, which Excel never writes: save the workbook again in Excel, ` +
        'then try again.',
    ),
  notPossible: (sentence: string) => new WorkbookRefusal('not possible', sentence),
};
