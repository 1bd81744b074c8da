import type { DraftCells } from '../draftCells';
import { A } from '../draftCells';

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
