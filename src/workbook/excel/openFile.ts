/** The open file as bytes, and bytes as a new workbook: the one place that asks Office for files. */

/** Excel gives slices of up to 4 MB; smaller ones let progress be seen and Cancel be heard. */
const SLICE_BYTES = 1_048_576;
const BYTES_PER_MB = 1_000_000;

/** Why the file could not be had, in one sentence. */
class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
}

/**
 * The workbook as it would be saved now, also when it never was. It is not documented for Excel on the web, where most
 * versions answer all the same.
 * @throws FileRefusal, or the signal's reason when it was aborted
 */
export async function readOpenFile(
  largestMb: number,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const file = await asked<Office.File>((answer) =>
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: SLICE_BYTES }, answer),
  );
  try {
    if (file.size > largestMb * BYTES_PER_MB) {
      throw new FileRefusal(
        `The workbook has ${Math.ceil(file.size / BYTES_PER_MB)} MB and the limit is ${largestMb} MB: split it, then try again.`,
      );
    }
    const bytes = new Uint8Array(file.size);
    let end = 0;
    for (let index = 0; index < file.sliceCount; index += 1) {
      signal.throwIfAborted();
      onProgress(index / file.sliceCount);
      const slice = await asked<Office.Slice>((answer) => file.getSliceAsync(index, answer));
      bytes.set(slice.data as ArrayLike<number>, end);
      end += slice.size;
    }
    if (end !== file.size) throw new FileRefusal('Excel gave only a part of the workbook: save it, then try again.');
    return bytes;
  } finally {
    // Excel keeps at most two copies in memory
    await asked<void>((answer) => file.closeAsync(answer)).catch((error: unknown) => console.error(error));
  }
}

/** Whether this Excel can open bytes as a new workbook. */
export function canOpenWorkbooks(): boolean {
  return Office.context.requirements.isSetSupported('ExcelApi', '1.8');
}

/** Opens the file beside the present workbook, unsaved. */
export async function openAsWorkbook(bytes: Uint8Array): Promise<void> {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  await Excel.createWorkbook(btoa(binary));
}

function asked<T>(ask: (answer: (result: Office.AsyncResult<T>) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    ask(({ status, value, error }) => {
      if (status === Office.AsyncResultStatus.Succeeded) resolve(value);
      else reject(new FileRefusal(`Excel did not give the workbook (${error.message})`));
    });
  });
}
