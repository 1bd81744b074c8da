/** Finds the cells whose formulas use our functions, and recalculates exactly these. */
import { formulaMatcher } from './ourFormulas';
import type { Area, Cells, Rect, WorkbookGateway, WorkbookSession, WorkbookStep } from './gateway';

const AREAS_PER_REQUEST = 2000;

/**
 * Excel does not know that our functions look at the price tables, so it has to be told which cells to calculate again.
 * @param holes areas that are not searched: the price tables
 * @param knownSheets ids of all sheets, where they were read a moment ago
 * @returns how many cells
 */
export async function recalculateCells(
  gateway: WorkbookGateway,
  functionIds: readonly string[],
  holes: readonly Area[],
  knownSheets?: readonly string[],
): Promise<number> {
  return gateway.run(async (book) => {
    const sheets = knownSheets ?? (await book.overview([])).sheets.map(({ id }) => id);
    const areas = await cellsUsing(book, sheets, functionIds, holes);
    for (let from = 0; from < areas.length; from += AREAS_PER_REQUEST) {
      const isLast = from + AREAS_PER_REQUEST >= areas.length;
      const marked: WorkbookStep = { do: 'markDirty', areas: areas.slice(from, from + AREAS_PER_REQUEST) };
      await book.apply(isLast ? [marked, { do: 'calculate' }] : [marked]);
    }
    return areas.reduce((cells, { rect }) => cells + rect.rows * rect.columns, 0);
  });
}

/** As few rectangles as runs down the columns allow. */
async function cellsUsing(
  book: WorkbookSession,
  sheets: readonly string[],
  functionIds: readonly string[],
  holes: readonly Area[],
): Promise<readonly Area[]> {
  const { used, names } = await book.formulaPlaces(sheets);
  const searched = used.flatMap((area) => subtractAll(area, holes));
  const blocks = await book.read(searched, ['formulas']);
  const uses = formulaMatcher(functionIds, names);
  return searched.flatMap(({ sheet, rect }, index) =>
    matchingRuns(blocks[index].formulas ?? [], uses).map((run) => ({
      sheet,
      rect: { ...run, row: run.row + rect.row, column: run.column + rect.column },
    })),
  );
}

function matchingRuns(formulas: Cells, uses: (formula: unknown) => boolean): Rect[] {
  const runs: Rect[] = [];
  const open = new Map<number, { row: number; rows: number }>();
  formulas.forEach((line, row) =>
    line.forEach((formula, column) => {
      const run = open.get(column);
      if (uses(formula)) {
        if (run) run.rows += 1;
        else open.set(column, { row, rows: 1 });
      } else if (run) {
        runs.push({ ...run, column, columns: 1 });
        open.delete(column);
      }
    }),
  );
  for (const [column, run] of open) runs.push({ ...run, column, columns: 1 });
  return runs;
}

function subtractAll(area: Area, holes: readonly Area[]): Area[] {
  return holes
    .filter(({ sheet }) => sheet === area.sheet)
    .reduce<Rect[]>((rects, hole) => rects.flatMap((rect) => subtract(rect, hole.rect)), [area.rect])
    .map((rect) => ({ sheet: area.sheet, rect }));
}

/** What is above, below, left and right of the hole. */
export function subtract(rect: Rect, hole: Rect): Rect[] {
  const top = Math.max(rect.row, hole.row);
  const bottom = Math.min(rect.row + rect.rows, hole.row + hole.rows);
  const left = Math.max(rect.column, hole.column);
  const right = Math.min(rect.column + rect.columns, hole.column + hole.columns);
  if (top >= bottom || left >= right) return [rect];
  return [
    { ...rect, rows: top - rect.row },
    { ...rect, row: bottom, rows: rect.row + rect.rows - bottom },
    { row: top, rows: bottom - top, column: rect.column, columns: left - rect.column },
    { row: top, rows: bottom - top, column: right, columns: rect.column + rect.columns - right },
  ].filter(({ rows, columns }) => rows > 0 && columns > 0);
}
