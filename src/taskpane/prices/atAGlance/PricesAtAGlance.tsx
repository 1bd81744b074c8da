import {
  Badge,
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Spinner,
  Text,
} from '@fluentui/react-components';
import type { PriceStatus } from '../../../runtime/runtimeSlot';
import { usePaneStyles } from '../../paneStyles';
import type { ViewProps } from '../../useRuntime';
import { ageInWords, count, daysSince } from '../inWords';
import { usePricesStyles } from '../pricesStyles';
import { offerDates } from './offerDates';
import { RejectedRows } from './RejectedRows';
import { SourceList } from './SourceList';

const ANSWERS_FROM: Record<PriceStatus['prices'], string> = {
  loading: 'Reading the workbook’s price tables …',
  bundled: 'The prices that came with the add-in answer',
  workbook: 'The price tables in this workbook answer',
  kept: 'The last good prices in memory answer',
  unusable: 'No prices can be used',
};

/** Which prices answer, of which day, from where; and what is wrong with them. */
export function PricesAtAGlance({ runtime, status }: ViewProps & { readonly status: PriceStatus }) {
  const styles = usePaneStyles();
  const offers = offerDates(runtime.prices()?.gpu.rows ?? []);
  const isAnyOld = [status.ageDays, offers && daysSince(offers.most)].some(
    (days) => days !== undefined && days > status.oldAfterDays,
  );
  if (status.prices === 'loading') return <Spinner size="tiny" label={ANSWERS_FROM.loading} labelPosition="after" />;
  return (
    <section className={styles.card} aria-label="Prices in use">
      <DatedHeading
        title={status.asOf ? `Model prices of ${status.asOf}` : ANSWERS_FROM[status.prices]}
        ageDays={status.ageDays}
        oldAfterDays={status.oldAfterDays}
      />
      {offers && (
        <DatedHeading
          title={`GPU offers of ${offers.most}`}
          ageDays={daysSince(offers.most)}
          oldAfterDays={status.oldAfterDays}
        />
      )}
      <Text className={styles.muted}>
        {status.asOf && ANSWERS_FROM[status.prices]}
        {status.models > 0 && ` · ${count(status.models, 'model')} · ${count(status.gpuOffers, 'GPU offer')}`}
        {status.editedByHand && ' · edited by hand'}
        {isAnyOld && ` · older than ${status.oldAfterDays} days: refresh`}
        {offers && offers.first !== offers.last && ` · GPU offers checked from ${offers.first} to ${offers.last}`}
      </Text>
      {status.problem && (
        <MessageBar intent={status.prices === 'unusable' ? 'error' : 'warning'} layout="multiline">
          <MessageBarBody>{status.problem}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void runtime.reload()}>Read again</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {status.host === 'no-office' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            Excel could not be reached: its script did not load. Check the connection and reopen the pane.
          </MessageBarBody>
        </MessageBar>
      )}
      <SourceList sources={status.sources} />
      <RejectedRows rejected={status.rejected} />
    </section>
  );
}

interface DatedHeadingProps {
  readonly title: string;
  readonly ageDays: number | undefined;
  readonly oldAfterDays: number;
}

function DatedHeading({ title, ageDays, oldAfterDays }: DatedHeadingProps) {
  const styles = usePricesStyles();
  const isOld = ageDays !== undefined && ageDays > oldAfterDays;
  return (
    <div className={styles.datedTitle}>
      <Text as="h2" weight="semibold" size={400}>
        {title}
      </Text>
      {ageDays !== undefined && (
        <Badge className={styles.badge} appearance="tint" color={isOld ? 'warning' : 'success'}>
          {ageInWords(ageDays)}
        </Badge>
      )}
    </div>
  );
}
