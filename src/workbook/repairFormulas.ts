import type { CheckOptions, FormulaCell } from './checkFormulas';
import type { FormulaGateway, FormulaSession } from './formulaGateway';
import type { Area, Cell } from './gateway';
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
  { onProgress, signal }: Pick<CheckOptions, 'onProgress' | 'signal'> = {},
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
const LONGEST_RUN = 1000;

/** Cells below one another. */
type Run = readonly FormulaCell[];

/** Writes and reads back; a part that Excel refuses is tried in halves, so that one array formula does not stop all. */
async function enterAgain(book: FormulaSession, runs: readonly Run[]): Promise<FormulaCell[]> {
  try {
    await book.apply(runs.map((run) => ({ do: 'cells', area: areaOf(run), cells: run.map(({ formula }) => [withoutMissingMark(formula)]) })));
  } catch {
    if (runs.length === 1 && runs[0].length === 1) return [...runs[0]];
    const parts = runs.length > 1 ? runs : runs[0].map((cell) => [cell]);
    const half = parts.length >> 1;
    return [...(await enterAgain(book, parts.slice(0, half))), ...(await enterAgain(book, parts.slice(half)))];
  }
  const blocks = await book.read(runs.map(areaOf), ['values']);
  const shown: Cell[][] = blocks.map(({ values = [] }) => values.map(([value]) => value));
  return runs.flatMap((run, index) => run.filter((_, row) => shown[index][row] === '#NAME?'));
}

function runsDown(cells: readonly FormulaCell[]): FormulaCell[][] {
  const inColumns = [...cells].sort(
    (a, b) => a.sheet.localeCompare(b.sheet) || a.rect.column - b.rect.column || a.rect.row - b.rect.row,
  );
  const runs: FormulaCell[][] = [];
  for (const cell of inColumns) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    const follows =
      last?.sheet === cell.sheet && last.rect.column === cell.rect.column && last.rect.row + 1 === cell.rect.row;
    if (follows && run.length < LONGEST_RUN) run.push(cell);
    else runs.push([cell]);
  }
  return runs;
}

function areaOf(run: Run): Area {
  return { sheet: run[0].sheet, rect: { ...run[0].rect, rows: run.length } };
}
