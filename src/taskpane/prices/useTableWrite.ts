import { useState } from 'react';
import type { PriceRuntime, WriteResult } from '../../runtime/runtimeSlot';
import { describeResult, momentOf, type Outcome } from './writeOutcome';

/** One write of the price tables at a time, and how the last one ended. */
export interface TableWrite {
  readonly isRunning: boolean;
  readonly outcome: Outcome | undefined;
  /** `verb` is the success: "inserted", "restored"; `changed` says what so many changes were, otherwise prices. */
  run(action: () => Promise<WriteResult>, verb: string, changed?: (changes: number) => string): Promise<void>;
}

export function useTableWrite(runtime: PriceRuntime): TableWrite {
  const [isRunning, setRunning] = useState(false);
  const [ending, setEnding] = useState<{ readonly outcome: Outcome; readonly moment: string }>();
  const end = (outcome: Outcome) => setEnding({ outcome, moment: momentOf(runtime.status()) });
  const run: TableWrite['run'] = async (action, verb, changed) => {
    setEnding(undefined);
    setRunning(true);
    try {
      const result = await action();
      end(describeResult(result, verb, runtime.status(), changed));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      end({ intent: 'error', text: `${reason} Nothing was written.` });
    } finally {
      setRunning(false);
    }
  };
  const outcome = ending?.moment === momentOf(runtime.status()) ? ending?.outcome : undefined;
  return { isRunning, outcome, run };
}
