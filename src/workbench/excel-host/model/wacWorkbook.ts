import { describeShape, HostObject } from '../richApi/hostObject';
import { invalidArgument, notImplemented } from '../richApi/richApiError';

/** What `Excel.createWorkbook` asks on the web, in a conversation of its own that office.js names "WacPartition". */
export class WacWorkbook extends HostObject {
  readonly shape = describeShape('WacWorkbook');

  constructor(private readonly openFile?: (bytes: Uint8Array<ArrayBuffer>) => void) {
    super();
  }

  createAndOpenWorkbook(base64?: string): void {
    if (!this.openFile) notImplemented('Excel.createWorkbook');
    if (base64 === undefined) notImplemented('Excel.createWorkbook without a file');
    this.openFile(fileOf(base64));
  }
}

export const WAC_PARTITION = 'WacPartition';

function fileOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return bytes; // a zip begins with "PK"
  } catch {
    // not base64
  }
  return invalidArgument('The file is not an .xlsx file in base64.');
}
