import { Button, Field, Input, Link, MessageBar, MessageBarBody, ProgressBar, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { GENAI_PRICES_FEED } from '../../feeds/genaiPrices/genaiPricesFeed';
import type { PriceRuntime, PriceStatus } from '../../runtime/runtimeSlot';
import { usePaneStyles } from '../paneStyles';
import { ProposalView } from './ProposalView';
import { usePriceRefresh } from './usePriceRefresh';

const FEED = GENAI_PRICES_FEED;

/** Asks a public price list what has changed, shows it, and writes it when the user agrees. */
export function RefreshCard({ runtime, status }: { runtime: PriceRuntime; status: PriceStatus }) {
  const styles = usePaneStyles();
  const refresh = usePriceRefresh(runtime);
  const [url, setUrl] = useState(FEED.url);
  const [choosesAddress, setChoosesAddress] = useState(false);
  const { state } = refresh;
  const busy = state.step === 'fetching' || state.step === 'writing';

  if (state.step === 'reviewing') {
    return <ProposalView proposal={state.proposal} source={FEED.title} onAccept={refresh.accept} onDismiss={refresh.cancel} />;
  }
  return (
    <section className={styles.card} aria-label="Refresh prices">
      <Text as="h2" weight="semibold">
        Refresh from {FEED.title}
      </Text>
      {choosesAddress ? (
        <Field label="Address of the price list" hint="The same file on a server of your own works too.">
          <Input value={url} onChange={(_event, field) => setUrl(field.value)} type="url" />
        </Field>
      ) : (
        <Text size={200} className={styles.muted}>
          Fetches one public file and shows what changed. Nothing of this workbook is sent.{' '}
          <Link as="button" onClick={() => setChoosesAddress(true)}>
            Another address
          </Link>
        </Text>
      )}
      <div className={styles.row}>
        <Button disabled={busy || status.host !== 'excel' || !status.hasTables} onClick={() => refresh.start(FEED, url.trim())}>
          Refresh
        </Button>
        {state.step === 'fetching' && <Button onClick={refresh.cancel}>Cancel</Button>}
        {!status.hasTables && status.prices !== 'loading' && <Text size={200}>Insert the price tables first.</Text>}
      </div>
      {state.step === 'fetching' && (
        <ProgressBar value={state.total ? state.received / state.total : undefined} aria-label="Fetching prices" />
      )}
      <div role="status">
        {state.step === 'fetching' && <Text size={200}>Fetching: {Math.round(state.received / 1024).toLocaleString()} kB so far</Text>}
        {state.step === 'finished' && (
          <MessageBar intent={state.outcome.intent} layout="multiline">
            <MessageBarBody>{state.outcome.text}</MessageBarBody>
          </MessageBar>
        )}
      </div>
    </section>
  );
}
