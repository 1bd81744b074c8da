import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { PriceRuntime, PriceStatus } from '../../../runtime/runtimeSlot';
import { usePaneStyles } from '../../paneStyles';
import { OutcomeMessage } from '../OutcomeMessage';
import { WriteProgressBar } from '../WriteProgressBar';
import { momentOf, type Outcome } from '../writeOutcome';
import { FetchProgress } from './FetchProgress';
import { chosenSources, type SourceChoice } from './sourceChoice';
import { SourceForm } from './SourceForm';
import { SourceOutcomes } from './SourceOutcomes';
import type { PriceRefresh } from './usePriceRefresh';

interface RefreshProps {
  readonly runtime: PriceRuntime;
  readonly status: PriceStatus;
  readonly refresh: PriceRefresh;
  readonly choice: SourceChoice;
  readonly onChoice: (choice: SourceChoice) => void;
}

/** Asks the chosen lists what has changed; the difference is shown before anything is written. */
export function RefreshCard({ runtime, status, refresh, choice, onChoice }: RefreshProps) {
  const styles = usePaneStyles();
  const [mistake, setMistake] = useState<Outcome>();
  const { state } = refresh;
  const isFetching = state.step === 'fetching';
  const isBusy = isFetching || state.step === 'writing';
  const ending = state.step === 'finished' && state.moment === momentOf(status) ? state : undefined;

  const start = () => {
    try {
      void refresh.start(chosenSources(choice));
      setMistake(undefined);
    } catch (error) {
      setMistake({ intent: 'error', text: error instanceof Error ? error.message : String(error) });
    }
  };

  return (
    <section className={styles.card} aria-label="Refresh prices">
      <Text as="h2" weight="semibold">
        Refresh prices
      </Text>
      <Text size={200} className={styles.muted}>
        Fetches the public lists that you tick and shows what changed, before anything is written. Nothing of this
        workbook is sent.
      </Text>
      {!isBusy && <SourceForm runtime={runtime} choice={choice} onChange={onChoice} known={status.sources} />}
      {isFetching && <FetchProgress progress={state.progress} />}
      <div className={styles.row}>
        {isFetching ? (
          <Button onClick={refresh.dismiss}>Cancel</Button>
        ) : (
          <Button
            appearance={status.hasTables ? 'primary' : 'secondary'}
            disabled={status.host !== 'excel' || isBusy}
            onClick={start}
          >
            Refresh
          </Button>
        )}
      </div>
      <WriteProgressBar writing={state.step === 'writing' ? status.writing : undefined} />
      <OutcomeMessage outcome={mistake ?? ending?.outcome} />
      {ending && <SourceOutcomes sources={ending.sources} onTakeAnyway={(source) => void refresh.takeAnyway(source)} />}
    </section>
  );
}
