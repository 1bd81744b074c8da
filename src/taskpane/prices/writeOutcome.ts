import type { PriceStatus, WriteProgress, WriteResult } from '../../runtime/runtimeSlot';
import { count } from './inWords';

export interface Outcome {
  readonly intent: 'success' | 'warning' | 'error';
  readonly text: string;
}

/** Another text after every write, and when the tables changed without one: an outcome from before it is history. */
export function momentOf({ writes, snapshotId }: Pick<PriceStatus, 'writes' | 'snapshotId'>): string {
  return `${writes} ${snapshotId}`;
}

export const STEP_IN_WORDS: Record<WriteProgress['step'], string> = {
  checking: 'Looking at the workbook …',
  writing: 'Writing the tables …',
  verifying: 'Reading back what was written …',
  undoing: 'Putting everything back …',
  recalculating: 'Recalculating the formulas …',
};

/**
 * What happened to the tables, in one or two sentences.
 * @param verb the success: "inserted", "refreshed", "restored"; only a refresh is held against what was there before
 * @param now  the prices in force after it
 * @param changed what the changes were, in words
 */
export function describeResult(
  result: WriteResult,
  verb: string,
  now: Pick<PriceStatus, 'models' | 'rows' | 'gpuOffers'>,
  changed = (changes: number) => `${count(changes, 'price')} changed`,
): Outcome {
  switch (result.outcome) {
    case 'done':
      return {
        intent: result.problem ? 'warning' : 'success',
        text: [
          `Prices ${verb}: ${count(now.models, 'model')} in ${count(now.rows, 'row')}, ${count(now.gpuOffers, 'GPU offer')}; ` +
            (result.changes > 0 || verb === 'refreshed' ? `${changed(result.changes)}, ` : '') +
            `${count(result.recalculatedCells, 'cell')} recalculated.`,
          ...(result.problem ? [result.problem] : []),
          ...keptInWords(result.keptEdits),
        ].join(' '),
      };
    case 'declined':
      return { intent: 'warning', text: `Nothing was written. ${result.problem}` };
    case 'undone':
      return { intent: 'error', text: `${result.problem} The tables are as they were.` };
    case 'invalid':
      return {
        intent: 'error',
        text: `${result.problem} The tables are marked as not usable: choose Restore previous prices.`,
      };
  }
}

const MOST_KEPT = 5;

function keptInWords(kept: readonly string[]): string[] {
  if (kept.length === 0) return [];
  const more = kept.length > MOST_KEPT ? `; and ${kept.length - MOST_KEPT} more` : '';
  return [`Kept, because you wrote it: ${kept.slice(0, MOST_KEPT).join('; ')}${more}.`];
}
