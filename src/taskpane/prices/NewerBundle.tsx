import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { PriceStatus } from '../../runtime/runtimeSlot';

/** A workbook keeps its prices when the add-in brings newer ones; this says so and offers a look. */
export function NewerBundle({ status, onShow }: { status: PriceStatus; onShow: () => void }) {
  const isNewer = status.prices === 'workbook' && status.asOf !== undefined && status.bundledAsOf > status.asOf;
  if (!isNewer) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        The add-in brings prices of {status.bundledAsOf}; this workbook keeps its own of {status.asOf}. No number moves
        unless you decide it.
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={onShow}>
          Show the difference
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
