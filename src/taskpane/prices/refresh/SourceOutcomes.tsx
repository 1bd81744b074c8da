import { Badge, Button, Text } from '@fluentui/react-components';
import type { SourceOutcome } from '../../../feeds/refreshProposal';
import { usePricesStyles } from '../pricesStyles';

const STATES: Record<
  SourceOutcome['state'],
  { readonly words: string; readonly color: 'success' | 'warning' | 'danger' | 'informative' }
> = {
  ok: { words: 'read', color: 'success' },
  unchanged: { words: 'nothing new', color: 'success' },
  older: { words: 'older copy', color: 'warning' },
  shorter: { words: 'much shorter', color: 'warning' },
  rejected: { words: 'refused', color: 'warning' },
  failed: { words: 'failed', color: 'danger' },
  cancelled: { words: 'cancelled', color: 'informative' },
};

/** What is refused at first, and what it means to take it all the same. */
const RISKS: Partial<Record<SourceOutcome['state'], string>> = {
  older: 'Taken anyway, it may bring back prices that have changed since.',
  shorter:
    'Taken anyway, GPU offers that it lacks are proposed to be taken out, and models that it lacks to be marked as no longer listed. Do so only when they really ended.',
};

interface OutcomesProps {
  readonly sources: readonly SourceOutcome[];
  readonly onTakeAnyway: (source: SourceOutcome) => void;
}

/** What became of each source that was asked, in words. */
export function SourceOutcomes({ sources, onTakeAnyway }: OutcomesProps) {
  const styles = usePricesStyles();
  if (sources.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Results by source">
      {sources.map((outcome) => (
        <Source key={outcome.source} outcome={outcome} onTakeAnyway={onTakeAnyway} />
      ))}
    </ul>
  );
}

function Source({ outcome, onTakeAnyway }: { outcome: SourceOutcome; onTakeAnyway: OutcomesProps['onTakeAnyway'] }) {
  const styles = usePricesStyles();
  const { title, state, sentence } = outcome;
  const risk = RISKS[state];
  return (
    <li className={`${styles.divided} ${styles.tight} ${styles.breakable}`}>
      <span className={styles.rowTitle}>
        <Text weight="semibold">{title}</Text>
        <Badge className={styles.badge} appearance="tint" size="small" color={STATES[state].color}>
          {STATES[state].words}
        </Badge>
      </span>
      <Text size={200}>{sentence}</Text>
      {risk !== undefined && (
        <>
          <Text size={200}>{risk}</Text>
          <div>
            <Button size="small" onClick={() => onTakeAnyway(outcome)} aria-label={`Take it anyway: ${title}`}>
              Take it anyway
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
