import { useCallback, useRef, useState } from 'react';

export type LongAction<T> =
  | { readonly step: 'idle' }
  | { readonly step: 'running'; readonly what: string; readonly done: number | undefined }
  | { readonly step: 'finished'; readonly result: T }
  /** Nothing was changed, unless the sentence says so. */
  | { readonly step: 'failed'; readonly sentence: string };

export interface ActionControl {
  readonly signal: AbortSignal;
  /** 0..1, or undefined where nobody knows. */
  readonly report: (what: string, done?: number) => void;
}

/** One action at a time that takes a while: it tells how far it is and can be cancelled. */
export function useLongAction<T>() {
  const [state, setState] = useState<LongAction<T>>({ step: 'idle' });
  const cancelling = useRef<AbortController>(undefined);

  const start = useCallback(async (what: string, action: (control: ActionControl) => Promise<T>) => {
    cancelling.current?.abort();
    const cancel = new AbortController();
    cancelling.current = cancel;
    const show = (next: LongAction<T>) => cancelling.current === cancel && !cancel.signal.aborted && setState(next);
    const report = (now: string, done?: number) => show({ step: 'running', what: now, done });
    report(what);
    try {
      show({ step: 'finished', result: await action({ signal: cancel.signal, report }) });
    } catch (error) {
      if (!cancel.signal.aborted) console.warn(error);
      show({ step: 'failed', sentence: error instanceof Error ? error.message : String(error) });
    }
  }, []);

  const stop = useCallback(() => {
    cancelling.current?.abort();
    setState({ step: 'idle' });
  }, []);
  return { state, start, stop };
}
