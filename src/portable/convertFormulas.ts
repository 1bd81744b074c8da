import { FUNCTION_DEFINITIONS } from '../functions/functions';
import { displayFormula } from './displayFormula';
import type { FrozenFormula } from './copyReport';
import type { FileContent } from './fileContent';
import { formulaMark } from './formulaMark';
import type { FixedValues } from './fixedValues';
import type { KnownResults } from './knownResults';
import type { OriginalFormula } from './originals';
import { keptArray, ownFormulas } from './ownArea';
import type { Pacer } from './pacer';
import { mayCallUs, parseFormula } from './rewrite/ourCalls';
import type { CellPlace, FormulaRewriter, Rewritten } from './rewrite/rewriteTypes';
import { isBlocked, isError, settleValue, type SettledValue } from './settleValue';
import { cellAddress, rectAddress } from './xlsx/cellAddress';
import type { ArrayArea, CellValue, FileCell, WorkbookFile } from './xlsx/workbookFile';

/** A cell whose formula is a plain one now. */
export interface ConvertedCell extends CellPlace {
  /** Stored form. */
  readonly formula: string;
  /** What the cell held before, in the stored form; of a spill, what its first cell held. */
  readonly original: string;
  /** As it is stored in the copy; undefined where nobody knows it. */
  readonly value: CellValue | undefined;
  /** Gives another value each time it is calculated. */
  readonly isVolatile: boolean;
}

export interface CellConversion {
  readonly converted: readonly ConvertedCell[];
  readonly originals: readonly OriginalFormula[];
  readonly frozen: readonly FrozenFormula[];
  readonly left: readonly { readonly place: string; readonly formula: string; readonly reason: string }[];
  readonly corrected: readonly { readonly place: string; readonly stored: CellValue; readonly now: CellValue }[];
  readonly unchecked: number;
}

/** A formula of ours in a cell, what it becomes and what it shows; nothing is written yet. */
export interface RewrittenCell {
  readonly at: CellPlace;
  readonly cell: FileCell & { readonly formula: string };
  readonly rewritten: Rewritten;
  readonly settled: SettledValue;
  /** What a plain formula of one cell has to be an array over. */
  readonly array: ArrayArea | undefined;
}

/** Rewrites every formula of ours that stands in a cell. */
export async function rewriteCells(
  book: WorkbookFile,
  content: FileContent,
  rewriter: FormulaRewriter,
  results: KnownResults,
  pacer: Pacer,
): Promise<RewrittenCell[]> {
  const pending: RewrittenCell[] = [];
  const ours = book.sheets.flatMap(({ name }) =>
    book
      .cells(name)
      .flatMap((cell) => (isOurs(cell) ? [{ at: { sheet: name, row: cell.row, column: cell.column }, cell }] : [])),
  );
  for (const [index, { at, cell }] of ours.entries()) {
    await pacer.reach('rewriting', index / ours.length);
    const rewritten = rewriter.rewrite(cell.formula, at, !cell.array || cell.array.dynamic);
    if (!rewritten) continue;
    // one after the other, because each looks at the parsed formula
    const array = rewritten.kind === 'native' ? keptArray(cell, at, content) : undefined;
    pending.push({ at, cell, rewritten, array, settled: settleValue(cell, at, content, results) });
  }
  return pending;
}

/** Writes what every formula of ours in a cell becomes, and stores beside it what it shows. */
export async function writeCells(
  book: WorkbookFile,
  content: FileContent,
  pending: readonly RewrittenCell[],
  fixed: FixedValues,
  pacer: Pacer,
): Promise<CellConversion> {
  const corrected = pending.filter(({ settled }) => settled.state === 'corrected');
  // Excel calculated its own formulas from what we now know to be out of date: their values would be stale as well
  const mayBeStale = corrected.length > 0;
  if (mayBeStale) forgetPlainValues(book);
  const conversion = {
    converted: [] as ConvertedCell[],
    originals: [] as OriginalFormula[],
    frozen: [] as FrozenFormula[],
    left: [] as { place: string; formula: string; reason: string }[],
    corrected: corrected.map(({ at, cell, settled }) => ({
      place: placeText(at),
      stored: cell.value,
      now: settled.rows[0][0] ?? null,
    })),
    unchecked: pending.filter(
      ({ settled, rewritten }) => rewritten.kind.startsWith('native') && settled.state === 'unchecked',
    ).length,
  };
  for (const [index, each] of pending.entries()) {
    await pacer.reach('checking', index / pending.length);
    write(book, content, each, mayBeStale, fixed, conversion);
  }
  return conversion;
}

