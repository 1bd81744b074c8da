import { EngineError } from '../../engine/errors';
import { UNDO_NOT_SUPPORTED } from '../gateway';

declare global {
  /** When the conversation with Excel that is under way has ended; shared by the bundles of the page. */
  var llmCostExcelTurn: Promise<unknown> | undefined;
}

/** One conversation after the other: two interleaved writes would each see half of the other. */
export function inExcel<T>(work: (context: Excel.RequestContext) => Promise<T>): Promise<T> {
  // a cell that is being edited would otherwise make the whole conversation fail
  const options: Excel.RunOptions = { delayForCellEdit: true, ...(canMergeUndo() ? { mergeUndoGroup: true } : {}) };
  const turn = (globalThis.llmCostExcelTurn ?? Promise.resolve()).then(() => asEngineErrors(Excel.run(options, work)));
  globalThis.llmCostExcelTurn = turn.catch(() => undefined);
  return turn;
}

/** A refusal of Excel in words of our own, with its code among the details. */
export async function asEngineErrors<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (thrown) {
    if (thrown instanceof EngineError) throw thrown;
    const { code, message } = thrown as { code?: unknown; message?: unknown };
    if (typeof code !== 'string') throw thrown;
    if (code === UNDO_NOT_SUPPORTED) groupsWereRefused = true;
    throw new EngineError('excel-refused', { code, message: String(message ?? '').slice(0, 60) });
  }
}

/** Something we do cannot be undone in this Excel: from then on without a group, which is no reason not to write. */
let groupsWereRefused = false;

/** One refresh is one step for Ctrl+Z where Excel can do it. */
function canMergeUndo(): boolean {
  return !groupsWereRefused && Office.context?.requirements?.isSetSupported('ExcelApi', '1.20') === true;
}
