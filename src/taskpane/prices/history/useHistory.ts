import { useEffect, useState } from 'react';
import type { PriceHistory, PriceRuntime, PriceStatus } from '../../../runtime/runtimeSlot';
import { momentOf } from '../writeOutcome';

/** So many of the newest lines are read at first; a search looks through all of them. */
const NEWEST = 500;

export interface HistoryRead {
  /** Undefined until something was read; the newest lines while the rest is still being read. */
  readonly history: PriceHistory | { readonly problem: string } | undefined;
  readonly isReading: boolean;
}

/** The log of the price tables, read again after every write. */
export function useHistory(runtime: PriceRuntime, status: PriceStatus, isWholeWanted: boolean): HistoryRead {
  const [read, setRead] = useState<{ readonly of: string; readonly history: HistoryRead['history'] }>();
  const [isWhole, setWhole] = useState(isWholeWanted);
  if (isWholeWanted && !isWhole) setWhole(true); // what was read stays when the search is emptied
  const of = `${isWhole ? 'all' : 'newest'} ${momentOf(status)}`;
  useEffect(() => {
    let isLeft = false;
    const show = (history: HistoryRead['history']) => isLeft || setRead({ of, history });
    runtime
      .history(isWhole ? Infinity : NEWEST)
      .then(show)
      .catch((error: unknown) => show({ problem: error instanceof Error ? error.message : String(error) }));
    return () => {
      isLeft = true;
    };
  }, [runtime, isWhole, of]);
  return { history: read?.history, isReading: read?.of !== of };
}
