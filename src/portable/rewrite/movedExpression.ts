import { stringifyA1Ref, tokenize, type Token } from '@borgar/fx/xlsx';
import { sheetReference } from '../prices/locatedRows';
import { rectAddress } from '../xlsx/cellAddress';
import { parsedReference } from './parsedReference';
import type { CellPlace, RewriteSource } from './rewriteTypes';
import { plainName } from './scalarExpressions';

/**
 * An expression as it has to be written on another sheet to mean the same: its references absolute and with their sheet.
 * @param text in the stored form, as it stands in a formula at `at`
 * @returns undefined where it would mean something else there: what looks at the place of its own cell, names of LET,
 *   names that stand for no cells
 */
export function movedExpression(text: string, at: CellPlace, source: RewriteSource): string | undefined {
  return moved(tokenize(text), at, source);
}

/** `ROW(A2)` and `COLUMN(B$1)`: what tells that the references of an expression have moved, each as one number. */
export function relativePlaces(text: string): string[] {
  const references = tokenize(text).flatMap(({ type, value }) =>
    type.startsWith('range') || type === 'structured' ? [value] : [],
  );
  const row = references.find((reference) => isRelative(reference, 'top'));
  const column = references.find((reference) => isRelative(reference, 'left'));
  return [
    ...(row === undefined ? [] : [`ROW(${firstCell(row)})`]),
    ...(column === undefined ? [] : [`COLUMN(${firstCell(column)})`]),
  ];
}

function isRelative(reference: string, side: 'top' | 'left'): boolean {
  const parsed = parsedReference(reference);
  if (!parsed) return side === 'top' && /#This Row/i.test(reference);
  if (!('range' in parsed) || !parsed.range || parsed.workbookName) return false;
  const { range } = parsed;
  return (range[side] ?? null) !== null && !range[`$${side}`];
}

function firstCell(reference: string): string {
  const parsed = parsedReference(reference);
  return parsed && 'range' in parsed && /[A-Z]\$?\d/i.test(reference) ? reference.replace(/:[^:!]*$/, '') : reference;
}

function moved(tokens: readonly Token[], at: CellPlace, source: RewriteSource): string | undefined {
  let written = '';
  for (let index = 0; index < tokens.length; index += 1) {
    const { type, value } = tokens[index];
    const name = type === 'func' ? plainName(value) : '';
    if (name === 'INDIRECT') {
      const end = closingBracket(tokens, index + 1);
      const address = movedAddress(tokens.slice(index + 2, end), at, source);
      if (address === undefined) return undefined;
      written += `INDIRECT(${address})`;
      index = end;
      continue;
    }
    const isHere = LOOKS_AT_ITS_CELL.has(name) || (MAY_LOOK_AT_ITS_CELL.has(name) && tokens[index + 2]?.value === ')');
    if (isHere || /^_xl(?:udf|pm)/i.test(value)) return undefined;
    const text = type.startsWith('range') || type === 'structured' ? movedReference(value, at, source) : value;
    if (text === undefined) return undefined;
    written += text;
  }
  return written;
}

const LOOKS_AT_ITS_CELL: ReadonlySet<string> = new Set(['CELL', 'SINGLE', 'SHEET', 'SHEETS', 'INFO']);
/** Without an argument. */
const MAY_LOOK_AT_ITS_CELL: ReadonlySet<string> = new Set(['ROW', 'COLUMN']);

function movedReference(text: string, at: CellPlace, source: RewriteSource): string | undefined {
  const parsed = parsedReference(text);
  if (parsed && 'range' in parsed && parsed.range) {
    const { range } = parsed;
    const absolute = stringifyA1Ref({ range: { ...range, $top: true, $left: true, $bottom: true, $right: true } });
    const bang = text.lastIndexOf('!');
    return (bang < 0 ? `${sheetReference(at.sheet)}!` : text.slice(0, bang + 1)) + absolute;
  }
  const area = source.areaOf(text, at);
  if (area) return `${sheetReference(area.sheet)}!${rectAddress(area).replace(/[A-Z]+|\d+/g, '$$$&')}`;
  // the names that the copy gets are the same on every sheet; one of the workbook may be a sheet's own, or a formula
  const isOfWorkbook = source.definedNames.some((name) => name.toLowerCase() === text.toLowerCase());
  return parsed && 'name' in parsed && !isOfWorkbook && /^[\w.]+$/.test(text) ? text : undefined;
}

/** The address that INDIRECT reads: without a sheet it means the formula's own. */
function movedAddress(argument: readonly Token[], at: CellPlace, source: RewriteSource): string | undefined {
  const text = moved(argument, at, source);
  if (text === undefined || argument.some(({ value }) => value === ',')) return undefined;
  const sheet = `${sheetReference(at.sheet).replace(/"/g, '""')}!`;
  if (argument.length === 1 && argument[0].type === 'string')
    return /[![]/.test(text) ? text : `"${sheet}${text.slice(1)}`;
  return `IF(OR(ISNUMBER(FIND("!",${text})),ISNUMBER(FIND("[",${text}))),${text},"${sheet}"&${text})`;
}

function closingBracket(tokens: readonly Token[], opening: number): number {
  let depth = 0;
  for (let index = opening; index < tokens.length; index += 1) {
    if (tokens[index].value === '(') depth += 1;
    if (tokens[index].value === ')' && (depth -= 1) === 0) return index;
  }
  return tokens.length;
}
