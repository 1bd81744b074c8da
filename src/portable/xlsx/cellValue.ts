import type { CellValue } from './workbookFile';
import { refusals } from './workbookRefusal';
import { cellTextFromXml, cellTextToXml } from './xmlText';

/** What a reader of cells has to know of the workbook. */
export interface CellContext {
  readonly sharedString: (index: number) => string | undefined;
  readonly dates1904: boolean;
  /** Whether the cell metadata record with this number (from 1) marks a dynamic array. */
  readonly isDynamicArray: (cellMetadata: number) => boolean;
}

const DAY_MS = 86_400_000;
/** Day numbers of 1 January 1970. */
const UNIX_EPOCH_DAY = { 1900: 25_569, 1904: 24_107 };

/**
 * The value of a cell as its element says (ECMA-376 part 1, 18.18.11).
 * @param type   attribute t
 * @param text   content of v; undefined where there is none
 * @param inline text of an inline string
 * @returns null for blank, undefined for what cannot be read
 */
export function readCellValue(
  type: string | undefined,
  text: string | undefined,
  inline: string | undefined,
  { sharedString, dates1904 }: CellContext,
): CellValue | undefined {
  if (type === 'inlineStr') return cellTextFromXml(inline ?? '');
  if (text === undefined) return null;
  if (type === 'str') return cellTextFromXml(text);
  if (text === '') return null;
  if (type === 's') return sharedString(Number(text));
  if (type === 'b') return text === '1' || text === 'true';
  if (type === 'e') return { error: text };
  const number = type === 'd' ? dayNumber(text, dates1904) : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function dayNumber(isoDate: string, dates1904: boolean): number {
  const hasZone = /(Z|[+-]\d\d:\d\d)$/.test(isoDate);
  const time = Date.parse(hasZone || !isoDate.includes('T') ? isoDate : `${isoDate}Z`);
  return time / DAY_MS + UNIX_EPOCH_DAY[dates1904 ? 1904 : 1900];
}

/**
 * The inside of a c element and its attribute t.
 * Numbers stand in JavaScript's shortest form, which reads back as the same double.
 * @param formula stored form; with it a text is stored as a result, without it as an inline string
 */
export function cellContent(
  prefix: string,
  value: CellValue,
  formula?: { readonly text: string; readonly attributes?: string },
): { readonly type: string; readonly xml: string } {
  if (typeof value === 'string' && value.length > MOST_TEXT) throw tooLong('text', MOST_TEXT);
  if (formula && formula.text.length > MOST_FORMULA) throw tooLong('formula', MOST_FORMULA);
  const f = formula ? `<${prefix}f${formula.attributes ?? ''}>${cellTextToXml(formula.text)}</${prefix}f>` : '';
  const stored = (type: string, text: string) => ({ type, xml: `${f}<${prefix}v>${text}</${prefix}v>` });
  if (value === null) return { type: '', xml: f };
  if (typeof value === 'boolean') return stored('b', value ? '1' : '0');
  if (typeof value === 'number') return stored('', numberText(value));
  if (typeof value === 'object') return stored('e', FILE_ERRORS.includes(value.error) ? value.error : '#VALUE!');
  if (formula) return stored('str', cellTextToXml(value));
  return {
    type: 'inlineStr',
    xml: `<${prefix}is><${prefix}t xml:space="preserve">${cellTextToXml(value)}</${prefix}t></${prefix}is>`,
  };
}

/** The errors that the format has; Excel stores younger ones, such as #SPILL!, as #VALUE! (ECMA-376 part 1, 18.17.3). */
const FILE_ERRORS = ['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA'];

/** Excel's limits; it would refuse the whole file. */
const MOST_TEXT = 32_767;
const MOST_FORMULA = 8_192;
const tooLong = (what: string, most: number) =>
  refusals.notPossible(`A cell of Excel holds a ${what} of at most ${most.toLocaleString('en-US')} characters.`);

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`a cell cannot hold ${value}`);
  return Object.is(value, -0) ? '0' : String(value).replace(/e\+?/, 'E');
}
