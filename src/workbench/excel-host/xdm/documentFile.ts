/** Numbers of the protocol by which office.js asks for the open file (`Office.context.document.getFileAsync`). */
const COMPRESSED = 1;
/** Excel refuses a third copy until one is closed. */
const MOST_COPIES = 2;
const INTERNAL_ERROR = 5001;
const NOT_SUPPORTED = 5000;

/** Position 0 and 1 of an answer, beside its error number. */
export interface FileAnswer {
  readonly Error: number;
  readonly 0?: string | readonly number[];
  readonly 1?: number;
}

/** The open file for the add-in: a copy is made once and read in slices until it is closed. */
export class DocumentFile {
  private readonly copies = new Map<string, { bytes: Uint8Array; sliceSize: number }>();
  private copiesMade = 0;

  /** @param read the file as it would be saved now; without it the host has no file to give */
  constructor(private readonly read?: () => Promise<Uint8Array>) {}

  async open(fileType: unknown, sliceSize: unknown): Promise<FileAnswer> {
    if (!this.read || fileType !== COMPRESSED) return { Error: NOT_SUPPORTED };
    if (this.copies.size >= MOST_COPIES) return { Error: INTERNAL_ERROR };
    const bytes = await this.read();
    const handle = `copy-${++this.copiesMade}`;
    this.copies.set(handle, { bytes, sliceSize: Number(sliceSize) });
    return { Error: 0, 0: handle, 1: bytes.length };
  }

  slice(handle: unknown, index: unknown): FileAnswer {
    const copy = this.copies.get(String(handle));
    if (!copy) return { Error: INTERNAL_ERROR };
    const from = Number(index) * copy.sliceSize;
    const part = [...copy.bytes.subarray(from, from + copy.sliceSize)];
    return { Error: 0, 0: part, 1: part.length };
  }

  close(handle: unknown): FileAnswer {
    return { Error: this.copies.delete(String(handle)) ? 0 : INTERNAL_ERROR };
  }
}
