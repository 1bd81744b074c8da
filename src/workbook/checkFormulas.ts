/** Reads the whole workbook and says how the formulas of ours are. Nothing is written. */
import { fullAddress } from './a1';
import type { Calculation, FormulaGateway, FormulaSession } from './formulaGateway';
import type { Area, Cells, FormulaPlaces, Rect } from './gateway';
import { nameClashes, type NameClash } from './nameClashes';
import { formulaMatcher, functionFinder, volatileCall } from './ourFormulas';
import { TABLE_LAYOUTS } from './priceTableLayout';

export interface FormulaCheck {
  /** Cells whose formula uses a function of ours. */
  readonly formulas: number;
  readonly bySheet: readonly Counted[];
  /** A formula that calls two functions counts for both; one that calls ours only through a name for none. */
  readonly byFunction: readonly Counted[];
  /** In error, the stuck ones aside. */
  readonly inError: readonly FormulaCell[];
  /** Excel shows #NAME? although the add-in is here: the formula has to be entered again. */
  readonly stuck: readonly FormulaCell[];
  /** Calculated again after every edit anywhere, because of the function named. */
  readonly volatile: readonly (FormulaCell & { readonly call: string })[];
  readonly clashes: readonly NameClash[];
  readonly calculation: Calculation;
  /** Of the price tables, those in which rows are hidden by a filter. */
  readonly filteredTables: readonly string[];
}

interface Counted {
  readonly name: string;
  readonly formulas: number;
}

/** One cell of ours. */
export interface FormulaCell extends Area {
  /** "Sheet1!B7" */
  readonly address: string;
  readonly formula: string;
  /** What the cell shows: a number, a text, or an error such as "#N/A". */
  readonly shown: number | string | boolean;
}

export interface CheckOptions {
  readonly functionIds: readonly string[];
  /** 0..1 */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** @throws the signal's reason when it is aborted */
export function checkFormulas(gateway: FormulaGateway, options: CheckOptions): Promise<FormulaCheck> {
  return gateway.run(async (book) => {
    const overview = await book.overview(TABLE_LAYOUTS.map(({ table }) => table));
    const calculation = await book.calculation();
    const places = await book.formulaPlaces(overview.sheets.map(({ id }) => id));
    const sheetNames = new Map(overview.sheets.map(({ id, name }) => [id, name]));
    const cells = await ourCells(book, places, sheetNames, options);
    const calls = functionFinder(options.functionIds);
    const called = cells.map(({ formula }) => calls(formula));
    return {
      formulas: cells.length,
      bySheet: counted(cells.map(({ sheet }) => sheetNames.get(sheet) ?? sheet)),
      byFunction: counted(called.flat()),
      inError: cells.filter(({ shown }) => isError(shown) && shown !== STUCK),
      stuck: cells.filter(({ shown }) => shown === STUCK),
      volatile: cells.flatMap((cell) => {
        const call = volatileCall(cell.formula);
        return call ? [{ ...cell, call }] : [];
      }),
      clashes: nameClashes(options.functionIds, places.names, overview.tables),
      calculation,
      filteredTables: overview.described.filter(({ isFiltered }) => isFiltered).map(({ name }) => name),
    };
  });
}

const STUCK = '#NAME?';
/** #BUSY! and #GETTING_DATA are no errors: the answer is on its way. */
const ERROR = /^#(N\/A|VALUE!|DIV\/0!|NAME\?|REF!|NUM!|NULL!|SPILL!|CALC!|CONNECT!|BLOCKED!|FIELD!|UNKNOWN!|EXTERNAL!|PYTHON!)$/;
/** A request this large is answered at once; between two of them the page is drawn and Cancel is heard. */
const CELLS_PER_REQUEST = 40_000;

/** Every cell that uses our functions, sheet by sheet, row by row. */
export async function ourCells(
  book: FormulaSession,
  { used, names }: FormulaPlaces,
  sheetNames: ReadonlyMap<string, string>,
  { functionIds, onProgress, signal }: CheckOptions,
): Promise<FormulaCell[]> {
  const isOurs = formulaMatcher(functionIds, names);
  const bands = used.flatMap(bandsOf);
  const cells: FormulaCell[] = [];
  for (const [index, band] of bands.entries()) {
    signal?.throwIfAborted();
    onProgress?.(index / bands.length);
    const [{ formulas = [], values = [] }] = await book.read([band], ['formulas', 'values']);
    formulas.forEach((line, row) =>
      line.forEach((formula, column) => {
        if (typeof formula !== 'string' || !isOurs(formula)) return;
        const rect = { row: band.rect.row + row, column: band.rect.column + column, rows: 1, columns: 1 };
        const address = fullAddress(sheetNames.get(band.sheet) ?? band.sheet, rect);
        cells.push({ sheet: band.sheet, rect, address, formula, shown: cellAt(values, row, column) });
      }),
    );
  }
  return cells;
}

function cellAt(values: Cells, row: number, column: number): FormulaCell['shown'] {
  return values[row]?.[column] ?? '';
}

function isError(shown: FormulaCell['shown']): boolean {
  return typeof shown === 'string' && ERROR.test(shown);
}

function bandsOf({ sheet, rect }: Area): Area[] {
  const rows = Math.max(1, Math.floor(CELLS_PER_REQUEST / rect.columns));
  const count = Math.ceil(rect.rows / rows);
  return Array.from({ length: count }, (_, index): Area => {
    const band: Rect = { ...rect, row: rect.row + index * rows, rows: Math.min(rows, rect.rows - index * rows) };
    return { sheet, rect: band };
  });
}

/** Most first. */
function counted(names: readonly string[]): Counted[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, formulas]) => ({ name, formulas })).sort((a, b) => b.formulas - a.formulas);
}
