import { useCallback, useRef, useState } from 'react';
import type { PriceFeed } from '../../feeds/feed';
import { FeedError, fetchFeedText } from '../../feeds/httpClient';
import { proposePrices, type PriceProposal } from '../../feeds/proposePrices';
import type { PriceRuntime } from '../../runtime/runtimeSlot';
import type { PriceSource } from '../../catalog/priceSource';
import { describeResult, type Outcome } from './writeOutcome';

type Proposed = Extract<PriceProposal, { kind: 'proposed' }>;

/** Where a refresh stands. Nothing is written before `accept` is called in `reviewing`. */
export type RefreshState =
  | { readonly step: 'idle' }
  | { readonly step: 'fetching'; readonly received: number; readonly total?: number }
  | { readonly step: 'reviewing'; readonly proposal: Proposed; readonly source: PriceSource }
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
        const onProgress = (received: number, total?: number) => setState({ step: 'fetching', received, total });
        const text = await fetchFeedText({ url, signal: cancel.signal, onProgress });
        const next = await review(runtime, feed, url, text);
        if (fetching.current === cancel) setState(next); // a later click has its own answer
      } catch (error) {
        if (fetching.current !== cancel) return;
        setState(error instanceof FeedError && error.reason === 'cancelled' ? { step: 'idle' } : failed(error));
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
    const { proposal, source } = state;
    setState({ step: 'writing' });
    const others = runtime.status().sources.filter((known) => known.source !== source.source);
    try {
      const result = await runtime.refresh({
        asOf: source.retrieved.slice(0, 10),
        llmRows: proposal.rows,
        sources: [...others, source],
      });
      setState({ step: 'finished', outcome: describeResult(result, 'refreshed') });
    } catch (error) {
      setState(failed(error));
    }
  }, [runtime, state]);

  return { state, start, cancel, accept };
}

async function review(runtime: PriceRuntime, feed: PriceFeed, url: string, text: string): Promise<RefreshState> {
  const inForce = runtime.prices();
  if (!inForce) return warning('There are no prices to compare with yet: restore or insert the price tables first.');
  const retrieved = new Date().toISOString();
  const today = retrieved.slice(0, 10);
  const proposal = proposePrices(inForce.llm.rows, feed.read(text, today), { source: feed.id, today });
  if (proposal.kind === 'rejected') {
    return warning(`Nothing was taken from ${feed.title}, because ${proposal.reason}. Your prices are as they were.`);
  }
  return {
    step: 'reviewing',
    proposal,
    source: {
      source: feed.id,
      url,
      licence: feed.licence,
      retrieved,
      rows: proposal.admittedRows,
      sha256: await sha256(text),
      status: 'ok',
      quarantined: proposal.heldBack.length,
      quarantineReasons: proposal.heldBack.map(({ what, reason }) => `${what}: ${reason}`).join('; ') || undefined,
    },
  };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function warning(text: string): RefreshState {
  return { step: 'finished', outcome: { intent: 'warning', text } };
}

function failed(error: unknown): RefreshState {
  if (!(error instanceof FeedError)) console.error('The refresh failed.', error);
  const reason = error instanceof FeedError ? error.message : 'The refresh failed.';
  return { step: 'finished', outcome: { intent: 'error', text: `${reason} Your prices are as they were.` } };
}