function isOurs(cell: FileCell): cell is RewrittenCell['cell'] {
  return cell.formula !== undefined && mayCallUs(cell.formula);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

function write(
  book: WorkbookFile,
  content: FileContent,
  { at, cell, rewritten, settled, array }: RewrittenCell,
  mayBeStale: boolean,
  fixed: FixedValues,
  into: Mutable<CellConversion>,
): void {
  const { sheet, row, column } = at;
  const original = displayFormula(cell.formula);
  const place = placeText(at, cell);
  const keep = (reason: string, call: string) => {
    const written = freeze(book, cell.formula, at, settled, fixed);
    const first = settled.rows[0][0];
    into.frozen.push({
      place,
      sheet,
      formula: original,
      gave: whatItGives(call),
      reason,
      cells: settled.rows.length * settled.rows[0].length,
      value: first ?? null,
    });
    into.originals.push({ kind: 'cell', sheet, at: addressOf(cell), original, writtenMark: written });
  };
  if (rewritten.kind === 'unreadable') {
    into.left.push({ place, formula: original, reason: rewritten.reason });
  } else if (settled.state === 'gone') {
    keep(
      `it is #N/A by now (${withoutOurNames(settled.whyGone ?? '')}): the figure is the one that was stored`,
      cell.formula,
    );
  } else if (rewritten.kind === 'frozen') {
    keep(
      mayBeStale && settled.restsOnStored
        ? `${rewritten.reason}; it rests on figures that Excel stored`
        : rewritten.reason,
      rewritten.call,
    );
  } else {
    const given = rewritten.kind === 'native' ? [[rewritten.formula]] : rewritten.formulas;
    if (settled.state === 'blocked' || (cell.array?.dynamic && isBlocked(given, settled.rows, at, content))) {
      keep('it gives more cells than are free beside it', cell.formula);
      return;
    }
    const isVolatile = rewritten.kind === 'native' && rewritten.isVolatile === true;
    const formulas = array ? given : ownFormulas(cell, given, settled);
    if (array && settled.state === 'corrected') writeValues(book, at, settled);
    formulas.forEach((line, down) =>
      line.forEach((formula, right) => {
        const target = { sheet, row: row + down, column: column + right };
        if (formula === undefined) return book.setValue(sheet, target.row, target.column, null);
        const known = mayBeStale && settled.restsOnStored ? undefined : settled.rows[down]?.[right];
        const value = known === null ? undefined : known;
        book.setFormula(sheet, target.row, target.column, formula, value, array);
        into.converted.push({ ...target, formula, original: cell.formula, value, isVolatile });
      }),
    );
    const { rows, columns } = array ?? { rows: formulas.length, columns: formulas[0].length };
    into.originals.push({
      kind: 'cell',
      sheet,
      at: rectAddress({ row, column, rows, columns }),
      original,
      writtenMark: formulaMark(displayFormula(given[0][0])),
    });
  }
}

function writeValues(book: WorkbookFile, { sheet, row, column }: CellPlace, { rows }: SettledValue): void {
  rows.forEach((line, down) =>
    line.forEach((value, right) => {
      if (value !== undefined) book.setValue(sheet, row + down, column + right, value);
    }),
  );
}

/**
 * Values where a formula was, as long as its inputs and prices are what they were; a figure that nobody knows is #N/A.
 * @returns the mark of the formula that stands in the first cell now, '' where it is a value
 */
function freeze(
  book: WorkbookFile,
  formula: string,
  at: CellPlace,
  { rows, state }: SettledValue,
  fixed: FixedValues,
): string {
  const { sheet, row, column } = at;
  const area = rectAddress({ row, column, rows: rows.length, columns: rows[0].length });
  // what nobody calculated anew is Excel's own, of what the workbook had stored
  const heldAs = state === 'unchecked' ? 'stored' : 'copy';
  const guarded = rows[0][0] === undefined ? undefined : fixed.guard(formula, at, `${sheet}!${area}`, heldAs);
  rows.forEach((line, down) =>
    line.forEach((value, right) => {
      const isFigure = value !== undefined && value !== null && !isError(value);
      if (guarded && isFigure) book.setFormula(sheet, row + down, column + right, guarded(value), value);
      else book.setValue(sheet, row + down, column + right, value === undefined ? { error: '#N/A' } : value);
    }),
  );
  const [first] = rows[0];
  return guarded && first !== undefined && first !== null && !isError(first)
    ? formulaMark(displayFormula(guarded(first)))
    : '';
}

function forgetPlainValues(book: WorkbookFile): void {
  for (const { name } of book.sheets) {
    for (const { row, column, formula, array } of book.cells(name)) {
      if (formula !== undefined && !array && !mayCallUs(formula)) book.setFormula(name, row, column, formula);
    }
  }
}

/**
 * What a formula gives, as a short phrase: the beginning of its function's description. No name of a function of ours may
 * stand in the copy.
 */
export function whatItGives(formula: string): string {
  const [first] = parseFormula(formula).calls;
  const phrase = first?.definition.description.split(/[:;]/)[0].replace(/\.$/, '') ?? '';
  return withoutOurNames(phrase);
}

function withoutOurNames(text: string): string {
  return text.replace(OUR_NAMES, 'a cost');
}

const OUR_NAMES = new RegExp(`\\b(?:${FUNCTION_DEFINITIONS.map(({ id }) => id).join('|')})\\b`, 'g');

function placeText(at: CellPlace, cell?: FileCell): string {
  return `${at.sheet}!${cell ? addressOf(cell) : cellAddress(at.row, at.column)}`;
}

function addressOf({ row, column, array }: FileCell): string {
  return array ? rectAddress(array.rect) : cellAddress(row, column);
}
