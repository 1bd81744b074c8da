import { Badge, Button, Text } from '@fluentui/react-components';
import type { SourceOutcome } from '../../../feeds/refreshProposal';
import { usePricesStyles } from '../pricesStyles';

const STATES: Record<SourceOutcome['state'], { readonly words: string; readonly color: 'success' | 'warning' | 'danger' | 'informative' }> = {
  ok: { words: 'read', color: 'success' },
  unchanged: { words: 'nothing new', color: 'success' },
  older: { words: 'older copy', color: 'warning' },
  rejected: { words: 'refused', color: 'warning' },
  failed: { words: 'failed', color: 'danger' },
  cancelled: { words: 'cancelled', color: 'informative' },
};

interface OutcomesProps {
  readonly sources: readonly SourceOutcome[];
  readonly onTakeOlder?: (source: string) => void;
}

/** What became of each source that was asked, in words. */
export function SourceOutcomes({ sources, onTakeOlder }: OutcomesProps) {
  const styles = usePricesStyles();
  if (sources.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Results by source">
      {sources.map(({ source, title, state, sentence }) => (
        <li key={source} className={`${styles.divided} ${styles.tight} ${styles.breakable}`}>
          <span className={styles.rowTitle}>
            <Text weight="semibold">{title}</Text>
            <Badge className={styles.badge} appearance="tint" size="small" color={STATES[state].color}>
              {STATES[state].words}
            </Badge>
          </span>
          <Text size={200}>{sentence}</Text>
          {state === 'older' && onTakeOlder && (
            <div>
              <Button size="small" onClick={() => onTakeOlder(source)} aria-label={`Take the older copy of ${title} anyway`}>
                Take it anyway
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
