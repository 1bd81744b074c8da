import { Text } from '@fluentui/react-components';
import type { SourceStatus } from '../../../runtime/runtimeSlot';
import { usePaneStyles } from '../../paneStyles';
import { ageInWords, count } from '../inWords';
import { usePricesStyles } from '../pricesStyles';

/** Every source of the prices in force with its age, what became of its last reading, and its licence. */
export function SourceList({ sources }: { sources: readonly SourceStatus[] }) {
  const styles = usePricesStyles();
  if (sources.length === 0) return null;
  const old = sources.filter(({ isOld }) => isOld).length;
  const failed = sources.filter(({ status }) => !status.startsWith('ok')).length;
  const remarks = [...(old > 0 ? [`${old} old`] : []), ...(failed > 0 ? [`${failed} not as expected`] : [])];
  return (
    <details>
      <summary className={styles.summary}>
        {count(sources.length, 'source')}
        {remarks.length > 0 && ` (${remarks.join(', ')})`}
      </summary>
      <ul className={styles.list} aria-label="Sources">
        {sources.map((source) => (
          <Source key={`${source.source} ${source.retrieved}`} source={source} />
        ))}
      </ul>
    </details>
  );
}

function Source({
  source: { source, rows, retrieved, ageDays, isOld, licence, status, quarantined },
}: {
  source: SourceStatus;
}) {
  const styles = usePricesStyles();
  const pane = usePaneStyles();
  const facts = [
    count(rows, 'row'),
    ...(quarantined > 0 ? [`${quarantined.toLocaleString('en-US')} held back`] : []),
    `licence: ${licence ?? 'not stated'}`,
  ];
  const age = ageDays === undefined ? '' : `, ${ageInWords(ageDays)}`;
  return (
    <li className={`${styles.divided} ${styles.tight} ${styles.breakable}`}>
      <Text weight="semibold">{source}</Text>
      <Text size={200}>
        Read on {retrieved.slice(0, 10)}
        {age}
        {isOld && ' (older than the limit)'}
      </Text>
      <Text size={200} className={pane.muted}>
        {facts.join(' · ')}
      </Text>
      {status !== 'ok' && <Text size={200}>Last time: {status}</Text>}
    </li>
  );
}
