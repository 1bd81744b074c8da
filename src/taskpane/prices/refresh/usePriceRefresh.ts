import { useCallback, useRef, useState } from 'react';
import { applyChoice } from '../../../feeds/applyChoice';
import { collectPrices } from '../../../feeds/collectPrices';
import { differenceFromBundle } from '../../../feeds/differenceFromBundle';
import { FeedError } from '../../../feeds/httpClient';
import type {
  ChosenSource,
  PricesInForce,
  RefreshProposal,
  SourceOutcome,
  SourceProgress,
} from '../../../feeds/refreshProposal';
import type { PriceRuntime } from '../../../runtime/runtimeSlot';
import { describeResult, momentOf, type Outcome } from '../writeOutcome';
import { typedOver } from './typedOver';

/** Where a refresh stands. Nothing is written before `accept` is called in `reviewing`. */
export type RefreshState =
  | { readonly step: 'idle' }
  | { readonly step: 'fetching'; readonly progress: readonly SourceProgress[] }
  | { readonly step: 'reviewing'; readonly title: string; readonly proposal: RefreshProposal }
  | { readonly step: 'writing' }
  | Finished;

interface Finished extends Ending {
  readonly step: 'finished';
  /** See `momentOf`. */
  readonly moment: string;
}
interface Ending {
  readonly outcome: Outcome;
  readonly sources: readonly SourceOutcome[];
}

export interface PriceRefresh {
  readonly state: RefreshState;
  start(chosen: readonly ChosenSource[]): Promise<void>;
  /** Asks the same sources once more and takes what was refused of this one: an older copy, or a shorter list. */
  takeAnyway(refused: SourceOutcome): Promise<void>;
  /** Ends the fetches, or leaves the prices as they are. */
  dismiss(): void;
  accept(keys: ReadonlySet<string>): Promise<void>;
  /** Shows what the prices that came with the add-in would change; nothing is fetched. */
  reviewBundled(): Promise<void>;
}

/** Fetch, admit, show the difference, and write what the user has ticked. */
export function usePriceRefresh(runtime: PriceRuntime): PriceRefresh {
  const [state, setState] = useState<RefreshState>({ step: 'idle' });
  const running = useRef<AbortController>(undefined);
  const asked = useRef<readonly ChosenSource[]>([]);
  const finished = useCallback(
    (ending: Ending): Finished => ({ step: 'finished', moment: momentOf(runtime.status()), ...ending }),
    [runtime],
  );

  const start = useCallback(
    async (chosen: readonly ChosenSource[]) => {
      const cancel = new AbortController();
      running.current?.abort();
      running.current = cancel;
      asked.current = chosen;
      const show = (next: RefreshState) => running.current === cancel && !cancel.signal.aborted && setState(next);
      const inForce = runtime.pricesInForce();
      if (!inForce) return setState(finished(NOTHING_TO_COMPARE));
      setState({ step: 'fetching', progress: [] });
      try {
        const against = await withTypedOver(inForce, runtime);
        const onProgress = (progress: readonly SourceProgress[]) => show({ step: 'fetching', progress });
        const proposal = await collectPrices(chosen, against, { signal: cancel.signal, onProgress });
        show(
          proposal.canBeWritten ? { step: 'reviewing', title: 'What changed', proposal } : finished(notRead(proposal)),
        );
      } catch (error) {
        show(finished(failed(error)));
      }
    },
    [runtime, finished],
  );

  const takeAnyway = useCallback(
    ({ source, state: refused }: SourceOutcome) => {
      const allowance = refused === 'shorter' ? { allowShorter: true } : { allowOlder: true };
      return start(asked.current.map((each) => (each.feed.id === source ? { ...each, ...allowance } : each)));
    },
    [start],
  );

  const dismiss = useCallback(() => {
    running.current?.abort();
    setState(
      finished({
        outcome: { intent: 'success', text: 'Nothing was written: your prices are as they were.' },
        sources: [],
      }),
    );
  }, [finished]);

  const accept = useCallback(
    async (keys: ReadonlySet<string>) => {
      if (state.step !== 'reviewing') return;
      const { proposal } = state;
      setState({ step: 'writing' });
      try {
        const result = await runtime.refresh(applyChoice(proposal, keys));
        setState(
          finished({ outcome: describeResult(result, 'refreshed', runtime.status()), sources: proposal.sources }),
        );
      } catch (error) {
        setState(finished(failed(error)));
      }
    },
    [runtime, state, finished],
  );

  const reviewBundled = useCallback(async () => {
    const inForce = runtime.pricesInForce();
    if (!inForce) return setState(finished(NOTHING_TO_COMPARE));
    try {
      const against = await withTypedOver(inForce, runtime);
      const proposal = differenceFromBundle(runtime.bundledPrices(), against);
      setState({ step: 'reviewing', title: 'What the add-in’s own prices would change', proposal });
    } catch (error) {
      setState(finished(failed(error)));
    }
  }, [runtime, finished]);

  return { state, start, takeAnyway, dismiss, accept, reviewBundled };
}

async function withTypedOver(inForce: PricesInForce, runtime: PriceRuntime): Promise<PricesInForce> {
  const dates1904 = runtime.prices()?.context.dates1904 ?? false;
  return { ...inForce, typedOver: typedOver(await runtime.typedRows(), dates1904) };
}

const NOTHING_TO_COMPARE: Ending = {
  outcome: {
    intent: 'warning',
    text: 'There are no prices to compare with yet: restore or insert the price tables first.',
  },
  sources: [],
};

function notRead({ sources }: RefreshProposal): Ending {
  const isFailure = sources.every(({ state }) => state === 'failed' || state === 'cancelled');
  const reason = isFailure ? 'No source could be read' : 'Nothing could be taken from the sources';
  return {
    outcome: {
      intent: isFailure ? 'error' : 'warning',
      text: `${reason}, so nothing was written. Your prices are as they were.`,
    },
    sources,
  };
}

function failed(error: unknown): Ending {
  if (!(error instanceof FeedError)) console.error('The refresh failed.', error);
  const reason = error instanceof FeedError ? error.message : 'The refresh failed.';
  return { outcome: { intent: 'error', text: `${reason} Your prices are as they were.` }, sources: [] };
}
