import { useState } from 'react';
import type { WriteResult } from '../../runtime/runtimeSlot';
import { describeResult, type Outcome } from './writeOutcome';

/** One write of the price tables at a time, and how the last one ended. */
export interface TableWrite {
  readonly isRunning: boolean;
  readonly outcome: Outcome | undefined;
  /** `verb` is the success: "inserted", "restored". */
  run(action: () => Promise<WriteResult>, verb: string): Promise<void>;
}

export function useTableWrite(): TableWrite {
  const [isRunning, setRunning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const run = async (action: () => Promise<WriteResult>, verb: string) => {
    setOutcome(undefined);
    setRunning(true);
    try {
      setOutcome(describeResult(await action(), verb));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setOutcome({ intent: 'error', text: `${reason} Nothing was written.` });
    } finally {
      setRunning(false);
    }
  };
  return { isRunning, outcome, run };
}
