/** The cells whose formulas use our functions, and how they are grouped for a request. */
import { fullAddress } from './a1';
import type { FormulaSession } from './formulaGateway';
import type { Area, Cells, FormulaPlaces, Rect } from './gateway';
import { formulaMatcher } from './ourFormulas';

/** One cell of ours. */
export interface FormulaCell extends Area {
  /** "Sheet1!B7" */
  readonly address: string;
  readonly formula: string;
  /** What the cell shows: a number, a text, or an error such as "#N/A". */
  readonly shown: number | string | boolean;
  /** The cell whose formula fills this one; `formula` is that cell's. */
  readonly spilledFrom?: Pick<FormulaCell, 'address' | 'rect'>;
}

export interface ReadOptions {
  readonly functionIds: readonly string[];
  /** 0..1 */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** What a sheet holds besides: an error in a cell that has no formula of its own is part of a spill, or was typed. */
export interface BareError extends Area {
  readonly shown: string;
}

/** A request this large is answered at once; between two of them the page is drawn and Cancel is heard. */
const CELLS_PER_REQUEST = 40_000;

/** What Excel shows for a name that it does not know: ours, while the add-in is not there, or a misspelt one. */
export const NAME_ERROR = '#NAME?';

interface FoundCells {
  readonly cells: FormulaCell[];
  readonly bareErrors: BareError[];
  /** Formulas at #NAME? that call none of ours by its right name. */
  readonly otherNameErrors: FormulaCell[];
}

/** Every cell that uses our functions (and errors without a formula), sheet by sheet, row by row. */
export async function ourCells(
  book: FormulaSession,
  { used, names }: FormulaPlaces,
  sheetNames: ReadonlyMap<string, string>,
  { functionIds, onProgress, signal }: ReadOptions,
): Promise<FoundCells> {
  const isOurs = formulaMatcher(functionIds, names);
  const bands = used.flatMap(bandsOf);
  const cells: FormulaCell[] = [];
  const bareErrors: BareError[] = [];
  const otherNameErrors: FormulaCell[] = [];
  for (const [index, band] of bands.entries()) {
    signal?.throwIfAborted();
    onProgress?.(index / bands.length);
    const [{ formulas = [], values = [] }] = await book.read([band], ['formulas', 'values']);
    formulas.forEach((line, row) =>
      line.forEach((formula, column) => {
        if (typeof formula !== 'string') return;
        const rect = { row: band.rect.row + row, column: band.rect.column + column, rows: 1, columns: 1 };
        if (isError(formula)) bareErrors.push({ sheet: band.sheet, rect, shown: formula });
        const shown = cellAt(values, row, column);
        const list = isOurs(formula)
          ? cells
          : shown === NAME_ERROR && formula.startsWith('=')
            ? otherNameErrors
            : undefined;
        list?.push({
          sheet: band.sheet,
          rect,
          address: fullAddress(sheetNames.get(band.sheet) ?? band.sheet, rect),
          formula,
          shown,
        });
      }),
    );
  }
  return { cells, bareErrors, otherNameErrors };
}

/** #BUSY! and #GETTING_DATA are no errors: the answer is on its way. */
const ERROR =
  /^#(N\/A|VALUE!|DIV\/0!|NAME\?|REF!|NUM!|NULL!|SPILL!|CALC!|CONNECT!|BLOCKED!|FIELD!|UNKNOWN!|EXTERNAL!|PYTHON!)$/;

export function isError(shown: unknown): shown is string {
  return typeof shown === 'string' && ERROR.test(shown);
}

function cellAt(values: Cells, row: number, column: number): FormulaCell['shown'] {
  return values[row]?.[column] ?? '';
}

function bandsOf({ sheet, rect }: Area): Area[] {
  const rows = Math.max(1, Math.floor(CELLS_PER_REQUEST / rect.columns));
  const count = Math.ceil(rect.rows / rows);
  return Array.from({ length: count }, (_, index): Area => {
    const band: Rect = { ...rect, row: rect.row + index * rows, rows: Math.min(rows, rect.rows - index * rows) };
    return { sheet, rect: band };
  });
}

const LONGEST_RUN = 1000;

/** Cells below one another. */
export type Run<Cell extends FormulaCell = FormulaCell> = readonly Cell[];

/** As few runs as possible. */
export function runsDown<Cell extends FormulaCell>(cells: readonly Cell[]): Cell[][] {
  const inColumns = [...cells].sort(
    (a, b) => a.sheet.localeCompare(b.sheet) || a.rect.column - b.rect.column || a.rect.row - b.rect.row,
  );
  const runs: Cell[][] = [];
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

export function areaOf(run: Run): Area {
  return { sheet: run[0].sheet, rect: { ...run[0].rect, rows: run.length } };
}
