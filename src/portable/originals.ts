/**
 * The formulas that an independent copy had before, kept in one custom XML part so that someone with the add-in can put
 * them back. The part's text is base64 of deflated JSON lines, one formula a line: encoded, because no name of one of
 * our functions may stand in the copy's XML, and packed, because 100,000 formulas are 10 MB of text.
 *
 *     <originals xmlns="urn:llm-cost:originals" version="1">eJyrVkrOSFWyUspIzcnJVyjPL8pJ…</originals>
 */
import { Deflate, Inflate, strFromU8, strToU8 } from 'fflate';

export const ORIGINALS_NAMESPACE = 'urn:llm-cost:originals';

export type OriginalPlace = 'cell' | 'column' | 'name' | 'condition' | 'validation';

export interface OriginalFormula {
  readonly kind: OriginalPlace;
  /** The sheet; '' for a name of the whole workbook. */
  readonly sheet: string;
  /** `B7`; a spill or an array has its whole area, `B7:D12`; a column `LlmPlan[Cost]`; a name its name. */
  readonly at: string;
  /** With the equals sign, as an English Excel shows it. */
  readonly original: string;
  /** `formulaMark` of what the copy holds instead, so that only a place that was not edited since is put back; '' where values stand. */
  readonly writtenMark: string;
}

export function originalsXml(formulas: Iterable<OriginalFormula>): string {
  return `<originals xmlns="${ORIGINALS_NAMESPACE}" version="1">${base64(deflated(formulas))}</originals>`;
}

/**
 * Undefined when the part is not ours or was damaged: then nothing can be restored from it, and nothing else is wrong.
 * @param xml the whole part, as the file or `CustomXmlPart.getXml` gives it
 */
export function readOriginals(xml: string): readonly OriginalFormula[] | undefined {
  const content = new RegExp(`<originals[^>]*xmlns="${ORIGINALS_NAMESPACE}"[^>]*>([^<]*)</originals>`).exec(xml)?.[1];
  if (content === undefined) return undefined;
  try {
    const lines = inflated(content.replace(/\s+/g, '')).split('\n');
    return lines.filter((line) => line !== '').map(formulaOfLine);
  } catch {
    return undefined;
  }
}

/** A file of 50 MB could unpack to any size; 100,000 formulas need about 10 MB, very long ones 200. */
const MOST_BYTES = 200_000_000;
/** As many bytes are packed or unpacked at a time; packed ones can grow a thousandfold. */
const PIECE_BYTES = 65_536;
const PLACES: readonly string[] = ['cell', 'column', 'name', 'condition', 'validation'] satisfies OriginalPlace[];

function deflated(formulas: Iterable<OriginalFormula>): Uint8Array[] {
  const packed: Uint8Array[] = [];
  const deflate = new Deflate({ level: 1 }, (piece) => packed.push(piece));
  let lines = '';
  for (const { kind, sheet, at, original, writtenMark } of formulas) {
    lines += `${JSON.stringify([kind, sheet, at, original, writtenMark])}\n`;
    if (lines.length < PIECE_BYTES) continue;
    deflate.push(strToU8(lines));
    lines = '';
  }
  deflate.push(strToU8(lines), true);
  return packed;
}

function inflated(base64Text: string): string {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const inflate = new Inflate((piece) => {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new RangeError('the originals are too large');
    pieces.push(piece);
  });
  // in pieces, so that the limit is met before everything is unpacked
  const packed = Uint8Array.from(atob(base64Text), (character) => character.charCodeAt(0));
  for (let start = 0; start < packed.length; start += PIECE_BYTES) {
    inflate.push(packed.subarray(start, start + PIECE_BYTES), start + PIECE_BYTES >= packed.length);
  }
  return strFromU8(joined(pieces));
}

function formulaOfLine(line: string): OriginalFormula {
  const fields: unknown = JSON.parse(line);
  if (!Array.isArray(fields) || fields.length !== 5 || fields.some((field) => typeof field !== 'string')) {
    throw new TypeError('a line of the originals is not one of ours');
  }
  const [kind, sheet, at, original, writtenMark] = fields as string[];
  if (!PLACES.includes(kind)) throw new TypeError('a line of the originals has an unknown place');
  return { kind: kind as OriginalPlace, sheet, at, original, writtenMark };
}

function base64(pieces: readonly Uint8Array[]): string {
  const bytes = joined(pieces);
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    whole.set(piece, end);
    end += piece.length;
  }
  return whole;
}
