import { areaOf, NAME_ERROR, runsDown, type FormulaCell, type ReadOptions, type Run } from './formulaCells';
import type { FormulaGateway, FormulaSession } from './formulaGateway';
import { inHalves } from './inHalves';
import { withoutMissingMark } from './ourFormulas';

/** A cell at #NAME?, with the formula that is meant where it is another one. */
export interface CellToRepair extends FormulaCell {
  readonly corrected?: string;
}

export interface Repair {
  /** Cells that no longer show #NAME?. */
  readonly repaired: number;
  readonly stillStuck: readonly FormulaCell[];
  /** Left alone because somebody edited them since they were read. */
  readonly changedMeanwhile: number;
  /** Names of sheets whose cells were left alone. */
  readonly protectedSheets: readonly string[];
  readonly cellsOnProtectedSheets: number;
}

/**
 * Enters formulas again as they are, which makes Excel look for the function anew, or as they are meant. Only the cells
 * given are written, and only while they hold the formula they were given with, so that nothing else can change.
 * @source github.com/OfficeDev/Excel-Custom-Functions issue 108, read 2026-11-23
 */
export function repairFormulas(
  gateway: FormulaGateway,
  stuck: readonly CellToRepair[],
  { onProgress, signal }: Pick<ReadOptions, 'onProgress' | 'signal'> = {},
): Promise<Repair> {
  return gateway.run(async (book) => {
    const { sheets } = await book.overview([]);
    const locked = new Map(sheets.filter(({ isProtected }) => isProtected).map(({ id, name }) => [id, name]));
    const open = stuck.filter(({ sheet }) => !locked.has(sheet));
    const stillStuck: FormulaCell[] = [];
    let written = 0;
    const runs = runsDown(open);
    for (let from = 0; from < runs.length; from += RUNS_PER_REQUEST) {
      signal?.throwIfAborted();
      onProgress?.(from / runs.length);
      const unchanged = runsDown(await cellsAsGiven(book, runs.slice(from, from + RUNS_PER_REQUEST)));
      stillStuck.push(...(await enterAgain(book, unchanged)));
      written += unchanged.flat().length;
    }
    return {
      repaired: written - stillStuck.length,
      stillStuck,
      changedMeanwhile: open.length - written,
      protectedSheets: [...locked].filter(([id]) => stuck.some(({ sheet }) => sheet === id)).map(([, name]) => name),
      cellsOnProtectedSheets: stuck.length - open.length,
    };
  });
}

const RUNS_PER_REQUEST = 500;

async function cellsAsGiven(book: FormulaSession, runs: readonly Run<CellToRepair>[]): Promise<CellToRepair[]> {
  const blocks = await book.read(runs.map(areaOf), ['formulas']);
  return runs.flatMap((run, index) => run.filter(({ formula }, row) => blocks[index].formulas?.[row][0] === formula));
}

/** Writes and reads back. */
async function enterAgain(book: FormulaSession, runs: readonly Run<CellToRepair>[]): Promise<FormulaCell[]> {
  if (runs.length === 0) return [];
  const enter = (some: readonly Run<CellToRepair>[]) =>
    book.apply(
      some.map((run) => ({
        do: 'cells',
        area: areaOf(run),
        cells: run.map(({ formula, corrected }) => [corrected ?? withoutMissingMark(formula)]),
      })),
    );
  const refusedRuns = await inHalves(runs, enter);
  const single = refusedRuns.flat().map((cell): Run<CellToRepair> => [cell]);
  await inHalves(single, enter);
  const blocks = await book.read(runs.map(areaOf), ['values']);
  return runs.flatMap((run, index) => run.filter((_, row) => blocks[index].values?.[row][0] === NAME_ERROR));
}
