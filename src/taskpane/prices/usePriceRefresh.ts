import { useCallback, useRef, useState } from 'react';
import { applyChoice } from '../../feeds/applyChoice';
import { collectPrices } from '../../feeds/collectPrices';
import type { PriceFeed } from '../../feeds/feed';
import type { RefreshProposal } from '../../feeds/refreshProposal';
import type { PriceRuntime } from '../../runtime/runtimeSlot';
import { describeResult, type Outcome } from './writeOutcome';

/** Where a refresh stands. Nothing is written before `accept` is called in `reviewing`. */
export type RefreshState =
  | { readonly step: 'idle' }
  | { readonly step: 'fetching'; readonly received: number; readonly total?: number }
  | { readonly step: 'reviewing'; readonly proposal: RefreshProposal }
  | { readonly step: 'writing' }
  | { readonly step: 'finished'; readonly outcome: Outcome };

export interface PriceRefresh {
  readonly state: RefreshState;
  start(feed: PriceFeed, url: string): Promise<void>;
  cancel(): void;
  accept(): Promise<void>;
}

/** Fetch, admit, show the difference, and write once the user has agreed. */
export function usePriceRefresh(runtime: PriceRuntime): PriceRefresh {
  const [state, setState] = useState<RefreshState>({ step: 'idle' });
  const fetching = useRef<AbortController>(undefined);

  const start = useCallback(
    async (feed: PriceFeed, url: string) => {
      const cancel = new AbortController();
      fetching.current?.abort();
      fetching.current = cancel;
      setState({ step: 'fetching', received: 0 });
      try {
        const against = runtime.pricesInForce();
        if (!against) {
          return setState(warning('There are no prices to compare with yet: insert the price tables first.'));
        }
        const proposal = await collectPrices([{ feed, url }], against, {
          signal: cancel.signal,
          onProgress: ([{ received, total }]) => setState({ step: 'fetching', received, total }),
        });
        if (fetching.current !== cancel) return; // a later click has its own answer
        const [source] = proposal.sources;
        if (proposal.canBeWritten) setState({ step: 'reviewing', proposal });
        else setState(source.state === 'cancelled' ? { step: 'idle' } : warning(source.sentence));
      } catch (error) {
        if (fetching.current === cancel) setState(failed(error));
      }
    },
    [runtime],
  );

  const cancel = useCallback(() => {
    fetching.current?.abort();
    setState({ step: 'idle' });
  }, []);

  const accept = useCallback(async () => {
    if (state.step !== 'reviewing') return;
    const { proposal } = state;
    setState({ step: 'writing' });
    try {
      const all = new Set(proposal.cards.map(({ key }) => key));
      const result = await runtime.refresh(applyChoice(proposal, all));
      setState({ step: 'finished', outcome: describeResult(result, 'refreshed') });
    } catch (error) {
      setState(failed(error));
    }
  }, [runtime, state]);

  return { state, start, cancel, accept };
}

function warning(text: string): RefreshState {
  return { step: 'finished', outcome: { intent: 'warning', text } };
}

function failed(error: unknown): RefreshState {
  console.error('The refresh failed.', error);
  return { step: 'finished', outcome: { intent: 'error', text: 'The refresh failed. Your prices are as they were.' } };
}
