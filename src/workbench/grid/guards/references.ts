import {
  BaseReferenceObject,
  IFunctionService,
  RemoveDefinedNameMutation,
  RemoveSuperTableMutation,
  SetDefinedNameMutation,
  SetSuperTableMutation,
} from '@univerjs/preset-sheets-core';
import { ICommandService } from '@univerjs/presets';
import type { UniverBook } from '../univerStore';
import { patchOnce } from './prototypePatch';

/**
 * A table's reference knows its sheet by id and has no sheet name; INDEX, OFFSET and their like look the id up by name
 * again, lose it, and read the same address of the *current* sheet: a silent wrong number.
 */
export function keepSheetOfReferences(): void {
  patchOnce(BaseReferenceObject.prototype, 'setForcedSheetId', (setForcedSheetId) => {
    return function (this: BaseReferenceObject, sheetIds) {
      const known = this.getForcedSheetId();
      setForcedSheetId.call(this, sheetIds);
      const lost = known && !this.getForcedSheetId() && !this.getForcedSheetName();
      if (lost) this.setForcedSheetIdDirect(known);
    };
  });
}

/**
 * Formulas are parsed once and remembered by their text. When a table changes they are parsed anew for one calculation
 * only, then the old rows are used again (a silent wrong number); when a name appears, formulas typed before it stay
 * #NAME?. So every change of a table or a name forgets all parses.
 */
export function forgetStaleParses({ api, injector }: UniverBook): void {
  const functions = injector.get(IFunctionService);
  const forgetAll = () => functions.deleteFormulaAstCacheKey(''); // drops each text that contains this one
  injector.get(ICommandService).onCommandExecuted(({ id }) => {
    if (id === SetSuperTableMutation.id || id === RemoveSuperTableMutation.id) forgetAll();
    if (id === SetDefinedNameMutation.id || id === RemoveDefinedNameMutation.id) {
      forgetAll();
      api.getFormula().executeCalculation();
    }
  });
}
