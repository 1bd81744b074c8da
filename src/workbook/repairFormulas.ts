import { areaOf, runsDown, type FormulaCell, type ReadOptions, type Run } from './formulaCells';
import type { FormulaGateway, FormulaSession } from './formulaGateway';
import { inHalves } from './inHalves';
import { withoutMissingMark } from './ourFormulas';

export interface Repair {
  /** Cells that no longer show #NAME?. */
  readonly repaired: number;
  readonly stillStuck: readonly FormulaCell[];
  /** Names of sheets whose cells were left alone. */
  readonly protectedSheets: readonly string[];
  readonly cellsOnProtectedSheets: number;
}

/**
 * Enters formulas again as they are, which makes Excel look for the function anew. Only the cells given are written;
 * they are cells of ours, so that nothing else can change.
 * @source github.com/OfficeDev/Excel-Custom-Functions issue 108, read 2026-11-23
 */
export function repairFormulas(
  gateway: FormulaGateway,
  stuck: readonly FormulaCell[],
  { onProgress, signal }: Pick<ReadOptions, 'onProgress' | 'signal'> = {},
): Promise<Repair> {
  return gateway.run(async (book) => {
    const { sheets } = await book.overview([]);
    const locked = new Map(sheets.filter(({ isProtected }) => isProtected).map(({ id, name }) => [id, name]));
    const open = stuck.filter(({ sheet }) => !locked.has(sheet));
    const stillStuck: FormulaCell[] = [];
    const runs = runsDown(open);
    for (let from = 0; from < runs.length; from += RUNS_PER_REQUEST) {
      signal?.throwIfAborted();
      onProgress?.(from / runs.length);
      stillStuck.push(...(await enterAgain(book, runs.slice(from, from + RUNS_PER_REQUEST))));
    }
    return {
      repaired: open.length - stillStuck.length,
      stillStuck,
      protectedSheets: [...locked].filter(([id]) => stuck.some(({ sheet }) => sheet === id)).map(([, name]) => name),
      cellsOnProtectedSheets: stuck.length - open.length,
    };
  });
}

const RUNS_PER_REQUEST = 500;

/** Writes and reads back. */
async function enterAgain(book: FormulaSession, runs: readonly Run[]): Promise<FormulaCell[]> {
  const enter = (some: readonly Run[]) =>
    book.apply(
      some.map((run) => ({ do: 'cells', area: areaOf(run), cells: run.map(({ formula }) => [withoutMissingMark(formula)]) })),
    );
  const refusedRuns = await inHalves(runs, enter);
  const single = refusedRuns.flat().map((cell): Run => [cell]);
  await inHalves(single, enter);
  const blocks = await book.read(runs.map(areaOf), ['values']);
  return runs.flatMap((run, index) => run.filter((_, row) => blocks[index].values?.[row][0] === '#NAME?'));
}
