import { Badge, MessageBar, MessageBarBody, Spinner, Text } from '@fluentui/react-components';
import type { PriceStatus } from '../../runtime/runtimeSlot';
import { usePaneStyles } from '../paneStyles';

/** Prices older than this are shown as a warning, never as an error: they may still be the agreed ones. */
const OLD_DAYS = 30;

const ANSWERS_FROM: Record<PriceStatus['prices'], string> = {
  loading: 'Reading the workbook’s price tables …',
  bundled: 'The prices that came with the add-in',
  workbook: 'The price tables in this workbook',
  kept: 'The last good prices in memory',
  unusable: 'No prices can be used',
};

/** Age and source of the prices at a glance. */
export function PriceStatusCard({ status }: { status: PriceStatus }) {
  const styles = usePaneStyles();
  if (status.prices === 'loading') return <Spinner size="tiny" label={ANSWERS_FROM.loading} labelPosition="after" />;
  return (
    <section className={styles.card} aria-label="Prices in use">
      <div className={styles.spread}>
        <Text as="h2" weight="semibold" size={400}>
          {status.asOf ? `Prices of ${status.asOf}` : ANSWERS_FROM[status.prices]}
        </Text>
        {status.ageDays !== undefined && (
          <Badge appearance="tint" color={status.ageDays > OLD_DAYS ? 'warning' : 'success'}>
            {ageInWords(status.ageDays)}
          </Badge>
        )}
      </div>
      <Text className={styles.muted}>
        {ANSWERS_FROM[status.prices]}
        {status.models > 0 && ` · ${status.models.toLocaleString()} models · ${status.gpuOffers.toLocaleString()} GPU offers`}
        {status.editedByHand && ' · edited by hand'}
      </Text>
      {status.problem && (
        <MessageBar intent={status.prices === 'unusable' ? 'error' : 'warning'}>
          <MessageBarBody>{status.problem}</MessageBarBody>
        </MessageBar>
      )}
      {status.host === 'no-office' && (
        <MessageBar intent="warning">
          <MessageBarBody>Excel could not be reached: its script did not load. Check the connection and reopen the pane.</MessageBarBody>
        </MessageBar>
      )}
      {status.sources.length > 0 && (
        <ul className={styles.list} aria-label="Sources">
          {status.sources.map((source) => (
            <li key={`${source.source} ${source.retrieved}`}>
              <Text size={200}>
                {source.source} · {source.rows.toLocaleString()} rows · {source.retrieved.slice(0, 10)}
                {source.licence && ` · ${source.licence}`}
                {source.quarantined > 0 && ` · ${source.quarantined} held back`}
                {source.status !== 'ok' && ` · ${source.status}`}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function ageInWords(days: number): string {
  if (days <= 0) return 'today';
  if (days === 1) return '1 day old';
  return days < 60 ? `${days} days old` : `${Math.round(days / 30.4)} months old`;
}
