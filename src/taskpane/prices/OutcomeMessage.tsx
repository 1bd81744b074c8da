import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { usePricesStyles } from './pricesStyles';
import { useFocusAfter } from '../useFocusAfter';
import type { Outcome } from './writeOutcome';

/** How an action ended, announced and focused. Stays in place while there is nothing to say, as live regions must. */
export function OutcomeMessage({ outcome }: { outcome: Outcome | undefined }) {
  const styles = usePricesStyles();
  const target = useFocusAfter<HTMLDivElement>(outcome);
  return (
    <div role="status" className={styles.live}>
      {outcome && (
        <div ref={target} tabIndex={-1} className={styles.focusTarget}>
          <MessageBar intent={outcome.intent} layout="multiline">
            <MessageBarBody>{outcome.text}</MessageBarBody>
          </MessageBar>
        </div>
      )}
    </div>
  );
}
