/** What every starter sheet begins with, so that all of them are read the same way. */
import { A, B, C, type CellContent, type DraftCells } from '../draftCells';

/** USD per 1M tokens of one kind. */
export const RATE = '$0.000';

export const EXAMPLE = 'EXAMPLE: put your own, as your logs have it.';

/** True in a workbook with the add-in and in an independent copy, where some figures are fixed. */
const HOW_TO_USE =
  'Blue cells are inputs: change one, and the figures follow. In a copy without the add-in, figures that its Read me ' +
  'lists as fixed turn to #N/A instead.';

const WITHOUT_ADD_IN =
  '#NAME? below: the functions are not here. Install the add-in LLM Cost, or open an independent copy of this workbook.';

/**
 * Title, how to use the sheet, and a line that stays blank unless the functions of ours are unknown where it is opened.
 * @param ours the address of a cell with a formula that calls one of our functions
 */
export function putOpening(cells: DraftCells, title: string, ours: string): void {
  cells.title(title, HOW_TO_USE);
  const isUnknownName = `IF(ISERROR(${ours}),ERROR.TYPE(${ours})=5,FALSE)`;
  cells.put([3, A], [[{ formula: `=IF(${isUnknownName},"${WITHOUT_ADD_IN}","")`, look: 'fail' }]]);
}

/** Label, blue cell and where its value is from, under a header in `row`. */
export function putInputs(
  cells: DraftCells,
  row: number,
  width: number,
  inputs: readonly (readonly [label: string, value: CellContent, from: CellContent])[],
): void {
  cells.put([row, A], [['Inputs', 'Value', 'Where it is from'], ...inputs]);
  cells.looks([row, A], 1, width, 'columnHeader');
  cells.face([row, B], 1, 1, { align: 'right' });
  cells.looks([row + 1, B], inputs.length, 1, 'input');
  cells.face([row, C], inputs.length + 1, 1, { indent: 1 });
  cells.looks([row + 1, C], inputs.length, 1, 'explanation');
}

/** Where the price of the model in a cell is from, and when it was checked. */
export function statedPrice(model: string): CellContent {
  return { formula: `="Price: "&LLMSOURCE(${model})&", checked "&LLMSOURCE(${model},"checked")` };
}
