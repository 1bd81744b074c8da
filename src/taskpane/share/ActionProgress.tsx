import { Button, MessageBar, MessageBarBody, ProgressBar, Text } from '@fluentui/react-components';
import { usePaneStyles } from '../paneStyles';
import { usePricesStyles } from '../prices/pricesStyles';
import type { LongAction } from './useLongAction';

/** How far an action is, with Cancel, and the sentence when it failed. */
export function ActionProgress({ state, onCancel }: { state: LongAction<unknown>; onCancel: () => void }) {
  const styles = usePaneStyles();
  const own = usePricesStyles();
  return (
    <>
      {state.step === 'running' && (
        <>
          <ProgressBar value={state.done} aria-label={state.what} />
          <div className={styles.spread}>
            <Text size={200}>{state.what}</Text>
            <Button size="small" onClick={onCancel}>
              Cancel
            </Button>
          </div>
        </>
      )}
      <div role="status" className={own.live}>
        {state.step === 'failed' && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{state.sentence}</MessageBarBody>
          </MessageBar>
        )}
      </div>
    </>
  );
}
