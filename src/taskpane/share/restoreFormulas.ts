/** Puts the add-in's formulas back into an independent copy, from the list that the copy carries. */
import { formulaMark } from '../../portable/formulaMark';
import { ORIGINALS_NAMESPACE, readOriginals, type OriginalFormula } from '../../portable/originals';
import { fullAddress } from '../../workbook/a1';
import type { FormulaGateway, FormulaSession } from '../../workbook/formulaGateway';
import type { Area, Cells } from '../../workbook/gateway';
import { inHalves } from '../../workbook/inHalves';
import { referencedBlock } from '../check/referencedBlock';

/** Formulas of this add-in that the open workbook can get back. */
export interface Restorable {
  readonly cells: readonly RestorableCell[];
  readonly left: readonly LeftAlone[];
}
export interface RestorableCell {
  /** One cell, or all that a spilling formula fills. */
  readonly area: Area;
  readonly address: string;
  readonly original: string;
}
export interface LeftAlone {
  readonly place: string;
  readonly reason: string;
}

/** Undefined when the workbook carries no such list. Nothing is written. */
export function findRestorable(gateway: FormulaGateway): Promise<Restorable | undefined> {
  return gateway.run(async (book) => {
    const { sheets } = await book.overview([]);
    const xml = await book.customXml(ORIGINALS_NAMESPACE);
    const originals = xml === undefined ? undefined : readOriginals(xml);
    if (!originals || originals.length === 0) return undefined;
    const cells: (RestorableCell & { writtenMark: string })[] = [];
    const left: LeftAlone[] = [];
    for (const { kind, sheet: name, at, original, writtenMark } of originals) {
      const sheet = sheets.find((each) => each.name.toLowerCase() === name.toLowerCase());
      const block = kind === 'cell' ? referencedBlock(at) : undefined;
      const leave = (reason: string) => left.push({ place: name === '' ? at : `${name}!${at}`, reason });
      if (kind !== 'cell') leave(`it is a ${WORDS[kind]}: enter ${original} there by hand`);
      else if (!sheet || !block) leave('its sheet is gone or has another name');
      else if (sheet.isProtected) leave('its sheet is protected: unprotect it and try again');
      else
        cells.push({
          area: { sheet: sheet.id, rect: block.rect },
          address: fullAddress(sheet.name, block.rect),
          original,
          writtenMark,
        });
    }
    const now = await formulasIn(
      book,
      cells.map(({ area }) => area),
    );
    const isAsWritten = (index: number) => holds(now[index], cells[index].writtenMark);
    return {
      cells: cells.filter((_, index) => isAsWritten(index)),
      left: [
        ...left,
        ...cells
          .filter((_, index) => !isAsWritten(index))
          .map(({ address }) => ({ place: address, reason: 'it was changed since the copy was made' })),
      ],
    };
  });
}

export interface Restored {
  readonly cells: number;
  readonly refused: readonly string[];
}

export function restoreFormulas(
  gateway: FormulaGateway,
  cells: readonly RestorableCell[],
  { onProgress, signal }: { onProgress?: (done: number) => void; signal?: AbortSignal } = {},
): Promise<Restored> {
  return gateway.run(async (book) => {
    await book.overview([]);
    const refused: string[] = [];
    for (let from = 0; from < cells.length; from += CELLS_PER_REQUEST) {
      signal?.throwIfAborted();
      onProgress?.(from / cells.length);
      const some = await inHalves(cells.slice(from, from + CELLS_PER_REQUEST), (part) =>
        book.apply(part.map(({ area, original }) => ({ do: 'cells', area, cells: entries(area, original) }))),
      );
      refused.push(...some.map(({ address }) => address));
    }
    return { cells: cells.length - refused.length, refused };
  });
}

const CELLS_PER_REQUEST = 500;
const WORDS: Readonly<Record<Exclude<OriginalFormula['kind'], 'cell'>, string>> = {
  column: 'column of a table',
  name: 'defined name',
  condition: 'conditional format',
  validation: 'data validation',
};

async function formulasIn(book: FormulaSession, areas: readonly Area[]): Promise<readonly Cells[]> {
  return (await book.read(areas, ['formulas'])).map(({ formulas = [] }) => formulas);
}

/** Where a value was written, none is a formula. */
function holds(cells: Cells, writtenMark: string): boolean {
  const isFormula = (cell: unknown) => typeof cell === 'string' && cell.startsWith('=');
  const [[first]] = cells;
  return writtenMark === '' ? !cells.flat().some(isFormula) : formulaMark(String(first)) === writtenMark;
}

/** The formula in the first cell; the others are emptied, so that it can spill. */
function entries({ rect }: Area, original: string): Cells {
  return Array.from({ length: rect.rows }, (_, row) =>
    Array.from({ length: rect.columns }, (_, column) => (row === 0 && column === 0 ? original : '')),
  );
}
