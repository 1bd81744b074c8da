import type { FormulaCell } from '../../workbook/formulaCells';
import type { FormulaGateway } from '../../workbook/formulaGateway';
import type { Area, Cells, Rect } from '../../workbook/gateway';
import { explainFormula, type FormulaSurroundings } from './explainFormula';
import { blocksUsed, sheetIds } from './referencedBlock';

/** The sentence of each cell in error, in the order given; everything the formulas refer to is read at once. */
export async function explainCells(
  gateway: FormulaGateway,
  cells: readonly FormulaCell[],
  functions: Pick<FormulaSurroundings, 'functionIds' | 'call'>,
): Promise<string[]> {
  const values = await gateway.run(async (book) => {
    const { sheets } = await book.overview([]);
    const idOf = sheetIds(sheets);
    const areas = new Map<string, Area>();
    for (const area of cells.flatMap((cell) => blocksUsed(cell, idOf))) areas.set(keyOf(area.sheet, area.rect), area);
    const blocks = await book.read([...areas.values()], ['values']);
    const read = new Map([...areas.keys()].map((key, index) => [key, blocks[index].values]));
    return (home: string, sheet: string | undefined, rect: Rect) => {
      const id = sheet === undefined ? home : idOf(sheet);
      return id === undefined ? undefined : read.get(keyOf(id, rect));
    };
  });
  const explain = async ({ formula, sheet, shown, filledFrom }: FormulaCell) => {
    if (filledFrom !== undefined) return `Filled by the formula in ${filledFrom}. ${inGeneral(String(shown))}`;
    const cellsOf = (name: string | undefined, rect: Rect): Promise<Cells | undefined> =>
      Promise.resolve(values(sheet, name, rect));
    return (await explainFormula(formula, { ...functions, cells: cellsOf })) ?? inGeneral(String(shown));
  };
  return Promise.all(cells.map(explain));
}

function keyOf(sheet: string, { row, column, rows, columns }: Rect): string {
  return [sheet, row, column, rows, columns].join('|');
}

/** What an error means when only Excel can tell where it is from. */
function inGeneral(shown: string): string {
  return IN_GENERAL[shown] ?? 'Select the cell and point at the sign beside it: Excel shows what is wrong.';
}

const IN_GENERAL: Readonly<Record<string, string>> = {
  '#N/A': 'There is no such price or value: select the cell and point at the sign beside it for the reason.',
  '#VALUE!': 'An argument is not what the function expects: select the cell and point at the sign beside it for the reason.',
  '#REF!': 'The formula refers to cells that are no longer there: choose them again.',
  '#DIV/0!': 'The formula divides by zero or by an empty cell.',
  '#SPILL!': 'The answer needs several cells and one of them is not empty: clear the cells below and to the right.',
  '#NUM!': 'A number is too large or too small for this formula.',
  '#CALC!': 'The formula is in a place where Excel does not call functions of add-ins, such as a conditional format.',
};
