import { rectAddress } from '../../workbook/a1';
import type { FormulaCell } from '../../workbook/formulaCells';
import type { FormulaGateway } from '../../workbook/formulaGateway';
import type { Area, Cells, Rect } from '../../workbook/gateway';
import { answerOf, explainFormula, type FormulaSurroundings } from './explainFormula';
import { blocksUsed, sheetIds } from './referencedBlock';

/** What is read at once for all sentences together: Excel on the web answers at most 5 MB. */
const MOST_CELLS_READ = 200_000;

/** The sentence of each cell in error, in the order given; everything the formulas refer to is read at once. */
export async function explainCells(
  gateway: FormulaGateway,
  cells: readonly FormulaCell[],
  functions: Omit<FormulaSurroundings, 'cells'>,
): Promise<string[]> {
  const surroundingsOf = await readSurroundings(gateway, cells, functions);
  const explain = async (cell: FormulaCell) => {
    const { formula, spilledFrom } = cell;
    const shown = String(cell.shown);
    const surroundings = surroundingsOf(cell);
    if (shown === '#SPILL!') return (await inTheWay(gateway, cell, surroundings)) ?? inGeneral(shown);
    const at = spilledFrom && {
      row: cell.rect.row - spilledFrom.rect.row,
      column: cell.rect.column - spilledFrom.rect.column,
    };
    const reason = (await explainFormula({ formula, shown, at }, surroundings)) ?? inGeneral(shown);
    return spilledFrom ? `Filled by the formula in ${spilledFrom.address}. ${reason}` : reason;
  };
  return Promise.all(cells.map(explain));
}

async function readSurroundings(
  gateway: FormulaGateway,
  cells: readonly FormulaCell[],
  functions: Omit<FormulaSurroundings, 'cells'>,
): Promise<(cell: FormulaCell) => FormulaSurroundings> {
  return gateway.run(async (book) => {
    const { sheets } = await book.overview([]);
    const idOf = sheetIds(sheets);
    const areas = new Map<string, Area>();
    let room = MOST_CELLS_READ;
    for (const area of cells.flatMap((cell) => blocksUsed(cell, idOf))) {
      room -= area.rect.rows * area.rect.columns;
      if (room >= 0) areas.set(keyOf(area.sheet, area.rect), area);
    }
    const blocks = await book.read([...areas.values()], ['values']);
    const read = new Map([...areas.keys()].map((key, index) => [key, blocks[index].values]));
    return ({ sheet: home }) => ({
      ...functions,
      cells: (sheet, rect): Promise<Cells | undefined> => {
        const id = sheet === undefined ? home : idOf(sheet);
        return Promise.resolve(id === undefined ? undefined : read.get(keyOf(id, rect)));
      },
    });
  });
}

/** The first cell that keeps an answer from being written, where the formula is nothing but a call of ours. */
async function inTheWay(
  gateway: FormulaGateway,
  { formula, sheet, rect: { row, column } }: FormulaCell,
  surroundings: FormulaSurroundings,
): Promise<string | undefined> {
  const answer = await answerOf(formula, surroundings);
  if (!answer) return undefined;
  const rect = { row, column, rows: answer.length, columns: answer[0].length };
  const [{ formulas = [] }] = await gateway.run((book) => book.read([{ sheet, rect }], ['formulas']));
  for (const [down, line] of formulas.entries()) {
    const right = line.findIndex((held, each) => held !== '' && down + each > 0);
    if (right < 0) continue;
    const filled = rectAddress({ row: row + down, column: column + right, rows: 1, columns: 1 });
    return `The answer needs the cells ${rectAddress(rect)}, and ${filled} is not empty: clear it, or move the formula.`;
  }
  return undefined;
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
  '#VALUE!':
    'An argument is not what the function expects: select the cell and point at the sign beside it for the reason.',
  '#REF!': 'The formula, or a cell that it uses, refers to cells that were deleted: choose them again.',
  '#DIV/0!': 'The formula divides by zero or by an empty cell.',
  '#SPILL!':
    'The answer needs several cells, and one of them is filled, merged or in a table: clear the cells below and to the right, or move the formula.',
  '#NUM!': 'A number is too large or too small for this formula.',
  '#NULL!': 'Two ranges stand side by side with a blank between them: put a comma there.',
  '#CALC!': 'The formula is in a place where Excel does not call functions of add-ins, such as a conditional format.',
  '#CONNECT!': 'Excel cannot reach the add-in: check the connection, reopen this pane, then press Ctrl+Alt+F9.',
  '#BLOCKED!': 'Excel does not run add-ins in this workbook: choose Enable Editing, or ask who manages your Excel.',
};
