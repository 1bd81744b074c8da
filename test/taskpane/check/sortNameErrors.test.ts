import { nameMistakeFinder } from '../../../src/taskpane/check/nameMistakes';
import { sheetIds } from '../../../src/taskpane/check/referencedBlock';
import { sortNameErrors } from '../../../src/taskpane/check/sortNameErrors';
import { FUNCTION_DEFINITIONS } from '../../../src/functions/functions';
import type { FormulaCell } from '../../../src/workbook/formulaCells';

const SHEETS = [
  { id: 's1', name: 'Plan' },
  { id: 's2', name: 'Rates' },
];
const find = nameMistakeFinder({ functions: FUNCTION_DEFINITIONS, prefix: '', inWorkbook: [] });
const options = { find, sheetIdOf: sheetIds(SHEETS), pause: () => Promise.resolve() };

/** In column A; the number is the row. */
function cell(row: number, formula: string, sheet = 's1'): FormulaCell {
  const address = `${SHEETS.find(({ id }) => id === sheet)!.name}!A${row}`;
  return { sheet, rect: { row: row - 1, column: 0, rows: 1, columns: 1 }, address, formula, shown: '#NAME?' };
}
const addresses = (cells: readonly FormulaCell[]) => cells.map(({ address }) => address);

test('a cell without a mistake is stuck, one with a mistake is not, and foreign cells without one are nobody’s', async () => {
  const sorted = await sortNameErrors(
    {
      nameErrors: [cell(1, '=LLMCOST("gpt-4o",1,1)'), cell(5, '=LLMCOST(gpt-5.1,1,1)')],
      otherNameErrors: [cell(3, '=GPUPRCIE("H100")'), cell(4, '=OTHER(1)')],
    },
    options,
  );
  expect(addresses(sorted.stuck)).toEqual(['Plan!A1']);
  expect(addresses(sorted.mistaken)).toEqual(['Plan!A3', 'Plan!A5']);
  expect(sorted.inherited).toEqual([]);
});

test('cells that use a mistaken one, directly, over a range, from another sheet or over a third, have it from there', async () => {
  const sorted = await sortNameErrors(
    {
      nameErrors: [
        cell(1, '=LLMCOST("gpt-4o",Plan!A9,1)', 's2'),
        cell(2, '=LLMCOST("gpt-4o",SUM(A8:A20),1)'),
        cell(3, '=LLMCOST("gpt-4o",RATES!A1,1)'),
        cell(4, '=LLMCOST("gpt-4o",A10,1)'),
        cell(9, '=LLMCOST(claude,1,1)'),
      ],
      otherNameErrors: [],
    },
    options,
  );
  expect(addresses(sorted.inherited)).toEqual(['Rates!A1', 'Plan!A2', 'Plan!A3']);
  expect(addresses(sorted.stuck)).toEqual(['Plan!A4']);
});

test('a cell that was saved without the add-in is stuck whatever it uses', async () => {
  const nameErrors = [cell(1, '=_xldudf_LLMCOST("gpt-4o",A2,1)'), cell(2, '=LLMCOST(claude,1,1)')];
  expect(addresses((await sortNameErrors({ nameErrors, otherNameErrors: [] }, options)).stuck)).toEqual(['Plan!A1']);
});

test('cells that use one another in a chain of stuck ones stay stuck', async () => {
  const nameErrors = [cell(1, '=LLMCOST("gpt-4o",A2,1)'), cell(2, '=LLMCOST("gpt-4o",A1,1)')];
  expect(addresses((await sortNameErrors({ nameErrors, otherNameErrors: [] }, options)).stuck)).toEqual([
    'Plan!A1',
    'Plan!A2',
  ]);
});

test('the work stops when a pause says so', async () => {
  const pause = () => Promise.reject(new Error('cancelled'));
  await expect(
    sortNameErrors({ nameErrors: [cell(1, '=LLMCOST(a,1,1)')], otherNameErrors: [] }, { ...options, pause }),
  ).rejects.toThrow('cancelled');
});
