import { Badge, MessageBar, MessageBarBody, Spinner, Text } from '@fluentui/react-components';
import type { PriceStatus } from '../../../runtime/runtimeSlot';
import { usePaneStyles } from '../../paneStyles';
import { ageInWords, count } from '../inWords';
import { usePricesStyles } from '../pricesStyles';
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
export function PricesAtAGlance({ status }: { status: PriceStatus }) {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  const isOld = status.ageDays !== undefined && status.ageDays > status.oldAfterDays;
  if (status.prices === 'loading') return <Spinner size="tiny" label={ANSWERS_FROM.loading} labelPosition="after" />;
  return (
    <section className={styles.card} aria-label="Prices in use">
      <div className={styles.spread}>
        <Text as="h2" weight="semibold" size={400}>
          {status.asOf ? `Prices of ${status.asOf}` : ANSWERS_FROM[status.prices]}
        </Text>
        {status.ageDays !== undefined && (
          <Badge className={own.badge} appearance="tint" color={isOld ? 'warning' : 'success'}>
            {ageInWords(status.ageDays)}
            {isOld && ': refresh'}
          </Badge>
        )}
      </div>
      <Text className={styles.muted}>
        {status.asOf && ANSWERS_FROM[status.prices]}
        {status.models > 0 && ` · ${count(status.models, 'model')} · ${count(status.gpuOffers, 'GPU offer')}`}
        {status.editedByHand && ' · edited by hand'}
      </Text>
      {status.problem && (
        <MessageBar intent={status.prices === 'unusable' ? 'error' : 'warning'} layout="multiline">
          <MessageBarBody>{status.problem}</MessageBarBody>
        </MessageBar>
      )}
      {status.host === 'no-office' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>Excel could not be reached: its script did not load. Check the connection and reopen the pane.</MessageBarBody>
        </MessageBar>
      )}
      <SourceList sources={status.sources} />
      <RejectedRows rejected={status.rejected} />
    </section>
  );
}
