import { FormulaDataModel } from '@univerjs/preset-sheets-core';
import { hasContents } from '../univerRange';
import type { CellMatrix } from '../univerRange';
import { patchOnce } from './prototypePatch';

/**
 * A write that sets only the look of a cell (a colour, a number format) deletes the formula of the cell and leaves its
 * last value as if it had been typed: a silent wrong number from the next change on. The formula data follow only
 * those cells of a write that have contents.
 */
export function keepFormulasUnderStyles(): void {
  const model = FormulaDataModel.prototype;
  patchOnce(model, 'updateFormulaData', (update) => {
    return function (this: FormulaDataModel, unit, sheet, cells) {
      return update.call(this, unit, sheet, withContents(cells));
    };
  });
  patchOnce(model, 'updateArrayFormulaCellData', (update) => {
    return function (this: FormulaDataModel, unit, sheet, cells) {
      return update.call(this, unit, sheet, withContents(cells));
    };
  });
  patchOnce(model, 'updateArrayFormulaRange', (update) => {
    return function (this: FormulaDataModel, unit, sheet, cells) {
      return update.call(this, unit, sheet, withContents(cells));
    };
  });
}

function withContents(cells: CellMatrix): CellMatrix {
  const kept: CellMatrix = {};
  for (const [row, line] of Object.entries(cells)) {
    for (const [col, cell] of Object.entries(line as CellMatrix[number])) {
      if (hasContents(cell)) (kept[Number(row)] ??= {})[Number(col)] = cell;
    }
  }
  return kept;
}
