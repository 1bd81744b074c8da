import { ProgressBar, Text } from '@fluentui/react-components';
import type { WriteProgress } from '../../runtime/runtimeSlot';
import { usePricesStyles } from './pricesStyles';
import { STEP_IN_WORDS } from './writeOutcome';

/** Where a write of the tables stands, for eyes and ears. */
export function WriteProgressBar({ writing }: { writing: WriteProgress | undefined }) {
  const styles = usePricesStyles();
  const words = writing && STEP_IN_WORDS[writing.step];
  return (
    <div role="status" className={styles.live}>
      {writing && (
        <>
          <ProgressBar value={writing.done} aria-label={words} />
          <Text size={200}>{words}</Text>
        </>
      )}
    </div>
  );
}
