/** Reads the whole workbook and says how the formulas of ours are. Nothing is written. */
import { fullAddress } from './a1';
import {
  areaOf,
  isError,
  NAME_ERROR,
  ourCells,
  runsDown,
  type BareError,
  type FormulaCell,
  type ReadOptions,
} from './formulaCells';
import type { Calculation, FormulaGateway, FormulaSession } from './formulaGateway';
import type { Rect } from './gateway';
import { nameClashes, type NameClash } from './nameClashes';
import { functionFinder, volatileCall } from './ourFormulas';
import { TABLE_LAYOUTS } from './priceTableLayout';

export interface FormulaCheck {
  /** Cells whose formula uses a function of ours. */
  readonly formulas: number;
  readonly bySheet: readonly Counted[];
  /** A formula that calls two functions counts for both; one that calls ours only through a name for none. */
  readonly byFunction: readonly Counted[];
  /** In error, #NAME? aside; also cells that a formula of ours fills. */
  readonly inError: readonly FormulaCell[];
  /** Ours at #NAME? although the add-in is here: entered before it was, or with a name in them that nobody knows. */
  readonly nameErrors: readonly FormulaCell[];
  /** Formulas at #NAME? that call none of ours: a misspelt call of ours may be among them. */
  readonly otherNameErrors: readonly FormulaCell[];
  readonly sheets: readonly { readonly id: string; readonly name: string }[];
  /** Names of the workbook and of its tables, which formulas may use. */
  readonly names: readonly string[];
  /** The answer is not there yet, or never came. */
  readonly waiting: readonly FormulaCell[];
  /** Kept as text: Excel shows the formula itself. */
  readonly asText: readonly FormulaCell[];
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

/** @throws the signal's reason when it is aborted */
export function checkFormulas(gateway: FormulaGateway, options: ReadOptions): Promise<FormulaCheck> {
  return gateway.run(async (book) => {
    const overview = await book.overview(TABLE_LAYOUTS.map(({ table }) => table));
    const calculation = await book.calculation();
    const places = await book.formulaPlaces(overview.sheets.map(({ id }) => id));
    const sheetNames = new Map(overview.sheets.map(({ id, name }) => [id, name]));
    const { cells: found, bareErrors, otherNameErrors } = await ourCells(book, places, sheetNames, options);
    const isText = ({ formula, shown }: FormulaCell) => shown === formula;
    const cells = found.filter((cell) => !isText(cell));
    const filled = await filledErrors(book, cells, bareErrors, sheetNames);
    const calls = functionFinder(options.functionIds);
    const called = cells.map(({ formula }) => calls(formula));
    return {
      formulas: cells.length,
      bySheet: counted(cells.map(({ sheet }) => sheetNames.get(sheet) ?? sheet)),
      byFunction: counted(called.flat()),
      inError: [...cells.filter(({ shown }) => isError(shown) && shown !== NAME_ERROR), ...filled],
      nameErrors: cells.filter(({ shown }) => shown === NAME_ERROR),
      otherNameErrors,
      waiting: cells.filter(({ shown }) => shown === '#BUSY!' || shown === '#GETTING_DATA'),
      asText: found.filter(isText),
      sheets: overview.sheets,
      names: [...places.names, ...overview.tables].map(({ name }) => name),
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

/** Most first. */
function counted(names: readonly string[]): Counted[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, formulas]) => ({ name, formulas })).sort((a, b) => b.formulas - a.formulas);
}

/** Errors in cells that a formula of ours fills; asked only where there are errors without a formula. */
async function filledErrors(
  book: FormulaSession,
  cells: readonly FormulaCell[],
  bareErrors: readonly BareError[],
  sheetNames: ReadonlyMap<string, string>,
): Promise<FormulaCell[]> {
  const onSheets = new Set(bareErrors.map(({ sheet }) => sheet));
  const candidates = cells.filter(({ sheet }) => onSheets.has(sheet));
  if (candidates.length === 0) return [];
  const spills = await book.spills(runsDown(candidates).map(areaOf));
  return bareErrors.flatMap(({ sheet, rect, shown }) => {
    const spill = spills.find((each) => each.sheet === sheet && isInside(rect, each.rect));
    const home =
      spill &&
      candidates.find((cell) => cell.sheet === sheet && isInside(cell.rect, { ...spill.rect, rows: 1, columns: 1 }));
    if (!home) return [];
    const address = fullAddress(sheetNames.get(sheet) ?? sheet, rect);
    return [
      { sheet, rect, address, formula: home.formula, shown, spilledFrom: { address: home.address, rect: home.rect } },
    ];
  });
}

function isInside({ row, column }: Rect, { row: top, column: left, rows, columns }: Rect): boolean {
  return row >= top && row < top + rows && column >= left && column < left + columns;
}
