import type { WriteProgress, WriteResult } from '../../runtime/runtimeSlot';
import { count } from './inWords';

export interface Outcome {
  readonly intent: 'success' | 'warning' | 'error';
  readonly text: string;
}

export const STEP_IN_WORDS: Record<WriteProgress['step'], string> = {
  checking: 'Looking at the workbook …',
  writing: 'Writing the tables …',
  verifying: 'Reading back what was written …',
  undoing: 'Putting everything back …',
  recalculating: 'Recalculating the formulas …',
};

/** What happened to the tables, in one or two sentences. `verb` is the success: "inserted", "refreshed", "restored". */
export function describeResult(result: WriteResult, verb: string): Outcome {
  switch (result.outcome) {
    case 'done':
      return {
        intent: result.problem ? 'warning' : 'success',
        text: [
          `Prices ${verb}: ${result.rows.toLocaleString()} rows, ${count(result.changes, 'price')} changed, ` +
            `${count(result.recalculatedCells, 'cell')} recalculated.`,
          ...(result.problem ? [result.problem] : []),
          ...result.keptEdits,
        ].join(' '),
      };
    case 'declined':
      return { intent: 'warning', text: `Nothing was written. ${result.problem}` };
    case 'undone':
      return { intent: 'error', text: `${result.problem} The tables are as they were.` };
    case 'invalid':
      return { intent: 'error', text: `${result.problem} The tables are marked as not usable: choose Restore previous prices.` };
  }
}
